"""Read one of the largest files that are taken, and print what it took: seconds and megabytes.

A program of its own, because a process never gives back its peak of memory.
"""

import contextlib
import io
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from core.datasets import DatasetError, read_csv

ROWS = 100_000
NAMES = ",".join(f"f{i}" for i in range(999)) + ",y\n"


def rows(line: Callable[[int], str], count: int = ROWS) -> str:
    return "".join(line(i) for i in range(count))


FILES: dict[str, Callable[[], str]] = {
    "numbers": lambda: "a,b,c,y\n" + rows(lambda i: f"{i * 0.37 % 1:.6f},{i * 0.73 % 1:.6f},{i},{i % 2}\n"),
    "words": lambda: "a,b,y\n" + rows(lambda i: f"w{i},v{i * 0.37 % 1},{'ab'[i % 2]}\n"),
    "columns": lambda: NAMES + rows(lambda i: "1.25," * 999 + f"{i % 2}\n", 1_980),
    "gaps": lambda: NAMES + rows(lambda i: "," * 999 + f"{i % 2}\n", 9_890),
    "money": lambda: "a;b;y\n" + rows(lambda i: f"€ {37 * i:,};{i % 97} %;{i % 2}\n"),
    "quotation": lambda: 'a,b,y\n1,2,0\n"' + "1,2,1\n" * 1_500_000,
}  # fmt: skip

if __name__ == "__main__":
    content = FILES[sys.argv[1]]().encode()
    before = time.process_time()
    with contextlib.suppress(DatasetError):
        read_csv(io.BytesIO(content))
    # Linux hands the parent's peak on in ru_maxrss, but not in this file.
    status = Path("/proc/self/status")
    kilobytes = (
        int(status.read_text().split("VmHWM:")[1].split()[0])
        if status.exists()
        else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    )
    peak = kilobytes / 1024
    print(time.process_time() - before, peak, len(content))
