"""Random steps for a random schema."""

OPTION_STRATEGIES = ["joined"] * 3 + ["selectin"] * 3 + ["subquery", "select", "immediate", "noload", "raise",
                                                       "raise_on_sql", "default"]


class Writer:
    """Writes steps; knows of which class each variable is, not whether it is null."""

    def __init__(self, random, schema, rows):
        self.random, self.schema, self.rows = random, schema, rows
        self.objects, self.lists = {}, {}
        self.steps = []
        self.fresh = 0

    def chance(self, part):
        return self.random.random() < part

    def write(self, count):
        self.query()
        while len(self.steps) < count:
            kind = self.random.choices(list(KINDS), [weight for weight, _does in KINDS.values()])[0]
            KINDS[kind][1](self)
        self.look_around()
        return self.steps

    def variable(self, letter):
        self.fresh += 1
        return f"{letter}{self.fresh}"

    def cls(self):
        return self.random.choice(list(self.schema.classes))

    # Paths

    def place(self, cls=None):
        """(path, class) of an object."""
        choices = [(name, c) for name, c in self.objects.items() if cls in (None, c)]
        choices += [(f"{name}[{self.random.randrange(3)}]", c) for name, c in self.lists.items() if cls in (None, c)]
        if not choices:
            self.query(cls)
            return self.place(cls)
        path, found = self.random.choice(choices)
        while cls is None and self.chance(0.2):
            links = {**self.schema.one[found], **self.schema.many[found]}
            if not links:
                break
            name = self.random.choice(list(links))
            path += f".{name}" if name in self.schema.one[found] else f".{name}[{self.random.randrange(2)}]"
            found = links[name]
        return path, found

    def owner_of(self, kind):
        """(path, class, relationship, target) of a collection or scalar."""
        table = getattr(self.schema, kind)
        with_links = [name for name in self.schema.classes if table[name]]
        if not with_links:
            return None
        path, cls = self.place(self.random.choice(with_links))
        name = self.random.choice(list(table[cls]))
        return path, cls, name, table[cls][name]

    # Steps

    def key(self, cls):
        rows = self.rows.get(self.schema.table_of(cls), [])
        columns = self.schema.keys[cls]
        if rows and self.chance(0.93):
            row = self.random.choice(rows)
            values = [row[column] for column in columns]
        else:
            values = [9] * len(columns)
        return values[0] if len(values) == 1 else values

    def get(self):
        cls, name = self.cls(), self.variable("g")
        self.steps.append(["get", name, cls, self.key(cls)])
        self.objects[name] = cls

    def query(self, cls=None):
        cls = cls or self.cls()
        name = self.variable("xs")
        options = {"order_by": [self.random.choice(["", "", "-"]) + f"{cls}.{column}"
                                for column in self.schema.keys[cls]]}
        if self.chance(0.15):
            options["limit"] = self.random.choice([1, 2])
            if self.chance(0.3):
                options["offset"] = 1
        if self.chance(0.12):
            options["where"] = [[f"{cls}.{self.schema.keys[cls][-1]}", *self.random.choice(
                [["=", 1], [">", 1], ["in", [1, 3]]])]]
        if self.chance(0.08):
            options["populate_existing"] = True
        chains = [self.chain(cls) for _ in range(self.random.choice([0, 0, 0, 1, 1, 2]))]
        if any(chains):
            options["options"] = [chain for chain in chains if chain]
        self.steps.append(["query", name, cls, options])
        self.lists[name] = cls

    def chain(self, cls):
        links = []
        for _ in range(self.random.choice([1, 1, 2, 3])):
            targets = {**self.schema.one[cls], **self.schema.many[cls]}
            targets = {name: t for name, t in targets.items() if (cls, name) not in self.schema.dynamic}
            if not targets:
                break
            if self.chance(0.04):
                links.append([self.random.choice(["select", "joined", "selectin", "raise", "noload"]), "*"])
                break
            name = self.random.choice(list(targets))
            links.append([self.random.choice(OPTION_STRATEGIES), f"{cls}.{name}"])
            if links[-1][0] in ("noload", "raise", "raise_on_sql"):
                break
            cls = targets[name]
        return links

    def new(self):
        cls, name = self.cls(), self.variable("n")
        values = {"name": f"new{self.fresh}"} if self.chance(0.8) else {}
        if len(self.schema.keys[cls]) > 1 or self.chance(0.15):
            values.update((column, 10 + self.fresh) for column in self.schema.keys[cls])
        for link, target in self.schema.one[cls].items():
            if self.chance(0.5):
                values[link] = {"ref": self.place(target)[0]}
        self.steps.append(["new", name, cls, values])
        self.objects[name] = cls
        if self.chance(0.5):
            self.steps.append(["add", name])

    def read(self):
        path, cls = self.place()
        links = list(self.schema.one[cls]) + list(self.schema.many[cls])
        name = self.random.choice(links * 3 + ["name"])
        operation = "read" if self.chance(0.93) else "no_autoflush_read"
        if (cls, name) in self.schema.dynamic:
            operation = self.random.choice(["dyn", "dyn_count"])
        self.steps.append([operation, f"{path}.{name}"])

    def each(self):
        if not self.lists:
            return
        variable = self.random.choice(list(self.lists))
        cls, names = self.lists[variable], []
        for _ in range(self.random.choice([1, 2, 2, 3])):
            links = {**self.schema.one[cls], **self.schema.many[cls]}
            links = {k: v for k, v in links.items() if (cls, k) not in self.schema.dynamic}
            if not links:
                break
            names.append(self.random.choice(list(links)))
            cls = links[names[-1]]
        self.steps.append(["each", variable, ".".join(names + (["name"] if not names else []))])

    def on_collection(self, operation):
        found = self.owner_of("many")
        if not found:
            return
        path, cls, name, target = found
        if operation == "remove" and self.chance(0.7):
            value = f"{path}.{name}[{self.random.randrange(2)}]"
        else:
            value = self.place(target)[0]
        self.steps.append([operation, f"{path}.{name}", value])

    def assign(self):
        found = self.owner_of("many")
        if not found:
            return
        path, _cls, name, target = found
        values = list(dict.fromkeys(self.place(target)[0] for _ in range(self.random.choice([0, 1, 1, 2]))))
        self.steps.append(["assign", f"{path}.{name}", values])

    def set(self):
        found = self.owner_of("one")
        if found:
            value = None if self.chance(0.3) else self.place(found[3])[0]
            self.steps.append(["set", f"{found[0]}.{found[2]}", value])

    def set_value(self):
        path, cls = self.place()
        if self.chance(0.75):
            self.steps.append(["setv", f"{path}.name", self.random.choice(["x1", "changed", None])])
            return
        table = self.schema.table_of(cls)
        links = [link for link in self.schema.links if link[0] == table]
        if links and self.chance(0.7):
            _table, columns, target = self.random.choice(links)
            key = self.key(target)
            for column, value in zip(columns, key if isinstance(key, list) else [key]):
                self.steps.append(["setv", f"{path}.{column}", None if self.chance(0.3) else value])
        elif self.chance(0.5):
            self.steps.append(["setv", f"{path}.{self.schema.keys[cls][-1]}", 20 + self.fresh])

    def on_object(self, operation):
        self.steps.append([operation, self.place()[0]])

    def plain(self, operation):
        self.steps.append([operation])

    def partly(self, operation):
        path, cls = self.place()
        names = list(self.schema.one[cls]) + list(self.schema.many[cls]) + ["name"]
        if operation == "refresh":
            names = ["name"]  # 1.4 does not load relationships that are named
        chosen = self.random.sample(names, 1)
        if (cls, chosen[0]) not in self.schema.dynamic:
            self.steps.append([operation, path, chosen])

    def merge(self):
        path, cls = self.place()
        name = self.variable("e")
        self.steps.append(["merge", name, path])
        self.objects[name] = cls

    def behind(self):
        table = self.schema.table_of(self.cls())
        self.steps.append(["sql_in_tx", self.random.choice([
            f"UPDATE {table} SET name = 'behind'", f"DELETE FROM {table} WHERE name = 'x1'"])])

    def look_around(self):
        if self.chance(0.5):
            self.steps += [["pending"], ["dirty"]]
        for name in self.random.sample(list(self.objects), min(3, len(self.objects))):
            self.steps += [["state", name], ["loaded", name]]
        if self.chance(0.8):
            self.steps.append(["commit"])
        if self.lists:
            self.each()


