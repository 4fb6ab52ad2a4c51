"""``make torture``: kill publishing runs at random instants and at every named step, and check the result after each.

usage: python -m tests.torture [--random N] [--seed N]
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from tests.torture.judge import Reader, Runner, hold, latest_hash, settled, versions
from tests.torture.runner import CONTENTS
from tipetl.snapshot.steps import STEPS

WHOLE_RUNS = 5
"""One in this many random kills falls anywhere in a whole run; the others fall in the publishing part."""
PAIRS = 10
SOON = 0.03
"""The maximum number of seconds for a step that does not write a database."""
BEFORE = "(none)"
FRESH = 12
"""A new warehouse is started after this many versions; each warehouse's first version is killed as well."""


class Torture:
    """A series of warehouses with kills and checks; ``seen`` counts the steps after which kills fell."""

    def __init__(self, folder: Path, runner: Runner, reader: Reader) -> None:
        self.folder = folder
        self.runner = runner
        self.reader = reader
        self.seen: Counter[str] = Counter()
        self.hashes: dict[tuple[str, int], str] = {}
        self.lengths: dict[str, float] = {}
        self._number = 0
        for content in range(CONTENTS):
            self._learn("publish", content)
        assert len(set(self.hashes.values())) == CONTENTS

    def _learn(self, job: str, content: int) -> None:
        """Find the content hash without kills, and the duration of a run."""
        if (job, content) in self.hashes:
            return
        warehouse = self.folder / f"{job}{content}" / "warehouse"
        self.lengths[job] = self._whole(job, warehouse, content)["took"]
        found = latest_hash(warehouse)
        assert found is not None
        self.hashes[job, content] = found
        shutil.rmtree(warehouse.parent)

    def new(self) -> Path:
        """Return a path for a warehouse that does not exist yet."""
        self._number += 1
        place = self.folder / f"w{self._number}"
        place.mkdir()
        return place / "warehouse"

    def _whole(
        self, job: str, warehouse: Path, content: int, *, ends: tuple[str, ...] = ("published",)
    ) -> dict[str, Any]:
        warehouse.parent.mkdir(parents=True, exist_ok=True)
        answer = self.runner(job, warehouse, content)
        assert answer["end"] is not None, answer
        assert answer["end"][0] == "done", answer
        assert answer["end"][1] in ends, answer
        return answer

    def kill(self, job: str, warehouse: Path, content: int, **when: Any) -> bool:
        """Kill one run and check the warehouse; return False if the run had ended before."""
        before = latest_hash(warehouse)
        wanted = self.hashes[job, content]
        if before is not None:
            self.reader.opens((warehouse / "snapshots" / "latest").resolve())
        answer = self.runner(job, warehouse, content, **when)
        if answer["killed"]:
            self.seen[answer["steps"][-1] if answer["steps"] else BEFORE] += 1
            if warehouse.is_dir():
                hold(warehouse, {before, wanted})
            if before is not None:
                self.reader.still_reads()
        self._whole(job, warehouse, content, ends=("published", "unchanged"))
        assert latest_hash(warehouse) == wanted, "the rerun came to other content"
        hold(warehouse, {wanted})
        settled(warehouse)
        if before is not None:
            self.reader.still_reads()
        return bool(answer["killed"])

    def step(self, warehouse: Path, step: str) -> None:
        """Kill a run at a named step of publishing the warehouse's next version."""
        content = (len(versions(warehouse)) + 1) % CONTENTS
        assert self.kill("publish", warehouse, content, stop=step), f"{step} was never reached"

    def steps(self) -> int:
        """Kill a run at every named step, for a first version and for a later version."""
        for step in STEPS:
            warehouse = self.new()
            for _ in range(2):
                self.step(warehouse, step)
            shutil.rmtree(warehouse.parent)
        return 2 * len(STEPS)

    def operations(self, last: int | None = None) -> int:
        """Kill a run just before each change that it makes to a folder, or before each of the ``last`` changes."""
        warehouse = self.new()
        # the first run of a warehouse also claims it; later runs make fewer changes
        self._whole("publish", warehouse, 0)
        made = int(self._whole("publish", warehouse, 1)["operations"])
        first = 1 if last is None else made - last + 1
        killed = 0
        for operation in range(first, made + 1):
            content = len(versions(warehouse)) % CONTENTS
            assert self.kill("publish", warehouse, content, operation=operation), f"no change number {operation}"
            killed += 1
            if len(versions(warehouse)) >= FRESH:
                shutil.rmtree(warehouse.parent)
                warehouse = self.new()
        shutil.rmtree(warehouse.parent)
        return killed

    def instants(self, wanted: int, seed: int, *, whole: int = WHOLE_RUNS) -> int:
        """Kill runs at ``wanted`` random instants; every ``whole``-th kill may fall anywhere in a run."""
        chance = random.Random(seed)
        warehouse, killed, content = self.new(), 0, 0
        while killed < wanted:
            if warehouse.is_dir() and len(versions(warehouse)) >= FRESH:
                shutil.rmtree(warehouse.parent)
                warehouse = self.new()
            job = "run" if killed % whole == whole - 1 else "publish"
            content = (content + 1) % CONTENTS
            self._learn(job, content)
            # Most of the time goes into the database. To give the later steps their share, every other kill falls soon
            # after a randomly chosen step.
            when: dict[str, Any] = {"seconds": chance.uniform(0, self.lengths[job])}
            if job == "publish" and killed % 2:
                when = {"after": chance.choice(STEPS[:-1]), "seconds": chance.uniform(0, SOON)}
            killed += self.kill(job, warehouse, content, **when)
        return killed

    def pairs(self, wanted: int) -> int:
        """Start two runs at once, ``wanted`` times, with different contents: one waits or is refused, and both
        finish.
        """
        refused = 0
        for _ in range(wanted):
            warehouse = self.new()
            jobs = [{"job": "publish", "warehouse": str(warehouse), "content": content} for content in (0, 1)]
            answer = self.runner.ask({**jobs[0], "beside": jobs[1]})
            for content, one in enumerate((answer, *answer["beside"])):
                kind, words = one["end"]
                if kind == "error":
                    refused += 1
                    assert words.startswith("WarehouseBusyError: Another run is publishing into"), words
                    assert "Wait until it has ended, then run again." in words
                    self._whole("publish", warehouse, content)
                else:
                    assert (kind, words) == ("done", "published"), one
                hold(warehouse, {self.hashes["publish", 0], self.hashes["publish", 1]})
            settled(warehouse)
            assert len(versions(warehouse)) == 2
            shutil.rmtree(warehouse.parent)
        return refused


def main(argv: list[str] | None = None) -> int:
    """Return exit code 0 if every condition held; otherwise raise an assertion that names the failed condition."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--random", type=int, default=200, metavar="N", help="kills at random instants (default: 200)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of the random instants (default: 1)")
    arguments = parser.parse_args(argv)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="tipetl-torture-") as folder, Runner() as runner, Reader() as reader:
        torture = Torture(Path(folder), runner, reader)
        named = torture.steps()
        before = torture.operations()
        killed = torture.instants(arguments.random, arguments.seed)
        refused = torture.pairs(PAIRS)
    sys.stdout.write(
        f"{killed} kills at random instants, {named} at named steps, {before} before a change of a folder, "
        f"in {time.monotonic() - began:.0f} s.\n"
    )
    sys.stdout.write(f"{PAIRS} pairs of runs at once; {refused} runs were refused and came to their end afterwards.\n")
    for step in (BEFORE, *STEPS):
        sys.stdout.write(f"  {torture.seen[step]:4}  last step: {step}\n")
    sys.stdout.write("latest was never broken, every version was sound, every rerun came to the same content.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
