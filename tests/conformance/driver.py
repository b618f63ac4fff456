"""A driver of the oracle protocol as a child process, and how two answers compare."""

import json
import math
import subprocess


class Driver:
    def __init__(self, path):
        self.process = subprocess.Popen([path], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def send(self, requests):
        """The answers to all the requests. Their text must fit the pipes: a program, not a book."""
        self.process.stdin.write(b"".join(json.dumps(r).encode() + b"\n" for r in requests))
        self.process.stdin.flush()
        return [json.loads(self.process.stdout.readline() or b'{"err":"the driver ended"}') for _ in requests]

    def close(self):
        self.process.stdin.close()
        return self.process.wait()


def same(a, b):
    """1, True and 1.0 differ; floats by value and sign, all NaNs alike."""
    if type(a) is not type(b):
        return False
    if isinstance(a, dict):
        if a.keys() != b.keys():
            return False
        if a.keys() == {"f"}:
            return same_float(a["f"], b["f"])
        if a.keys() == {"z"}:
            return all(map(same_float, a["z"], b["z"]))
        return all(same(a[key], b[key]) for key in a)
    if isinstance(a, list):
        return len(a) == len(b) and all(map(same, a, b))
    return a == b


def same_float(a, b):
    x, y = float(a), float(b)
    if math.isnan(x) or math.isnan(y):
        return math.isnan(x) and math.isnan(y)
    return x == y and math.copysign(1, x) == math.copysign(1, y)


def same_answer(expected, got):
    if "err" in expected or "err" in got:
        return expected.get("err") == got.get("err")
    return same(expected.get("ok"), got.get("ok"))
