CREATE TABLE "Events" ( -- one event on one evening
    event_id integer NOT NULL,
    starts_at timestamp NOT NULL,
    on_sale_at timestamp NOT NULL,
    seats integer NOT NULL,
    queue boolean NOT NULL DEFAULT 0,
    name varchar(200) NOT NULL,
    page jsonb NOT NULL,
    PRIMARY KEY (event_id),
    CHECK (seats > 0)
);

CREATE TABLE "Seats" ( -- one seat of one event, and whose it is
    event_id bigint NOT NULL,
    hold_id bigint, -- null: nobody holds it
    held_until timestamp,
    seat integer NOT NULL,
    price_cents integer NOT NULL,
    status smallint NOT NULL DEFAULT 0,
    PRIMARY KEY (event_id, seat),
    CHECK (price_cents >= 0),
    CHECK (status in (0, 1, 2, 3)),
    FOREIGN KEY (event_id) REFERENCES "Events" (event_id)
);

CREATE TABLE "Holds" ( -- up to 8 seats for 8 minutes
    hold_id integer NOT NULL,
    event_id bigint NOT NULL,
    person_id bigint NOT NULL,
    ends_at timestamp NOT NULL,
    status smallint NOT NULL DEFAULT 0,
    seats jsonb NOT NULL,
    PRIMARY KEY (hold_id),
    FOREIGN KEY (event_id) REFERENCES "Events" (event_id)
);
CREATE INDEX "Holds_ends_at_idx" ON "Holds" (ends_at) WHERE status = 0;

CREATE TABLE "Orders" ( -- what was bought and paid
    order_id integer NOT NULL,
    hold_id bigint NOT NULL,
    event_id bigint NOT NULL,
    person_id bigint NOT NULL,
    paid_at timestamp NOT NULL,
    amount_cents bigint NOT NULL,
    payment_ref varchar(40) NOT NULL,
    PRIMARY KEY (order_id),
    UNIQUE (hold_id),
    UNIQUE (payment_ref),
    CHECK (amount_cents >= 0)
);
CREATE INDEX "Orders_person_id_paid_at_idx" ON "Orders" (person_id, paid_at DESC);

CREATE TABLE "Tickets" ( -- the right to one seat, with its code
    ticket_id integer NOT NULL,
    order_id bigint NOT NULL,
    event_id bigint NOT NULL,
    seat integer NOT NULL,
    code blob NOT NULL,
    PRIMARY KEY (ticket_id),
    FOREIGN KEY (order_id) REFERENCES "Orders" (order_id)
);
CREATE INDEX "Tickets_order_id_idx" ON "Tickets" (order_id);
CREATE UNIQUE INDEX "Tickets_event_id_seat_idx" ON "Tickets" (event_id, seat);
