CREATE TABLE `Blocks` (
    block_id bigint NOT NULL AUTO_INCREMENT,
    lang char(2) NOT NULL,
    phrase varchar(100) NOT NULL,
    reason varchar(40) NOT NULL,
    moderator_id bigint NOT NULL,
    created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (block_id),
    UNIQUE KEY (lang, phrase)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one phrase that is never suggested';

CREATE TABLE `Reports` (
    report_id bigint NOT NULL AUTO_INCREMENT,
    lang char(2) NOT NULL,
    prefix varchar(100) NOT NULL,
    phrase varchar(100) NOT NULL,
    reason varchar(40) NOT NULL,
    block_id bigint,
    open tinyint(1) NOT NULL DEFAULT 1,
    created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (report_id),
    KEY (created_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one report of a suggestion';

CREATE TABLE `Builds` (
    build_id bigint NOT NULL AUTO_INCREMENT,
    day date NOT NULL,
    prefixes bigint NOT NULL,
    changed bigint NOT NULL,
    status varchar(20) NOT NULL DEFAULT 'building',
    snapshot varchar(200) NOT NULL,
    PRIMARY KEY (build_id),
    UNIQUE KEY (day),
    CHECK (prefixes > 0),
    CHECK (status in ('building', 'checked', 'live', 'rejected'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one daily build and its checks';

ALTER TABLE `Reports` ADD FOREIGN KEY (block_id) REFERENCES `Blocks` (block_id) ON DELETE SET NULL;
