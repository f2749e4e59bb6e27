CREATE TABLE "Riders" (
    rider_id bigint NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    phone varchar(16) NOT NULL,
    payment_token varchar(64),
    PRIMARY KEY (rider_id),
    UNIQUE (phone)
);
COMMENT ON TABLE "Riders" IS 'one rider';
COMMENT ON COLUMN "Riders".payment_token IS 'null until a card is added';

CREATE TABLE "Drivers" (
    driver_id bigint NOT NULL,
    city_id integer NOT NULL,
    state varchar(10) NOT NULL DEFAULT 'offline',
    car_class varchar(8) NOT NULL,
    phone varchar(16) NOT NULL,
    PRIMARY KEY (driver_id),
    UNIQUE (phone),
    CHECK (state in ('offline', 'free', 'on_trip', 'blocked'))
) WITH (fillfactor = 80);
COMMENT ON TABLE "Drivers" IS 'one driver with the car in use';
CREATE INDEX "Drivers_city_id_idx" ON "Drivers" (city_id);

CREATE TABLE "Trips" (
    trip_id bigint NOT NULL,
    rider_id bigint NOT NULL,
    driver_id bigint,
    requested_at timestamptz NOT NULL DEFAULT now(),
    from_cell bigint NOT NULL,
    to_cell bigint NOT NULL,
    city_id integer NOT NULL,
    fare_cents integer NOT NULL,
    state varchar(10) NOT NULL DEFAULT 'requested',
    PRIMARY KEY (trip_id),
    CHECK (fare_cents >= 0),
    CHECK (state in ('requested', 'accepted', 'arrived', 'running', 'finished', 'paid', 'cancelled'))
) WITH (fillfactor = 85);
COMMENT ON TABLE "Trips" IS 'one request and what became of it';
COMMENT ON COLUMN "Trips".trip_id IS 'continent, time and sequence in 64 bits';
COMMENT ON COLUMN "Trips".driver_id IS 'null until one has accepted';
COMMENT ON COLUMN "Trips".from_cell IS 'S2 cell of level 30';
CREATE INDEX "Trips_rider_id_requested_at_idx" ON "Trips" (rider_id, requested_at DESC);
CREATE UNIQUE INDEX "Trips_driver_id_idx" ON "Trips" (driver_id) WHERE state in ('accepted', 'arrived', 'running');
CREATE INDEX "Trips_requested_at_idx" ON "Trips" (requested_at) WHERE state = 'requested';
CREATE INDEX "Trips_driver_id_requested_at_idx" ON "Trips" (driver_id, requested_at DESC);

CREATE TABLE "Trip_events" (
    trip_id bigint NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    cell bigint NOT NULL,
    seq smallint NOT NULL,
    kind varchar(10) NOT NULL,
    PRIMARY KEY (trip_id, seq)
);
COMMENT ON TABLE "Trip_events" IS 'one change of state, for support and for disputes';
COMMENT ON COLUMN "Trip_events".cell IS 'where it happened';

CREATE TABLE "Offers" (
    trip_id bigint NOT NULL,
    driver_id bigint NOT NULL,
    offered_at timestamptz NOT NULL DEFAULT now(),
    answer varchar(8),
    PRIMARY KEY (trip_id, driver_id),
    CHECK (answer in ('accepted', 'refused', 'expired'))
);
COMMENT ON TABLE "Offers" IS 'one trip offered to one driver';
COMMENT ON COLUMN "Offers".answer IS 'null while it is open';
CREATE INDEX "Offers_driver_id_idx" ON "Offers" (driver_id);

ALTER TABLE "Trips" ADD FOREIGN KEY (rider_id) REFERENCES "Riders" (rider_id);
ALTER TABLE "Trips" ADD FOREIGN KEY (driver_id) REFERENCES "Drivers" (driver_id);

ALTER TABLE "Trip_events" ADD FOREIGN KEY (trip_id) REFERENCES "Trips" (trip_id);

ALTER TABLE "Offers" ADD FOREIGN KEY (trip_id) REFERENCES "Trips" (trip_id);
ALTER TABLE "Offers" ADD FOREIGN KEY (driver_id) REFERENCES "Drivers" (driver_id);
