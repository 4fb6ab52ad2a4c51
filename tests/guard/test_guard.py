"""When many sources are read, hostile sources get their outcome, and the others are read in order."""

from __future__ import annotations

import os
import signal
import threading
import time

import pytest

from tipetl import guard
from tipetl.guard import Limits, read_each
from tipetl.isolation import Ended
from tipetl.model import Audit, Hints, Source
from tipetl.sources.opening import make_source

LIMITS = Limits(seconds=1.0, memory_bytes=200 * 1024**2, workers=2)


def read(source: Source) -> tuple[str, object]:
    """Fail in the way that the source's last word names."""
    word = source.data.split()[-1].decode()
    if word == "hang":
        time.sleep(600)
    if word == "crash":
        os.kill(os.getpid(), 11)
    if word == "bomb":
        bytearray(10**12)
    if word == "loop":
        while True:
            time.sleep(0.001)
    if word == "swallow":
        while True:
            try:
                time.sleep(1)
            except Exception:  # noqa: BLE001 - what a reader must not do with its time limit
                continue
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
    texts = [make_source(b"w " * 29_000 + str(number).encode(), f"{number}.txt") for number in range(10)]
    got = read_each(texts, read, failed)
    assert [word for word, _ in got] == [str(number) for number in range(10)]
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


@pytest.mark.parametrize("word", ["loop", "hang", "swallow"])
def test_a_small_text_is_held_to_the_time_limit_too(word: str) -> None:
    sources = [make_source(f"one {word}".encode(), "a.txt"), make_source(b"two", "b.txt")]
    got = read_each(sources, read, failed, limits=Limits(seconds=0.2, workers=1))
    assert [what for what, _ in got] == ["timeout", "two"]
    audit = got[0][1]
    assert isinstance(audit, Audit)
    assert audit.reason == "It took longer than 0.2 seconds."
    assert got[1][1] == os.getpid()
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGALRM) == signal.SIG_DFL


def test_a_text_that_may_need_more_memory_than_it_may_have_is_read_apart() -> None:
    words = b"w " * 20_000 + b"one"
    for memory, here in ((None, True), (2 * 1024**3, True), (64 * 1024**2, False)):
        [(_, pid)] = read_each([make_source(words, "a.txt")], read, failed, limits=Limits(memory_bytes=memory))
        assert (pid == os.getpid()) is here


def test_another_thread_reads_in_a_worker_under_the_same_limits() -> None:
    got: list[tuple[str, object]] = []
    sources = [make_source(b"one", "a.txt"), make_source(b"hang", "b.txt")]
    thread = threading.Thread(target=lambda: got.extend(read_each(sources, read, failed, limits=LIMITS)))
    thread.start()
    thread.join(60)
    assert [what for what, _ in got] == ["one", "timeout"]
    assert got[0][1] != os.getpid()


def test_an_alarm_of_the_caller_is_left_alone() -> None:
    before = signal.signal(signal.SIGALRM, lambda *_: None)
    signal.setitimer(signal.ITIMER_REAL, 600)
    try:
        [(word, pid)] = read_each([make_source(b"one", "a.txt")], read, failed)
        assert word == "one"
        assert pid != os.getpid()
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 0
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("seconds", [float("inf"), float("nan"), float("-inf"), 0.0, -1.0, 1e308])
def test_a_time_limit_is_a_time(seconds: float) -> None:
    with pytest.raises(ValueError, match="time limit"):
        Limits(seconds=seconds)


@pytest.mark.parametrize("size", [0, -1, 1024, 2**63, 10**30])
def test_a_memory_limit_is_one_that_something_can_be_read_with(size: int) -> None:
    with pytest.raises(ValueError, match="memory limit"):
        Limits(memory_bytes=size)
