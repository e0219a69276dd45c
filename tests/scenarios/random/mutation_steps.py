"""Steps for a scenario of somebody else's making: what its variables, classes and relationships allow."""

STRATEGIES = ["select", "joined", "subquery", "selectin", "immediate", "raise", "raise_on_sql", "noload", "default"]
ALONE = ["flush", "commit", "rollback", "begin_nested", "expire_all", "expunge_all", "close", "pending", "dirty", "flush", "commit"]
OF_OBJECT = ["expire", "refresh", "expunge", "state", "in_session", "loaded", "add", "delete", "add", "delete"]
OF_LINK = ["read", "read", "read", "no_autoflush_read", "set", "set", "append", "append", "remove", "assign", "expire"]
OF_QUERY = ["dyn", "dyn_count", "append", "remove"]
OF_COLUMN = ["read", "setv", "setv", "expire", "refresh"]


def relationships(scenario):
    """(class, name, relationship) of all that are declared."""
    return [(owner, name, link) for owner, described in scenario["classes"].items()
            for name, link in (described.get("rels") or {}).items()]


class StepMaker:
    """Makes steps for a scenario as it is at the moment."""

    def __init__(self, dice, scenario):
        self.dice = dice
        self.scenario = scenario

    def _links(self, owner):
        """name -> (target class, options) of a class, backrefs among them."""
        links = {}
        for declared, name, link in relationships(self.scenario):
            if declared == owner:
                links[name] = (link.get("target"), link)
            back = link.get("backref")
            if back and link.get("target") == owner:
                links[back if isinstance(back, str) else back[0]] = (declared, {} if isinstance(back, str) else back[1])
        return links

    def _columns(self, owner):
        table = self.scenario["tables"].get(self.scenario["classes"][owner]["table"], {"columns": []})
        return [column[0] for column in table["columns"]]

    def _variables(self):
        """(path of an object, its class)"""
        found = []
        for step in self.scenario["steps"]:
            if step[0] in ("new", "get") and step[2] in self.scenario["classes"]:
                found.append((step[1], step[2]))
            elif step[0] == "query" and step[2] in self.scenario["classes"]:
                found.append((f"{step[1]}[{self.dice.randrange(3)}]", step[2]))
        return found

    def _object(self):
        found = self._variables()
        return self.dice.choice(found)[0] if found else None

    def chain(self, start):
        """A loader option that begins at a class."""
        chain, owner = [], start
        for _ in range(self.dice.choice([1, 1, 2, 3])):
            links = self._links(owner)
            if owner not in self.scenario["classes"] or not links:
                break
            if self.dice.random() < 0.12:
                return chain + [[self.dice.choice(STRATEGIES), "*"]]
            name = self.dice.choice(list(links))
            chain.append([self.dice.choice(STRATEGIES), f"{owner}.{name}"])
            owner = links[name][0]
        return chain

    def _query(self, variable):
        owner = self.dice.choice(list(self.scenario["classes"]))
        columns, options = self._columns(owner), {}
        if columns and self.dice.random() < 0.6:
            options["order_by"] = [self.dice.choice(["", "-"]) + f"{owner}.{self.dice.choice(columns)}"]
        if self.dice.random() < 0.25:
            options["limit"] = self.dice.randrange(1, 4)
        if columns and self.dice.random() < 0.2:
            options["where"] = [[f"{owner}.{self.dice.choice(columns)}", self.dice.choice(["=", ">"]), self.dice.choice([1, 2])]]
        if self.dice.random() < 0.15:
            options["populate_existing"] = True
        if self.dice.random() < 0.6:
            options["options"] = [chain for chain in [self.chain(owner) for _ in range(2)] if chain]
        return ["query", variable, owner, options]

    def _new(self, variable):
        owner, values = self.dice.choice(list(self.scenario["classes"])), {}
        for name in list(self._links(owner)) + self._columns(owner):
            if self.dice.random() < 0.3:
                value = {"ref": self._object()} if name in self._links(owner) else self.dice.choice([1, 2, 7, "n"])
                if value != {"ref": None}:
                    values[name] = value
        return ["new", variable, owner, values]

    def _of_attribute(self, path, owner):
        links, columns = self._links(owner), self._columns(owner)
        if links and self.dice.random() < 0.7:
            name = self.dice.choice(list(links))
            is_query = links[name][1].get("lazy") == "dynamic"
            operation, attribute = self.dice.choice(OF_QUERY if is_query else OF_LINK), f"{path}.{name}"
            if operation == "expire":
                return ["expire", path, [name]]
            if operation == "assign":
                return ["assign", attribute, [each for each in [self._object() for _ in range(self.dice.randrange(3))] if each]]
            if operation in ("append", "remove"):
                return [operation, attribute, self._object()]
            if operation == "set":
                return ["set", attribute, self.dice.choice([self._object(), self._object(), None])]
            return [operation, attribute]
        if not columns:
            return ["flush"]
        name, operation = self.dice.choice(columns), self.dice.choice(OF_COLUMN)
        if operation in ("expire", "refresh"):
            return [operation, path, [name]]
        return ["read", f"{path}.{name}"] if operation == "read" else ["setv", f"{path}.{name}", self.dice.choice([1, 2, 3, 9, "s", None])]

    def step(self):
        kind, variable = self.dice.random(), f"z{self.dice.randrange(100)}"
        found = self._variables()
        if kind < 0.14:
            return self._query(variable)
        if kind < 0.2:
            return ["get", variable, self.dice.choice(list(self.scenario["classes"])), self.dice.choice([1, 2, 3])]
        if kind < 0.28:
            return self._new(variable)
        if kind < 0.42 or not found:
            return [self.dice.choice(ALONE)]
        path, owner = self.dice.choice(found)
        if kind < 0.45:
            return ["merge", variable, path]
        if kind < 0.65:
            return [self.dice.choice(OF_OBJECT), path]
        return self._of_attribute(path, owner)
