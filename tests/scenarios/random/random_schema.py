"""Random tables, classes, relationships and rows, such as SQLAlchemy accepts most of the time."""

LAZY = ["select"] * 6 + ["joined"] * 2 + ["selectin"] * 2 + ["subquery", "immediate", "raise", "raise_on_sql", "noload"]
MANY_CASCADES = [None] * 4 + ["all", "all", "all, delete-orphan", "all, delete-orphan", "save-update", "save-update, merge, delete",
                              "save-update, delete, delete-orphan", "merge", ""]
ONE_CASCADES = [None] * 8 + ["save-update, merge", "all", "save-update", "merge, expunge", ""]


class Schema:
    """A scenario's declarations while they come into being."""

    def __init__(self, random):
        self.random = random
        self.tables, self.classes = {}, {}
        self.keys = {}       # class -> key columns
        self.many, self.one = {}, {}  # class -> {relationship: target}
        self.links = []      # (table, columns, target table)
        self.dynamic = set()
        count = random.choice([1, 2, 2, 2, 3, 3, 4])
        for name in "ABCD"[:count]:
            self._class(name)
        for _ in range(random.choice([1, 1, 2, 2, 3]) if count > 1 else random.choice([1, 1, 2])):
            self._link()
        self.fk_pragma = random.random() < 0.85

    def chance(self, part):
        return self.random.random() < part

    def table_of(self, cls):
        return self.classes[cls]["table"]

    def _class(self, name):
        table = name.lower()
        columns = [["id", "int", "pk"]]
        self.keys[name] = ["id"]
        if self.chance(0.12):
            columns = [["k", "int", "pk"], ["l", "int", "pk"]]
            self.keys[name] = ["k", "l"]
        columns.append(["name", "str"])
        declared = {"table": table, "rels": {}}
        if self.chance(0.1):
            columns.append(["ver", "int"])
            declared["mapper"] = {"version_id_col": "ver"}
        self.tables[table] = {"columns": columns}
        self.classes[name] = declared
        self.many[name], self.one[name] = {}, {}

    def _link(self):
        names = list(self.classes)
        if self.chance(0.22):
            self._many_to_many(self.random.choice(names), self.random.choice(names))
        else:
            child = self.random.choice(names)
            self._many_to_one(child, child if self.chance(0.2) else self.random.choice(names))

    def _foreign_key(self, table, target, nullable, part_of_key=False):
        """Columns in the table that refer to the target's key."""
        number = sum(link[0] == table for link in self.links)
        key = self.keys[target]
        names = [f"r{number}_{column}" for column in key]
        flags = ["pk"] if part_of_key else [] if nullable else ["notnull"]
        options = {}
        if self.chance(0.3):
            options["ondelete"] = self.random.choice(["CASCADE", "CASCADE", "SET NULL", "RESTRICT"])
        if self.chance(0.15):
            options["onupdate"] = "CASCADE"
        references = [f"{target.lower()}.{column}" for column in key]
        if len(key) == 1:
            self.tables[table]["columns"].append([names[0], "int", *flags, {"fk": references[0], **options}])
        else:
            self.tables[table]["columns"] += [[name, "int", *flags] for name in names]
            self.tables[table].setdefault("fks", []).append({"cols": names, "refs": references, **options})
        self.links.append((table, names, target))
        return names

    def _options(self, is_many, is_dynamic_allowed=True):
        options = {}
        lazy = self.random.choice(LAZY)
        if is_many and is_dynamic_allowed and self.chance(0.04):
            lazy = "dynamic"
        if lazy != "select":
            options["lazy"] = lazy
        if lazy in ("joined", "selectin", "subquery") and self.chance(0.2):
            options["join_depth"] = self.random.choice([1, 2, 3])
        return options

    def _cascade(self, options, choices):
        cascade = self.random.choice(choices)
        if cascade is not None:
            options["cascade"] = cascade

    def _many_to_one(self, child, parent):
        nullable = self.chance(0.8)
        columns = self._foreign_key(child.lower(), parent, nullable)
        full = [f"{child.lower()}.{column}" for column in columns]
        number = len(self.links)
        scalar = self.chance(0.15)
        many_name, one_name = f"m{number}", f"o{number}"
        many, one = self._options(True, not scalar), self._options(False)
        if scalar:
            many["uselist"] = False
        else:
            if self.chance(0.5):
                many["order_by"] = [self.random.choice(["", "-"]) + f"{child.lower()}.{self.keys[child][-1]}"]
        self._cascade(many, MANY_CASCADES)
        if self.chance(0.2):
            many["passive_deletes"] = self.random.choice([True, True, "all"])
            if many["passive_deletes"] == "all":
                many["cascade"] = "save-update, merge"
        self._cascade(one, ONE_CASCADES)
        for options in (many, one):
            if self.chance(0.1):
                options["post_update"] = True
            if self.chance(0.06):
                options["passive_updates"] = False
            options["foreign_keys"] = full
        if child == parent:
            one["remote_side"] = [f"{parent.lower()}.{column}" for column in self.keys[parent]]
        form = self.random.choice(["both"] * 5 + ["backref"] * 2 + ["many", "one", "unlinked", "viewonly"])
        self._declare(form, parent, many_name, many, child, one_name, one, scalar)

    def _declare(self, form, parent, many_name, many, child, one_name, one, scalar):
        many["target"], one["target"] = child, parent
        has_many, has_one = form != "one", form != "many"
        if form == "both":
            many["back_populates"], one["back_populates"] = one_name, many_name
        elif form == "backref":
            rest = {k: v for k, v in one.items() if k not in ("target", "foreign_keys")}
            many["backref"] = [one_name, rest]
        elif form == "unlinked":
            many["overlaps"], one["overlaps"] = one_name, many_name
        elif form == "viewonly":
            many["viewonly"] = True
            for name in ("cascade", "passive_deletes", "post_update", "passive_updates"):
                many.pop(name, None)
        if has_many:
            self.classes[parent]["rels"][many_name] = many
            (self.one if scalar else self.many)[parent][many_name] = child
            if many.get("lazy") == "dynamic":
                self.dynamic.add((parent, many_name))
        if has_one:
            if form != "backref":
                self.classes[child]["rels"][one_name] = one
            self.one[child][one_name] = parent

    def _many_to_many(self, left, right):
        table = f"l{len(self.links)}"
        self.tables[table] = {"columns": []}
        ours = self._foreign_key(table, left, False, part_of_key=True)
        theirs = self._foreign_key(table, right, False, part_of_key=True)
        there, back = f"p{len(self.links)}", f"q{len(self.links)}"
        first, second = self._options(True), self._options(True)
        for options, target in ((first, right), (second, left)):
            options.update(target=target, secondary=table)
            self._cascade(options, [None] * 6 + ["all", "save-update", ""])
            if self.chance(0.1):
                options["passive_deletes"] = True
            if self.chance(0.4):
                options["order_by"] = [f"{target.lower()}.{self.keys[target][-1]}"]
        if left == right:
            joins = [[[f"{table}.{a}", "=", f"{left.lower()}.{b}"] for a, b in zip(columns, self.keys[left])]
                     for columns in (ours, theirs)]
            first.update(primaryjoin=joins[0], secondaryjoin=joins[1])
            second.update(primaryjoin=joins[1], secondaryjoin=joins[0])
        form = self.random.choice(["both", "both", "both", "backref", "one"])
        if form == "both":
            first["back_populates"], second["back_populates"] = back, there
        elif form == "backref":
            first["backref"] = [back, {k: v for k, v in second.items()
                                       if k in ("lazy", "cascade", "passive_deletes", "order_by", "join_depth")}]
        self.classes[left]["rels"][there] = first
        self.many[left][there] = right
        if first.get("lazy") == "dynamic":
            self.dynamic.add((left, there))
        if form != "one":
            if form == "both":
                self.classes[right]["rels"][back] = second
            self.many[right][back] = left
            if second.get("lazy") == "dynamic":
                self.dynamic.add((right, back))

    # Rows

    def rows(self):
        found = {}
        keys = {name: self._keys(name) for name in self.classes}
        for name in self.classes:
            table = self.table_of(name)
            found[table] = [self._row(table, name, key, keys) for key in keys[name]]
        for table in self.tables:
            if table in found:
                continue
            found[table] = self._link_rows(table, keys)
        return {table: rows for table, rows in found.items() if rows}

    def _keys(self, name):
        numbers = range(1, 1 + self.random.choice([0, 1, 2, 2, 3, 3, 4]))
        if len(self.keys[name]) == 1:
            return [(number,) for number in numbers]
        return [(1 + number // 3, number) for number in numbers]

    def _row(self, table, name, key, keys):
        row = dict(zip(self.keys[name], key))
        row["name"] = self.random.choice("xyz") + str(key[-1])
        if any(column[0] == "ver" for column in self.tables[table]["columns"]):
            row["ver"] = 1
        for owner, columns, target in self.links:
            if owner == table:
                nothing = (None if self._is_nullable(table, columns[0]) else 1,) * len(columns)
                chosen = self.random.choice(keys[target]) if keys[target] and self.chance(0.8) else nothing
                row.update(zip(columns, chosen))
        return {column: value for column, value in row.items() if value is not None}

    def _is_nullable(self, table, name):
        return not any(column[0] == name and ("notnull" in column or "pk" in column)
                       for column in self.tables[table]["columns"])

    def _link_rows(self, table, keys):
        (_t, ours, left), (_u, theirs, right) = [link for link in self.links if link[0] == table]
        pairs = [(a, b) for a in keys[left] for b in keys[right]]
        chosen = sorted(self.random.sample(pairs, min(len(pairs), self.random.choice([0, 2, 3, 4]))))
        return [dict(zip(ours + theirs, a + b)) for a, b in chosen]
