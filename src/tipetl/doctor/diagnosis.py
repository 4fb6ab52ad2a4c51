"""The result of one check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["ok", "note", "warning", "problem"]
"""``note`` is good to know, ``warning`` may become a problem, ``problem`` is one."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What a check found: ``message`` describes it, ``advice`` says what to do (empty for nothing)."""

    check: str
    level: Level
    message: str
    advice: str = ""
