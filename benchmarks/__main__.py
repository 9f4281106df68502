"""`python -m benchmarks [name] [--json]`: run one benchmark, or all."""

import argparse
import importlib
import json
import sys
from pathlib import Path

BENEATH = {"tables", "load", "bare", "plain", "rows"}
NAMES = sorted(
    file.stem
    for file in Path(__file__).parent.glob("*.py")
    if not file.stem.startswith("_") and file.stem not in BENEATH
)


def main() -> int:
    """Run what was asked for; print a table, or JSON for machines."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("name", nargs="?", choices=NAMES)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    for name in [asked.name] if asked.name else NAMES:
        benchmark = importlib.import_module(f"benchmarks.{name}")
        figures = benchmark.measure()
        if asked.json:
            print(json.dumps({name: figures}, ensure_ascii=False))
        else:
            print(f"\n{name}: {benchmark.__doc__.splitlines()[0]}")
            print(benchmark.table(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
