CREATE TABLE `Devices` (
    device_id bigint NOT NULL AUTO_INCREMENT,
    user_id bigint NOT NULL,
    last_seen timestamp NOT NULL,
    platform varchar(10) NOT NULL,
    token varchar(255) NOT NULL,
    PRIMARY KEY (device_id),
    UNIQUE KEY (token),
    KEY (user_id),
    CHECK (platform in ('ios', 'android', 'web'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one phone or browser that takes pushes';

CREATE TABLE `Preferences` (
    user_id bigint NOT NULL,
    email varchar(254),
    phone varchar(16),
    language char(2) NOT NULL DEFAULT 'en',
    timezone varchar(40) NOT NULL,
    choices json NOT NULL,
    PRIMARY KEY (user_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='what one person wants: channels by kind, quiet hours';

CREATE TABLE `Templates` (
    template_id bigint NOT NULL AUTO_INCREMENT,
    event varchar(60) NOT NULL,
    channel varchar(10) NOT NULL,
    language char(2) NOT NULL,
    version int NOT NULL,
    body text NOT NULL,
    PRIMARY KEY (template_id),
    UNIQUE KEY (event, channel, language, version DESC)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one text for event, channel and language';

CREATE TABLE `Campaigns` (
    campaign_id bigint NOT NULL AUTO_INCREMENT,
    template_id bigint NOT NULL,
    starts_at timestamp NOT NULL,
    recipients int NOT NULL,
    sent int NOT NULL DEFAULT 0,
    status varchar(12) NOT NULL DEFAULT 'planned',
    audience json NOT NULL,
    PRIMARY KEY (campaign_id),
    KEY (starts_at),
    CHECK (status in ('planned', 'running', 'paused', 'done'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one campaign and how far it is';

ALTER TABLE `Devices` ADD FOREIGN KEY (user_id) REFERENCES `Preferences` (user_id) ON DELETE CASCADE;

ALTER TABLE `Campaigns` ADD FOREIGN KEY (template_id) REFERENCES `Templates` (template_id);
