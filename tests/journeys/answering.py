"""A process beside the web server that answers about its records: a line asks, a line answers.

The journey itself has no database: what it knows, it sees on pages or asks here.
"""

import importlib
import json
import sys
import traceback

import django


def main():
    django.setup()
    records = importlib.import_module("tests.journeys.records")
    for line in sys.stdin:
        name, facts = json.loads(line)
        try:
            answer = {"answer": getattr(records, name)(**facts)}
        except Exception:  # noqa: BLE001 -- whatever it is, the journey shows it
            answer = {"trouble": traceback.format_exc()}
        print(json.dumps(answer, default=str), flush=True)


if __name__ == "__main__":
    main()
