"""P26: fields of records beside Python and NumPy: numpy_columns.py build/release/bin/byteprism-bench

2^20 records of <IHHf, every field of them: struct.iter_unpack, NumPy's copyto into doubles, and ours. Then columns of
10^8 records: least, greatest and mean; and with a histogram of 128 bins and the number of different values, which NumPy
has only by sorting them. CPU time, medians of three rounds in turns.
"""

import collections
import json
import statistics
import struct
import subprocess
import sys
import time

import numpy as np

FORMAT = "<IHHf"
DTYPE = np.dtype([("f0", "<u4"), ("f1", "<u2"), ("f2", "<u2"), ("f3", "<f4")])
COLUMNS = {1: "f1", 3: "f3"}


def library(program):
    out = subprocess.run([program, "--benchmark_filter=^(StructAllFields|StructIterUnpack|ColumnStatisticsOf|ColumnSummaryOf)",
                          "--benchmark_format=json"], capture_output=True, check=True).stdout
    unit = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1}
    return {b["name"]: b["cpu_time"] * unit[b["time_unit"]] for b in json.loads(out)["benchmarks"]}


def timed(work):
    start = time.thread_time_ns()
    work()
    return (time.thread_time_ns() - start) * 1e-9


def records(count):
    random = np.random.default_rng(1)
    made = np.empty(count, DTYPE)
    for name in ("f0", "f1", "f2"):
        made[name] = random.integers(0, np.iinfo(DTYPE[name]).max, count, DTYPE[name], endpoint=True)
    made["f3"] = random.integers(0, 1 << 24, count, np.uint32)
    return made


def fields(few, targets):
    for name, target in targets.items():
        np.copyto(target, few[name])


def summary(column):
    return column.min(), column.max(), column.mean(dtype=np.float64)


def peers(few, many, targets):
    data = few.tobytes()
    yield "iter_unpack", timed(lambda: collections.deque(struct.iter_unpack(FORMAT, data), maxlen=0))
    yield "copyto", timed(lambda: fields(few, targets))
    yield "tolist", timed(few.tolist)
    for field, name in COLUMNS.items():
        yield f"summary {name}", timed(lambda: summary(many[name]))
        yield f"sum {name}", timed(lambda: many[name].sum(dtype=np.uint64 if field == 1 else np.float64))
        yield f"histogram {name}", timed(lambda: np.histogram(many[name], 128))
        yield f"different {name}", timed(lambda: len(np.unique(many[name])))


def main(program):
    few, many = records(1 << 20), records(100_000_000)
    targets = {name: np.zeros(len(few)) for name in DTYPE.names}
    ours, theirs = collections.defaultdict(list), collections.defaultdict(list)
    for _ in range(3):
        for name, seconds in library(program).items():
            ours[name].append(seconds)
        for name, seconds in peers(few, many, targets):
            theirs[name].append(seconds)
    ours = {name: statistics.median(times) for name, times in ours.items()}
    theirs = {name: statistics.median(times) for name, times in theirs.items()}
    every, tuples = ours["StructAllFields"], ours["StructIterUnpack"]
    print(f"every field of 2^20 records: {1e3 * every:.2f} ms, {theirs['iter_unpack'] / every:.1f}x iter_unpack, "
          f"{theirs['copyto'] / every:.2f}x NumPy's copyto; as tuples {1e3 * tuples:.1f} ms, "
          f"{theirs['iter_unpack'] / tuples:.2f}x iter_unpack, {theirs['tolist'] / tuples:.2f}x NumPy's tolist")
    for field, name in COLUMNS.items():
        short, whole = ours[f"ColumnSummaryOf/field:{field}/iterations:3"], ours[f"ColumnStatisticsOf/field:{field}/iterations:3"]
        all_of_them = sum(theirs[f"{what} {name}"] for what in ("summary", "histogram", "different"))
        print(f"{name} of 10^8 records: least, greatest and mean {1e3 * short:.0f} ms, {theirs[f'summary {name}'] / short:.1f}x NumPy, "
              f"{theirs[f'sum {name}'] / short:.2f}x its sum alone; all statistics {1e3 * whole:.0f} ms, {all_of_them / whole:.1f}x NumPy, "
              f"{(all_of_them - theirs[f'different {name}']) / whole:.2f}x without different values, {theirs[f'sum {name}'] / whole:.2f}x its sum")


if __name__ == "__main__":
    main(*sys.argv[1:])
