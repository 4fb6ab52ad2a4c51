"""Put the output of `make run` into the README, between two marks, without the end of the table of facts.

usage: python -m scripts.transcript     (after a visible change; it runs the flow in a temporary folder)
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
BEGIN = "<!-- transcript: begin -->"
END = "<!-- transcript: end -->"
FACT_LINES = 26


def shortened(printed: str) -> str:
    """Return the transcript without trailing blanks, and with the table of facts cut after its first lines."""
    lines = [line.rstrip() for line in printed.strip("\n").splitlines()]
    first = next(number for number, line in enumerate(lines) if line.startswith("Facts: "))
    last = next(number for number, line in enumerate(lines) if line.startswith("Checks: "))
    cut = first + FACT_LINES
    # A table row begins with its figure; the cut must not fall inside a row.
    while cut < last and not re.match(r"\s*\S+.*\s{2,}\d{4}\s", lines[cut]):
        cut += 1
    return "\n".join([*lines[:cut], "          (and so on)", "", *lines[last:]])


def main() -> int:
    """Return exit code 0 if the README was written, otherwise that of the flow."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "flows.ingest", "--command", ".venv/bin/tipetl"]
        # Run outside the checkout, so that the warehouse has its usual name and the user's own warehouse is not
        # touched.
        environment = os.environ | {"PYTHONPATH": str(PROJECT), "COLUMNS": "100"}
        environment.pop("TIPETL_WAREHOUSE", None)
        done = subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        return done.returncode
    readme = PROJECT / "README.md"
    text = readme.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    readme.write_text(f"{before}{BEGIN}\n```text\n{shortened(done.stdout)}\n```\n{END}{after}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
