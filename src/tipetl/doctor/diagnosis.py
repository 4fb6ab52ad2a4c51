"""Define the record of what one check found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["ok", "note", "warning", "problem"]
"""How serious a diagnosis is: a ``note`` is useful to know, a ``warning`` may become a problem, a ``problem`` needs
action now.
"""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What a check found: ``message`` describes it, ``advice`` says what to do (empty: nothing)."""

    check: str
    level: Level
    message: str
    advice: str = ""
