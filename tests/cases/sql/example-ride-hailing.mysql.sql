CREATE TABLE `Riders` (
    rider_id bigint NOT NULL,
    created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    phone varchar(16) NOT NULL,
    payment_token varchar(64) COMMENT 'null until a card is added',
    PRIMARY KEY (rider_id),
    UNIQUE KEY (phone)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one rider';

CREATE TABLE `Drivers` (
    driver_id bigint NOT NULL,
    city_id int NOT NULL,
    state varchar(10) NOT NULL DEFAULT 'offline',
    car_class varchar(8) NOT NULL,
    phone varchar(16) NOT NULL,
    PRIMARY KEY (driver_id),
    UNIQUE KEY (phone),
    KEY (city_id),
    CHECK (state in ('offline', 'free', 'on_trip', 'blocked'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one driver with the car in use';

CREATE TABLE `Trips` (
    trip_id bigint NOT NULL COMMENT 'continent, time and sequence in 64 bits',
    rider_id bigint NOT NULL,
    driver_id bigint COMMENT 'null until one has accepted',
    requested_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    from_cell bigint NOT NULL COMMENT 'S2 cell of level 30',
    to_cell bigint NOT NULL,
    city_id int NOT NULL,
    fare_cents int NOT NULL,
    state varchar(10) NOT NULL DEFAULT 'requested',
    PRIMARY KEY (trip_id),
    KEY (rider_id, requested_at DESC),
    KEY (driver_id),
    KEY (requested_at),
    KEY (driver_id, requested_at DESC),
    CHECK (fare_cents >= 0),
    CHECK (state in ('requested', 'accepted', 'arrived', 'running', 'finished', 'paid', 'cancelled'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one request and what became of it';

CREATE TABLE `Trip_events` (
    trip_id bigint NOT NULL,
    at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    cell bigint NOT NULL COMMENT 'where it happened',
    seq smallint NOT NULL,
    kind varchar(10) NOT NULL,
    PRIMARY KEY (trip_id, seq)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one change of state, for support and for disputes';

CREATE TABLE `Offers` (
    trip_id bigint NOT NULL,
    driver_id bigint NOT NULL,
    offered_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    answer varchar(8) COMMENT 'null while it is open',
    PRIMARY KEY (trip_id, driver_id),
    KEY (driver_id),
    CHECK (answer in ('accepted', 'refused', 'expired'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one trip offered to one driver';

ALTER TABLE `Trips` ADD FOREIGN KEY (rider_id) REFERENCES `Riders` (rider_id);
ALTER TABLE `Trips` ADD FOREIGN KEY (driver_id) REFERENCES `Drivers` (driver_id);

ALTER TABLE `Trip_events` ADD FOREIGN KEY (trip_id) REFERENCES `Trips` (trip_id);

ALTER TABLE `Offers` ADD FOREIGN KEY (trip_id) REFERENCES `Trips` (trip_id);
ALTER TABLE `Offers` ADD FOREIGN KEY (driver_id) REFERENCES `Drivers` (driver_id);
