CREATE TABLE `Users` (
    user_id bigint NOT NULL AUTO_INCREMENT,
    name varchar(100) NOT NULL,
    email varchar(254) NOT NULL,
    created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (user_id),
    UNIQUE KEY (email)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one customer';

CREATE TABLE `Orders` (
    order_id bigint NOT NULL AUTO_INCREMENT,
    user_id bigint NOT NULL,
    amount decimal(12,2) NOT NULL,
    status varchar(20) NOT NULL DEFAULT 'placed',
    created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (order_id),
    KEY (user_id, created_at DESC),
    KEY (created_at),
    CHECK (amount >= 0),
    CHECK (status IN ('placed', 'paid', 'shipped', 'cancelled'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one order';

CREATE TABLE `Payments` (
    payment_id bigint NOT NULL AUTO_INCREMENT,
    order_id bigint NOT NULL,
    amount decimal(12,2) NOT NULL,
    mode varchar(20) NOT NULL,
    status varchar(20) NOT NULL DEFAULT 'pending',
    PRIMARY KEY (payment_id),
    KEY (order_id),
    CHECK (amount > 0),
    CHECK (mode IN ('card', 'wallet', 'transfer')),
    CHECK (status IN ('pending', 'succeeded', 'failed'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one attempt to pay an order';

ALTER TABLE `Orders` ADD FOREIGN KEY (user_id) REFERENCES `Users` (user_id);

ALTER TABLE `Payments` ADD FOREIGN KEY (order_id) REFERENCES `Orders` (order_id);
