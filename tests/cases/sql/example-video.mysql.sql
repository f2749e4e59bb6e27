CREATE TABLE `Users` (
    user_id bigint NOT NULL AUTO_INCREMENT,
    email varchar(254) NOT NULL,
    PRIMARY KEY (user_id),
    UNIQUE KEY (email)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one account';

CREATE TABLE `Videos` (
    video_id char(11) NOT NULL,
    owner_id bigint NOT NULL,
    title varchar(100) NOT NULL,
    description text NOT NULL DEFAULT (''),
    state varchar(10) NOT NULL DEFAULT 'uploading',
    seconds int,
    views bigint NOT NULL DEFAULT 0,
    created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (video_id),
    KEY (owner_id, created_at DESC),
    KEY (created_at),
    CHECK (state in ('uploading', 'working', 'ready', 'failed', 'down')),
    CHECK (seconds > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one video';

CREATE TABLE `Renditions` (
    video_id char(11) NOT NULL,
    height smallint NOT NULL,
    codec varchar(10) NOT NULL,
    bits_per_second int NOT NULL,
    bytes bigint NOT NULL,
    PRIMARY KEY (video_id, height, codec),
    CHECK (height in (240, 360, 480, 720, 1080))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one size of a video; its segments are objects';

CREATE TABLE `Comments` (
    comment_id bigint NOT NULL AUTO_INCREMENT,
    user_id bigint NOT NULL,
    created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    video_id char(11) NOT NULL,
    body varchar(2000) NOT NULL,
    PRIMARY KEY (comment_id),
    KEY (video_id, created_at DESC),
    KEY (user_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one comment';

ALTER TABLE `Videos` ADD FOREIGN KEY (owner_id) REFERENCES `Users` (user_id) ON DELETE CASCADE;

ALTER TABLE `Renditions` ADD FOREIGN KEY (video_id) REFERENCES `Videos` (video_id) ON DELETE CASCADE;

ALTER TABLE `Comments` ADD FOREIGN KEY (user_id) REFERENCES `Users` (user_id) ON DELETE CASCADE;
ALTER TABLE `Comments` ADD FOREIGN KEY (video_id) REFERENCES `Videos` (video_id) ON DELETE CASCADE;
