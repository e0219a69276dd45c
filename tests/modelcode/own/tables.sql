-- Everything that a table can have.
CREATE TABLE country (
    code CHAR(2) NOT NULL COLLATE NOCASE PRIMARY KEY,
    name VARCHAR(80) NOT NULL DEFAULT 'no '':name''',
    founded DATE DEFAULT CURRENT_DATE,
    noted TIMESTAMP DEFAULT (datetime('now', '-12:30')),
    nil TEXT DEFAULT NULL,
    share DECIMAL(10, 2) DEFAULT -1.5,
    big BIGINT,
    small SMALLINT,
    raw BLOB DEFAULT x'00ff',
    data JSON,
    hour TIME,
    sound TEXT GENERATED ALWAYS AS (lower(name)) VIRTUAL,
    length INTEGER GENERATED ALWAYS AS (length(name)) STORED,
    CHECK (length(code) = 2 AND name <> ' :x'),
    UNIQUE (name, founded)
) WITHOUT ROWID;
CREATE TABLE region (
    no INTEGER NOT NULL,
    country CHAR(2) NOT NULL COLLATE NOCASE REFERENCES country (code) ON UPDATE CASCADE ON DELETE CASCADE,
    capital INTEGER UNIQUE CONSTRAINT fk_capital REFERENCES town (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (country, no)
);
CREATE TABLE town (
    id INTEGER NOT NULL PRIMARY KEY,
    country CHAR(2) COLLATE NOCASE,
    region INTEGER,
    name TEXT NOT NULL,
    twin INTEGER REFERENCES town (id),
    mayor INTEGER REFERENCES person (id),
    FOREIGN KEY (country, region) REFERENCES region (country, no)
);
CREATE TABLE person (id INTEGER NOT NULL PRIMARY KEY, email VARCHAR(120) NOT NULL UNIQUE, born INTEGER REFERENCES town (id), lives INTEGER REFERENCES town (id));
CREATE TABLE passport (person INTEGER NOT NULL PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE, number INT UNSIGNED);
CREATE TABLE friend (a INTEGER NOT NULL REFERENCES person (id), b INTEGER NOT NULL REFERENCES person (id), PRIMARY KEY (a, b));
CREATE TABLE visit (person INTEGER NOT NULL REFERENCES person (id), town INTEGER NOT NULL REFERENCES town (id), PRIMARY KEY (person, town));
CREATE TABLE counter (id INT NOT NULL PRIMARY KEY, n INTEGER);
CREATE TABLE keyed (id INTEGER NOT NULL PRIMARY KEY, n INTEGER) WITHOUT ROWID;
CREATE TABLE log (person INTEGER REFERENCES person (id), line TEXT);
CREATE INDEX ix_town_name ON town (name);
CREATE UNIQUE INDEX one_capital ON town (country, region) WHERE name = 'capital';
CREATE INDEX town_sound ON town (lower(name), id DESC);
INSERT INTO country (code, name, founded, noted, big, data, hour) VALUES ('de', 'Germany', '1949-05-23', '2024-01-01 10:00:00', 9000000000, '{"a": 1}', '10:30:00'), ('fr', 'France', '1958-10-04', '2024-01-01 10:00:00.5', 1, NULL, NULL);
INSERT INTO town VALUES (1, NULL, NULL, 'Berlin', NULL, NULL), (2, 'DE', 1, 'Potsdam', 1, 2), (3, 'fr', 1, 'Paris', 1, 1);
INSERT INTO region VALUES (1, 'de', 2), (1, 'fr', 3), (2, 'fr', NULL);
INSERT INTO person VALUES (1, 'anna@example.org', 1, 2), (2, 'bert@example.org', NULL, 1), (3, 'cleo@example.org', 3, 3);
INSERT INTO passport VALUES (1, 100), (3, 300);
INSERT INTO friend VALUES (1, 2), (2, 1), (1, 3);
INSERT INTO visit VALUES (1, 1), (1, 2), (2, 3);
INSERT INTO counter VALUES (1, 5);
INSERT INTO keyed VALUES (1, 5);
INSERT INTO log VALUES (1, 'in'), (NULL, 'out');
