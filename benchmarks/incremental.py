"""Time runs on a generated collection: all new, the same again, one narrative added, the reader changed.

usage: python -m benchmarks.incremental [--narratives N [N ...]] [--seed S] [--folder FOLDER]

Each run is ``tipetl run`` in a separate process. For each N (default: 470 4700) the benchmark prints seconds, processor
seconds, and the peak memory of the largest process. The benchmark also prints the factor by which processor time grows
with more narratives. Texts and warehouses are created in FOLDER (default: a temporary one), and removed afterwards.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks.corpus import PROJECT, write
from tipetl.isolation import cores

RUNS = {
    "all new": "every narrative is read",
    "the same again": "nothing has changed",
    "one added": "one narrative is new",
    "reader changed": "a comment in a rule file: every narrative is read anew",
}


class Took(NamedTuple):
    """The cost of a run: seconds, processor seconds including workers, and megabytes of the largest process."""

    seconds: float
    processors: float
    megabytes: float


def timed(texts: Path, warehouse: Path, source: Path) -> Took:
    """Run ``tipetl run`` with the package in ``source``; raises CalledProcessError if the run fails."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "tipetl", "run", str(texts), "--warehouse", str(warehouse)],
        check=True,
        capture_output=True,
        env=os.environ | {"PYTHONPATH": str(source)},
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Took(time.perf_counter() - start, used, after.ru_maxrss / 1024)


def changed_copy(place: Path) -> Path:
    """Copy the package and the folders next to it, with an added comment in one rule file."""
    shutil.copytree(PROJECT / "src", place / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("expectations", "seeds"):
        (place / name).symlink_to(PROJECT / name)
    (place / "warehouse").mkdir()
    (place / "warehouse" / "sql").symlink_to(PROJECT / "warehouse" / "sql")
    with next((place / "src").rglob("rules/protection.yaml")).open("a", encoding="utf-8") as rules:
        rules.write("# read anew\n")
    return place / "src"


def measured(folder: Path, count: int, seed: int) -> dict[str, Took]:
    """Measure each run with ``count`` narratives, one of which is added in the third run."""
    texts, warehouse = folder / "texts", folder / "warehouse"
    words = write(texts, count, seed)
    print(f"\n{count:,} narratives, {words:,} words", flush=True)
    print(f"{'run':16} {'seconds':>8} {'of processors':>14} {'MB':>6}  load", flush=True)
    last = sorted(texts.iterdir())[-1]
    name = last.name
    last = last.rename(folder / name)
    found = {}
    for run in RUNS:
        if run == "one added":
            last.rename(texts / name)
        source = changed_copy(folder / "changed") if run == "reader changed" else PROJECT / "src"
        found[run] = took = timed(texts, warehouse, source)
        load = os.getloadavg()[0]
        print(f"{run:16} {took.seconds:8.1f} {took.processors:14.1f} {took.megabytes:6.0f}  {load:.1f}", flush=True)
    return found


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--narratives", type=int, nargs="+", default=[470, 4700])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where to make texts and warehouses")
    asked = parser.parse_args(argv)
    print(f"{cores()} processors, load {os.getloadavg()[0]:.1f} before")
    found: dict[int, Took] = {}
    for count in sorted(asked.narratives):
        with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
            found[count] = measured(Path(folder), count, asked.seed)["all new"]
    smallest = min(found)
    for count in sorted(found)[1:]:
        more = found[count].processors / found[smallest].processors
        print(f"\n{count / smallest:.1f} times the narratives: {more:.1f} times the processors")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
