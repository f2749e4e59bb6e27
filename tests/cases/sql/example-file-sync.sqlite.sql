CREATE TABLE "Namespaces" ( -- one root folder or shared folder; head_seq is the last number given out
    namespace_id integer NOT NULL,
    owner_id bigint NOT NULL, -- an account of the account service
    head_seq bigint NOT NULL DEFAULT 0,
    used_bytes bigint NOT NULL DEFAULT 0,
    is_shared boolean NOT NULL DEFAULT 0,
    PRIMARY KEY (namespace_id)
);

CREATE TABLE "Members" ( -- one account in one namespace
    user_id bigint NOT NULL,
    namespace_id bigint NOT NULL,
    joined_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    role varchar(8) NOT NULL,
    PRIMARY KEY (user_id, namespace_id),
    CHECK (role in ('owner', 'writer', 'reader')),
    FOREIGN KEY (namespace_id) REFERENCES "Namespaces" (namespace_id) ON DELETE CASCADE
);
CREATE INDEX "Members_namespace_id_idx" ON "Members" (namespace_id);

CREATE TABLE "Files" ( -- one file or folder as it is now
    namespace_id bigint NOT NULL,
    file_id bigint NOT NULL,
    parent_id bigint NOT NULL,
    seq bigint NOT NULL,
    bytes bigint NOT NULL,
    name varchar(255) NOT NULL,
    blocks blob NOT NULL, -- hashes of 32 B one after another, above 64 blocks the list is a block itself
    PRIMARY KEY (namespace_id, file_id),
    CHECK (bytes >= 0),
    FOREIGN KEY (namespace_id) REFERENCES "Namespaces" (namespace_id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX "Files_namespace_id_parent_id_name_idx" ON "Files" (namespace_id, parent_id, name);

CREATE TABLE "Journal" ( -- one change; also the old versions of 30 days
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
    CHECK (kind in ('put', 'move', 'delete')),
    FOREIGN KEY (namespace_id) REFERENCES "Namespaces" (namespace_id) ON DELETE CASCADE
);

CREATE TABLE "Blocks" ( -- one block, once for all accounts; the content is in the object store
    released_at timestamp, -- null while something refers to it
    pack_id bigint NOT NULL, -- the object that it lies in
    pack_offset integer NOT NULL,
    bytes integer NOT NULL,
    refs integer NOT NULL DEFAULT 0,
    block_hash blob NOT NULL, -- SHA-256 of the content
    PRIMARY KEY (block_hash),
    CHECK (bytes <= 4194304),
    CHECK (refs >= 0)
);
CREATE INDEX "Blocks_released_at_idx" ON "Blocks" (released_at) WHERE released_at is not null;
