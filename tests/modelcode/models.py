"""Model code as a module that SQLAlchemy runs, and what it makes of it."""
import contextlib
import itertools
import sys
import types
import warnings

import sqlalchemy as sa
from flask import Flask

_numbers = itertools.count(1)
FACTS = ("direction", "uselist", "target", "sync", "remote_side", "use_get", "reverse", "cascade", "viewonly")


class Models:
    """A module of model code on a SQLite file, or in memory. Close it, or its mappers stay."""

    def __init__(self, text, file=None):
        self.warnings = []
        self._name = f"models_{next(_numbers)}"
        module = types.ModuleType(self._name)
        sys.modules[self._name] = module
        with self.watched():
            exec(compile(text, self._name, "exec"), module.__dict__)  # pylint: disable=exec-used
        self.db = module.db
        app = Flask(self._name)
        app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{file}" if file else "sqlite:///:memory:"
        self.db.init_app(app)
        self._context = app.app_context()
        self._context.push()

    @contextlib.contextmanager
    def watched(self):
        """Keeps the warnings of what is done in it."""
        with warnings.catch_warnings(record=True) as found:
            warnings.simplefilter("always")
            try:
                yield
            finally:
                self.warnings += [f"{each.category.__name__}: {each.message}" for each in found]

    def configure(self):
        with self.watched():
            self.db.Model.registry.configure()

    def create(self):
        with self.watched():
            self.db.create_all()

    def query_each(self):
        """The first query of each class."""
        with self.watched():
            for cls in self.classes().values():
                self.session.query(cls).first()

    @property
    def session(self):
        return self.db.session

    def classes(self):
        mappers = self.db.Model.registry.mappers
        return {mapper.class_.__name__: mapper.class_ for mapper in sorted(mappers, key=lambda each: each.class_.__name__)}

    def facts(self):
        """What is configured, by "Class.name"."""
        return {f"{name}.{link.key}": _facts(link)
                for name, cls in self.classes().items() for link in sa.inspect(cls).relationships}

    def close(self):
        self.session.remove()
        self.db.engine.dispose()
        self.db.Model.registry.dispose()
        self._context.pop()
        del sys.modules[self._name]


def _facts(link):
    pairs = [*link.synchronize_pairs, *(link.secondary_synchronize_pairs or [])]
    return {"direction": link.direction.name, "uselist": link.uselist, "target": link.mapper.class_.__name__,
            "sync": sorted(f"{source}->{destination}" for source, destination in pairs),
            "remote_side": sorted(map(str, link.remote_side)), "use_get": bool(link._use_get),
            "reverse": sorted(map(str, link._reverse_property)), "cascade": sorted(link.cascade),
            "viewonly": link.viewonly}


def unlike(models, relationships):
    """The facts in which the models differ from the core's relationships, as texts."""
    classes = models.classes()
    expected = {label: facts for label, facts in relationships.items()
                if label.split(".")[0] in classes and facts["target"] in classes}
    actual = models.facts()
    found = [f"{label} is only in the {'core' if label in expected else 'models'}" for label in expected.keys() ^ actual.keys()]
    for label in expected.keys() & actual.keys():
        for name in FACTS:
            wanted = sorted(expected[label][name]) if name == "sync" else expected[label][name]
            if wanted != actual[label][name]:
                found.append(f"{label}: {name} is {actual[label][name]} in the models and {wanted} in the core")
    return sorted(found)
