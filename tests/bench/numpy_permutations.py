"""P6: how much faster than NumPy the library copies permuted arrays: numpy_permutations.py build/release/bin/byteprism-bench

Both are timed in turns, three rounds, by CPU time; the ratio is of the medians.
"""

import itertools
import json
import statistics
import subprocess
import sys
import time

import numpy as np

SHAPE = (24, 60, 32, 48)


def library(program):
    out = subprocess.run([program, "--benchmark_filter=ViewPermute", "--benchmark_min_time=0.02", "--benchmark_format=json"],
                         capture_output=True, check=True).stdout
    return {b["name"]: b["cpu_time"] for b in json.loads(out)["benchmarks"]}


def numpy_time(size, order):
    view = np.zeros(SHAPE, f"u{size}").transpose(order)
    target = np.empty(view.shape, view.dtype)
    np.copyto(target, view)
    times = []
    for _ in range(3):
        start = time.thread_time_ns()
        np.copyto(target, view)
        times.append(time.thread_time_ns() - start)
    return statistics.median(times)


def main(program):
    ours, theirs = {}, {}
    for _ in range(3):
        for name, nanoseconds in library(program).items():
            ours.setdefault(name, []).append(nanoseconds)
        for size in (1, 2, 4, 8):
            for order in list(itertools.permutations(range(4)))[1:]:
                theirs.setdefault(f"ViewPermute/{size}/" + "".join(map(str, order)), []).append(numpy_time(size, order))
    for size in (1, 2, 4, 8):
        ratios = {name[-4:]: statistics.median(theirs[name]) / statistics.median(ours[name]) for name in ours if f"/{size}/" in name}
        turned = {order: ratio for order, ratio in ratios.items() if order[-1] != "3"}
        print(f"{size} bytes: inner axis turned: median {statistics.median(turned.values()):.1f}x, least {min(turned.values()):.1f}x "
              f"({min(turned, key=turned.get)}); rows: least {min(r for o, r in ratios.items() if o[-1] == '3'):.2f}x")


if __name__ == "__main__":
    main(*sys.argv[1:])
