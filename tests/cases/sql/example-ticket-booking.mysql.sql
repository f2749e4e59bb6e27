CREATE TABLE `Events` (
    event_id bigint NOT NULL AUTO_INCREMENT,
    starts_at timestamp NOT NULL,
    on_sale_at timestamp NOT NULL,
    seats int NOT NULL,
    queue tinyint(1) NOT NULL DEFAULT 0,
    name varchar(200) NOT NULL,
    page json NOT NULL,
    PRIMARY KEY (event_id),
    CHECK (seats > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one event on one evening';

CREATE TABLE `Seats` (
    event_id bigint NOT NULL,
    hold_id bigint COMMENT 'null: nobody holds it',
    held_until timestamp NULL,
    seat int NOT NULL,
    price_cents int NOT NULL,
    status smallint NOT NULL DEFAULT 0,
    PRIMARY KEY (event_id, seat),
    CHECK (price_cents >= 0),
    CHECK (status in (0, 1, 2, 3))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one seat of one event, and whose it is';

CREATE TABLE `Holds` (
    hold_id bigint NOT NULL AUTO_INCREMENT,
    event_id bigint NOT NULL,
    person_id bigint NOT NULL,
    ends_at timestamp NOT NULL,
    status smallint NOT NULL DEFAULT 0,
    seats json NOT NULL,
    PRIMARY KEY (hold_id),
    KEY (ends_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='up to 8 seats for 8 minutes';

CREATE TABLE `Orders` (
    order_id bigint NOT NULL AUTO_INCREMENT,
    hold_id bigint NOT NULL,
    event_id bigint NOT NULL,
    person_id bigint NOT NULL,
    paid_at timestamp NOT NULL,
    amount_cents bigint NOT NULL,
    payment_ref varchar(40) NOT NULL,
    PRIMARY KEY (order_id),
    UNIQUE KEY (hold_id),
    UNIQUE KEY (payment_ref),
    KEY (person_id, paid_at DESC),
    CHECK (amount_cents >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='what was bought and paid';

CREATE TABLE `Tickets` (
    ticket_id bigint NOT NULL AUTO_INCREMENT,
    order_id bigint NOT NULL,
    event_id bigint NOT NULL,
    seat int NOT NULL,
    code blob NOT NULL,
    PRIMARY KEY (ticket_id),
    KEY (order_id),
    UNIQUE KEY (event_id, seat)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='the right to one seat, with its code';

ALTER TABLE `Seats` ADD FOREIGN KEY (event_id) REFERENCES `Events` (event_id);

ALTER TABLE `Holds` ADD FOREIGN KEY (event_id) REFERENCES `Events` (event_id);

ALTER TABLE `Tickets` ADD FOREIGN KEY (order_id) REFERENCES `Orders` (order_id);
