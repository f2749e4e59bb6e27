CREATE TABLE "Users" ( -- one customer
    user_id integer NOT NULL,
    name varchar(100) NOT NULL,
    email varchar(254) NOT NULL,
    created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (user_id),
    UNIQUE (email)
);

CREATE TABLE "Orders" ( -- one order
    order_id integer NOT NULL,
    user_id bigint NOT NULL,
    amount decimal(12,2) NOT NULL,
    status varchar(20) NOT NULL DEFAULT 'placed',
    created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (order_id),
    CHECK (amount >= 0),
    CHECK (status IN ('placed', 'paid', 'shipped', 'cancelled')),
    FOREIGN KEY (user_id) REFERENCES "Users" (user_id)
);
CREATE INDEX "Orders_user_id_created_at_idx" ON "Orders" (user_id, created_at DESC);
CREATE INDEX "Orders_created_at_idx" ON "Orders" (created_at) WHERE status = 'placed';

CREATE TABLE "Payments" ( -- one attempt to pay an order
    payment_id integer NOT NULL,
    order_id bigint NOT NULL,
    amount decimal(12,2) NOT NULL,
    mode varchar(20) NOT NULL,
    status varchar(20) NOT NULL DEFAULT 'pending',
    PRIMARY KEY (payment_id),
    CHECK (amount > 0),
    CHECK (mode IN ('card', 'wallet', 'transfer')),
    CHECK (status IN ('pending', 'succeeded', 'failed')),
    FOREIGN KEY (order_id) REFERENCES "Orders" (order_id)
);
CREATE INDEX "Payments_order_id_idx" ON "Payments" (order_id);
