CREATE TABLE `Clients` (
    client_id bigint NOT NULL AUTO_INCREMENT,
    key_hash char(64) NOT NULL,
    plan varchar(20) NOT NULL DEFAULT 'free',
    created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (client_id),
    UNIQUE KEY (key_hash)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one client and its plan';

CREATE TABLE `Rules` (
    rule_id bigint NOT NULL AUTO_INCREMENT,
    name varchar(60) NOT NULL,
    version int NOT NULL,
    plan varchar(20) NOT NULL,
    route varchar(100) NOT NULL DEFAULT '*',
    rate int NOT NULL,
    burst int NOT NULL,
    cost smallint NOT NULL DEFAULT 1,
    mode varchar(10) NOT NULL DEFAULT 'shadow',
    staff varchar(60) NOT NULL,
    reason varchar(300) NOT NULL,
    changed_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (rule_id),
    UNIQUE KEY (name, version DESC),
    KEY (changed_at),
    CHECK (rate > 0),
    CHECK (burst >= rate),
    CHECK (mode in ('shadow', 'enforced', 'off'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one version of a rule; 5,000 hold at a time';

CREATE TABLE `Overrides` (
    override_id bigint NOT NULL AUTO_INCREMENT,
    client_id bigint NOT NULL,
    rule_id bigint NOT NULL,
    rate int NOT NULL,
    burst int NOT NULL,
    ends_at timestamp NOT NULL,
    PRIMARY KEY (override_id),
    KEY (client_id),
    KEY (ends_at),
    CHECK (rate > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='another limit for one client until a time';

CREATE TABLE `Usage` (
    client_id bigint NOT NULL,
    hour timestamp NOT NULL,
    route int NOT NULL,
    allowed bigint NOT NULL DEFAULT 0,
    refused bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (client_id, hour, route)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='requests of one client in one hour on one route';

ALTER TABLE `Overrides` ADD FOREIGN KEY (client_id) REFERENCES `Clients` (client_id) ON DELETE CASCADE;
ALTER TABLE `Overrides` ADD FOREIGN KEY (rule_id) REFERENCES `Rules` (rule_id);

ALTER TABLE `Usage` ADD FOREIGN KEY (client_id) REFERENCES `Clients` (client_id);
