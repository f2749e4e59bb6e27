CREATE TABLE "Users" (
    user_id bigint NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    follower_count integer NOT NULL DEFAULT 0,
    post_count integer NOT NULL DEFAULT 0,
    handle varchar(30) NOT NULL,
    photo_key varchar(40),
    PRIMARY KEY (user_id),
    UNIQUE (handle)
) WITH (fillfactor = 85);
COMMENT ON TABLE "Users" IS 'one person; a handle is claimed first in a small table divided by handle';
COMMENT ON COLUMN "Users".photo_key IS 'null: no photo';

CREATE TABLE "Posts" (
    post_id bigint NOT NULL,
    user_id bigint NOT NULL,
    width smallint NOT NULL,
    height smallint NOT NULL,
    state varchar(10) NOT NULL DEFAULT 'processing',
    photo_key varchar(40) NOT NULL,
    caption varchar(2200) NOT NULL,
    PRIMARY KEY (post_id),
    CHECK (width > 0),
    CHECK (height > 0),
    CHECK (state in ('processing', 'visible', 'removed'))
) WITH (fillfactor = 95);
COMMENT ON TABLE "Posts" IS 'one photo with its caption; its sizes have the key with a suffix';
COMMENT ON COLUMN "Posts".post_id IS 'time, shard and sequence';
CREATE INDEX "Posts_user_id_post_id_idx" ON "Posts" (user_id, post_id DESC);

ALTER TABLE "Posts" ADD FOREIGN KEY (user_id) REFERENCES "Users" (user_id) ON DELETE CASCADE;
