CREATE TABLE `Accounts` (
    account_id bigint NOT NULL AUTO_INCREMENT,
    owner_id bigint NOT NULL,
    kind smallint NOT NULL,
    currency char(3) NOT NULL,
    open tinyint(1) NOT NULL DEFAULT 1,
    name varchar(80) NOT NULL,
    PRIMARY KEY (account_id),
    CHECK (kind in (1, 2, 3, 4, 5))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one account of one owner in one currency';

CREATE TABLE `Payments` (
    payment_id bigint NOT NULL AUTO_INCREMENT,
    merchant_id bigint NOT NULL,
    amount bigint NOT NULL,
    created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    changed_at timestamp NOT NULL,
    kind smallint NOT NULL,
    state smallint NOT NULL DEFAULT 0 COMMENT '0 stored, 1 pending, 2 captured, final: 5 settled, 6 refused, 7 reversed',
    currency char(3) NOT NULL,
    provider_ref varchar(40),
    PRIMARY KEY (payment_id),
    KEY (changed_at),
    CHECK (amount > 0),
    CHECK (state in (0, 1, 2, 5, 6, 7))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one payment, refund or payout and its state';

CREATE TABLE `Journals` (
    journal_id bigint NOT NULL AUTO_INCREMENT,
    payment_id bigint,
    created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    kind smallint NOT NULL,
    source varchar(60) NOT NULL,
    hash blob NOT NULL,
    PRIMARY KEY (journal_id),
    UNIQUE KEY (source)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one booking';

CREATE TABLE `Entries` (
    journal_id bigint NOT NULL,
    account_id bigint NOT NULL,
    amount bigint NOT NULL,
    created_at timestamp NOT NULL,
    line smallint NOT NULL,
    PRIMARY KEY (journal_id, line),
    KEY (account_id, journal_id DESC),
    CHECK (amount <> 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one side of a booking; never changed';

CREATE TABLE `Balances` (
    account_id bigint NOT NULL,
    last_journal bigint NOT NULL,
    amount bigint NOT NULL,
    closed_at timestamp NOT NULL,
    PRIMARY KEY (account_id, last_journal)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='closed sum of an account, the newest two';

CREATE TABLE `Keys` (
    merchant_id bigint NOT NULL,
    payment_id bigint NOT NULL,
    created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    answer json,
    status smallint COMMENT 'null: under way',
    `key` varchar(64) NOT NULL,
    body_hash blob NOT NULL,
    PRIMARY KEY (merchant_id, `key`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one request that may be repeated, with its answer';

CREATE TABLE `Messages` (
    message_id varchar(40) NOT NULL,
    received_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    applied_at timestamp NULL COMMENT 'null: not yet',
    body json NOT NULL,
    PRIMARY KEY (message_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='what the provider said, as it came; then to files';

ALTER TABLE `Journals` ADD FOREIGN KEY (payment_id) REFERENCES `Payments` (payment_id);

ALTER TABLE `Entries` ADD FOREIGN KEY (journal_id) REFERENCES `Journals` (journal_id);
ALTER TABLE `Entries` ADD FOREIGN KEY (account_id) REFERENCES `Accounts` (account_id);

ALTER TABLE `Balances` ADD FOREIGN KEY (account_id) REFERENCES `Accounts` (account_id);

ALTER TABLE `Keys` ADD FOREIGN KEY (payment_id) REFERENCES `Payments` (payment_id);
