CREATE TABLE "Namespaces" (
    namespace_id bigint NOT NULL,
    owner_id bigint NOT NULL,
    head_seq bigint NOT NULL DEFAULT 0,
    used_bytes bigint NOT NULL DEFAULT 0,
    is_shared boolean NOT NULL DEFAULT false,
    PRIMARY KEY (namespace_id)
) WITH (fillfactor = 80);
COMMENT ON TABLE "Namespaces" IS 'one root folder or shared folder; head_seq is the last number given out';
COMMENT ON COLUMN "Namespaces".owner_id IS 'an account of the account service';

CREATE TABLE "Members" (
    user_id bigint NOT NULL,
    namespace_id bigint NOT NULL,
    joined_at timestamptz NOT NULL DEFAULT now(),
    role varchar(8) NOT NULL,
    PRIMARY KEY (user_id, namespace_id),
    CHECK (role in ('owner', 'writer', 'reader'))
);
COMMENT ON TABLE "Members" IS 'one account in one namespace';
CREATE INDEX "Members_namespace_id_idx" ON "Members" (namespace_id);

CREATE TABLE "Files" (
    namespace_id bigint NOT NULL,
    file_id bigint NOT NULL,
    parent_id bigint NOT NULL,
    seq bigint NOT NULL,
    bytes bigint NOT NULL,
    name varchar(255) NOT NULL,
    blocks bytea NOT NULL,
    PRIMARY KEY (namespace_id, file_id),
    CHECK (bytes >= 0)
) WITH (fillfactor = 90);
COMMENT ON TABLE "Files" IS 'one file or folder as it is now';
COMMENT ON COLUMN "Files".blocks IS 'hashes of 32 B one after another, above 64 blocks the list is a block itself';
CREATE UNIQUE INDEX "Files_namespace_id_parent_id_name_idx" ON "Files" (namespace_id, parent_id, name);

CREATE TABLE "Journal" (
    namespace_id bigint NOT NULL,
    seq bigint NOT NULL,
    file_id bigint NOT NULL,
    device_id bigint NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    bytes bigint NOT NULL,
    kind varchar(8) NOT NULL,
    name varchar(255) NOT NULL,
    blocks bytea NOT NULL,
    PRIMARY KEY (namespace_id, seq),
    CHECK (kind in ('put', 'move', 'delete'))
);
COMMENT ON TABLE "Journal" IS 'one change; also the old versions of 30 days';

CREATE TABLE "Blocks" (
    released_at timestamptz,
    pack_id bigint NOT NULL,
    pack_offset integer NOT NULL,
    bytes integer NOT NULL,
    refs integer NOT NULL DEFAULT 0,
    block_hash bytea NOT NULL,
    PRIMARY KEY (block_hash),
    CHECK (bytes <= 4194304),
    CHECK (refs >= 0)
);
COMMENT ON TABLE "Blocks" IS 'one block, once for all accounts; the content is in the object store';
COMMENT ON COLUMN "Blocks".released_at IS 'null while something refers to it';
COMMENT ON COLUMN "Blocks".pack_id IS 'the object that it lies in';
COMMENT ON COLUMN "Blocks".block_hash IS 'SHA-256 of the content';
CREATE INDEX "Blocks_released_at_idx" ON "Blocks" (released_at) WHERE released_at is not null;

ALTER TABLE "Members" ADD FOREIGN KEY (namespace_id) REFERENCES "Namespaces" (namespace_id) ON DELETE CASCADE;

ALTER TABLE "Files" ADD FOREIGN KEY (namespace_id) REFERENCES "Namespaces" (namespace_id) ON DELETE CASCADE;

ALTER TABLE "Journal" ADD FOREIGN KEY (namespace_id) REFERENCES "Namespaces" (namespace_id) ON DELETE CASCADE;
