"""Makes a scenario smaller while its results differ in the same way."""
import copy


def _without(scenario, place, key):
    smaller = copy.deepcopy(scenario)
    owner = smaller
    for part in place:
        owner = owner[part]
    del owner[key]
    return smaller


def _steps(scenario):
    count = len(scenario["steps"])
    size = count // 2
    while size >= 1:
        for start in range(count - size, -1, -size):
            smaller = copy.deepcopy(scenario)
            del smaller["steps"][start:start + size]
            yield smaller
        size //= 2


def _query_parts(scenario):
    for number, step in enumerate(scenario["steps"]):
        if step[0] == "query" and len(step) > 3:
            for key in list(step[3]):
                yield _without(scenario, ["steps", number, 3], key)
            for index in range(len(step[3].get("options", []))):
                yield _without(scenario, ["steps", number, 3, "options"], index)
            for index, chain in enumerate(step[3].get("options", [])):
                if len(chain) > 1:
                    yield _without(scenario, ["steps", number, 3, "options", index], -1)
        if step[0] == "new" and len(step) > 3:
            for key in list(step[3]):
                yield _without(scenario, ["steps", number, 3], key)
        if step[0] == "assign":
            for index in range(len(step[2])):
                yield _without(scenario, ["steps", number, 2], index)


def _declarations(scenario):
    for key in ("session", "fk_pragma"):
        if key in scenario:
            yield _without(scenario, [], key)
    for name, declared in scenario["classes"].items():
        yield _without(scenario, ["classes"], name)
        if "mapper" in declared:
            yield _without(scenario, ["classes", name], "mapper")
        for link in list(declared.get("rels", {})):
            yield _without(scenario, ["classes", name, "rels"], link)
        for link, options in declared.get("rels", {}).items():
            for option in list(options):
                if option != "target":
                    yield _without(scenario, ["classes", name, "rels", link], option)
            if isinstance(options.get("backref"), list):
                for option in list(options["backref"][1]):
                    yield _without(scenario, ["classes", name, "rels", link, "backref", 1], option)


def _tables(scenario):
    for table, rows in scenario.get("rows", {}).items():
        for index in range(len(rows) - 1, -1, -1):
            yield _without(scenario, ["rows", table], index)
    for table, declared in scenario["tables"].items():
        smaller = _without(scenario, ["tables"], table)
        smaller.get("rows", {}).pop(table, None)
        yield smaller
        for index, column in enumerate(declared["columns"]):
            smaller = _without(scenario, ["tables", table, "columns"], index)
            for row in smaller.get("rows", {}).get(table, []):
                row.pop(column[0], None)
            yield smaller
            for flag, value in enumerate(column[2:]):
                if isinstance(value, dict):
                    for option in list(value):
                        if option != "fk":
                            yield _without(scenario, ["tables", table, "columns", index, 2 + flag], option)
                elif value == "notnull":
                    yield _without(scenario, ["tables", table, "columns", index], 2 + flag)


PASSES = (_steps, _declarations, _tables, _query_parts)


def shrink(scenario, still_differs, attempts=600):
    """The smallest scenario found for which still_differs() holds."""
    is_better = True
    while is_better and attempts > 0:
        is_better = False
        for candidates in PASSES:
            again = True
            while again and attempts > 0:
                again = False
                for smaller in candidates(scenario):
                    attempts -= 1
                    if still_differs(smaller):
                        scenario, is_better, again = smaller, True, True
                        break
                    if attempts <= 0:
                        break
    return scenario
