"""Tables for configurations: foreign keys of every kind, also broken ones, and link tables that lack or have too much."""


class Tables:
    """Tables and classes without relationships. `links` has (table, columns, what they refer to) of each foreign key."""

    def __init__(self, random):
        self.random = random
        self.tables, self.classes, self.keys = {}, {}, {}
        self.links = []  # (table, columns, target class or None)
        self.joins = []  # (table, columns, target table, target columns): what can be compared, key or not
        self.link_tables = []
        for name in "ABC"[:random.choice([1, 2, 2, 2, 2, 3])]:
            self._class(name)
        for _ in range(random.choice([0, 1, 1, 1, 2, 2, 3])):
            self._reference(random.choice(list(self.classes)).lower(), random.choice(list(self.classes)))
        for _ in range(random.choice([0, 0, 0, 1, 1])):
            self._link_table()
        self._extras()

    def chance(self, part):
        return self.random.random() < part

    def columns(self, table):
        return [column[0] for column in self.tables[table]["columns"]]

    def _class(self, name):
        table = name.lower()
        columns = [["id", "int", "pk"]]
        self.keys[name] = ["id"]
        if self.chance(0.2):
            columns = [["k", "int", "pk"], ["l", "int", "pk"]]
            self.keys[name] = ["k", "l"]
        columns += [["name", "str"], ["n", "int"]]
        if self.chance(0.35):
            columns.append(["code", "int", "unique"])
        self.tables[table] = {"columns": columns}
        self.classes[name] = {"table": table, "rels": {}}

    def _extras(self):
        """What is seldom: no key, two classes of one table, a class of the link table, a version counter."""
        if self.chance(0.01):
            for column in self.tables["a"]["columns"]:
                if "pk" in column:
                    column.remove("pk")
            self.keys["A"] = []
        if self.chance(0.06):
            self.classes["Twin"] = {"table": "a", "rels": {}}
            self.keys["Twin"] = self.keys["A"]
        if self.link_tables and self.chance(0.25):
            table = self.link_tables[0]
            key = [column[0] for column in self.tables[table]["columns"] if "pk" in column]
            if key:
                self.tables[table]["columns"].append(["name", "str"])
                self.classes["Link"] = {"table": table, "rels": {}}
                self.keys["Link"] = key

    def _reference(self, table, target, part_of_key=False):
        """Columns that refer to something of the target, by a foreign key that may be wrong or missing."""
        other = target.lower()
        targets = self.keys[target] or ["n"]
        kind = self.random.choices(
            ["key", "unique", "plain", "wrong table", "wrong column", "no column", "none", "part", "shared"],
            [78, 8, 4, 2, 1, 1, 6, 3, 6])[0]
        if kind == "unique" and "code" in self.columns(other):
            targets = ["code"]
        elif kind == "plain":
            targets = ["n"]
        elif kind == "part":
            targets = targets[-1:]
        names = [self._name(table, column) for column in targets]
        flags = ["pk"] if part_of_key else ["notnull"] if self.chance(0.12) else []
        own = [column[0] for column in self.tables[table]["columns"] if "pk" in column]
        if kind == "shared" and not part_of_key and len(own) >= len(targets) and self.links_of(own[0], table) == 0:
            names = own[:len(targets)]
        else:
            self.tables[table]["columns"] += [[name, "int", *flags] for name in names]
            if len(names) == 2 and self.chance(0.25) and not part_of_key:
                names[0] = self.random.choice([c for c in self.columns(table) if c not in ("name", names[1])])
        self.joins.append((table, names, other, targets))
        if kind != "none":
            self._constraint(table, names, self._spec(kind, other, targets, names))
            self.links.append((table, names, target))

    def links_of(self, column, table):
        return sum(column in columns for owner, columns, *_rest in self.joins if owner == table)

    def _name(self, table, column):
        return f"r{sum(join[0] == table for join in self.joins)}_{column}"

    @staticmethod
    def _spec(kind, other, targets, names):
        if kind == "wrong table":
            return [f"{other}s.{column}" for column in targets]
        if kind == "wrong column":
            return [f"{other}.{column}x" for column in targets]
        if kind == "no column" and len(names) == 1:
            return [other]
        return [f"{other}.{column}" for column in targets]

    def _constraint(self, table, names, spec):
        options = {}
        if self.chance(0.2):
            options["ondelete"] = self.random.choice(["CASCADE", "SET NULL", "RESTRICT"])
        if self.chance(0.08):
            options["onupdate"] = "CASCADE"
        if self.chance(0.06):
            options.update(use_alter=True, name=f"fk_{table}_{names[0]}")
        if self.chance(0.05):
            options.update(deferrable=True, initially="DEFERRED")
        if len(names) == 1 and self.chance(0.9):
            column = [column for column in self.tables[table]["columns"] if column[0] == names[0]][0]
            column.append({"fk": spec[0], **options} if options else f"fk:{spec[0]}")
        elif all("." in part for part in spec):
            self.tables[table].setdefault("fks", []).append({"cols": names, "refs": spec, **options})

    def _link_table(self):
        table = f"l{len(self.link_tables)}"
        self.tables[table] = {"columns": [["n", "int"]]}
        self.link_tables.append(table)
        names = list(self.classes)
        count = self.random.choices([2, 1, 3], [85, 5, 10])[0]
        is_key = self.chance(0.85)
        for side in range(count):
            self._reference(table, names[min(side, len(names) - 1)] if self.chance(0.8) else self.random.choice(names),
                            is_key)
