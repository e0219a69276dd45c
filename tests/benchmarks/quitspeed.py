#!/usr/bin/env python3
"""How long programs take from the request to close their window to the end of the process, in turn, and how
much CPU time of their own that is, which moves little when others use the machine: the medians of each. Needs xdotool and a display of its own (Xvfb) whose window manager closes windows at Alt+F4 (openbox).

    quitspeed.py [--runs 15] [--settle 2.5] NAME=COMMAND ...
"""
import argparse
import os
import shlex
import statistics
import subprocess
import time


def window_of(process):
    """The visible window of a process, once it has one."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(process.pid)],
                               capture_output=True, text=True).stdout.split()
        if found:
            return found[-1]
        time.sleep(0.05)
    raise SystemExit(f"no window of {process.args}")


def cpu_time(pid):
    """What all threads of a process have used: its CPU clock, as clock_getcpuclockid(3) names it."""
    return time.clock_gettime((~pid << 3) | 2)


def quit_time(command, settle, keys):
    process = subprocess.Popen(shlex.split(command), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    window = window_of(process)
    time.sleep(settle)
    subprocess.run(["xdotool", "windowactivate", "--sync", window], check=True)
    cpu_before = cpu_time(process.pid)
    before = time.monotonic()
    subprocess.run(["xdotool", "key", "--delay", "0", keys], check=True)
    _, _, used = os.wait4(process.pid, 0)
    wall = time.monotonic() - before
    return wall * 1000, (used.ru_utime + used.ru_stime - cpu_before) * 1000


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--settle", type=float, default=2.5, help="seconds before the window is closed")
    parser.add_argument("--keys", default="alt+F4", help="what closes the window")
    parser.add_argument("programs", nargs="+")
    arguments = parser.parse_args()
    times = {}
    for _ in range(arguments.runs):
        for program in arguments.programs:
            name, command = program.split("=", 1)
            times.setdefault(name, []).append(quit_time(command, arguments.settle, arguments.keys))
    for name, each in times.items():
        walls, cpus = zip(*each)
        print(f"{name:>16}  wall {statistics.median(walls):7.1f} ms (from {min(walls):.1f} to {max(walls):.1f})"
              f"   cpu {statistics.median(cpus):7.1f} ms")


if __name__ == "__main__":
    main()
