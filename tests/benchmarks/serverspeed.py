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
WORK = [("raw", "load"), ("relata", "load"), ("raw", "lazy"), ("relata", "lazy"), ("relata", "batched")]


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
            cpu, wall, checksum = done.stdout.split()
            times[work].append((float(cpu), float(wall)))
            sums.add(checksum)
    if len(sums) != 1:
        sys.exit(f"The checksums differ: {sums}")
    counted = {work: instructions([arguments.work, *work]) for work in WORK[:2]}
    middle = {work: [statistics.median(column) for column in zip(*times[work])] for work in WORK}
    print("| | client CPU ms | wall ms | instructions |\n|---|---|---|---|")
    for work in WORK:
        print(f"| {' '.join(work)} | {middle[work][0]:.0f} | {middle[work][1]:.0f} | {f'{counted[work]:,}' if work in counted else ''} |")
    raw, ours = ("raw", "load"), ("relata", "load")
    print(f"load, Relata : libpq: CPU {middle[ours][0] / middle[raw][0]:.2f}, wall {middle[ours][1] / middle[raw][1]:.2f}"
          f", instructions {counted[ours] / counted[raw]:.2f}")
    print(f"batched, Relata : one statement each by libpq: wall {middle[('relata', 'batched')][1] / middle[('raw', 'lazy')][1]:.2f}")


if __name__ == "__main__":
    main()
