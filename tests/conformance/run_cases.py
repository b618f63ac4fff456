"""Runs the recorded cases: run_cases.py DRIVER CASES.jsonl. Each program starts from an empty table of names."""

import json
import sys

from driver import Driver, same_answer


def main(path, cases):
    driver = Driver(path)
    wrong = total = 0
    for line in open(cases, encoding="utf-8"):
        case = json.loads(line)
        answers = driver.send([{"op": "reset"}] + case["program"])[1:]
        for request, expected, got in zip(case["program"], case["answers"], answers):
            total += 1
            if not same_answer(expected, got):
                wrong += 1
                print(f"{case['name']}: {json.dumps(request)}\n  CPython {json.dumps(expected)}\n  library {json.dumps(got)}")
    status = driver.close()
    print(f"{total - wrong} of {total} answers agree; the driver ended with status {status}")
    return wrong != 0 or status != 0 or total == 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
