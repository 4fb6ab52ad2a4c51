"""One thing that was looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["ok", "note", "warning", "problem"]
"""``note`` is good to know, ``warning`` may become trouble, ``problem`` is trouble."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What a check found: ``message`` says what is the case, ``advice`` what to do (empty where nothing is)."""

    check: str
    level: Level
    message: str
    advice: str = ""
