CREATE TABLE "Users" ( -- one person with a phone number
    user_id integer NOT NULL,
    phone varchar(20) NOT NULL,
    last_seen timestamp,
    devices jsonb, -- push tokens and keys, two devices on average
    created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (user_id),
    UNIQUE (phone)
);
CREATE INDEX "Users_last_seen_idx" ON "Users" (last_seen);
