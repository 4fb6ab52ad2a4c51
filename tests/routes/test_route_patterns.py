"""Each pattern of routes finds its examples and is used."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import tipetl.routes
from tipetl.errors import DataFileError
from tipetl.routes.patterns import FIND, compiled
from tipetl.yamlfile import packaged_yaml

RAW: dict[str, Any] = packaged_yaml("tipetl.routes", "data", "patterns.yaml")
EXAMPLES = [(name, example) for name, entry in RAW["patterns"].items() for example in entry["examples"]]


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_each_pattern_finds_what_stands_in_brackets(name: str, example: str) -> None:
    before, _, rest = example.partition("[")
    inside, _, behind = rest.partition("]")
    text = before + inside + behind
    # a pattern applied to the left ends where the place begins
    found = {
        match.span()
        for end in (len(text), len(before + inside))
        for match in getattr(FIND, name).finditer(text, 0, end)
    }
    assert (len(before), len(before + inside)) in found


def test_each_pattern_and_fragment_is_there_and_used() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in Path(tipetl.routes.__file__).parent.glob("*.py"))
    assert {*re.findall(r"\bFIND\.(\w+)", code)} == {*RAW["patterns"]}
    written = str(RAW)
    assert [name for name in RAW["fragments"] if f"{{{name}}}" not in written] == []


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"says": "a", "pattern": "(", "examples": ["b"]}, "made_up: no regular expression"),
        ({"says": "a", "pattern": "{unheard_of}", "examples": ["b"]}, "made_up: no fragment is called unheard_of"),
        ({"pattern": "a"}, "made_up: wants what it says, a pattern and examples"),
    ],
)
def test_a_pattern_that_is_none_is_told(entry: dict[str, Any], message: str) -> None:
    with pytest.raises(DataFileError, match=message):
        compiled({"fragments": {}, "patterns": {"made_up": entry}})
