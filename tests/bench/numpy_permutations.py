"""P6: how much faster than NumPy the library copies permuted arrays: numpy_permutations.py build/release/bin/byteprism-bench

Both are timed in turns, three rounds, by CPU time; ratios are of the medians. "Ready": into memory that is there already,
copyto beside copy_to(). "Fresh": into a new result, ascontiguousarray beside tobytes(). The limit is memcpy of as many
bytes into ready memory: no permutation can be faster than it where the arrays are larger than the caches.
"""

import itertools
import json
import statistics
import subprocess
import sys
import time

import numpy as np

SHAPE = (24, 60, 32, 48)
MATRICES = ((1024, 1024), (4096, 4096), (1000, 777))


def library(program):
    out = subprocess.run([program, "--benchmark_filter=View(Permute|ToBytes|Memcpy)", "--benchmark_min_time=0.005",
                          "--benchmark_format=json"], capture_output=True, check=True).stdout
    return {b["name"]: b["cpu_time"] for b in json.loads(out)["benchmarks"]}


def timed(work):
    work()
    times = []
    for _ in range(5):
        start = time.thread_time_ns()
        work()
        times.append(time.thread_time_ns() - start)
    return statistics.median(times)


def numpy_times(name, shape, size, order):
    view = np.random.default_rng(1).integers(0, 255, shape, np.uint8).astype(f"u{size}").transpose(order)
    target = np.empty(view.shape, view.dtype)
    yield f"ViewPermute/{size}/{name}", timed(lambda: np.copyto(target, view))
    yield f"ViewToBytes/{size}/{name}", timed(lambda: np.ascontiguousarray(view))


def cases():
    for size in (1, 2, 4, 8):
        for order in list(itertools.permutations(range(4)))[1:]:
            yield "".join(map(str, order)), SHAPE, size, order
        for rows, columns in MATRICES:
            yield f"{rows}x{columns}", (rows, columns), size, (1, 0)


def summary(ratios):
    least = min(ratios, key=ratios.get)
    return f"median {statistics.median(ratios.values()):4.1f}x, least {ratios[least]:.2f}x ({least})"


def main(program):
    ours, theirs = {}, {}
    for _ in range(3):
        for name, nanoseconds in library(program).items():
            ours.setdefault(name, []).append(nanoseconds)
        for case in cases():
            for name, nanoseconds in numpy_times(*case):
                theirs.setdefault(name, []).append(nanoseconds)
    ours = {name: statistics.median(times) for name, times in ours.items()}
    theirs = {name: statistics.median(times) for name, times in theirs.items()}
    for size in (1, 2, 4, 8):
        for title, kind in (("ready", "ViewPermute"), ("fresh", "ViewToBytes")):
            ratios = {name.split("/")[2]: theirs[name] / ours[name] for name in theirs if name.startswith(f"{kind}/{size}/")}
            permuted = {name: ratio for name, ratio in ratios.items() if "x" not in name}
            print(f"{size} bytes, {title}: turned: {summary({n: r for n, r in permuted.items() if n[-1] != '3'})}; "
                  f"rows: {summary({n: r for n, r in permuted.items() if n[-1] == '3'})}; "
                  + ", ".join(f"{name} {ratio:.1f}x" for name, ratio in ratios.items() if "x" in name))
        limit = ours[f"ViewMemcpy/{size}/0123"]
        turned = [name for name in theirs if name.startswith(f"ViewPermute/{size}/") and "x" not in name and name[-1] != "3"]
        print(f"{size} bytes, memcpy is 1: ours {statistics.median(limit / ours[name] for name in turned):.2f}, "
              f"NumPy {statistics.median(limit / theirs[name] for name in turned):.2f}; "
              f"memcpy beside NumPy: median {statistics.median(theirs[name] / limit for name in turned):.1f}x, "
              f"least {min(theirs[name] / limit for name in turned):.2f}x; turned matrices: "
              + ", ".join(f"{rows}x{columns} {ours[f'ViewMemcpy/{size}/{rows}x{columns}'] / ours[f'ViewPermute/{size}/{rows}x{columns}']:.2f}"
                          for rows, columns in MATRICES))


if __name__ == "__main__":
    main(*sys.argv[1:])
