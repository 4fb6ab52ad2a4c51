"""The same text yields the same rows, whatever the hash order of strings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

GOLD = Path(__file__).parents[1] / "gold" / "dev"


def test_the_order_of_hashing_changes_nothing() -> None:
    said = {
        subprocess.run(
            [sys.executable, "-m", "tipetl", "extract", str(GOLD / "latvia-2022.txt"), "--format", "jsonl"],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(said) == 1
    assert said.pop().count(b'"type": "fact"') > 20
