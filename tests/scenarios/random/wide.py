"""What the plain generator seldom makes: association classes, changing keys, post_update, orphans of a many-to-one,
savepoints, objects that leave, row switches. Its seeds begin at FIRST."""
from random_schema import Schema
from random_steps import KINDS, Writer

FIRST = 100000


class WideSchema(Schema):
    """Relationships whose options decide what a flush writes."""

    def _class(self, name):
        super()._class(name)
        if self.keys[name] == ["id"] and self.chance(0.25):
            self.tables[name.lower()]["columns"][0:1] = [["k", "int", "pk"], ["l", "int", "pk"]]
            self.keys[name] = ["k", "l"]
        if "mapper" not in self.classes[name] and self.chance(0.15):
            self.tables[name.lower()]["columns"].append(["ver", "int"])
            self.classes[name]["mapper"] = {"version_id_col": "ver"}

    def _options(self, is_many, is_dynamic_allowed=True):
        options = super()._options(is_many, is_dynamic_allowed)
        if self.chance(0.7):  # how things are loaded is not the point here
            options.pop("lazy", None)
            options.pop("join_depth", None)
        return options

    def _declare(self, form, parent, many_name, many, child, one_name, one, scalar):
        for options in (many, one):
            if options.get("viewonly") or form == "viewonly":
                continue
            if self.chance(0.2):
                options["post_update"] = True
            if self.chance(0.3):
                options["passive_updates"] = False
        if self.chance(0.2):
            one["single_parent"] = True
            if self.chance(0.7):
                one["cascade"] = "all, delete-orphan"
        if form != "viewonly" and self.chance(0.15) and "delete" not in (many.get("cascade") or ""):
            many["passive_deletes"] = "all"
        super()._declare(form, parent, many_name, many, child, one_name, one, scalar)

    def _link(self):
        if self.chance(0.15) and len(self.classes) < 5:
            self._association(self.random.choice(list(self.classes)), self.random.choice(list(self.classes)))
        else:
            super()._link()

    def _association(self, left, right):
        """A class between two others, whose key is their keys."""
        name = f"X{len(self.classes)}"
        table = name.lower()
        self.tables[table] = {"columns": []}
        self.classes[name] = {"table": table, "rels": {}}
        self.many[name], self.one[name] = {}, {}
        self.keys[name] = []
        for side in (left, right):
            columns = self._foreign_key(table, side, False, part_of_key=True)
            self.keys[name] += columns
            number = len(self.links)
            full = [f"{table}.{column}" for column in columns]
            many = {"foreign_keys": full, "cascade": self.random.choice(
                ["all, delete-orphan"] * 3 + ["all", "save-update, merge"])}
            self._declare("both", side, f"m{number}", many, name, f"o{number}", {"foreign_keys": full}, False)
        self.tables[table]["columns"].append(["name", "str"])

    def _keys(self, name):
        if "id" in self.keys[name] or self.keys[name] == ["k", "l"]:
            return super()._keys(name)
        return []


class WideWriter(Writer):
    """More of what changes keys and identities."""

    def write(self, count):
        self.query()
        kinds = {**KINDS, **WIDE_KINDS}
        while len(self.steps) < count:
            kind = self.random.choices(list(kinds), [weight for weight, _does in kinds.values()])[0]
            kinds[kind][1](self)
        self.look_around()
        return self.steps

    def column_of(self, cls):
        columns = [column[0] for column in self.schema.tables[self.schema.table_of(cls)]["columns"]]
        return self.random.choice(columns)

    def change_key(self):
        path, cls = self.place()
        self.steps.append(["setv", f"{path}.{self.random.choice(self.schema.keys[cls])}", 20 + self.random.randrange(4)])

    def null_column(self):
        path, cls = self.place()
        self.steps.append(["setv", f"{path}.{self.column_of(cls)}", None])

    def take_over(self):
        """A new object with a key that a row has; perhaps the row is deleted before."""
        cls, name = self.cls(), self.variable("n")
        key = self.key(cls)
        if self.chance(0.7):
            old = self.variable("g")
            self.steps += [["get", old, cls, key], ["delete", old]]
            self.objects[old] = cls
        values = dict(zip(self.schema.keys[cls], key if isinstance(key, list) else [key]))
        self.steps += [["new", name, cls, {**values, "name": "new"}], ["add", name]]
        self.objects[name] = cls

    def expire_columns(self):
        path, cls = self.place()
        names = {self.column_of(cls), self.column_of(cls)}
        self.steps.append([self.random.choice(["expire", "expire", "refresh"]), path, sorted(names)])

    def append_nothing(self):
        found = self.owner_of("many")
        if found:
            self.steps.append(["append", f"{found[0]}.{found[2]}", None])

    def savepoint(self):
        self.steps.append(["begin_nested"])
        for _ in range(self.random.choice([1, 2])):
            self.random.choice([Writer.set, Writer.new, WideWriter.change_key])(self)
        self.steps.append([self.random.choice(["flush", "flush", "rollback", "commit"])])


WIDE_KINDS = {
    "change_key": (5, WideWriter.change_key), "null_column": (2, WideWriter.null_column),
    "take_over": (3, WideWriter.take_over), "expire_columns": (2, WideWriter.expire_columns),
    "append_nothing": (0.3, WideWriter.append_nothing), "savepoint": (3, WideWriter.savepoint),
    "expunge": (4, lambda w: w.on_object("expunge")), "dirty": (3, lambda w: w.plain("dirty")),
    "delete": (9, lambda w: w.on_object("delete")), "set": (12, Writer.set),
}
