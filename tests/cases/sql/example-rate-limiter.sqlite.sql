CREATE TABLE "Clients" ( -- one client and its plan
    client_id integer NOT NULL,
    key_hash char(64) NOT NULL,
    plan varchar(20) NOT NULL DEFAULT 'free',
    created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (client_id),
    UNIQUE (key_hash)
);

CREATE TABLE "Rules" ( -- one version of a rule; 5,000 hold at a time
    rule_id integer NOT NULL,
    name varchar(60) NOT NULL,
    version integer NOT NULL,
    plan varchar(20) NOT NULL,
    route varchar(100) NOT NULL DEFAULT '*',
    rate integer NOT NULL,
    burst integer NOT NULL,
    cost smallint NOT NULL DEFAULT 1,
    mode varchar(10) NOT NULL DEFAULT 'shadow',
    staff varchar(60) NOT NULL,
    reason varchar(300) NOT NULL,
    changed_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (rule_id),
    CHECK (rate > 0),
    CHECK (burst >= rate),
    CHECK (mode in ('shadow', 'enforced', 'off'))
);
CREATE UNIQUE INDEX "Rules_name_version_idx" ON "Rules" (name, version DESC);
CREATE INDEX "Rules_changed_at_idx" ON "Rules" (changed_at);

CREATE TABLE "Overrides" ( -- another limit for one client until a time
    override_id integer NOT NULL,
    client_id bigint NOT NULL,
    rule_id bigint NOT NULL,
    rate integer NOT NULL,
    burst integer NOT NULL,
    ends_at timestamp NOT NULL,
    PRIMARY KEY (override_id),
    CHECK (rate > 0),
    FOREIGN KEY (client_id) REFERENCES "Clients" (client_id) ON DELETE CASCADE,
    FOREIGN KEY (rule_id) REFERENCES "Rules" (rule_id)
);
CREATE INDEX "Overrides_client_id_idx" ON "Overrides" (client_id);
CREATE INDEX "Overrides_ends_at_idx" ON "Overrides" (ends_at);

CREATE TABLE "Usage" ( -- requests of one client in one hour on one route
    client_id bigint NOT NULL,
    hour timestamp NOT NULL,
    route integer NOT NULL,
    allowed bigint NOT NULL DEFAULT 0,
    refused bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (client_id, hour, route),
    FOREIGN KEY (client_id) REFERENCES "Clients" (client_id)
);
