CREATE TABLE users (id bigint PRIMARY KEY, email varchar(255) UNIQUE NOT NULL);
CREATE INDEX i ON users (email) WHERE email > '';
