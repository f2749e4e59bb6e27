CREATE TABLE "Users" ( -- one account
    user_id integer NOT NULL,
    handle varchar(15) NOT NULL,
    followers integer NOT NULL DEFAULT 0,
    pulled boolean NOT NULL DEFAULT 0,
    created_at datetime NOT NULL,
    PRIMARY KEY (user_id),
    UNIQUE (handle)
);

CREATE TABLE "Posts" ( -- one post
    user_id bigint NOT NULL,
    post_id bigint NOT NULL,
    text varchar(280) NOT NULL,
    media_key char(24), -- null without a picture
    PRIMARY KEY (user_id, post_id),
    FOREIGN KEY (user_id) REFERENCES "Users" (user_id)
);

CREATE TABLE "Media" ( -- one picture; its bytes are an object
    media_key char(24) NOT NULL,
    user_id bigint NOT NULL,
    bytes integer NOT NULL,
    PRIMARY KEY (media_key),
    CHECK (bytes > 0),
    FOREIGN KEY (user_id) REFERENCES "Users" (user_id)
);
CREATE INDEX "Media_user_id_idx" ON "Media" (user_id);

CREATE TABLE "Follows" ( -- whom one account follows
    follower_id bigint NOT NULL,
    followee_id bigint NOT NULL,
    since datetime NOT NULL,
    PRIMARY KEY (follower_id, followee_id),
    FOREIGN KEY (follower_id) REFERENCES "Users" (user_id) ON DELETE CASCADE
);

CREATE TABLE "Followers" ( -- the same edge from the other end
    followee_id bigint NOT NULL,
    follower_id bigint NOT NULL,
    PRIMARY KEY (followee_id, follower_id),
    FOREIGN KEY (followee_id) REFERENCES "Users" (user_id) ON DELETE CASCADE
);
