CREATE TABLE `Accounts` (
    account_id bigint NOT NULL AUTO_INCREMENT,
    email varchar(254) NOT NULL,
    api_key_hash blob NOT NULL,
    links_per_second int NOT NULL DEFAULT 10,
    PRIMARY KEY (account_id),
    UNIQUE KEY (email),
    UNIQUE KEY (api_key_hash(255))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one owner with a key for the API';

CREATE TABLE `Key_ranges` (
    range_start bigint NOT NULL,
    range_size int NOT NULL DEFAULT 100000,
    holder varchar(60) NOT NULL,
    leased_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (range_start),
    CHECK (range_size > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one lease of 100,000 numbers';

CREATE TABLE `Reports` (
    report_id bigint NOT NULL AUTO_INCREMENT,
    code char(7) NOT NULL,
    reason varchar(200) NOT NULL,
    decided_by bigint COMMENT 'null until decided',
    created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (report_id),
    KEY (created_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one report of a link';
