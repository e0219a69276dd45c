"""Declarations as people write them, right and wrong: what can be configured, and how the rest is refused. Its seeds begin at FIRST."""
from configuration_options import Options
from configuration_tables import Tables
from random_steps import KINDS, Writer

FIRST = 200000


class ConfigurationSchema:
    """Tables and classes; what Writer needs to know is told by learn() when the reference has configured them."""

    def __init__(self, random):
        self.random = random
        made = Tables(random)
        self.tables, self.classes = made.tables, made.classes
        self.keys = made.keys
        self.links = [(table, columns, cls) for table, columns, cls in made.links if cls in self.classes]
        Options(random, made).declare()
        self.many = {name: {} for name in self.classes}
        self.one = {name: {} for name in self.classes}
        self.dynamic = set()
        self.is_for_tables_only = not all(self.keys.values())
        self.fk_pragma = random.random() < 0.3

    def table_of(self, cls):
        return self.classes[cls]["table"]

    def learn(self, facts):
        """Takes over which relationships there are."""
        for label, fact in facts.items():
            cls, name = label.split(".")
            (self.many if fact["uselist"] else self.one)[cls][name] = fact["target"]
            if fact["lazy"] == "dynamic":
                self.dynamic.add((cls, name))
            self.is_for_tables_only |= fact["lazy"] == "write_only"  # 1.4 does not have it

    def rows(self):
        return {table: rows for table in self.tables for rows in [self._rows(table)] if rows}

    def _rows(self, table):
        columns = self.tables[table]["columns"]
        unique = [column[0] for column in columns if "unique" in column or column[0] == "id"]
        keys, rows = set(), []
        for number in range(1, 1 + self.random.choice([0, 1, 2, 3, 3, 4])):
            row = {column[0]: self._value(column, number) for column in columns}
            row.update((name, number) for name in unique)
            key = tuple(row[column[0]] for column in columns if "pk" in column)
            if row and (key not in keys or not key):
                keys.add(key)
                rows.append(row)
        return sorted(rows, key=lambda row: [row.get(column[0], 0) for column in columns if "pk" in column])

    def _value(self, column, number):
        if column[1] == "str":
            return self.random.choice("xyz") + str(number) if column[0] == "name" else self.random.choice("xy")
        if "pk" in column or "notnull" in column or self.random.random() < 0.85:
            return self.random.choice([1, 1, 2, 2, 3])
        return None


class ConfigurationWriter(Writer):
    """Few steps, so that each join is loaded and written."""

    def write(self, count):
        if self.schema.is_for_tables_only:
            return self.tables_only()
        if self.chance(0.3):
            self.tables_only()
        self.query()
        kinds = {name: KINDS[name] for name in STEPS}
        while len(self.steps) < count:
            kind = self.random.choices(list(kinds), [weight for weight, _does in kinds.values()])[0]
            kinds[kind][1](self)
        if self.chance(0.8):
            self.steps.append(["commit"])
        if self.lists:
            self.each()
        return self.steps

    def query(self, cls=None):
        super().query(cls)
        for key in ("limit", "offset"):  # what SQLite expects of a LIMIT decides the order of rows that have none
            self.steps[-1][-1].pop(key, None)

    def tables_only(self):
        self.steps += [["sorted_tables"], ["ddl"]]
        return self.steps


STEPS = ("get", "query", "new", "read", "each", "append", "remove", "assign", "set", "setv", "add", "delete", "flush",
         "commit", "rollback", "expire", "refresh", "merge")
