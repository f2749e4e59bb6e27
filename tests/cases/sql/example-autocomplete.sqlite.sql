CREATE TABLE "Blocks" ( -- one phrase that is never suggested
    block_id integer NOT NULL,
    lang char(2) NOT NULL,
    phrase varchar(100) NOT NULL,
    reason varchar(40) NOT NULL,
    moderator_id bigint NOT NULL,
    created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (block_id)
);
CREATE UNIQUE INDEX "Blocks_lang_phrase_idx" ON "Blocks" (lang, phrase);

CREATE TABLE "Reports" ( -- one report of a suggestion
    report_id integer NOT NULL,
    lang char(2) NOT NULL,
    prefix varchar(100) NOT NULL,
    phrase varchar(100) NOT NULL,
    reason varchar(40) NOT NULL,
    block_id bigint,
    open boolean NOT NULL DEFAULT 1,
    created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (report_id),
    FOREIGN KEY (block_id) REFERENCES "Blocks" (block_id) ON DELETE SET NULL
);
CREATE INDEX "Reports_created_at_idx" ON "Reports" (created_at) WHERE open;

CREATE TABLE "Builds" ( -- one daily build and its checks
    build_id integer NOT NULL,
    day date NOT NULL,
    prefixes bigint NOT NULL,
    changed bigint NOT NULL,
    status varchar(20) NOT NULL DEFAULT 'building',
    snapshot varchar(200) NOT NULL,
    PRIMARY KEY (build_id),
    UNIQUE (day),
    CHECK (prefixes > 0),
    CHECK (status in ('building', 'checked', 'live', 'rejected'))
);
