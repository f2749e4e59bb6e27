CREATE TABLE "Pastes" (
    short_link char(7) NOT NULL,
    expires_in_minutes integer,
    created_at timestamp NOT NULL,
    path varchar(255),
    content text,
    PRIMARY KEY (short_link)
);
COMMENT ON TABLE "Pastes" IS 'one paste; texts above 64 KB are an object at path';
COMMENT ON COLUMN "Pastes".expires_in_minutes IS 'null: never';
COMMENT ON COLUMN "Pastes".path IS 'null unless the text is an object';
COMMENT ON COLUMN "Pastes".content IS 'null if the text is an object';
CREATE INDEX "Pastes_created_at_idx" ON "Pastes" (created_at) WHERE expires_in_minutes is not null;

CREATE TABLE "Reports" (
    report_id bigint NOT NULL,
    short_link char(7),
    reason varchar(200) NOT NULL,
    created_at timestamp NOT NULL,
    PRIMARY KEY (report_id)
);
COMMENT ON TABLE "Reports" IS 'one report of a paste by a reader';
CREATE INDEX "Reports_created_at_idx" ON "Reports" (created_at);

CREATE TABLE "Monthly_views" (
    short_link char(7) NOT NULL,
    month date NOT NULL,
    views bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (short_link, month)
);
COMMENT ON TABLE "Monthly_views" IS 'views of one paste in one month; only pastes that were read more than ten times';

ALTER TABLE "Reports" ADD FOREIGN KEY (short_link) REFERENCES "Pastes" (short_link);

ALTER TABLE "Monthly_views" ADD FOREIGN KEY (short_link) REFERENCES "Pastes" (short_link);
