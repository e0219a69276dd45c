"""Where two results of a scenario differ: the rules of the scenario format."""
import json
import re
from collections import Counter

SORTED_RESULTS = ("rows", "loaded", "pending", "dirty")


def _text(value):
    if isinstance(value, list):
        return "[" + ",".join(_text(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ",".join(f"{key}:{_text(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, (bool, float)) and value == int(value):
        value = int(value)
    return json.dumps(value)


def _bag(values):
    return Counter(_text(value) for value in values or [])


def _result(record, is_unordered):
    value = record.get("result")
    operation = record["do"][0]
    if not isinstance(value, list):
        return _text(value)
    if operation == "each":
        return _text([sorted(_bag(item).elements()) if is_unordered else item for item in value])
    if operation in SORTED_RESULTS or is_unordered:
        return str(sorted(_bag(value).elements()))
    return _text(value)


def _selects(record):
    facts = []
    for sent in record.get("sql", []):
        if sent["op"] == "SELECT":
            facts.append([sorted(sent["tables"]), sorted(map(_text, sent["params"])), sent["outer_joins"],
                          bool(sent["limit"]), bool(sent["subquery"])])
    return _bag(facts)


def _changes(record):
    rows = []
    for sent in record.get("sql", []):
        if sent["op"] == "INSERT":
            rows += [[sent["op"], sent["table"], {k: v for k, v in row.items() if v is not None}]
                     for row in sent["rows"]]
        elif sent["op"] != "SELECT":
            rows += [[sent["op"], sent["table"], row] for row in sent["rows"]]
    return _bag(rows)


def _class(record):
    return (record.get("error") or {}).get("class")


def _told(record):
    """The warnings, but for the one about strangers in a collection that is not loaded: 1.4 does not look there."""
    return sorted(warning["class"] for warning in record.get("warnings", [])
                  if not re.search("not in (the )?session", warning["message"]))


def _step(expected, actual):
    if _class(expected) != _class(actual):
        if not (_class(expected) == "KeyError" and _class(actual) == "AssertionError"):
            return "error", _class(expected) or "none", actual.get("error") or "none"
    if not _class(expected) and _result(expected, expected.get("unordered")) != \
            _result(actual, expected.get("unordered")):
        return "result", expected.get("result"), actual.get("result")
    ours, theirs = _changes(actual), _changes(expected)
    if _class(expected):
        if ours - theirs:
            return "changes", "among " + str(theirs), str(ours)
    elif ours != theirs:
        return "changes", str(dict(theirs - ours)), str(dict(ours - theirs))
    if _selects(expected) != _selects(actual):
        return ("selects", str(dict(_selects(expected) - _selects(actual))),
                str(dict(_selects(actual) - _selects(expected))))
    told = [_told(record) for record in (expected, actual)]
    if told[0] != told[1]:
        return "warnings", expected.get("warnings"), actual.get("warnings")
    return None


def _facts(expected, actual):
    """(kind, text) of the first fact that differs."""
    names = [sorted(facts) for facts in (expected, actual)]
    if names[0] != names[1]:
        return "relationships", f"expected {names[0]}, got {names[1]}"
    for name, facts in expected.items():
        for key in ("direction", "uselist", "target", "use_get", "viewonly"):
            if facts[key] != actual[name].get(key):
                return key, f"{name}: expected {facts[key]}, got {actual[name].get(key)}"
        for key in ("sync", "remote_side", "reverse", "cascade"):
            if _bag(facts[key]) != _bag(actual[name].get(key)):
                return key, f"{name}: expected {facts[key]}, got {actual[name].get(key)}"
    return None


def _configured(expected, actual):
    """(kind, text) of what differs in the configuration."""
    if _class(expected) != _class(actual):
        return (f"error {_class(expected) or 'none'} / {_class(actual) or 'none'}",
                f"{expected.get('error')} / {actual.get('error')}")
    found = _facts(expected.get("relationships", {}), actual.get("relationships", {}))
    if found:
        return found
    told = [sorted(warning["class"] for warning in record.get("warnings", [])) for record in (expected, actual)]
    if told[0] != told[1]:
        return "warnings", f"expected {expected.get('warnings')}, got {actual.get('warnings')}"
    return None


def difference(expected, actual):
    """None, or (kind, step, text for people) of the first difference. The kind is what a shrinker keeps."""
    if actual is None:
        return "crash", None, "no result"
    found = _configured(expected["configure"], actual["configure"])
    if found:
        return f"configure: {found[0]}", None, found[1]
    made = [_class({"error": result.get("create_error")}) for result in (expected, actual)]
    if made[0] != made[1]:
        return "create tables", None, f"expected {made[0]}, got {made[1]}"
    for number, (ours, theirs) in enumerate(zip(expected["steps"], actual["steps"])):
        found = _step(ours, theirs)
        if found:
            kind = f"{ours['do'][0]}: {found[0]}"
            if found[0] == "error":
                name = found[2]["class"] if isinstance(found[2], dict) else found[2]
                kind += f" {found[1]} / {name}"
            return kind, number, f"{found[0]}: expected {found[1]}, got {found[2]}"
    for table, rows in expected.get("final", {}).items():
        have = actual.get("final", {}).get(table)
        if isinstance(rows, str) != isinstance(have, str) or (not isinstance(rows, str) and _bag(rows) != _bag(have)):
            return "final", None, f"final {table}: expected {rows}, got {actual.get('final', {}).get(table)}"
    return None
