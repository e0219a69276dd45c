"""Which differences between the engines are the engines' own: what is listed here no Session could hide."""
import copy
import re


def is_engines(scenario, engine, found):
    """Whether the first difference (kind, step, text) is one that has to be."""
    if "error OperationalError" in found[0] and _refers_to_what_is_no_key(scenario):
        return True
    return engine == "mariadb" and (_refers_to_its_own_table(found[2]) or _sets_null_what_cannot_be(scenario))


def _refers_to_what_is_no_key(scenario):
    """SQLite creates such a foreign key and fails when it is used; the servers refuse to create it."""
    keys = {}
    for name, declared in scenario["tables"].items():
        keys[name] = {column[0] for column in declared["columns"] if "pk" in column}
    targets = [option["fk"].split(".") for declared in scenario["tables"].values() for column in declared["columns"]
               for option in column[2:] if isinstance(option, dict) and "fk" in option]
    return any(keys.get(table) != {column} for table, column in targets)


def _refers_to_its_own_table(text):
    """MariaDB checks a foreign key at each row, not at the end of the statement: a row that refers to itself, or rows of one table that refer to each
    other, cannot be deleted by one DELETE."""
    failed = re.search(r"Cannot delete or update a parent row.* constraint fails \(`\w+`\.`(\w+)`.* REFERENCES `(\w+)`", text)
    return bool(failed) and failed[1] == failed[2]


def _sets_null_what_cannot_be(scenario):
    """MariaDB refuses to create such a foreign key; the others let it fail when it would be."""
    return any("SET NULL" in (option.get("ondelete"), option.get("onupdate")) and ("pk" in column or "notnull" in column)
               for table in scenario["tables"].values() for column in table["columns"]
               for option in column[2:] if isinstance(option, dict))


def with_given_keys(scenario):
    """The scenario with a key for every new object that has none. The numbers that a server gives are others than SQLite's where the last row was deleted
    or where a row came with its own number."""
    numbered = {}
    for name, declared in scenario["classes"].items():
        columns = scenario["tables"].get(declared.get("table"), {}).get("columns", [])
        keys = [column[0] for column in columns if "pk" in column]
        if len(keys) == 1:
            numbered[name] = keys[0]
    given = copy.deepcopy(scenario)
    for number, step in enumerate(given["steps"]):
        if step[0] == "new" and step[2] in numbered:
            values = step[3] if len(step) > 3 else {}
            values.setdefault(numbered[step[2]], 1000 + number)
            step[3:] = [values]
    return given


def without_orders(scenario, engine):
    """The scenario without its order_by: PostgreSQL has NULL for the largest value, the others for the smallest."""
    def stripped(part):
        if isinstance(part, dict):
            return {key: stripped(value) for key, value in part.items() if key != "order_by"}
        return [stripped(item) for item in part] if isinstance(part, list) else part

    if engine != "postgresql":
        return scenario
    return {**scenario, "classes": stripped(scenario["classes"]), "steps": stripped(scenario["steps"])}
