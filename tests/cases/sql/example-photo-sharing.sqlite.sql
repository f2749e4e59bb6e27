CREATE TABLE "Users" ( -- one person; a handle is claimed first in a small table divided by handle
    user_id integer NOT NULL,
    created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    follower_count integer NOT NULL DEFAULT 0,
    post_count integer NOT NULL DEFAULT 0,
    handle varchar(30) NOT NULL,
    photo_key varchar(40), -- null: no photo
    PRIMARY KEY (user_id),
    UNIQUE (handle)
);

CREATE TABLE "Posts" ( -- one photo with its caption; its sizes have the key with a suffix
    post_id integer NOT NULL, -- time, shard and sequence
    user_id bigint NOT NULL,
    width smallint NOT NULL,
    height smallint NOT NULL,
    state varchar(10) NOT NULL DEFAULT 'processing',
    photo_key varchar(40) NOT NULL,
    caption varchar(2200) NOT NULL,
    PRIMARY KEY (post_id),
    CHECK (width > 0),
    CHECK (height > 0),
    CHECK (state in ('processing', 'visible', 'removed')),
    FOREIGN KEY (user_id) REFERENCES "Users" (user_id) ON DELETE CASCADE
);
CREATE INDEX "Posts_user_id_post_id_idx" ON "Posts" (user_id, post_id DESC);
