"""Reads rows through every relationship of some models, and compares with the SQL join."""
import collections
import datetime
import json
import re
import sqlite3

import sqlalchemy as sa
from sqlalchemy import orm

OWNERS = 60  # whose attributes are read one by one
STORED = {int: {"integer"}, bool: {"integer"}, str: {"text"}, float: {"integer", "real"}, bytes: {"blob"}}
WHOLE_FRACTION = re.compile(r"^[^.]*(\.0+|\.[0-9]{6})?$")  # SQLAlchemy reads the digits as a number of microseconds


def _quoted(name):
    return '"' + name.replace('"', '""') + '"'


def _columns(alias, names):
    return ", ".join(f"{alias}.{_quoted(name)}" for name in names)


def _equal(left, right, pairs):
    return " AND ".join(f"{left}.{_quoted(a)} = {right}.{_quoted(b)}" for a, b in pairs)


class Reader:
    """Compares models with the rows of the SQLite file that they are on."""

    def __init__(self, models, file):
        self.models = models
        self.raw = sqlite3.connect(file)
        self.misfits = 0
        self.compared = 0
        self.unreadable = 0
        self.problems = []

    def close(self):
        self.raw.close()

    def read(self, joins):
        """Everything. `joins` are the core's."""
        self._leave_out_misfits()
        classes = self.models.classes()
        for join in joins:
            if join["isWhole"] and join["class"] in classes and hasattr(classes[join["class"]], join["name"]):
                self._whole_relationship(classes[join["class"]], join)
        for cls in classes.values():
            self._values(cls)

    def _leave_out_misfits(self):
        """SQLite keeps in a column what its type cannot read, too: such columns are read as they are stored."""
        dialect = self.models.db.engine.dialect
        for cls in self.models.classes().values():
            for column in sa.inspect(cls).columns:
                if not self._fits(column, dialect):
                    column.type = sa.types.NullType()
                    self.misfits += 1

    def _fits(self, column, dialect):
        table, name = _quoted(column.table.name), _quoted(column.name)
        kinds = {kind for kind, in self.raw.execute(f"SELECT DISTINCT typeof({name}) FROM {table}")} - {"null"}
        try:
            wanted = STORED.get(column.type.python_type, {"text"})
        except NotImplementedError:
            return True
        is_moment = issubclass(column.type.python_type, (datetime.date, datetime.time))
        if not kinds <= wanted or (column.primary_key and is_moment):
            return False
        read = column.type.dialect_impl(dialect).result_processor(dialect, None)
        try:
            for value, in self.raw.execute(f"SELECT DISTINCT {name} FROM {table}") if read else ():
                read(value)
                if is_moment and value is not None and not WHOLE_FRACTION.search(value):
                    return False
        except (ValueError, TypeError):
            return False
        return True

    def _whole_relationship(self, cls, join):
        try:
            self._relationship(cls, join)
        except (sa.exc.OperationalError, RecursionError):
            # Marks of which SQLAlchemy makes no join, an order by a table that it does not read, or immediate loads in
            # circles, which 1.4 follows.
            self.unreadable += 1

    def _relationship(self, cls, join):
        owner_keys = [column.name for column in sa.inspect(cls).primary_key]
        link = sa.inspect(cls).relationships[join["name"]]
        target_keys = [column.name for column in link.mapper.primary_key]
        expected = self._joined(join, owner_keys, target_keys)
        label = f"{cls.__name__}.{join['name']}"
        actual = self._joined_by_models(cls, link)
        if expected != actual:
            self.problems.append(f"{label} joins {sum(actual.values())} rows in the models and {sum(expected.values())} in SQL")
            return
        by_owner = collections.defaultdict(collections.Counter)
        for key, count in expected.items():
            by_owner[key[:len(owner_keys)]][key[len(owner_keys):]] += count
        if link.lazy != "noload":
            self._attributes(cls, link, by_owner, label)

    def _joined(self, join, owner_keys, target_keys):
        sql = f"SELECT {_columns('o', owner_keys)}, {_columns('t', target_keys)} FROM {_quoted(join['table'])} o"
        if join["secondary"]:
            sql += f" JOIN {_quoted(join['secondary'])} s ON {_equal('o', 's', join['pairs'])}"
            sql += f" JOIN {_quoted(join['targetTable'])} t ON {_equal('t', 's', join['secondaryPairs'])}"
        else:
            sql += f" JOIN {_quoted(join['targetTable'])} t ON {_equal('o', 't', join['pairs'])}"
        return collections.Counter(self.raw.execute(sql))

    def _joined_by_models(self, cls, link):
        target = orm.aliased(link.mapper.class_)
        raw = sa.types.NullType()
        keys = [sa.type_coerce(column, raw) for column in sa.inspect(cls).primary_key]
        keys += [sa.type_coerce(getattr(target, link.mapper.get_property_by_column(column).key), raw)
                 for column in link.mapper.primary_key]
        rows = self.models.session.query(*keys).select_from(cls).join(link.class_attribute.of_type(target))
        return collections.Counter(map(tuple, rows))

    def _attributes(self, cls, link, by_owner, label):
        self.models.session.expunge_all()  # who is there already keeps the options that he was loaded with
        query = self.models.session.query(cls).options(orm.lazyload("*"))
        if link.lazy != "dynamic":
            query = query.options(orm.lazyload(link.class_attribute))
        linked = [query.get(key) for key in list(by_owner)[:OWNERS]]
        for owner in [*linked, *query.limit(OWNERS // 3)]:
            if owner is None:
                continue  # a key with NULL in it
            value = getattr(owner, link.key)
            targets = list(value) if link.uselist else [] if value is None else [value]
            found = collections.Counter(sa.inspect(target).identity for target in targets)
            wanted = by_owner[sa.inspect(owner).identity]
            if link.uselist and link.lazy != "dynamic":
                wanted = collections.Counter(set(wanted))  # one object, however often its row came
            if not link.uselist:
                found, wanted = (found, wanted) if sum(wanted.values()) < 2 else (len(found), 1)
            self.compared += 1
            if found != wanted:
                self.problems.append(f"{label} of {sa.inspect(owner).identity} has {found} in the models and {wanted} in SQL")
                return

    def _values(self, cls):
        mapper = sa.inspect(cls)
        table = mapper.local_table
        names = [column.name for column in table.columns]
        order = [sa.type_coerce(column, sa.types.NullType()) for column in mapper.primary_key]
        sql = f"SELECT {_columns('t', names)} FROM {_quoted(table.name)} t ORDER BY {_columns('t', [c.name for c in mapper.primary_key])} LIMIT 40"
        stored = [row for row in self.raw.execute(sql)]
        self.models.session.expunge_all()
        objects = self.models.session.query(cls).options(orm.lazyload("*")).order_by(*order).limit(40).all()
        if len(stored) != len(objects):
            return  # NULL in a key
        for row, each in zip(stored, objects):
            for column, value in zip(table.columns, row):
                got = getattr(each, mapper.get_property_by_column(column).key)
                if value is not None and got != _as_read(column.type, value):
                    self.problems.append(f"{table.name}.{column.name} is {got!r} in the models and {value!r} in the file")
                    return


def _as_read(kind, value):
    if isinstance(kind, sa.DateTime):
        return datetime.datetime.fromisoformat(value)
    if isinstance(kind, sa.Date):
        return datetime.date.fromisoformat(value)
    if isinstance(kind, sa.Time):
        return datetime.time.fromisoformat(value)
    if isinstance(kind, sa.JSON):
        return json.loads(value)
    return value
