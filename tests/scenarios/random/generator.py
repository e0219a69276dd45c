"""A random scenario for a seed, without steps that the reference cannot take."""
import random

import configurations
import mutations
import reference_runner
import wide
from random_schema import Schema
from random_steps import Writer

NO_SENSE = ("AttributeError",)
NO_SENSE_OF_MUTATIONS = NO_SENSE + ("TypeError", "KeyError", "IndexError", "UnmappedInstanceError")
FLUSH_ERRORS = ("IntegrityError", "StaleDataError", "FlushError", "CircularDependencyError", "AssertionError",
                "PendingRollbackError")


def _draft(seed):
    dice = random.Random(seed)
    is_wide = seed >= wide.FIRST
    schema = (wide.WideSchema if is_wide else Schema)(dice)
    rows = schema.rows()
    scenario = {"id": f"random-{seed}", "family": "random", "tables": schema.tables, "classes": schema.classes,
                "rows": rows}
    if not schema.fk_pragma:
        scenario["fk_pragma"] = False
    options = {}
    if dice.random() < 0.1:
        options["autoflush"] = False
    if dice.random() < 0.1:
        options["expire_on_commit"] = False
    if options:
        scenario["session"] = options
    scenario["steps"] = (wide.WideWriter if is_wide else Writer)(dice, schema, rows).write(dice.choice([6, 10, 14, 20]))
    return scenario, dice


def _configuration(seed):
    """The reference tells which relationships there are before the steps are written."""
    dice = random.Random(seed)
    schema = configurations.ConfigurationSchema(dice)
    rows = schema.rows()
    made = {"id": f"random-{seed}", "family": "random", "tables": schema.tables, "classes": schema.classes,
            "rows": rows, "fk_pragma": schema.fk_pragma, "steps": []}
    found = reference_runner.run(made)
    if "error" not in found["configure"]:
        schema.learn(found["configure"]["relationships"])
        writer = configurations.ConfigurationWriter(dice, schema, rows)
        if "create_error" in found:
            made["rows"] = {}
            made["steps"] = writer.tables_only()
        else:
            made["steps"] = writer.write(dice.choice([4, 8, 12]))
    return made, dice


def scenario(seed):
    """(scenario, the reference's result). The result of an impossible declaration has an error."""
    no_sense = NO_SENSE
    if seed >= mutations.FIRST:
        dice = random.Random(seed)
        made, no_sense = mutations.scenario(seed, dice), NO_SENSE_OF_MUTATIONS
    else:
        made, dice = _configuration(seed) if seed >= configurations.FIRST else _draft(seed)
    for _ in range(6):
        result = reference_runner.run(made)
        if "error" in result["configure"]:
            return made, result
        steps, changed, broken = [], False, False
        for record in result["steps"]:
            if broken and record["do"][0] != "rollback" and dice.random() < 0.75:
                steps.append(["rollback"])
                changed = True
            broken = record.get("error", {}).get("class") in FLUSH_ERRORS
            if record.get("ill") or record.get("error", {}).get("class") in no_sense:
                changed = True
                continue
            steps.append(record["do"])
        if not changed:
            return made, result
        made["steps"] = steps
    good = []
    for record in result["steps"]:
        if record.get("ill") or record.get("error", {}).get("class") in no_sense:
            break
        good.append(record["do"])
    made["steps"] = good
    return made, reference_runner.run(made)
