#!/usr/bin/env python3
"""Measures Relata's ORM core beside SQLite's own interface, QtSql and SQLAlchemy, in turns, and prints one table.

    ormspeed.py [--runs N] [--work PROGRAM] [--instructions]

--work: the built program (default build/bench/tests/benchmarks/ormwork); --instructions: also count instructions under callgrind,
one run each. Every run works on a fresh copy of the database in /dev/shm.
"""
import argparse
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
TASKS = ["scan", "selectin", "lazy", "batched", "joined", "subquery", "manytoone", "flush", "addall"]
PEERS = ["raw", "qtsql", "relata", "sqlalchemy"]
COUNTED = ["raw", "relata"]


class Bench:
    def __init__(self, work, folder):
        self.work = work
        self.folder = pathlib.Path(folder)
        self.database = self.folder / "orm.db"
        subprocess.run([work, "make", self.database], check=True)

    def copied(self):
        copy = self.folder / "run.db"
        for leftover in self.folder.glob("run.db*"):
            leftover.unlink()
        shutil.copyfile(self.database, copy)
        return copy

    def command(self, peer, task, file):
        if peer == "sqlalchemy":
            return ["/usr/bin/python3", HERE / "ormsqlalchemy.py", task, file]
        return [self.work, peer, task, file]

    def run(self, peer, task):
        """(cpu ms, wall ms, checksum, bytes), or None where the peer cannot do the task."""
        done = subprocess.run(self.command(peer, task, self.copied()), capture_output=True, text=True)
        if done.returncode == 3:
            return None
        if done.returncode != 0:
            print(f"{peer} {task}: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
            return None
        cpu, wall, checksum, size = done.stdout.split()
        return float(cpu), float(wall), checksum, int(size)

    def instructions(self, peer, task):
        done = subprocess.run(
            ["valgrind", "--tool=callgrind", "--toggle-collect=measured", "--callgrind-out-file=/dev/null"]
            + self.command(peer, task, self.copied()), capture_output=True, text=True)
        found = re.search(r"Collected : (\d+)", done.stderr)
        return int(found.group(1)) if found else None


def ratio(value, base):
    return f"{value / base:.2f}" if value and base else "-"


def print_times(results, runs):
    print(f"\nCPU ms, medians of {runs} runs in turns; ratio to raw; SQLAlchemy's time as a multiple of Relata's\n")
    print("| task | raw | qtsql | relata | sqlalchemy | relata : raw | qtsql : raw | sqlalchemy : relata |")
    print("|---|---|---|---|---|---|---|---|")
    for task in TASKS:
        cpu = {peer: statistics.median(r[0] for r in results[task][peer]) if results[task][peer] else None
               for peer in PEERS}
        base = cpu["raw"] or (statistics.median(r[0] for r in results["flush"]["raw"])
                              if task == "addall" and results["flush"]["raw"] else None)
        cells = [f"{cpu[peer]:.1f}" if cpu[peer] is not None else "-" for peer in PEERS]
        print(f"| {task} | " + " | ".join(cells) + f" | {ratio(cpu['relata'], base)} | {ratio(cpu['qtsql'], base)} "
              f"| {ratio(cpu['sqlalchemy'], cpu['relata'])} |")
    held = [r[3] for r in results["scan"]["relata"]]
    if held:
        print(f"\nBytes per record of six columns at rest, with its place in its parent's collection (scan): "
              f"{statistics.median(held) / 100000:.0f}")


def print_instructions(bench):
    print("\nInstructions under callgrind, one run (they repeat to a hundredth of a per cent)\n")
    print("| task | raw | relata | relata : raw |")
    print("|---|---|---|---|")
    for task in ["scan", "selectin", "lazy", "batched", "joined", "manytoone", "flush"]:
        counts = {peer: bench.instructions(peer, task) for peer in COUNTED}
        print(f"| {task} | {counts['raw']} | {counts['relata']} | {ratio(counts['relata'], counts['raw'])} |")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--work", default=HERE.parents[1] / "build/bench/tests/benchmarks/ormwork")
    parser.add_argument("--instructions", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        bench = Bench(options.work, folder)
        results = {task: {peer: [] for peer in PEERS} for task in TASKS}
        for _ in range(options.runs):
            for task in TASKS:
                for peer in PEERS:
                    run = bench.run(peer, task)
                    if run:
                        results[task][peer].append(run)
        for task in TASKS:
            sums = {r[2] for peer in PEERS for r in results[task][peer]}
            if len(sums) > 1:
                print(f"{task}: the peers disagree: {sums}", file=sys.stderr)
        print_times(results, options.runs)
        if options.instructions:
            print_instructions(bench)


main()
