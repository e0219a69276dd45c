#!/usr/bin/env python3
"""Measures loading from PostgreSQL: Relata beside libpq, in turns. Run it by tests/servers/run.

    tests/servers/run tests/benchmarks/serverspeed.py [--runs N] [--work PROGRAM]
"""
import argparse
import pathlib
import re
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
WORK = [(peer, task) for task in ("load", "lazy", "batched") for peer in ("raw", "relata")]
# What is divided by what.
RATIOS = [("load, Relata : libpq", ("relata", "load"), ("raw", "load")),
          ("lazy, Relata : libpq", ("relata", "lazy"), ("raw", "lazy")),
          ("batched, Relata : libpq with the same pages", ("relata", "batched"), ("raw", "batched")),
          ("Relata batched : libpq one statement each", ("relata", "batched"), ("raw", "lazy")),
          ("Relata batched : Relata one statement each", ("relata", "batched"), ("relata", "lazy")),
          ("libpq batched : libpq one statement each", ("raw", "batched"), ("raw", "lazy")),
          ("libpq one SELECT for all : libpq one statement each", ("raw", "load"), ("raw", "lazy"))]


def instructions(command):
    done = subprocess.run(["valgrind", "--tool=callgrind", "--toggle-collect=measured",
                           "--callgrind-out-file=/dev/null"] + command, capture_output=True, text=True)
    found = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode != 0 or not found:
        sys.exit(f"valgrind failed ({done.returncode}) on: {' '.join(command)}\n{done.stderr[-2000:]}")
    return int(found.group(1))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--work", default=str(HERE.parent.parent / "build/bench/tests/benchmarks/serverwork"))
    arguments = parser.parse_args()
    subprocess.run([arguments.work, "make"], check=True)
    times, sums = {work: [] for work in WORK}, set()
    for _ in range(arguments.runs):
        for work in WORK:
            done = subprocess.run([arguments.work, *work], capture_output=True, text=True, check=True)
            client, wall, server, checksum = done.stdout.split()
            times[work].append((float(wall), float(client), float(server), float(client) + float(server)))
            sums.add(checksum)
    if len(sums) != 1:
        sys.exit(f"The checksums differ: {sums}")
    counted = {work: instructions([arguments.work, *work]) for work in WORK[:2]}
    middle = {work: [statistics.median(column) for column in zip(*times[work])] for work in WORK}
    print("| | wall ms | client CPU ms | server CPU ms | both CPUs ms | instructions |\n|---|---|---|---|---|---|")
    for work in WORK:
        figures = " | ".join(f"{figure:.0f}" for figure in middle[work])
        print(f"| {' '.join(work)} | {figures} | {f'{counted[work]:,}' if work in counted else ''} |")
    print("\n| | wall | client CPU | server CPU | both CPUs |\n|---|---|---|---|---|")
    for text, ours, theirs in RATIOS:
        ratios = " | ".join(f"{a / b:.2f}" if b else "" for a, b in zip(middle[ours], middle[theirs]))
        print(f"| {text} | {ratios} |")
    print(f"\nload, Relata : libpq, instructions {counted[('relata', 'load')] / counted[('raw', 'load')]:.2f}")


if __name__ == "__main__":
    main()
