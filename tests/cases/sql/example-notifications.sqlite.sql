CREATE TABLE "Devices" ( -- one phone or browser that takes pushes
    device_id integer NOT NULL,
    user_id bigint NOT NULL,
    last_seen timestamp NOT NULL,
    platform varchar(10) NOT NULL,
    token varchar(255) NOT NULL,
    PRIMARY KEY (device_id),
    UNIQUE (token),
    CHECK (platform in ('ios', 'android', 'web')),
    FOREIGN KEY (user_id) REFERENCES "Preferences" (user_id) ON DELETE CASCADE
);
CREATE INDEX "Devices_user_id_idx" ON "Devices" (user_id);

CREATE TABLE "Preferences" ( -- what one person wants: channels by kind, quiet hours
    user_id integer NOT NULL,
    email varchar(254),
    phone varchar(16),
    language char(2) NOT NULL DEFAULT 'en',
    timezone varchar(40) NOT NULL,
    choices jsonb NOT NULL,
    PRIMARY KEY (user_id)
);

CREATE TABLE "Templates" ( -- one text for event, channel and language
    template_id integer NOT NULL,
    event varchar(60) NOT NULL,
    channel varchar(10) NOT NULL,
    language char(2) NOT NULL,
    version integer NOT NULL,
    body text NOT NULL,
    PRIMARY KEY (template_id)
);
CREATE UNIQUE INDEX "Templates_event_channel_language_version_idx" ON "Templates" (event, channel, language, version DESC);

CREATE TABLE "Campaigns" ( -- one campaign and how far it is
    campaign_id integer NOT NULL,
    template_id bigint NOT NULL,
    starts_at timestamp NOT NULL,
    recipients integer NOT NULL,
    sent integer NOT NULL DEFAULT 0,
    status varchar(12) NOT NULL DEFAULT 'planned',
    audience jsonb NOT NULL,
    PRIMARY KEY (campaign_id),
    CHECK (status in ('planned', 'running', 'paused', 'done')),
    FOREIGN KEY (template_id) REFERENCES "Templates" (template_id)
);
CREATE INDEX "Campaigns_starts_at_idx" ON "Campaigns" (starts_at) WHERE status = 'planned';
