CREATE TABLE "Riders" ( -- one rider
    rider_id integer NOT NULL,
    created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    phone varchar(16) NOT NULL,
    payment_token varchar(64), -- null until a card is added
    PRIMARY KEY (rider_id),
    UNIQUE (phone)
);

CREATE TABLE "Drivers" ( -- one driver with the car in use
    driver_id integer NOT NULL,
    city_id integer NOT NULL,
    state varchar(10) NOT NULL DEFAULT 'offline',
    car_class varchar(8) NOT NULL,
    phone varchar(16) NOT NULL,
    PRIMARY KEY (driver_id),
    UNIQUE (phone),
    CHECK (state in ('offline', 'free', 'on_trip', 'blocked'))
);
CREATE INDEX "Drivers_city_id_idx" ON "Drivers" (city_id);

CREATE TABLE "Trips" ( -- one request and what became of it
    trip_id integer NOT NULL, -- continent, time and sequence in 64 bits
    rider_id bigint NOT NULL,
    driver_id bigint, -- null until one has accepted
    requested_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    from_cell bigint NOT NULL, -- S2 cell of level 30
    to_cell bigint NOT NULL,
    city_id integer NOT NULL,
    fare_cents integer NOT NULL,
    state varchar(10) NOT NULL DEFAULT 'requested',
    PRIMARY KEY (trip_id),
    CHECK (fare_cents >= 0),
    CHECK (state in ('requested', 'accepted', 'arrived', 'running', 'finished', 'paid', 'cancelled')),
    FOREIGN KEY (rider_id) REFERENCES "Riders" (rider_id),
    FOREIGN KEY (driver_id) REFERENCES "Drivers" (driver_id)
);
CREATE INDEX "Trips_rider_id_requested_at_idx" ON "Trips" (rider_id, requested_at DESC);
CREATE UNIQUE INDEX "Trips_driver_id_idx" ON "Trips" (driver_id) WHERE state in ('accepted', 'arrived', 'running');
CREATE INDEX "Trips_requested_at_idx" ON "Trips" (requested_at) WHERE state = 'requested';
CREATE INDEX "Trips_driver_id_requested_at_idx" ON "Trips" (driver_id, requested_at DESC);

CREATE TABLE "Trip_events" ( -- one change of state, for support and for disputes
    trip_id bigint NOT NULL,
    at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    cell bigint NOT NULL, -- where it happened
    seq smallint NOT NULL,
    kind varchar(10) NOT NULL,
    PRIMARY KEY (trip_id, seq),
    FOREIGN KEY (trip_id) REFERENCES "Trips" (trip_id)
);

CREATE TABLE "Offers" ( -- one trip offered to one driver
    trip_id bigint NOT NULL,
    driver_id bigint NOT NULL,
    offered_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    answer varchar(8), -- null while it is open
    PRIMARY KEY (trip_id, driver_id),
    CHECK (answer in ('accepted', 'refused', 'expired')),
    FOREIGN KEY (trip_id) REFERENCES "Trips" (trip_id),
    FOREIGN KEY (driver_id) REFERENCES "Drivers" (driver_id)
);
CREATE INDEX "Offers_driver_id_idx" ON "Offers" (driver_id);
