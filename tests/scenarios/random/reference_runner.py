"""Runs scenarios on SQLAlchemy, in the way in which run_scenarios runs them on Relata."""
import contextlib
import json
import os
import sqlite3
import tempfile
import warnings

import sqlalchemy as sa
from sqlalchemy import event, orm

import like_two
from reference_model import Model
from reference_steps import IllFormed, Steps, do
from sent_statements import records

like_two.follow()
MODERN = {} if sa.__version__.startswith("2") else {"future": True}


class Playground:
    """A database of its own, and what was sent to it. Every object stays alive, as Relata keeps them."""

    def __init__(self, scenario, folder):
        self.scenario = scenario
        self.path = os.path.join(folder, "scenario.db")
        self.engine = sa.create_engine("sqlite:///" + self.path, **MODERN)
        self.sent = []
        self.is_recording = False
        self.is_created = False
        event.listen(self.engine, "connect", lambda connection, _record: self._prepare(connection))
        event.listen(self.engine, "before_cursor_execute", self._record)

    def _prepare(self, connection):
        connection.execute("PRAGMA synchronous=OFF")
        if self.scenario.get("fk_pragma", True):
            connection.execute("PRAGMA foreign_keys=ON")

    def _record(self, _connection, _cursor, text, parameters, _context, many):
        if self.is_recording:
            self.sent += records(text, parameters, many, self.scenario["tables"])

    @contextlib.contextmanager
    def unrecorded(self):
        self.is_recording = False
        try:
            yield
        finally:
            self.is_recording = True

    def outside(self, text, checks_keys=True):
        connection = sqlite3.connect(self.path)
        if checks_keys:
            self._prepare(connection)
        with contextlib.closing(connection), connection:
            connection.execute(text)

    def fill(self):
        connection = sqlite3.connect(self.path)
        with contextlib.closing(connection), connection:
            for table, rows in self.scenario.get("rows", {}).items() if self.is_created else ():
                for row in rows:
                    connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",
                                       list(row.values()))

    def rows(self):
        connection = sqlite3.connect(self.path)
        connection.row_factory = sqlite3.Row
        with contextlib.closing(connection):
            return {table: self._rows_of(connection, table) for table in self.scenario["tables"]}

    @staticmethod
    def _rows_of(connection, table):
        try:
            return sorted((dict(row) for row in connection.execute(f"SELECT * FROM {table}")), key=json.dumps)
        except sqlite3.OperationalError as error:
            return str(error)


def _finding(error):
    return {"class": type(error).__name__, "message": str(error).split("\n")[0][:300]}


def _shown(told):
    return [{"class": w.category.__name__, "message": str(w.message)[:300]} for w in told
            if issubclass(w.category, sa.exc.SAWarning)]


def _lists_without_order(steps, step):
    """Whether the step's result lists a collection for which no order is declared."""
    operation, *arguments = step
    if operation == "each":
        owners, path = steps.variables.get(arguments[0]), arguments[1].split(".")
        owner = owners[0] if owners else None
    elif operation in ("read", "no_autoflush_read", "dyn") and "." in arguments[0]:
        owner, path = steps.at(arguments[0].rsplit(".", 1)[0]), [arguments[0].rsplit(".", 1)[1]]
    else:
        return False
    if owner is None:
        return False
    mapper = sa.inspect(type(owner))
    for name in path:
        link = mapper.relationships.get(name)
        if link is None:
            return False
        if link.uselist and not link.order_by:
            return True
        mapper = link.mapper
    return False


def _run_step(steps, step, playground):
    playground.sent = []
    record = {"do": step}
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        try:
            record["result"] = do(steps, step)
        except IllFormed:
            record["ill"] = True
        except Exception as error:  # whatever SQLAlchemy raises is the result
            record["error"] = _finding(error)
    if playground.sent:
        record["sql"] = playground.sent
    record["selects"] = sum(sent["op"] == "SELECT" for sent in playground.sent)
    if _shown(told):
        record["warnings"] = _shown(told)
    with playground.unrecorded(), steps.session.no_autoflush:
        try:
            if isinstance(record.get("result"), list) and _lists_without_order(steps, step):
                record["unordered"] = True
        except Exception:  # a path that cannot be read again has an order of no interest
            record["unordered"] = True
    return record


def _create(model, playground, result):
    try:
        model.metadata.create_all(playground.engine)
        playground.is_created = True
    except Exception as error:
        result["create_error"] = _finding(error)


def _run_steps(scenario, model, playground):
    playground.fill()
    session = orm.Session(playground.engine, **scenario.get("session", {}), **MODERN)
    alive = []
    for name in ("loaded_as_persistent", "pending_to_persistent"):
        event.listen(session, name, lambda _session, obj: alive.append(obj))
    steps = Steps(model, session, playground)
    playground.is_recording = True
    found = [_run_step(steps, step, playground) for step in scenario["steps"]]
    playground.is_recording = False
    with contextlib.suppress(Exception), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        session.rollback()
        session.close()
    return found


def _configure(scenario, result):
    """The model; None where the declarations are refused."""
    model = None
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        try:
            model = Model(scenario)
        except Exception as error:
            result["configure"]["error"] = _finding(error)
    result["configure"]["warnings"] = _shown(told)
    if model:
        result["configure"]["relationships"] = model.facts()
    return model


def run(scenario):
    """The result of a scenario."""
    result = {"id": scenario["id"], "configure": {}, "steps": []}
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        playground = Playground(scenario, folder)
        model = _configure(scenario, result)
        if model:
            _create(model, playground, result)
            result["steps"] = _run_steps(scenario, model, playground)
            result["final"] = playground.rows()
        playground.engine.dispose()
        orm.clear_mappers()
    return result
