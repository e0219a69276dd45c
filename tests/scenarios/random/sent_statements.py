"""What a statement does, read from its text: the records of the scenario format."""
import re


def _blanks(text):
    return " ".join(text.replace('"', "").split())


def _select(sql, values, tables):
    named = [t for t in tables if re.search(rf"(?:FROM|JOIN|[,(]) *\(*{t}(?![\w.(])", sql)]
    pieces = sql.split("?")
    bound = [value for before, value in zip(pieces, values) if not before.endswith(("LIMIT ", "OFFSET "))]
    return {"op": "SELECT", "tables": named, "params": bound, "outer_joins": sql.count(" LEFT OUTER JOIN "),
            "limit": " LIMIT " in sql, "subquery": "FROM (SELECT" in sql or "JOIN (SELECT" in sql}


def _insert(sql, values):
    head = re.match(r"INSERT INTO (\w+)(?: \(([^)]*)\))?", sql)
    columns = head[2].split(", ") if head[2] else []
    return head[1], {name: value for name, value in zip(columns, values) if value is not None}


def _update(sql, values):
    table, sets, condition = re.match(r"UPDATE (\w+) SET (.*?) WHERE (.*)", sql).groups()
    changed = re.findall(r"(\w+)=\?", sets)
    where = re.findall(r"(\w+) = \?", condition)
    return table, {"set": dict(zip(changed, values)), "where": dict(zip(where, values[len(changed):]))}


def _delete(sql, values):
    table, condition = re.match(r"DELETE FROM (\w+) WHERE (.*)", sql).groups()
    return table, dict(zip(re.findall(r"(\w+) = \?", condition), values))


READERS = {"INSERT": _insert, "UPDATE": _update, "DELETE": _delete}


def records(text, parameters, many, tables):
    """A list of records, one for each row that the statement writes; none for a savepoint or a PRAGMA."""
    sql = _blanks(text)
    verb = sql.split(" ", 1)[0]
    if verb == "SELECT":
        return [_select(sql, list(parameters), tables)]
    if verb not in READERS:
        return []
    if "?" not in sql and verb != "INSERT":
        return [{"op": verb, "table": re.match(r"(?:UPDATE|DELETE FROM) (\w+)", sql)[1], "rows": [{"text": text}]}]
    found = []
    for values in parameters if many else [parameters]:
        table, row = READERS[verb](sql, list(values))
        found.append({"op": verb, "table": table, "rows": [row]})
    return found
