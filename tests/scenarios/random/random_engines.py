#!/usr/bin/python3
"""Runs random scenarios on a server and on SQLite, both by Relata, and prints the smallest that differ.

    tests/servers/run random_engines.py PROGRAM [--engine postgresql|mariadb]... [--count 60] [--first 1] [--keep FOLDER]

PROGRAM is run_scenarios. Compared are the states, results, errors, statements and final rows, by the rules of the scenario format. Exit status 1 where
something differs, 77 (skipped) where no server runs or SQLAlchemy, which helps to make the scenarios, is missing. RELATA_LONG=1 takes ten times as many.
"""
import argparse
import json
import os
import sys
from collections import Counter

try:
    import sqlalchemy  # noqa: F401
except ImportError:
    print("Skipped: python3-sqlalchemy is not installed (apt-get install python3-sqlalchemy).")
    sys.exit(77)

import generator
import reference_runner
from difference import difference
from engine_differences import is_engines, with_given_keys, without_orders
from random_scenarios import BATCH, Relata
from shrinker import shrink

SERVERS = {"postgresql": "RELATA_POSTGRESQL", "mariadb": "RELATA_MARIADB"}


def with_order(expected, reference):
    """Our own results, told by the reference which of them have an order."""
    for ours, theirs in zip(expected.get("steps", []), reference.get("steps", [])):
        if theirs.get("unordered"):
            ours["unordered"] = True
    return expected


def real_difference(scenario, expected, actual, plain, server):
    """The first difference between the two results that is Relata's."""
    found = difference(expected, actual)
    if found is None or is_engines(scenario, server.engine, found):
        return None
    for rewritten in (with_given_keys(scenario), without_orders(scenario, server.engine)):
        if rewritten != scenario:
            return found_difference(rewritten, plain, server)
    return found


def found_difference(scenario, plain, server):
    """The same for a scenario that is still to be run; its lists are taken as the reference takes them."""
    try:
        reference = reference_runner.run(scenario)
    except Exception:  # what is left of a scenario makes no sense
        return None
    expected = plain.run([scenario]).get(scenario["id"])
    actual = server.run([scenario]).get(scenario["id"])
    return expected and real_difference(scenario, with_order(expected, reference), actual, plain, server)


def report(scenario, plain, server, folder):
    kind = found_difference(scenario, plain, server)[0]

    def still_differs(smaller):
        found = found_difference(smaller, plain, server)
        return found is not None and found[0] == kind

    smaller = shrink(scenario, still_differs)
    kind, step, text = found_difference(smaller, plain, server)
    print(f"--- {scenario['id']} on {server.engine} ({kind}), step {step}: {text}\n{json.dumps(smaller)}", flush=True)
    if folder:
        with open(os.path.join(folder, f"{scenario['id']}-{server.engine}.json"), "w", encoding="utf-8") as file:
            json.dump([smaller], file)


def compare(seeds, plain, server, arguments):
    """How many scenarios differ, by kind of difference."""
    kinds = Counter()
    for start in range(0, len(seeds), BATCH):
        made = [generator.scenario(seed) for seed in seeds[start:start + BATCH]]
        scenarios = [scenario for scenario, _reference in made]
        ours, theirs = plain.run(scenarios), server.run(scenarios)
        for scenario, reference in made:
            if scenario["id"] not in ours:
                continue  # the other random tests tell of a crash
            expected = with_order(ours[scenario["id"]], reference)
            found = real_difference(scenario, expected, theirs.get(scenario["id"]), plain, server)
            if found is None:
                continue
            kinds[found[0]] += 1
            if kinds[found[0]] == 1 and len(kinds) <= arguments.most:
                report(scenario, plain, server, arguments.keep)
    return kinds


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("--engine", action="append", choices=list(SERVERS))
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--keep", help="a folder for what differs")
    parser.add_argument("--most", type=int, default=4, help="how many are shrunk (one of each kind)")
    arguments = parser.parse_args()
    if os.environ.get("RELATA_LONG") == "1":
        arguments.count *= 10
    engines = [engine for engine in arguments.engine or SERVERS if os.environ.get(SERVERS[engine])]
    if not engines or not os.access(arguments.program, os.X_OK):
        print("Skipped: no server runs (tests/servers/run starts them), or the program is not built.")
        return 77
    seeds = list(range(arguments.first, arguments.first + arguments.count))
    failed = False
    for engine in engines:
        kinds = compare(seeds, Relata(arguments.program), Relata(arguments.program, engine), arguments)
        for kind, count in kinds.most_common():
            print(f"{count} x {kind}")
        print(f"{len(seeds)} scenarios on {engine}, {sum(kinds.values())} differ from SQLite")
        failed = failed or bool(kinds)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