KINDS = {
    "get": (8, Writer.get), "query": (8, Writer.query), "new": (8, Writer.new), "read": (14, Writer.read),
    "each": (8, Writer.each), "append": (7, lambda w: w.on_collection("append")),
    "remove": (5, lambda w: w.on_collection("remove")), "assign": (4, Writer.assign), "set": (8, Writer.set),
    "setv": (5, Writer.set_value), "add": (3, lambda w: w.on_object("add")),
    "delete": (7, lambda w: w.on_object("delete")), "flush": (8, lambda w: w.plain("flush")),
    "commit": (4, lambda w: w.plain("commit")), "rollback": (3, lambda w: w.plain("rollback")),
    "begin_nested": (1, lambda w: w.plain("begin_nested")), "expire": (2, lambda w: w.on_object("expire")),
    "expire_part": (1, lambda w: w.partly("expire")), "expire_all": (1, lambda w: w.plain("expire_all")),
    "refresh": (2, lambda w: w.on_object("refresh")), "refresh_part": (1, lambda w: w.partly("refresh")),
    "expunge": (2, lambda w: w.on_object("expunge")), "merge": (3, Writer.merge),
    "expunge_all": (0.5, lambda w: w.plain("expunge_all")), "close": (0.5, lambda w: w.plain("close")),
    "state": (2, lambda w: w.on_object("state")), "loaded": (3, lambda w: w.on_object("loaded")),
    "in_session": (1, lambda w: w.on_object("in_session")), "pending": (1, lambda w: w.plain("pending")),
    "dirty": (1, lambda w: w.plain("dirty")), "behind": (1, Writer.behind),
}
