CREATE TABLE "Accounts" ( -- one owner with a key for the API
    account_id integer NOT NULL,
    email varchar(254) NOT NULL,
    api_key_hash blob NOT NULL,
    links_per_second integer NOT NULL DEFAULT 10,
    PRIMARY KEY (account_id),
    UNIQUE (email),
    UNIQUE (api_key_hash)
);

CREATE TABLE "Key_ranges" ( -- one lease of 100,000 numbers
    range_start integer NOT NULL,
    range_size integer NOT NULL DEFAULT 100000,
    holder varchar(60) NOT NULL,
    leased_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (range_start),
    CHECK (range_size > 0)
);

CREATE TABLE "Reports" ( -- one report of a link
    report_id integer NOT NULL,
    code char(7) NOT NULL,
    reason varchar(200) NOT NULL,
    decided_by bigint, -- null until decided
    created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (report_id)
);
CREATE INDEX "Reports_created_at_idx" ON "Reports" (created_at) WHERE decided_by is null;
