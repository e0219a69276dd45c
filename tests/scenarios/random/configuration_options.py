"""Relationships for configurations: options that are right most of the time."""

LAZY = ["select", "joined", "subquery", "selectin", "immediate", "raise", "raise_on_sql", "noload", "dynamic", "write_only",
        "eager", "lazy"]
BAD_CASCADES = ["all, remove", "delete-orphans", "All"]
CASCADES = ["all", "all, delete-orphan", "save-update", "merge", "refresh-expire", "expunge", "delete", "delete-orphan",
            "save-update, merge", "save-update, merge, delete", "", "none", "all, none", "delete, delete-orphan",
            "save-update,merge , expunge"]


class Options:
    """Declares relationships for tables and classes."""

    def __init__(self, random, made):
        self.random, self.made = random, made
        self.classes = made.classes
        self.declared = []  # (class, name, options)

    def chance(self, part):
        return self.random.random() < part

    def declare(self):
        for _ in range(self.random.choice([1, 1, 1, 2, 2, 3])):
            if self.made.link_tables and self.chance(0.5):
                self._many_to_many()
            elif self.made.joins and self.chance(0.97):
                self._by_join()
            else:
                names = list(self.classes)
                self._add(self.random.choice(names), {"target": self.random.choice(names)})
        for cls, name, options in self.declared:
            self._spoil(cls, name, options)
            self._settings(options)
            if isinstance(options.get("backref"), list):
                self._settings(options["backref"][1])

    def _add(self, cls, options, name=None):
        rels = self.classes[cls]["rels"]
        name = name or f"{cls.lower()}{len(self.declared)}"
        rels[name] = options
        self.declared.append((cls, name, options))
        return name

    def _classes_of(self, table):
        return [name for name, declared in self.classes.items() if declared["table"] == table]

    def _by_join(self):
        """One or both sides of what a foreign key says."""
        joins = [j for j in self.made.joins if self._classes_of(j[0]) and self._classes_of(j[2])] or None
        if not joins:
            return
        table, columns, other, targets = self.random.choice(joins)
        child, parent = self.random.choice(self._classes_of(table)), self.random.choice(self._classes_of(other))
        many, one = {"target": child}, {"target": parent}
        if len([j for j in self.made.joins if {j[0], j[2]} == {table, other}]) > 1 and self.chance(0.75):
            many["foreign_keys"] = [f"{table}.{column}" for column in columns]
            if self.chance(0.9):
                one["foreign_keys"] = list(many["foreign_keys"])
        if table == other and self.chance(0.8):
            one["remote_side"] = [f"{other}.{column}" for column in targets]
        has_key = any(link[:2] == (table, columns) for link in self.made.links)
        if self.chance(0.3 if has_key else 0.8):
            self._write_join(many, one, table, columns, other, targets)
        self._link(parent, many, child, one)

    def _write_join(self, many, one, table, columns, other, targets):
        has_key = any(link[:2] == (table, columns) for link in self.made.links)
        mark = self.random.choice(["", "", "remote:"] if has_key and self.chance(0.5) else
                                  ["foreign:", "foreign:", "remote:foreign:", ""])
        join = [[f"{other}.{b}", "=", f"{mark}{table}.{a}"] for a, b in zip(columns, targets)]
        kind = self.random.random()
        if kind < 0.25:
            join.append([f"{self.random.choice([table, other])}.n", "=", {"lit": self.random.choice([1, 2])}])
        elif kind < 0.32:
            join.append([{"lit": "x"}, "=", f"{table}.name"])
        elif kind < 0.45:
            join.append([f"{other}.n", self.random.choice(["=", ">", ">"]), f"{table}.n"])
        elif kind < 0.5:
            join[0][1] = ">"
        for options in (many, one):
            if self.chance(0.85):
                options["primaryjoin"] = [list(each) for each in join]
                if options is one and mark.startswith("remote:"):
                    options["primaryjoin"] = [[f"remote:{a}" if isinstance(a, str) else a, op,
                                               b.replace("remote:", "") if isinstance(b, str) else b]
                                              for a, op, b in join]

    def _many_to_many(self):
        table = self.random.choice(self.made.link_tables)
        joins = [j for j in self.made.joins if j[0] == table and self._classes_of(j[2])]
        if not joins:
            return
        first, second = joins[0], joins[min(1, len(joins) - 1)]
        left, right = self._classes_of(first[2])[0], self._classes_of(second[2])[-1]
        there, back = {"target": right, "secondary": table}, {"target": left, "secondary": table}
        if self.chance(0.75 if left == right else 0.2):
            conditions = [[[f"{join[2]}.{b}", self.random.choice(["="] * 9 + [">"]), f"{table}.{a}"]
                           for a, b in zip(join[1], join[3])] for join in (first, second)]
            if self.chance(0.15):
                conditions[0].append([f"{table}.{first[1][0]}", "=", {"lit": 1}])
            there.update(primaryjoin=conditions[0], secondaryjoin=conditions[1])
            back.update(primaryjoin=conditions[1], secondaryjoin=conditions[0])
        self._link(left, there, right, back)

    def _link(self, parent, many, child, one):
        """Declares both sides, linked in one of many ways."""
        form = self.random.choices(["both", "backref", "many", "one", "unlinked", "viewonly", "half"],
                                   [35, 20, 12, 12, 8, 6, 7])[0]
        if form in ("backref", "many"):
            name = self._add(parent, many)
            if form == "backref":
                given = {k: v for k, v in one.items() if k in ("remote_side",) or self.chance(0.05)}
                given = {k: v for k, v in given.items() if k not in ("target", "secondary")}
                many["backref"] = [f"b{name}", given] if given or self.chance(0.3) else f"b{name}"
            return
        if form == "one":
            self._add(child, one)
            if self.chance(0.3):
                one["backref"] = f"o{len(self.declared)}"
            return
        name = self._add(parent, many)
        other = self._add(child, one)
        if form == "both":
            many["back_populates"], one["back_populates"] = other, name
        elif form == "half":
            self.random.choice([many, one])["back_populates"] = other if self.chance(0.5) else name
        elif form == "viewonly":
            self.random.choice([many, one])["viewonly"] = True
        elif self.chance(0.4):
            many["overlaps"] = self.random.choice([other, f"{other},x", "nothing"])

    # What goes wrong

    def _column(self):
        table = self.random.choice(list(self.made.tables))
        return f"{table}.{self.random.choice(self.made.columns(table))}"

    def _spoil(self, cls, name, options):
        if self.chance(0.02):
            self._spoil_names(cls, name, options)
        if self.chance(0.75):
            return
        spoil = self.random.choice([
            self._spoil_link, self._spoil_link, self._spoil_columns, self._spoil_columns, self._spoil_join,
            self._spoil_target])
        spoil(cls, name, options)

    def _spoil_link(self, cls, name, options):
        names = [other for _cls, other, _options in self.declared] + ["name", "nothing", "id"]
        kind = self.random.random()
        if kind < 0.4:
            options["back_populates"] = self.random.choice(names)
        elif kind < 0.65:
            if self.chance(0.8):
                options.pop("back_populates", None)
            options["backref"] = self.random.choice(names + ["fresh", "fresh"])
        elif kind < 0.8:
            options["sync_backref"] = self.random.choice([True, False])
        else:
            options["viewonly"] = True
            if self.chance(0.4):
                options["sync_backref"] = self.random.choice([True, False])

    def _spoil_columns(self, cls, name, options):
        key = self.random.choice(["foreign_keys", "remote_side"])
        table = self.classes[cls]["table"]
        near = [f"{t}.{c}" for t, columns, other, targets in self.made.joins for c in columns] or [self._column()]
        chosen = [self.random.choice(near) if self.chance(0.6) else self._column()
                  for _ in range(self.random.choice([1, 1, 1, 2]))]
        if self.chance(0.15):
            chosen = [f"{table}.{self.random.choice(self.made.columns(table))}"]
        options[key] = chosen

    def _spoil_join(self, cls, name, options):
        key = self.random.choice(["primaryjoin", "primaryjoin", "secondaryjoin"])
        join = options.get(key) or [[self._column(), "=", self._column()]]
        part = self.random.choice(join)
        kind = self.random.random()
        if kind < 0.35:
            for side in self.random.choice([(0,), (2,), (0, 2)]):
                if isinstance(part[side], str):
                    part[side] = self.random.choice(["foreign:", "remote:", "remote:foreign:"]) + part[side].split(":")[-1]
        elif kind < 0.5:
            part[self.random.choice([0, 2])] = self.random.choice([self._column(), {"lit": 1}])
        elif kind < 0.65:
            part[1] = ">" if isinstance(part[0], str) else "="  # Python has no method for a literal
        elif kind < 0.75:
            part[0], part[2] = part[2], part[0]
        elif kind < 0.9:
            join = join + [[self._column(), self.random.choice("==>"), self._column()]]
        if isinstance(part[0], dict) and (isinstance(part[2], dict) or part[1] == ">"):
            part[0] = self._column()
        options[key] = join

    def _spoil_target(self, cls, name, options):
        kind = self.random.random()
        if kind < 0.25:
            options["target"] = "Nobody"
        elif kind < 0.6:
            options["target"] = self.random.choice(list(self.classes))
        elif kind < 0.8:
            options["secondary"] = self.random.choice(list(self.made.tables))
        else:
            options.pop("secondary", None)

    def _spoil_names(self, cls, name, options):
        rels = self.classes[cls]["rels"]
        if name in rels:
            rels[self.random.choice(["name", "n", "twin"])] = rels.pop(name)

    # Settings that have no part in the join

    def _settings(self, options):
        for setting, part in (("lazy", 0.3), ("cascade", 0.2), ("passive_deletes", 0.06), ("uselist", 0.07),
                              ("single_parent", 0.05), ("post_update", 0.04), ("passive_updates", 0.03),
                              ("order_by", 0.12), ("innerjoin", 0.05), ("join_depth", 0.03), ("viewonly", 0.03),
                              ("overlaps", 0.02)):
            if self.chance(part):
                options[setting] = self._setting(setting, options)

    def _setting(self, setting, options):
        if setting == "lazy":
            return self.random.choices(LAZY, [2, 8, 4, 8, 3, 1, 1, 2, 1.5, 0.7, 0.3, 0.2])[0]
        if setting == "cascade":
            return self.random.choice(CASCADES if self.chance(0.95) else BAD_CASCADES)
        if setting == "passive_deletes":
            return self.random.choice([True, True, "all"])
        if setting == "order_by":
            return [self.random.choice(["", "-"]) + self._order(options)]
        if setting == "innerjoin":
            return self.random.choice([True, False, "unnested"])
        if setting == "join_depth":
            return self.random.choice([1, 2])
        if setting == "overlaps":
            return self.random.choice([name for _cls, name, _options in self.declared])
        return self.random.choice([True, False])

    def _order(self, options):
        if options.get("target") not in self.classes or self.chance(0.05):
            return self._column()
        table = self.classes[options["target"]]["table"]
        return f"{table}.{self.random.choice(self.made.columns(table))}"
