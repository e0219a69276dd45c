#!/usr/bin/python3
"""Runs a test program on random declarations (the environment variable RELATA_SCENARIOS names their folder).

    random_laws.py PROGRAM [--count 300] [--first 200000]

Needs no SQLAlchemy: what the program proves holds for any declarations. RELATA_LONG=1 takes a hundred times as many.
"""
import argparse
import json
import os
import random
import subprocess
import sys
import tempfile

from configurations import ConfigurationSchema


def _declarations(seed):
    schema = ConfigurationSchema(random.Random(seed))
    return {"id": f"random-{seed}", "family": "random", "tables": schema.tables, "classes": schema.classes}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("program")
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--first", type=int, default=200000)
    arguments = parser.parse_args()
    count = arguments.count * (100 if os.environ.get("RELATA_LONG") == "1" else 1)
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "random.json"), "w", encoding="utf-8") as file:
            json.dump([_declarations(seed) for seed in range(arguments.first, arguments.first + count)], file)
        return subprocess.run([arguments.program], env={**os.environ, "RELATA_SCENARIOS": folder},
                              check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
