CREATE TABLE `Pastes` (
    short_link char(7) NOT NULL,
    expires_in_minutes int COMMENT 'null: never',
    created_at datetime NOT NULL,
    path varchar(255) COMMENT 'null unless the text is an object',
    content text COMMENT 'null if the text is an object',
    PRIMARY KEY (short_link),
    KEY (created_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one paste; texts above 64 KB are an object at path';

CREATE TABLE `Reports` (
    report_id bigint NOT NULL,
    short_link char(7),
    reason varchar(200) NOT NULL,
    created_at datetime NOT NULL,
    PRIMARY KEY (report_id),
    KEY (created_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one report of a paste by a reader';

CREATE TABLE `Monthly_views` (
    short_link char(7) NOT NULL,
    month date NOT NULL,
    views bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (short_link, month)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='views of one paste in one month; only pastes that were read more than ten times';

ALTER TABLE `Reports` ADD FOREIGN KEY (short_link) REFERENCES `Pastes` (short_link);

ALTER TABLE `Monthly_views` ADD FOREIGN KEY (short_link) REFERENCES `Pastes` (short_link);
