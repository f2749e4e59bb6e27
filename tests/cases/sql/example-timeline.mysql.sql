CREATE TABLE `Users` (
    user_id bigint NOT NULL,
    handle varchar(15) NOT NULL,
    followers int NOT NULL DEFAULT 0,
    pulled tinyint(1) NOT NULL DEFAULT 0,
    created_at datetime NOT NULL,
    PRIMARY KEY (user_id),
    UNIQUE KEY (handle)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one account';

CREATE TABLE `Posts` (
    user_id bigint NOT NULL,
    post_id bigint NOT NULL,
    text varchar(280) NOT NULL,
    media_key char(24) COMMENT 'null without a picture',
    PRIMARY KEY (user_id, post_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one post';

CREATE TABLE `Media` (
    media_key char(24) NOT NULL,
    user_id bigint NOT NULL,
    bytes int NOT NULL,
    PRIMARY KEY (media_key),
    KEY (user_id),
    CHECK (bytes > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one picture; its bytes are an object';

CREATE TABLE `Follows` (
    follower_id bigint NOT NULL,
    followee_id bigint NOT NULL,
    since datetime NOT NULL,
    PRIMARY KEY (follower_id, followee_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='whom one account follows';

CREATE TABLE `Followers` (
    followee_id bigint NOT NULL,
    follower_id bigint NOT NULL,
    PRIMARY KEY (followee_id, follower_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='the same edge from the other end';

ALTER TABLE `Posts` ADD FOREIGN KEY (user_id) REFERENCES `Users` (user_id);

ALTER TABLE `Media` ADD FOREIGN KEY (user_id) REFERENCES `Users` (user_id);

ALTER TABLE `Follows` ADD FOREIGN KEY (follower_id) REFERENCES `Users` (user_id) ON DELETE CASCADE;

ALTER TABLE `Followers` ADD FOREIGN KEY (followee_id) REFERENCES `Users` (user_id) ON DELETE CASCADE;
