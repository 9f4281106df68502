"""Ten thousand pupils from an .xlsx: the check and the loading, beside plain django-import-export.

The plain run is what its admin does with the same rows: a ModelResource without settings, once as
a dry run and once in earnest. It knows no namesakes, representatives, preview or undo.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.tables import draw

ROWS = int(os.environ.get("BENCHMARK_IMPORT_ROWS", "10000"))
ROOT = Path(__file__).resolve().parents[1]


def measure() -> dict[str, Any]:
    """Seconds, CPU seconds and queries of each step, in a process and a database of its own."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "VAR_DIR": folder,
            "DEMO": "0",
            "DJANGO_SETTINGS_MODULE": "mentoring.settings.one_computer",
        }
        work = f"from benchmarks.rows import main; main({ROWS})"
        for words in (["migrate", "-v0"], ["shell", "-v0", "-c", work]):
            done = subprocess.run(
                [sys.executable, "manage.py", *words],
                cwd=ROOT,
                env=environment,
                check=True,
                stdout=subprocess.PIPE,
            )
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def table(figures: dict[str, Any]) -> str:
    """Print the figures."""
    return draw(
        ["step", "s", "CPU, s", "queries"],
        [(one["step"], one["s"], one["cpu_s"], one["queries"]) for one in figures["steps"]],
    ) + (
        f"\n{figures['rows']} rows, {figures['made']} cards made;"
        f" ours is {figures['faster']:.1f} times faster than the plain run"
        f" (ratio of CPU {figures['ratio']:.2f})"
    )
