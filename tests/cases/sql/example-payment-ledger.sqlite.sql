CREATE TABLE "Accounts" ( -- one account of one owner in one currency
    account_id integer NOT NULL,
    owner_id bigint NOT NULL,
    kind smallint NOT NULL,
    currency char(3) NOT NULL,
    open boolean NOT NULL DEFAULT 1,
    name varchar(80) NOT NULL,
    PRIMARY KEY (account_id),
    CHECK (kind in (1, 2, 3, 4, 5))
);

CREATE TABLE "Payments" ( -- one payment, refund or payout and its state
    payment_id integer NOT NULL,
    merchant_id bigint NOT NULL,
    amount bigint NOT NULL,
    created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    changed_at timestamp NOT NULL,
    kind smallint NOT NULL,
    state smallint NOT NULL DEFAULT 0, -- 0 stored, 1 pending, 2 captured, final: 5 settled, 6 refused, 7 reversed
    currency char(3) NOT NULL,
    provider_ref varchar(40),
    PRIMARY KEY (payment_id),
    CHECK (amount > 0),
    CHECK (state in (0, 1, 2, 5, 6, 7))
);
CREATE INDEX "Payments_changed_at_idx" ON "Payments" (changed_at) WHERE state < 5;

CREATE TABLE "Journals" ( -- one booking
    journal_id integer NOT NULL,
    payment_id bigint,
    created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    kind smallint NOT NULL,
    source varchar(60) NOT NULL,
    hash blob NOT NULL,
    PRIMARY KEY (journal_id),
    UNIQUE (source),
    FOREIGN KEY (payment_id) REFERENCES "Payments" (payment_id)
);

CREATE TABLE "Entries" ( -- one side of a booking; never changed
    journal_id bigint NOT NULL,
    account_id bigint NOT NULL,
    amount bigint NOT NULL,
    created_at timestamp NOT NULL,
    line smallint NOT NULL,
    PRIMARY KEY (journal_id, line),
    CHECK (amount <> 0),
    FOREIGN KEY (journal_id) REFERENCES "Journals" (journal_id),
    FOREIGN KEY (account_id) REFERENCES "Accounts" (account_id)
);
CREATE INDEX "Entries_account_id_journal_id_idx" ON "Entries" (account_id, journal_id DESC);

CREATE TABLE "Balances" ( -- closed sum of an account, the newest two
    account_id bigint NOT NULL,
    last_journal bigint NOT NULL,
    amount bigint NOT NULL,
    closed_at timestamp NOT NULL,
    PRIMARY KEY (account_id, last_journal),
    FOREIGN KEY (account_id) REFERENCES "Accounts" (account_id)
);

CREATE TABLE "Keys" ( -- one request that may be repeated, with its answer
    merchant_id bigint NOT NULL,
    payment_id bigint NOT NULL,
    created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    answer jsonb,
    status smallint, -- null: under way
    key varchar(64) NOT NULL,
    body_hash blob NOT NULL,
    PRIMARY KEY (merchant_id, key),
    FOREIGN KEY (payment_id) REFERENCES "Payments" (payment_id)
);

CREATE TABLE "Messages" ( -- what the provider said, as it came; then to files
    message_id varchar(40) NOT NULL,
    received_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    applied_at timestamp, -- null: not yet
    body jsonb NOT NULL,
    PRIMARY KEY (message_id)
);
