#!/usr/bin/python3
"""Writes the models of databases, and reads a copy of each through every relationship.

    models_of_databases.py PRINT_MODELS FILE...

A file is a SQLite database, or SQL that makes one (*.sql). Exit status 77 (skipped) where there is no Flask-SQLAlchemy or no database.
"""
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

try:
    import flask_sqlalchemy  # noqa: F401
except ImportError:
    print("Skipped: python3-flask-sqlalchemy is not installed (apt-get install python3-flask-sqlalchemy).")
    sys.exit(77)

from models import Models, unlike
from reading import Reader
from styles import unlike_styles


def _check(made):
    """(problems, a line of numbers)"""
    if any(grade == "error" for grade, *_rest in made["findings"]):
        return ["has errors: " + str(made["findings"])], ""
    problems = unlike_styles(made["legacy"], made["mapped"], made["configure"]["relationships"])
    fresh = Models(made["legacy"])
    fresh.configure()
    fresh.create()
    fresh.query_each()
    problems += fresh.warnings + unlike(fresh, made["configure"]["relationships"])
    count = len(fresh.facts())
    fresh.close()
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copy(made["id"], folder)
        os.chmod(copy, 0o600)
        models = Models(made["legacy"], copy)
        models.configure()
        reader = Reader(models, copy)
        reader.read(made["joins"])
        reader.close()
        models.close()
    return problems + reader.problems, (f"{count} relationships, {reader.compared} attributes read, "
                                        f"{reader.misfits} columns hold values of other types")


def _database(file, folder):
    """The database itself, or one that the SQL makes."""
    if not file.endswith(".sql"):
        return file
    path = os.path.join(folder, os.path.basename(file).replace(".sql", ".db"))
    with open(file, encoding="utf-8") as text:
        connection = sqlite3.connect(path)
        connection.executescript(text.read())
        connection.close()
    return path


def main():
    program, *files = sys.argv[1:]
    files = [file for file in files if os.path.exists(file)]
    if not files:
        print("Skipped: the real databases (RELATA_TEST_DATA) are not on this machine.")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        return _check_all(program, [_database(file, folder) for file in files])


def _check_all(program, files):
    made = json.loads(subprocess.run([program, *files], capture_output=True, check=True).stdout)
    failed = 0
    for each in made:
        try:
            problems, numbers = _check(each)
        except Exception as raised:  # by SQLAlchemy, of whatever the models are
            problems, numbers = [f"{type(raised).__name__}: {raised}"], "not read"
        print(f"{os.path.basename(each['id'])}: {numbers}, {len(problems)} problems")
        for problem in problems[:20]:
            print("   ", problem)
        failed += bool(problems)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
