#!/usr/bin/python3
"""Makes random scenarios, runs them on SQLAlchemy and on Relata, and prints the smallest that differ.

    random_scenarios.py PROGRAM [--count 60] [--first 1] [--keep FOLDER] [--open FILE]

PROGRAM is run_scenarios. Seeds in the file of open ones are left out. Ends with a line of numbers; exit status 1 where something differs, 77 (skipped) where
there is no SQLAlchemy. Seeds are numbers from --first on, so that a run can be repeated; RELATA_LONG=1 takes a hundred times as many.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile

try:
    import sqlalchemy  # noqa: F401
except ImportError:
    print("Skipped: python3-sqlalchemy is not installed (apt-get install python3-sqlalchemy).")
    sys.exit(77)

import chance
import generator
import reference_runner
from difference import difference
from known_differences import is_known, open_seeds
from shrinker import shrink

BATCH = 50


class Relata:
    """The program under test, on one of the engines."""

    def __init__(self, program, engine="sqlite"):
        self.program = program
        self.engine = engine

    def run(self, scenarios):
        """Results by id; those of a scenario at which the program dies are missing."""
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump(scenarios, file)
            file.flush()
            try:
                done = subprocess.run([self.program, "--engine", self.engine, file.name], capture_output=True, timeout=120, check=False)
                found = json.loads(done.stdout)["results"] if done.returncode == 0 else None
            except (subprocess.TimeoutExpired, ValueError):
                found = None
        if found is not None:
            return {result["id"]: result for result in found}
        if len(scenarios) == 1:
            return {}
        results = {}
        for one in scenarios:
            results.update(self.run([one]))
        return results


def _is_whole(result):
    """Whether the reference could take the declarations as such, and every step."""
    return result["configure"].get("error", {}).get("class") != "KeyError" and not any(
        record.get("ill") or record.get("error", {}).get("class") == "AttributeError" for record in result["steps"])


def smallest(scenario, kind, relata):
    def still_differs(smaller):
        try:
            expected = reference_runner.run(smaller)
        except Exception:  # what is left makes no sense
            return False
        if not _is_whole(expected):
            return False
        found = difference(expected, relata.run([smaller]).get(smaller["id"]))
        return found is not None and found[0] == kind and not is_known(smaller, expected, found)

    return shrink(scenario, still_differs)


def is_chance(scenario, actual):
    """Whether another run of the reference agrees: the order of Python's sets decides."""
    for number in range(20):
        with chance.order(number):
            expected = reference_runner.run(scenario)
        if difference(expected, actual) is None:
            return True
    return False


def report(scenario, relata, folder):
    expected = reference_runner.run(scenario)
    actual = relata.run([scenario]).get(scenario["id"])
    found = difference(expected, actual)
    if found is None:
        print(f"--- {scenario['id']}: not again")
        return
    kind, step, text = found
    print(f"--- {scenario['id']} ({kind}), step {step}: {text}")
    print(json.dumps(scenario))
    sys.stdout.flush()
    if folder:
        with open(os.path.join(folder, scenario["id"] + ".json"), "w", encoding="utf-8") as file:
            json.dump([scenario], file)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--keep", help="a folder for what differs")
    parser.add_argument("--open", help="a file of seeds that are known to differ")
    parser.add_argument("--most", type=int, default=8, help="how many are shrunk (one of each kind)")
    arguments = parser.parse_args()
    if os.environ.get("RELATA_LONG") == "1":
        arguments.count *= 100
    if not os.access(arguments.program, os.X_OK):
        print(f"Skipped: {arguments.program} is not built.")
        return 77
    left_out = open_seeds(arguments.open) if arguments.open else set()
    relata, kinds, ran, impossible, known = Relata(arguments.program), {}, 0, 0, 0
    seeds = [seed for seed in range(arguments.first, arguments.first + arguments.count) if seed not in left_out]
    for start in range(0, len(seeds), BATCH):
        made = [generator.scenario(seed) for seed in seeds[start:start + BATCH]]
        impossible += sum("error" in expected["configure"] for _scenario, expected in made)
        actual = relata.run([scenario for scenario, _expected in made])
        for scenario, expected in made:
            ran += 1
            found = difference(expected, actual.get(scenario["id"]))
            if not found:
                continue
            if is_known(scenario, expected, found) or is_chance(scenario, actual.get(scenario["id"])):
                known += 1
                continue
            kinds.setdefault(found[0], []).append(scenario)
            if len(kinds[found[0]]) == 1 and len(kinds) <= arguments.most:
                report(smallest(scenario, found[0], relata), relata, arguments.keep)
    for kind, scenarios in sorted(kinds.items(), key=lambda item: -len(item[1])):
        print(f"{len(scenarios)} x {kind}: {', '.join(s['id'] for s in scenarios)}")
    print(f"{ran} scenarios, {sum(map(len, kinds.values()))} differ, {known} differ as known, "
          f"{impossible} refused, {len(left_out)} open ones left out")
    return 1 if kinds else 0


if __name__ == "__main__":
    sys.exit(main())
