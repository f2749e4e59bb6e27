CREATE TABLE `Namespaces` (
    namespace_id bigint NOT NULL,
    owner_id bigint NOT NULL COMMENT 'an account of the account service',
    head_seq bigint NOT NULL DEFAULT 0,
    used_bytes bigint NOT NULL DEFAULT 0,
    is_shared tinyint(1) NOT NULL DEFAULT 0,
    PRIMARY KEY (namespace_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one root folder or shared folder; head_seq is the last number given out';

CREATE TABLE `Members` (
    user_id bigint NOT NULL,
    namespace_id bigint NOT NULL,
    joined_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    role varchar(8) NOT NULL,
    PRIMARY KEY (user_id, namespace_id),
    KEY (namespace_id),
    CHECK (role in ('owner', 'writer', 'reader'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one account in one namespace';

CREATE TABLE `Files` (
    namespace_id bigint NOT NULL,
    file_id bigint NOT NULL,
    parent_id bigint NOT NULL,
    seq bigint NOT NULL,
    bytes bigint NOT NULL,
    name varchar(255) NOT NULL,
    blocks blob NOT NULL COMMENT 'hashes of 32 B one after another, above 64 blocks the list is a block itself',
    PRIMARY KEY (namespace_id, file_id),
    UNIQUE KEY (namespace_id, parent_id, name),
    CHECK (bytes >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one file or folder as it is now';

CREATE TABLE `Journal` (
    namespace_id bigint NOT NULL,
    seq bigint NOT NULL,
    file_id bigint NOT NULL,
    device_id bigint NOT NULL,
    created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    bytes bigint NOT NULL,
    kind varchar(8) NOT NULL,
    name varchar(255) NOT NULL,
    blocks blob NOT NULL,
    PRIMARY KEY (namespace_id, seq),
    CHECK (kind in ('put', 'move', 'delete'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one change; also the old versions of 30 days';

CREATE TABLE `Blocks` (
    released_at timestamp NULL COMMENT 'null while something refers to it',
    pack_id bigint NOT NULL COMMENT 'the object that it lies in',
    pack_offset int NOT NULL,
    bytes int NOT NULL,
    refs int NOT NULL DEFAULT 0,
    block_hash blob NOT NULL COMMENT 'SHA-256 of the content',
    PRIMARY KEY (block_hash(255)),
    KEY (released_at),
    CHECK (bytes <= 4194304),
    CHECK (refs >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one block, once for all accounts; the content is in the object store';

ALTER TABLE `Members` ADD FOREIGN KEY (namespace_id) REFERENCES `Namespaces` (namespace_id) ON DELETE CASCADE;

ALTER TABLE `Files` ADD FOREIGN KEY (namespace_id) REFERENCES `Namespaces` (namespace_id) ON DELETE CASCADE;

ALTER TABLE `Journal` ADD FOREIGN KEY (namespace_id) REFERENCES `Namespaces` (namespace_id) ON DELETE CASCADE;
