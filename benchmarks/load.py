"""A client that asks one page again and again over kept connections, and what it cost."""

import http.client
import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """What a page costs: milliseconds as the client sees them, CPU milliseconds per request."""

    median_ms: float
    p95_ms: float
    per_second: float
    cpu_ms: float


def ask(
    port: int,
    method: str,
    path: str,
    *,
    headers: dict[str, str],
    body: Callable[[], bytes] | None = None,
    clients: int,
    seconds: float,
    expect: int,
    cpu_of: Callable[[], float],
) -> Cost:
    """Ask for some seconds with some clients at once. A wrong status stops the measurement."""
    times: list[float] = []
    wrong: list[int] = []
    stop_at = time.perf_counter() + seconds
    cpu_before = cpu_of()

    def client() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while time.perf_counter() < stop_at and not wrong:
            began = time.perf_counter()
            connection.request(method, path, body=body() if body else None, headers=headers)
            answer = connection.getresponse()
            answer.read()
            times.append((time.perf_counter() - began) * 1000)
            if answer.status != expect:
                wrong.append(answer.status)
        connection.close()

    threads = [threading.Thread(target=client) for _ in range(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lasted = time.perf_counter() - began
    if wrong:
        raise RuntimeError(f"{method} {path} answered {wrong[0]}, expected {expect}")
    times.sort()
    return Cost(
        median_ms=statistics.median(times),
        p95_ms=times[int(len(times) * 0.95)],
        per_second=len(times) / lasted,
        cpu_ms=(cpu_of() - cpu_before) * 1000 / len(times),
    )


def cpu_seconds(pids: Callable[[], list[int]], ticks: int = 100) -> float:
    """CPU seconds that some processes and their children have used so far."""
    return sum(_used(pid) for pid in pids()) / ticks


def _used(pid: int) -> int:
    try:
        after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(after_name[11]) + int(after_name[12])


def tree(root: int) -> list[int]:
    """A process and everything that it started."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        children.setdefault(parent, []).append(int(stat.parent.name))
    found, waiting = [], [root]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        waiting.extend(children.get(pid, []))
    return found
