-- Names that are no names to Python, or stand for something else there.
CREATE TABLE "class" (
    "class" INTEGER NOT NULL PRIMARY KEY,
    "from" TEXT,
    "unit price" REAL,
    "2fa" BOOLEAN,
    metadata TEXT,
    query TEXT,
    registry TEXT,
    db TEXT,
    self TEXT,
    __secret TEXT,
    "_sa_instance_state" TEXT,
    "unit_price" INTEGER,
    "Größe" INTEGER,
    "ﬁn" TEXT,
    "it's ""quoted"" \ here" TEXT,
    "100%" TEXT,
    "a:b" TEXT,
    "None" TEXT,
    "values" TEXT
);
CREATE TABLE "order line" (
    id INTEGER NOT NULL PRIMARY KEY,
    "class" INTEGER REFERENCES "class" ("class"),
    "metadata" INTEGER REFERENCES "order line" (id)
);
CREATE TABLE "my.table" (id INTEGER NOT NULL PRIMARY KEY, "class" INTEGER NOT NULL REFERENCES "class" ("class"));
CREATE TABLE dotted (id INTEGER NOT NULL PRIMARY KEY, other INTEGER REFERENCES "my.table" (id));
CREATE TABLE "point.ed" ("a.b" INTEGER NOT NULL, "c.d" INTEGER NOT NULL, a_b TEXT, PRIMARY KEY ("c.d", "a.b"), UNIQUE ("a.b", a_b));
CREATE TABLE pointing (
    "i.d" INTEGER NOT NULL PRIMARY KEY,
    "x.y" INTEGER,
    z INTEGER,
    "o.n" INTEGER UNIQUE REFERENCES pointing ("i.d"),
    FOREIGN KEY (z, "x.y") REFERENCES "point.ed" ("c.d", "a.b")
);
CREATE TABLE both (a INTEGER NOT NULL REFERENCES pointing ("i.d"), "b.c" INTEGER NOT NULL REFERENCES pointing ("i.d"), PRIMARY KEY (a, "b.c"));
CREATE INDEX pointing_xy ON pointing ("x.y", z);
CREATE TABLE "DB" (id INTEGER NOT NULL PRIMARY KEY);
CREATE TABLE "Declared Type" (id INTEGER NOT NULL PRIMARY KEY, price MONEY, anything);
CREATE TABLE "if" (
    "class" INTEGER NOT NULL REFERENCES "class" ("class"),
    "order line" INTEGER NOT NULL REFERENCES "order line" (id),
    PRIMARY KEY ("class", "order line")
);
INSERT INTO "class" ("class", "from", "unit price", "2fa", "unit_price", "it's ""quoted"" \ here") VALUES (1, 'a', 1.5, 1, 7, 'x'), (2, 'b', 2, 0, 8, 'y');
INSERT INTO "order line" VALUES (1, 1, NULL), (2, 1, 1), (3, NULL, 1), (4, 2, 2);
INSERT INTO "my.table" VALUES (1, 1), (2, 2), (3, 2);
INSERT INTO "point.ed" VALUES (1, 1, 'x'), (2, 1, 'y'), (1, 2, 'z');
INSERT INTO pointing VALUES (1, 2, 1, NULL), (2, 1, 2, 1), (3, NULL, NULL, 2);
INSERT INTO both VALUES (1, 2), (3, 1), (2, 3);
INSERT INTO dotted VALUES (1, 1), (2, 3), (3, NULL);
INSERT INTO "Declared Type" VALUES (1, 2.5, 'a'), (2, 'free', x'00');
INSERT INTO "if" VALUES (1, 1), (1, 2), (2, 2);
