CREATE TABLE `Users` (
    user_id bigint NOT NULL AUTO_INCREMENT,
    phone varchar(20) NOT NULL,
    last_seen timestamp NULL,
    devices json COMMENT 'push tokens and keys, two devices on average',
    created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (user_id),
    UNIQUE KEY (phone),
    KEY (last_seen)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one person with a phone number';
