#!/usr/bin/python3
"""Writes the models of random designs, right and wrong, and has SQLAlchemy configure, create, write and read them.

    models_of_designs.py PRINT_MODELS [--count 200] [--first 1]

The declarations are those of ../scenarios/random, taken for what a person gave. A third of the seeds makes declarations of which many are refused: then the
models have to be refused, too. RELATA_LONG=1 takes a hundred times as many seeds. Exit status 77 (skipped) where there is no Flask-SQLAlchemy.
"""
import argparse
import json
import os
import random
import subprocess
import sys
import tempfile

try:
    import flask_sqlalchemy  # noqa: F401
except ImportError:
    print("Skipped: python3-flask-sqlalchemy is not installed (apt-get install python3-flask-sqlalchemy).")
    sys.exit(77)

sys.path.insert(1, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "scenarios", "random"))

from configurations import ConfigurationSchema
from models import Models, unlike
from random_schema import Schema
from reading import Reader
from styles import unlike_styles
from wide import WideSchema
from writing import Writer

BATCH = 100
RENAMED = ("has the name of a column", "already has an attribute")  # in the models the column's attribute gives way


def _compares_itself(relationship):
    return any(isinstance(right, str) and left.split(":")[-1] == right.split(":")[-1]
               for left, _operator, right in relationship.get("primaryjoin", []) if isinstance(left, str))


def _declarations(seed):
    schema = (Schema, WideSchema, ConfigurationSchema)[seed % 3](random.Random(seed))
    tables = [declared["table"] for declared in schema.classes.values()]
    if len(set(tables)) < len(tables):
        return None  # a design has one class a table
    if any(_compares_itself(relationship) for declared in schema.classes.values() for relationship in declared["rels"].values()):
        return None  # of attributes SQLAlchemy makes of it something else than of columns
    return {"id": str(seed), "family": "random", "tables": schema.tables, "classes": schema.classes}


class Checker:
    """Counts what was done."""

    def __init__(self):
        self.numbers = dict.fromkeys(("configured", "refused", "relationships", "linked", "flushes refused", "attributes read", "unreadable"), 0)

    def check(self, made):
        """What is wrong, as texts."""
        problems = unlike_styles(made["legacy"], made["mapped"], made["configure"].get("relationships", {}))
        error = made["configure"].get("error")
        errors = [finding for finding in made["findings"] if finding[0] == "error"]
        if any(sentence not in made["legacy"] for *_grade, sentence in errors):
            problems.append("an error has no comment")
        if error:
            is_whole = all(kind != "model-without-key" for _grade, kind, _sentence in made["findings"])
            is_refused = is_whole and not any(words in error["message"] for words in RENAMED)
            return problems + (self._refused(made["legacy"], error) if is_refused else [])
        with tempfile.TemporaryDirectory() as folder:
            return problems + self._configured(made, os.path.join(folder, "rows.db"), not errors)

    def _refused(self, text, error):
        self.numbers["refused"] += 1
        models = None
        try:
            models = Models(text)
            models.configure()
        except Exception as raised:  # SQLAlchemy's, or Python's where an attribute does not exist
            return []
        finally:
            if models:
                models.close()
        return [f"is configured, but the core says {error}"]

    def _configured(self, made, file, can_create):
        models = Models(made["legacy"], file)
        try:
            models.configure()
            problems = unlike(models, made["configure"]["relationships"])
            self.numbers["configured"] += 1
            self.numbers["relationships"] += len(models.facts())
            if can_create:
                models.create()
                models.query_each()
                problems += self._rows(models, made, file)
            warned = [each for each in models.warnings if not each.startswith("SAWarning: relationship '")]
            if made["configure"]["warnings"]:
                return problems
            return problems + (models.warnings if not warned else warned)
        except Exception as raised:  # whatever it is, the core did not say so
            return [f"{type(raised).__name__}: {raised}"]
        finally:
            models.close()

    def _rows(self, models, made, file):
        writer = Writer(models, random.Random(made["id"]))
        seen = len(models.warnings)
        with models.watched():
            writer.write(made["configure"]["relationships"])
        reader = Reader(models, file)
        with models.watched():
            reader.read(made["joins"])
        del models.warnings[seen:]  # they tell of the rows
        reader.close()
        self.numbers["linked"] += writer.linked
        self.numbers["flushes refused"] += writer.refused
        self.numbers["attributes read"] += reader.compared
        self.numbers["unreadable"] += reader.unreadable
        return writer.problems + reader.problems


def _print_models(program, declared):
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(declared, file)
        file.flush()
        return json.loads(subprocess.run([program, file.name], capture_output=True, check=True).stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("program")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--first", type=int, default=1)
    arguments = parser.parse_args()
    count = arguments.count * (100 if os.environ.get("RELATA_LONG") == "1" else 1)
    seeds = range(arguments.first, arguments.first + count)
    checker = Checker()
    failed = 0
    for start in range(0, count, BATCH):
        declared = [each for each in map(_declarations, seeds[start:start + BATCH]) if each]
        for made in _print_models(arguments.program, declared):
            problems = checker.check(made)
            failed += bool(problems)
            for problem in problems[:5]:
                print(f"seed {made['id']}: {problem}")
    print(", ".join(f"{number} {what}" for what, number in checker.numbers.items()) + f", {failed} designs with problems")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
