"""Random changes of scenarios that people wrote: steps come, go and change places, settings and rows are other ones."""
import copy
import glob
import json
import os

from mutation_steps import StepMaker, relationships

FIRST = 300000
HERE = os.path.dirname(os.path.abspath(__file__))
FOLDERS = [os.path.join(HERE, "..", "..", "..", "..", "shared", "scenarios", "visible"), os.path.join(HERE, "..", "own")]
# What 1.4 cannot do, or does in another way than 2.0.
LEFT_OUT = {"casc-backref-nocascade", "cfg-viewonly-cascade", "self-immediate-rec", "self-selectin-rec", "sess-refresh-attr",
            "sync-set-add-parent"}
LAZY = ["select", "joined", "subquery", "selectin", "immediate", "raise", "raise_on_sql", "noload", "dynamic"]
CASCADES = ["all", "all, delete-orphan", "save-update, merge", "save-update, merge, delete", "", "save-update", "merge",
            "save-update, merge, expunge", "save-update, refresh-expire", "delete, delete-orphan", "all, delete"]
ACTIONS = ["CASCADE", "SET NULL", "RESTRICT", "NO ACTION"]
SWITCHES = ["passive_updates", "post_update", "single_parent", "viewonly", "sync_backref"]


def originals():
    """The scenarios of the first folder that there is."""
    for folder in FOLDERS:
        found = []
        for path in sorted(glob.glob(os.path.join(folder, "*.json"))):
            with open(path, encoding="utf-8") as file:
                content = json.load(file)
            found += content["scenarios"] if isinstance(content, dict) else content
        if found:
            return [each for each in found if each["id"] not in LEFT_OUT and "write_only" not in json.dumps(each)
                    and "recursion_depth" not in json.dumps(each)]
    return []


class Mutation:
    """One scenario on its way to another one."""

    def __init__(self, dice, scenario):
        self.dice = dice
        self.scenario = copy.deepcopy(scenario)
        self.maker = StepMaker(dice, self.scenario)

    def change(self):
        steps = self.scenario.get("steps")
        if steps is None or not relationships(self.scenario):
            kinds = [self._setting]
        else:
            kinds = [self._steps] * 5 + [self._options] + [self._setting] * 3 + [self._surroundings]
        self.dice.choice(kinds)()

    def _steps(self):
        steps, kind = self.scenario["steps"], self.dice.random()
        place = self.dice.randrange(len(steps) + 1)
        if kind < 0.6 or len(steps) < 2:
            steps.insert(place, self.maker.step())
        elif kind < 0.75:
            steps.pop(min(place, len(steps) - 1))
        elif kind < 0.85:
            left, right = self.dice.sample(range(len(steps)), 2)
            steps[left], steps[right] = steps[right], steps[left]
        else:
            steps.insert(place, copy.deepcopy(self.dice.choice(steps)))

    def _options(self):
        queries = [step for step in self.scenario["steps"] if step[0] == "query"]
        if not queries:
            return
        query = self.dice.choice(queries)
        chain = self.maker.chain(query[2])
        if chain:
            query[3:] = [{**(query[3] if len(query) > 3 else {})}]
            query[3]["options"] = query[3].get("options", []) + [chain]

    def _setting(self):
        links = relationships(self.scenario)
        if not links:
            return
        owner, _name, link = self.dice.choice(links)
        target = link.get("target")
        if link.get("backref") and self.dice.random() < 0.3:
            if isinstance(link["backref"], str):
                link["backref"] = [link["backref"], {}]
            link, target = link["backref"][1], owner
        setting = self.dice.choice(["lazy"] * 3 + ["cascade"] * 2 + SWITCHES +
                                   ["passive_deletes", "innerjoin", "uselist", "order_by", "join_depth", "drop"])
        if setting == "lazy":
            link["lazy"] = self.dice.choice(LAZY)
        elif setting == "cascade":
            link["cascade"] = self.dice.choice(CASCADES)
            if "orphan" in link["cascade"] and self.dice.random() < 0.5:
                link["single_parent"] = True
        elif setting in SWITCHES or setting == "uselist":
            link[setting] = self.dice.random() < 0.5
        elif setting == "passive_deletes":
            link[setting] = self.dice.choice([True, "all", False])
        elif setting == "innerjoin":
            link[setting] = self.dice.choice([True, "unnested", False])
        elif setting == "join_depth":
            link[setting] = self.dice.choice([1, 2, 3])
        elif setting == "order_by" and target in self.scenario["classes"]:
            table = self.scenario["classes"][target]["table"]
            column = self.dice.choice(self.scenario["tables"][table]["columns"])[0]
            link[setting] = [self.dice.choice(["", "-"]) + f"{table}.{column}"]
        elif setting == "drop":
            given = [key for key in link if key not in ("target", "backref")]
            if given:
                link.pop(self.dice.choice(given))

    def _surroundings(self):
        kind = self.dice.random()
        if kind < 0.3:
            option = self.dice.choice(["autoflush", "expire_on_commit"])
            self.scenario["session"] = {**self.scenario.get("session", {}), option: self.dice.random() < 0.5}
        elif kind < 0.4:
            self.scenario["fk_pragma"] = False
        elif kind < 0.8:
            self._rows()
        else:
            self._action()

    def _rows(self):
        tables = [table for table, rows in self.scenario.get("rows", {}).items() if rows]
        if not tables:
            return
        table = self.dice.choice(tables)
        rows = self.scenario["rows"][table]
        if self.dice.random() < 0.5:
            rows.pop(self.dice.randrange(len(rows)))
            return
        columns = self.scenario["tables"][table]["columns"]
        keys = [column[0] for column in columns if "pk" in column[1:]]
        if len(keys) != 1 or "unique" in json.dumps(self.scenario["tables"][table]):
            return
        row = {**self.dice.choice(rows), keys[0]: 50 + len(rows)}
        for column in columns:
            if column[0] in row and "pk" not in column and "notnull" not in column and self.dice.random() < 0.4:
                row[column[0]] = self.dice.choice([None, 1, 2, 3, 4, 50])
        rows.append(row)

    def _action(self):
        column = self.dice.choice(self.scenario["tables"][self.dice.choice(list(self.scenario["tables"]))]["columns"])
        for place, flag in enumerate(column):
            key = {"fk": flag[3:]} if isinstance(flag, str) and flag.startswith("fk:") else flag
            if isinstance(key, dict):
                column[place] = {**key, self.dice.choice(["ondelete", "onupdate"]): self.dice.choice(ACTIONS)}


def scenario(seed, dice):
    mutation = Mutation(dice, dice.choice(originals()))
    for _ in range(dice.choice([1, 1, 2, 2, 3, 4])):
        mutation.change()
    made = mutation.scenario
    made.pop("why", None)
    made.update(id=f"random-{seed}", family="random")
    made.setdefault("steps", [])
    made.setdefault("rows", {})
    return made
