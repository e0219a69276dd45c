"""Tables, mapped classes and relationships of a scenario, made with SQLAlchemy."""
import sqlalchemy as sa
from sqlalchemy import orm

TYPES = {"int": sa.Integer, "str": sa.String, "bool": sa.Boolean}


def _construct(self, **values):
    for name, value in values.items():
        if not hasattr(type(self), name):
            raise TypeError(f"{type(self).__name__} has no attribute {name}")
        setattr(self, name, value)


def _table(metadata, name, declared):
    parts = []
    for column, kind, *flags in declared["columns"]:
        options = {}
        keys = [sa.ForeignKey(flag[3:]) for flag in flags if isinstance(flag, str) and flag.startswith("fk:")]
        for flag in flags:
            if isinstance(flag, dict):
                keys.append(sa.ForeignKey(flag["fk"], **{k: v for k, v in flag.items() if k != "fk"}))
        if "pk" in flags:
            options["primary_key"] = True
        if "notnull" in flags:
            options["nullable"] = False
        if "unique" in flags:
            options["unique"] = True
        parts.append(sa.Column(column, TYPES[kind], *keys, **options))
    for key in declared.get("fks", []):
        rest = {k: v for k, v in key.items() if k not in ("cols", "refs")}
        parts.append(sa.ForeignKeyConstraint(key["cols"], key["refs"], **rest))
    parts += [sa.UniqueConstraint(*columns) for columns in declared.get("unique", [])]
    return sa.Table(name, metadata, *parts)


class Model:
    """The classes by name, mapped to tables by name. Close it, or the mappers stay."""

    def __init__(self, scenario):
        registry = orm.registry()
        self.tables = {}
        for name, declared in scenario["tables"].items():
            self.tables[name] = _table(registry.metadata, name, declared)
        self.metadata = registry.metadata
        self.classes = {name: type(name, (), {"__init__": _construct}) for name in scenario["classes"]}
        for name, declared in scenario["classes"].items():
            table = self.tables[declared["table"]]
            options = {key: table.c[value] for key, value in declared.get("mapper", {}).items()}
            properties = {key: self._relationship(r) for key, r in declared.get("rels", {}).items()}
            registry.map_imperatively(self.classes[name], table, properties=properties, **options)
        orm.configure_mappers()

    def column(self, name):
        descending = name.startswith("-")
        table, column = name.lstrip("-").split(".")
        found = self.tables[table].c[column]
        return found.desc() if descending else found

    def attribute(self, name):
        owner, attribute = name.split(".")
        return getattr(self.classes[owner], attribute)

    def _side(self, operand):
        if isinstance(operand, dict):
            return operand["lit"]
        *marks, name = operand.split(":")
        column = self.column(name)
        for mark in reversed(marks):
            column = {"foreign": orm.foreign, "remote": orm.remote}[mark](column)
        return column

    def _condition(self, comparisons):
        return sa.and_(*[self._side(a) == self._side(b) if operator == "=" else
                         self._side(a).op(operator, is_comparison=True)(self._side(b))
                         for a, operator, b in comparisons])

    def _options(self, declared):
        options = dict(declared)
        for key in ("foreign_keys", "remote_side", "order_by"):
            if key in options:
                options[key] = [self.column(name) for name in options[key]]
        for key in ("primaryjoin", "secondaryjoin"):
            if key in options:
                options[key] = self._condition(options[key])
        return options

    def _relationship(self, declared):
        options = self._options(declared)
        if "secondary" in options:
            options["secondary"] = self.tables[options["secondary"]]
        if isinstance(options.get("backref"), list):
            options["backref"] = orm.backref(options["backref"][0], **self._options(options["backref"][1]))
        target = options.pop("target")
        return orm.relationship(self.classes.get(target, target), **options)

    def facts(self):
        """What is configured, by "Class.name"."""
        return {f"{name}.{link.key}": _facts(link)
                for name, cls in self.classes.items() for link in sa.inspect(cls).relationships}


def _facts(link):
    pairs = [*link.synchronize_pairs, *(link.secondary_synchronize_pairs or [])]
    return {"direction": link.direction.name, "uselist": link.uselist, "target": link.mapper.class_.__name__,
            "sync": [f"{source}->{destination}" for source, destination in pairs],
            "remote_side": sorted(map(str, link.remote_side)), "use_get": bool(link._use_get),
            "reverse": sorted(map(str, link._reverse_property)), "cascade": sorted(link.cascade),
            "viewonly": link.viewonly, "lazy": link.lazy}
