"""Compare sentences' items, times, comparisons, frames and parts with a readable file, which shows where a change
occurs.

``python -m tests.syntax.test_golden`` rewrites the file; read the difference before you commit it.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.syntax.sentences import Parsed, parsed, shown
from tipetl.syntax.frames.frame import Frame
from tipetl.syntax.frames.frames import build_frame
from tipetl.syntax.reach import Part, parts_of

GOLDEN = Path(__file__).with_name("golden") / "sentences.yaml"
#: the fields of a frame that are printed if they are not empty
SAID = ("heads", "head_word", "acts", "post", "does", "of", "linked", "prep", "partitive", "negated", "modal")


def told(sentence: str) -> dict[str, object]:
    """Return everything that syntax finds in a sentence, in words."""
    read = parsed(sentence)
    parts = parts_of(read.tokens, read.items, read.times, read.comparators).by_token
    return {
        "items": shown(read.items),
        "verbs": [read.words(x.first, x.last) for x in read.items if x.kind == "verb"],
        "times": [f"{read.words(x.first, x.last)} = {_time(x)}" for x in read.times],
        "comparisons": [read.words(first, end - 1) for first, end in read.comparators],
        "parts": _parts(read, parts),
        "figures": {
            read.words(x.first, x.last): _frame(_frame_of(read, k)) for k, x in enumerate(read.items) if x.kind == "num"
        },
    }


def _time(time: object) -> str:
    named = ("kind", "year", "bound", "dated", "spanned", "began")
    return " ".join(f"{name}:{value}" for name in named if (value := getattr(time, name)))


def _parts(read: Parsed, parts: list[Part]) -> list[str]:
    """List each part that is not the main clause, with its words."""
    out: list[str] = []
    for part in dict.fromkeys(map(id, parts)):
        mine = [k for k, other in enumerate(parts) if id(other) == part]
        kind = parts[mine[0]].kind
        if kind != "main":
            out.append(f"{kind}: " + " ".join(read.tokens.text[k] for k in mine))
    return out


def _frame_of(read: Parsed, k: int) -> Frame:
    stop = next((x.first for x in read.items[k + 1 :] if x.kind == "num"), len(read.tokens))
    return build_frame(read.tokens, read.items, k, read.hits, stop)


def _frame(frame: Frame) -> str:
    return " ".join(f"{name}:{_value(value)}" for name in SAID if (value := getattr(frame, name)))


def _value(value: object) -> str:
    if isinstance(value, list):
        return "+".join("/".join(x) if isinstance(x, tuple) else str(x) for x in value)
    return str(value)


@pytest.mark.parametrize("sentence", [*yaml.safe_load(GOLDEN.read_text(encoding="utf-8"))])
def test_sentence_is_read_as_in_the_golden(sentence: str) -> None:
    assert told(sentence) == yaml.safe_load(GOLDEN.read_text(encoding="utf-8"))[sentence]


if __name__ == "__main__":
    sentences = yaml.safe_load(GOLDEN.read_text(encoding="utf-8"))
    text = yaml.safe_dump({s: told(s) for s in sentences}, allow_unicode=True, sort_keys=False, width=140)
    GOLDEN.write_text(text, encoding="utf-8")
