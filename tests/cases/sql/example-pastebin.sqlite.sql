CREATE TABLE "Pastes" ( -- one paste; texts above 64 KB are an object at path
    short_link char(7) NOT NULL,
    expires_in_minutes integer, -- null: never
    created_at datetime NOT NULL,
    path varchar(255), -- null unless the text is an object
    content text, -- null if the text is an object
    PRIMARY KEY (short_link)
);
CREATE INDEX "Pastes_created_at_idx" ON "Pastes" (created_at) WHERE expires_in_minutes is not null;

CREATE TABLE "Reports" ( -- one report of a paste by a reader
    report_id integer NOT NULL,
    short_link char(7),
    reason varchar(200) NOT NULL,
    created_at datetime NOT NULL,
    PRIMARY KEY (report_id),
    FOREIGN KEY (short_link) REFERENCES "Pastes" (short_link)
);
CREATE INDEX "Reports_created_at_idx" ON "Reports" (created_at);

CREATE TABLE "Monthly_views" ( -- views of one paste in one month; only pastes that were read more than ten times
    short_link char(7) NOT NULL,
    month date NOT NULL,
    views bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (short_link, month),
    FOREIGN KEY (short_link) REFERENCES "Pastes" (short_link)
);
