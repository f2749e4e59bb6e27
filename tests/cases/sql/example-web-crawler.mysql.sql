CREATE TABLE `Hosts` (
    host_id bigint NOT NULL,
    next_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    robots_until timestamp NULL COMMENT 'null: never read',
    delay_ms int NOT NULL DEFAULT 1000,
    pages int NOT NULL DEFAULT 0,
    blocked tinyint(1) NOT NULL DEFAULT 0,
    name varchar(253) NOT NULL,
    PRIMARY KEY (host_id),
    UNIQUE KEY (name),
    CHECK (delay_ms >= 1000)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one host; what changes each second is in Redis and comes here every ten minutes';

CREATE TABLE `Rules` (
    rule_id bigint NOT NULL AUTO_INCREMENT,
    host_id bigint COMMENT 'null: for all hosts',
    made_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    kind varchar(8) NOT NULL,
    pattern varchar(200) NOT NULL,
    reason varchar(200) NOT NULL,
    PRIMARY KEY (rule_id),
    KEY (host_id),
    CHECK (kind in ('block', 'trap', 'slow', 'seed'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='what an operator or the trap detector has decided';

ALTER TABLE `Rules` ADD FOREIGN KEY (host_id) REFERENCES `Hosts` (host_id) ON DELETE CASCADE;
