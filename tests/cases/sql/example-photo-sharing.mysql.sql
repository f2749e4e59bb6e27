CREATE TABLE `Users` (
    user_id bigint NOT NULL,
    created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    follower_count int NOT NULL DEFAULT 0,
    post_count int NOT NULL DEFAULT 0,
    handle varchar(30) NOT NULL,
    photo_key varchar(40) COMMENT 'null: no photo',
    PRIMARY KEY (user_id),
    UNIQUE KEY (handle)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one person; a handle is claimed first in a small table divided by handle';

CREATE TABLE `Posts` (
    post_id bigint NOT NULL COMMENT 'time, shard and sequence',
    user_id bigint NOT NULL,
    width smallint NOT NULL,
    height smallint NOT NULL,
    state varchar(10) NOT NULL DEFAULT 'processing',
    photo_key varchar(40) NOT NULL,
    caption varchar(2200) NOT NULL,
    PRIMARY KEY (post_id),
    KEY (user_id, post_id DESC),
    CHECK (width > 0),
    CHECK (height > 0),
    CHECK (state in ('processing', 'visible', 'removed'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one photo with its caption; its sizes have the key with a suffix';

ALTER TABLE `Posts` ADD FOREIGN KEY (user_id) REFERENCES `Users` (user_id) ON DELETE CASCADE;
