"""What is written into the copy of the sources that is compiled (decision 0306)."""

from __future__ import annotations

import dataclasses
import inspect
from typing import Any

import pytest

pytest.importorskip("hatchling")

from scripts.compiled_wheel import for_mypyc

SOURCE = '''"""A module."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

T = TypeVar("T")
WORDS = frozenset(("a", "b"))
TABLE: dict[str, float] = {}
LATER = 1
LATER = 2
Kind = tuple[str, int]


@dataclass(slots=True)
class Part:
    """A part."""

    name: str
    low: float | None = None
    seen: frozenset[str] = frozenset()
    notes: list[str] = field(default_factory=list)  # of its own
    size: int = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.size = len(self.name)


@dataclass(frozen=True, slots=True)
class Fixed:
    low: float
'''


@pytest.fixture
def copy() -> str:
    return for_mypyc(SOURCE)


@pytest.fixture
def made(copy: str) -> dict[str, Any]:
    names: dict[str, Any] = {"__name__": "copy"}
    exec(compile(copy, "copy", "exec"), names)
    return names


def test_constants_become_final_and_nothing_else_does(copy: str) -> None:
    lines = copy.splitlines()
    assert 'WORDS: Final = frozenset(("a", "b"))' in lines
    assert "TABLE: Final[dict[str, int | float]] = {}" in lines
    assert {"LATER = 1", "LATER = 2", "Kind = tuple[str, int]", 'T = TypeVar("T")'} <= set(lines)


def test_a_dataclass_is_made_as_before(made: dict[str, Any]) -> None:
    Part = made["Part"]
    one, other = Part("abc"), Part("abc", 53, notes=["x"])
    assert dataclasses.asdict(one) == {"name": "abc", "low": None, "seen": frozenset(), "notes": [], "size": 3}
    assert (other.low, type(other.low), other.notes) == (53, int, ["x"])
    one.notes.append("mine")
    assert Part("abc").notes == []
    assert one == Part("abc", notes=["mine"])


def test_its_init_is_written_out_so_that_it_is_compiled(copy: str, made: dict[str, Any]) -> None:
    assert "@dataclass(init=False)" in copy
    assert list(_taken(made["Part"])) == ["name", "low", "seen", "notes"]
    # a frozen one keeps the decorator's
    assert "@dataclass(frozen=True)\nclass Fixed" in copy
    assert made["Fixed"](1).low == 1


def _taken(cls: type) -> list[str]:
    return [name for name in inspect.signature(cls).parameters if name != "self"]
