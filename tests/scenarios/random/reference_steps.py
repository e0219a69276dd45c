"""The steps of a scenario, done with a SQLAlchemy session."""
import json
import re

import sqlalchemy as sa
from sqlalchemy import orm

STRATEGIES = {"select": "lazyload", "joined": "joinedload", "subquery": "subqueryload", "selectin": "selectinload",
              "immediate": "immediateload", "raise": "raiseload", "raise_on_sql": "raiseload", "noload": "noload",
              "default": "defaultload", "contains_eager": "contains_eager"}


class IllFormed(Exception):
    """The step names something that is not there: the scenario's fault."""


class Steps:
    """A session and the variables of a scenario; one method for each operation."""

    def __init__(self, model, session, playground):
        self.model = model
        self.session = session
        self.playground = playground
        self.variables = {}

    # What steps name and show

    def at(self, path):
        if path is None or isinstance(path, list):
            return None if path is None else [self.at(item) for item in path]
        variable, *attributes = re.findall(r"\w+", path)
        if variable not in self.variables:
            raise IllFormed(path)
        value = self.variables[variable]
        for name in attributes:
            if value is None:
                raise IllFormed(path)
            if name.isdigit():
                members = list(value)
                if int(name) >= len(members):
                    raise IllFormed(path)
                value = members[int(name)]
            else:
                value = self.attribute(value, name)
        return value

    @staticmethod
    def attribute(value, name):
        if isinstance(value, (list, int, str)) or not hasattr(type(value), name):
            raise IllFormed(name)
        return getattr(value, name)

    def last(self, path):
        owner, name = path.rsplit(".", 1)
        owner = self.at(owner)
        if owner is None or isinstance(owner, list):
            raise IllFormed(path)
        return owner, name

    def object(self, path):
        found = self.at(path)
        if found is None or isinstance(found, (list, int, str)):
            raise IllFormed(path)
        return found

    def name(self, obj):
        for variable, value in self.variables.items():
            if value is obj:
                return variable
        key = sa.inspect(obj).key
        return type(obj).__name__ + ":" + ("/".join(str(part) for part in key[1]) if key else "new")

    def shown(self, value):
        if value is None or isinstance(value, (bool, int, float, str)):
            return value
        if sa.inspect(value, raiseerr=False) is None or isinstance(value, (list, orm.Query)):
            return [self.shown(item) for item in value]
        return self.name(value)

    # Objects and queries

    def new(self, variable, cls, attributes=None):
        given = {k: self.at(v["ref"]) if isinstance(v, dict) else v for k, v in (attributes or {}).items()}
        self.variables[variable] = self.model.classes[cls](**given)

    def get(self, variable, cls, key):
        found = self.session.get(self.model.classes[cls], tuple(key) if isinstance(key, list) else key)
        self.variables[variable] = found
        return cls if found is not None else None

    def query(self, variable, cls, options=None):
        options = options or {}
        select = sa.select(self.model.classes[cls])
        for name in options.get("join", []):
            select = select.join(self.model.attribute(name))
        for name, operator, value in options.get("where", []):
            attribute = self.model.attribute(name)
            select = select.where(attribute.in_(value) if operator == "in" else
                                  attribute > value if operator == ">" else attribute == value)
        for name in options.get("order_by", []):
            attribute = self.model.attribute(name.lstrip("-"))
            select = select.order_by(attribute.desc() if name[0] == "-" else attribute)
        select = select.limit(options.get("limit")).offset(options.get("offset"))
        select = select.options(*[self.loader(option) for option in options.get("options", [])])
        if options.get("populate_existing"):
            select = select.execution_options(populate_existing=True)
        found = self.session.execute(select).scalars()
        self.variables[variable] = (found.unique() if options.get("unique", True) else found).all()
        return len(self.variables[variable])

    def loader(self, option):
        links = option if isinstance(option[0], list) else [[option[0], link] for link in option[1:]]
        chain = orm
        for strategy, link, *arguments in links:
            given = {**(arguments[0] if arguments else {}), **({"sql_only": True} if strategy == "raise_on_sql" else {})}
            chain = getattr(chain, STRATEGIES[strategy])("*" if link == "*" else self.model.attribute(link), **given)
        return chain

    def merge(self, variable, path):
        self.variables[variable] = self.session.merge(self.object(path))

    # Reading

    def read(self, path):
        return self.shown(self.at(path))

    def no_autoflush_read(self, path):
        with self.session.no_autoflush:
            return self.read(path)

    def each(self, variable, path):
        return [[self.shown(value) for value in self.follow(obj, path.split("."))]
                for obj in self.at(variable)]

    def follow(self, obj, names):
        level = [obj]
        for name in names:
            values = [self.attribute(item, name) for item in level if item is not None]
            level = []
            for value in values:
                level += value if isinstance(value, (list, orm.Query)) else [value]
        return level

    def dyn(self, path):
        return [self.shown(item) for item in self.at(path)]

    def dyn_count(self, path):
        return self.at(path).count()

    # Changing objects

    def set(self, path, value):
        setattr(*self.last(path), self.at(value))

    def setv(self, path, value):
        setattr(*self.last(path), value)

    def assign(self, path, values):
        setattr(*self.last(path), self.at(values))

    def append(self, path, value):
        self.at(path).append(self.at(value))

    def remove(self, path, value):
        self.at(path).remove(self.at(value))

    # The session

    def add(self, *paths):
        for path in paths:
            self.session.add(self.object(path))

    def delete(self, path):
        self.session.delete(self.object(path))

    def expire(self, path, names=None):
        self.session.expire(self.object(path), names)

    def refresh(self, path, names=None):
        self.session.refresh(self.object(path), names)

    def expunge(self, path):
        self.session.expunge(self.object(path))

    def begin_nested(self):
        self.session.begin_nested()

    def plain(self, operation):
        getattr(self.session, operation)()

    # States

    def state(self, path):
        about = sa.inspect(self.object(path))
        return [s for s in ("transient", "pending", "persistent", "deleted", "detached") if getattr(about, s)][0]

    def in_session(self, path):
        return self.object(path) in self.session

    def loaded(self, path):
        return sorted(name for name in vars(self.object(path)) if name != "_sa_instance_state")

    def pending(self):
        return sorted(self.name(obj) for obj in self.session.new)

    def dirty(self):
        return sorted(self.name(obj) for obj in self.session.dirty if self.session.is_modified(obj))

    # The database

    def rows(self, table):
        with self.playground.unrecorded():
            found = self.session.execute(sa.select(self.model.tables[table])).mappings()
            return sorted((dict(row) for row in found), key=json.dumps)

    def ddl(self):
        return [" ".join(str(sa.schema.CreateTable(table).compile(self.playground.engine)).split())
                for table in self.model.metadata.sorted_tables]

    def sorted_tables(self):
        return [table.name for table in self.model.metadata.sorted_tables]

    def sql_in_tx(self, text):
        self.session.connection().exec_driver_sql(text)

    def sql(self, text):
        self.playground.outside(text)


def _is(steps, left, right):
    return steps.at(left) is steps.at(right)


PLAIN = ("flush", "commit", "rollback", "expire_all", "expunge_all", "close")


def do(steps, step):
    """Does one step. Returns its value."""
    operation, *arguments = step
    if operation in PLAIN:
        return steps.plain(operation)
    if operation == "is":
        return _is(steps, *arguments)
    return getattr(steps, operation)(*arguments)
