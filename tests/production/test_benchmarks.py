"""What the benchmarks compare with still starts."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_bare_view_starts_without_the_product():
    said = subprocess.run(
        [sys.executable, "-c", "from benchmarks.bare import application; print(application)"],
        cwd=ROOT,
        env={"DATABASE_URL": "postgres://a:b@localhost/c", "PATH": "/usr/bin"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert said.returncode == 0, said.stderr
