CREATE TABLE "Users" (
    user_id bigint NOT NULL,
    handle varchar(15) NOT NULL,
    followers integer NOT NULL DEFAULT 0,
    pulled boolean NOT NULL DEFAULT false,
    created_at timestamp NOT NULL,
    PRIMARY KEY (user_id),
    UNIQUE (handle)
);
COMMENT ON TABLE "Users" IS 'one account';

CREATE TABLE "Posts" (
    user_id bigint NOT NULL,
    post_id bigint NOT NULL,
    text varchar(280) NOT NULL,
    media_key char(24),
    PRIMARY KEY (user_id, post_id)
);
COMMENT ON TABLE "Posts" IS 'one post';
COMMENT ON COLUMN "Posts".media_key IS 'null without a picture';

CREATE TABLE "Media" (
    media_key char(24) NOT NULL,
    user_id bigint NOT NULL,
    bytes integer NOT NULL,
    PRIMARY KEY (media_key),
    CHECK (bytes > 0)
);
COMMENT ON TABLE "Media" IS 'one picture; its bytes are an object';
CREATE INDEX "Media_user_id_idx" ON "Media" (user_id);

CREATE TABLE "Follows" (
    follower_id bigint NOT NULL,
    followee_id bigint NOT NULL,
    since timestamp NOT NULL,
    PRIMARY KEY (follower_id, followee_id)
);
COMMENT ON TABLE "Follows" IS 'whom one account follows';

CREATE TABLE "Followers" (
    followee_id bigint NOT NULL,
    follower_id bigint NOT NULL,
    PRIMARY KEY (followee_id, follower_id)
);
COMMENT ON TABLE "Followers" IS 'the same edge from the other end';

ALTER TABLE "Posts" ADD FOREIGN KEY (user_id) REFERENCES "Users" (user_id);

ALTER TABLE "Media" ADD FOREIGN KEY (user_id) REFERENCES "Users" (user_id);

ALTER TABLE "Follows" ADD FOREIGN KEY (follower_id) REFERENCES "Users" (user_id) ON DELETE CASCADE;

ALTER TABLE "Followers" ADD FOREIGN KEY (followee_id) REFERENCES "Users" (user_id) ON DELETE CASCADE;
