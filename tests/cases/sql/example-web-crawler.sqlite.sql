CREATE TABLE "Hosts" ( -- one host; what changes each second is in Redis and comes here every ten minutes
    host_id integer NOT NULL,
    next_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    robots_until timestamp, -- null: never read
    delay_ms integer NOT NULL DEFAULT 1000,
    pages integer NOT NULL DEFAULT 0,
    blocked boolean NOT NULL DEFAULT 0,
    name varchar(253) NOT NULL,
    PRIMARY KEY (host_id),
    UNIQUE (name),
    CHECK (delay_ms >= 1000)
);

CREATE TABLE "Rules" ( -- what an operator or the trap detector has decided
    rule_id integer NOT NULL,
    host_id bigint, -- null: for all hosts
    made_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    kind varchar(8) NOT NULL,
    pattern varchar(200) NOT NULL,
    reason varchar(200) NOT NULL,
    PRIMARY KEY (rule_id),
    CHECK (kind in ('block', 'trap', 'slow', 'seed')),
    FOREIGN KEY (host_id) REFERENCES "Hosts" (host_id) ON DELETE CASCADE
);
CREATE INDEX "Rules_host_id_idx" ON "Rules" (host_id);
