"""Writes rows through the relationships of some models."""
import sqlalchemy as sa
from sqlalchemy import orm

ROWS = 3
# What rows can meet. RecursionError: 1.4 follows lazy="immediate" in circles; ValueError: a third relationship on one back reference.
REFUSALS = (sa.exc.IntegrityError, sa.exc.OperationalError, sa.exc.CircularDependencyError, sa.exc.InvalidRequestError,
            orm.exc.FlushError, orm.exc.StaleDataError, orm.exc.UnmappedColumnError, AssertionError, RecursionError, ValueError)


class Writer:
    """Writes rows of every class, then links some of them."""

    def __init__(self, models, random):
        self.models = models
        self.random = random
        self.linked = 0
        self.refused = 0
        self.problems = []

    def write(self, relationships):
        """`relationships` are the core's facts, by "Class.name"."""
        session = self.models.session
        for cls in self.models.classes().values():
            for number in range(1, ROWS + 1):
                session.add(cls(**self._row(cls, number)))
        try:
            session.commit()
        except REFUSALS:
            session.rollback()
            self.refused += 1
        for label, facts in sorted(relationships.items()):
            owner, name = label.split(".")
            cls = self.models.classes().get(owner)
            if cls and hasattr(cls, name) and not facts["viewonly"]:
                self._link(cls, name, facts)

    def _row(self, cls, number):
        """Numbers from 1 on are keys everywhere, so that whatever is referred to is there."""
        mapper = sa.inspect(cls)
        row = {}
        for column in mapper.columns:
            is_key = column.primary_key or column.unique or column.foreign_keys
            if mapper.version_id_col is column or not (is_key or not column.nullable or self.random.random() < 0.7):
                continue
            wanted = number if column.primary_key or column.unique else self.random.randint(1, ROWS)
            if column.foreign_keys and column.nullable and not column.primary_key and self.random.random() < 0.3:
                continue
            row[mapper.get_property_by_column(column).key] = column.type.python_type(wanted)
        return row

    def _link(self, cls, name, facts):
        session = self.models.session
        link = sa.inspect(cls).relationships[name]
        if link.lazy in ("noload", "raise", "raise_on_sql"):
            return
        owners = session.query(cls).options(orm.lazyload("*")).all()
        targets = session.query(link.mapper.class_).options(orm.lazyload("*")).all()
        if not owners or not targets:
            return  # deleted as orphans
        owner, target = self.random.choice(owners), self.random.choice(targets)
        try:
            if link.uselist:
                if target in list(getattr(owner, name)):
                    return
                getattr(owner, name).append(target)
            else:
                setattr(owner, name, target)
            session.flush()
        except REFUSALS:
            self.refused += 1
            session.rollback()
            return
        self.linked += 1
        if facts["direction"] != "MANYTOMANY" and all(sa.inspect(each).persistent for each in (owner, target)):
            self._check(owner, target, facts, f"{cls.__name__}.{name}")
        session.commit()

    def _check(self, owner, target, facts, label):
        """The core says which value goes where."""
        parent, child = (target, owner) if facts["direction"] == "MANYTOONE" else (owner, target)
        for pair in facts["sync"]:
            source, destination = pair.split("->")
            values = [_value(parent, source), _value(child, destination)]
            if values[0] != values[1]:
                self.problems.append(f"{label}: {pair} carried {values[0]} and left {values[1]}")


def _value(item, label):
    mapper = sa.inspect(item).mapper
    column = mapper.local_table.c[label.split(".", 1)[1]]
    return getattr(item, mapper.get_property_by_column(column).key)
