"""Reading many sources: hostile ones end in their outcome, and the others are read, in order."""

from __future__ import annotations

import os
import time

import pytest

from tipetl import guard
from tipetl.guard import Limits, read_each
from tipetl.isolation import Ended
from tipetl.model import Audit, Hints, Source
from tipetl.sources.files import make_source

LIMITS = Limits(seconds=1.0, memory_bytes=200 * 1024**2, workers=2)


def read(source: Source) -> tuple[str, object]:
    """Does what the last word of the source says."""
    word = source.data.split()[-1].decode()
    if word == "hang":
        time.sleep(600)
    if word == "crash":
        os.kill(os.getpid(), 11)
    if word == "bomb":
        bytearray(10**12)
    if word == "raise":
        raise ValueError("two\nlines")
    return word, os.getpid()


def failed(audit: Audit) -> tuple[str, object]:
    return audit.outcome, audit


def page(word: str, name: str = "a.html") -> Source:
    return make_source(f"<html> {word}".encode(), name, Hints(url="https://example.org/a", publisher="P"))


def test_each_failure_is_an_outcome_and_the_others_are_read_in_order() -> None:
    words = ["one", "hang", "two", "crash", "raise", "bomb", "three"]
    told: list[tuple[int, int]] = []
    got = read_each(
        [page(word) for word in words], read, failed, limits=LIMITS, progress=lambda *done: told.append(done)
    )
    assert [what for what, _ in got] == ["one", "timeout", "two", "corrupt", "corrupt", "too_big", "three"]
    assert told == [(number, 7) for number in range(1, 8)]
    for _, audit in got:
        if isinstance(audit, Audit):
            assert (audit.url, audit.publisher, audit.byte_count) == ("https://example.org/a", "P", audit.byte_count)
            assert audit.reason
            assert audit.advice
            assert "\n" not in audit.reason
    reason = next(audit.reason for _, audit in got if isinstance(audit, Audit) and "ValueError" in (audit.reason or ""))
    assert reason == "The reader failed: ValueError: two lines"


def test_a_few_small_texts_are_read_here_and_everything_else_apart() -> None:
    here = os.getpid()
    small = [make_source(b"words " * 100 + str(number).encode(), f"{number}.txt") for number in range(3)]
    sources = [small[0], page("p"), small[1], make_source(b"x " * guard.HERE_EACH, "big.txt"), small[2]]
    pids = [pid for _, pid in read_each(sources, read, failed)]
    assert [pid == here for pid in pids] == [True, False, True, False, True]


def test_many_small_texts_are_read_apart() -> None:
    texts = [make_source(b"w " * 40_000 + str(number).encode(), f"{number}.txt") for number in range(8)]
    got = read_each(texts, read, failed)
    assert [word for word, _ in got] == [str(number) for number in range(8)]
    assert os.getpid() not in {pid for _, pid in got}


def test_a_text_that_fails_here_has_an_audit_too() -> None:
    got = read_each([make_source(b"raise", "a.txt"), make_source(b"bomb", "b.txt")], read, failed)
    assert [what for what, _ in got] == ["corrupt", "too_big"]


def test_a_big_source_has_more_time() -> None:
    limits = Limits(seconds=10)
    assert limits.seconds_for(make_source(b"x" * 2_000_000, "a.pdf")) == pytest.approx(18)
    assert limits.seconds_for(make_source(b"", "a.pdf")) == 10


@pytest.mark.parametrize("how", ["timeout", "memory", "crashed", "raised"])
def test_every_end_has_advice(how: str) -> None:
    audit = guard._audit_of(page("x"), Ended(how, reason="So."))  # type: ignore[arg-type]
    assert audit.advice
    assert "So." in (audit.reason or "")
