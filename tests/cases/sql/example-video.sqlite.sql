CREATE TABLE "Users" ( -- one account
    user_id integer NOT NULL,
    email varchar(254) NOT NULL,
    PRIMARY KEY (user_id),
    UNIQUE (email)
);

CREATE TABLE "Videos" ( -- one video
    video_id char(11) NOT NULL,
    owner_id bigint NOT NULL,
    title varchar(100) NOT NULL,
    description text NOT NULL DEFAULT '',
    state varchar(10) NOT NULL DEFAULT 'uploading',
    seconds integer,
    views bigint NOT NULL DEFAULT 0,
    created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (video_id),
    CHECK (state in ('uploading', 'working', 'ready', 'failed', 'down')),
    CHECK (seconds > 0),
    FOREIGN KEY (owner_id) REFERENCES "Users" (user_id) ON DELETE CASCADE
);
CREATE INDEX "Videos_owner_id_created_at_idx" ON "Videos" (owner_id, created_at DESC);
CREATE INDEX "Videos_created_at_idx" ON "Videos" (created_at) WHERE state in ('uploading', 'working');

CREATE TABLE "Renditions" ( -- one size of a video; its segments are objects
    video_id char(11) NOT NULL,
    height smallint NOT NULL,
    codec varchar(10) NOT NULL,
    bits_per_second integer NOT NULL,
    bytes bigint NOT NULL,
    PRIMARY KEY (video_id, height, codec),
    CHECK (height in (240, 360, 480, 720, 1080)),
    FOREIGN KEY (video_id) REFERENCES "Videos" (video_id) ON DELETE CASCADE
);

CREATE TABLE "Comments" ( -- one comment
    comment_id integer NOT NULL,
    user_id bigint NOT NULL,
    created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    video_id char(11) NOT NULL,
    body varchar(2000) NOT NULL,
    PRIMARY KEY (comment_id),
    FOREIGN KEY (user_id) REFERENCES "Users" (user_id) ON DELETE CASCADE,
    FOREIGN KEY (video_id) REFERENCES "Videos" (video_id) ON DELETE CASCADE
);
CREATE INDEX "Comments_video_id_created_at_idx" ON "Comments" (video_id, created_at DESC);
CREATE INDEX "Comments_user_id_idx" ON "Comments" (user_id);
