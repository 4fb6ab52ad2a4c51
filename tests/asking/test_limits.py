"""A query that would take too much time or memory ends in one line, and Ctrl-C ends any query."""

from __future__ import annotations

import resource
import signal
import sys
import threading
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest

from tipetl.asking import QueryLimits, StuckQueryError, ask, limits, query, read_only
from tipetl.asking.limits import TooLongError, Worker, process_memory
from tipetl.errors import WarehouseError

SHORT = QueryLimits(seconds=0.2)
SMALL = QueryLimits(seconds=20.0, memory_bytes=64 * 1024**2, whole_process=True)
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the limit of memory holds on Linux")


def nothing() -> None:
    pass


@pytest.mark.parametrize(
    "text",
    [
        "SELECT count(*) FROM range(1000000000000)",
        "SELECT sum(a.range * b.range) FROM range(1000000) a, range(1000000) b",
        "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r) SELECT max(n) FROM r",
        "SELECT max(hash(range)) FROM range(1000000000000) WHERE hash(range) % 7 = 8",
        "SELECT count(*) FROM range(1000000000000) WHERE regexp_matches(range::VARCHAR, '(a|b)*c')",
        "EXPLAIN ANALYZE SELECT count(*) FROM range(1000000000000)",
        "SELECT * FROM range(1000000000000) WHERE range < 0",
        "SUMMARIZE SELECT * FROM range(1000000000000)",
        "SELECT count(*) FROM repeat('x', 1000000000000)",
        "SELECT (SELECT count(*) FROM generate_series(1, 1000000000000)) + 1",
    ],
)
def test_a_query_without_end_is_stopped(made: Path, text: str) -> None:
    with pytest.raises(TooLongError, match=r"limit of 0\.2 seconds.*--time-limit"):
        query(made, text, limits=SHORT)


@LINUX
@pytest.mark.parametrize(
    "text",
    [
        "SELECT repeat('x', 4000000000)",
        "SELECT len(range(0, 1000000000))",
        "SELECT len(list(range)) FROM range(300000000)",
        "SELECT length(string_agg(repeat('x', 1000000), '')) FROM range(10000)",
        "SELECT printf('%2000000000d', 1)",
        "SELECT array_agg(repeat('x', 100000)) FROM range(100000)",
        "SELECT count(DISTINCT hash(range)) FROM range(100000000)",
        "SELECT range FROM range(100000000) ORDER BY hash(range)",
        "SELECT list_sort(range(0, 800000000))",
        "SELECT a.range FROM range(50000000) a JOIN range(50000000) b ON hash(a.range) = hash(b.range + 1)",
    ],
)
def test_a_query_that_needs_all_memory_is_stopped(made: Path, text: str) -> None:
    with pytest.raises(WarehouseError, match="limit of 64 MB of memory"):
        query(made, text, limits=SMALL)
    assert query(made, "SELECT 1", limits=SMALL).rows == ((1,),)


def test_rows_are_fetched_as_they_are_taken(made: Path) -> None:
    with ask(made, "SELECT range, repeat('x', 1000) AS words FROM range(1000000000000)") as answer:
        assert answer.columns == ("range", "words")
        assert [row[0] for row in islice(answer.rows, 5000)] == list(range(5000))
    with ask(
        made, "SELECT range::DATE FROM range(TIMESTAMP '1900-01-01', TIMESTAMP '9000-01-01', INTERVAL 1 DAY)"
    ) as answer:
        assert len(list(islice(answer.rows, 5000))) == 5000


def test_order_is_kept_where_values_are_made_fit(made: Path) -> None:
    rows = query(
        made, "SELECT range AS n, ('2000-01-01'::DATE + range::INTEGER) d FROM range(5000) ORDER BY n DESC"
    ).rows
    assert [row[0] for row in rows] == list(range(4999, -1, -1))
    assert rows[-1] == (0, "2000-01-01")


def test_time_is_counted_over_all_calls_and_not_between_them(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(limits.time, "monotonic", lambda: now[0])

    def work() -> None:
        now[0] += 0.6

    worker = Worker(1.0, nothing)
    worker.call(work)
    assert worker._left == pytest.approx(0.4)
    now[0] += 100
    worker.call(work)
    assert worker._left == pytest.approx(-0.2)
    worker.end(nothing)


def test_what_a_job_raises_is_raised_where_it_is_waited_for() -> None:
    worker = Worker(10.0, nothing)
    with pytest.raises(ZeroDivisionError):
        worker.call(lambda: 1 // 0)
    assert worker.call(lambda: "still works") == "still works"
    worker.end(nothing)


def test_a_job_that_does_not_stop_is_left_behind_and_closes_when_it_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_GRACE_SECONDS", 0.02)
    may_end, closed = threading.Event(), threading.Event()
    worker = Worker(0.01, nothing)
    with pytest.raises(StuckQueryError) as stuck:
        worker.call(lambda: may_end.wait(60))
    assert not stuck.value.interrupted
    worker.end(closed.set)
    assert not closed.is_set()
    may_end.set()
    assert closed.wait(60)


def interrupting(job: Callable[[], object]) -> Callable[[], object]:
    """Return the job, preceded by Ctrl-C."""

    def pressed() -> object:
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
        return job()

    return pressed


def test_ctrl_c_interrupts_the_job() -> None:
    interrupted = threading.Event()
    worker = Worker(60.0, interrupted.set)
    with pytest.raises(KeyboardInterrupt):
        worker.call(interrupting(lambda: interrupted.wait(60)))
    assert interrupted.is_set()
    worker.end(nothing)


def test_ctrl_c_leaves_a_job_that_does_not_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_GRACE_SECONDS", 0.02)
    may_end = threading.Event()
    worker = Worker(60.0, nothing)
    with pytest.raises(StuckQueryError) as stuck:
        worker.call(interrupting(lambda: may_end.wait(60)))
    assert stuck.value.interrupted
    may_end.set()
    worker.end(nothing)


@LINUX
def test_the_limit_of_memory_is_lifted_again() -> None:
    before = resource.getrlimit(resource.RLIMIT_DATA)
    with process_memory(1024**2):
        assert resource.getrlimit(resource.RLIMIT_DATA)[0] < 2**62
        with pytest.raises(MemoryError):
            bytearray(2 * 1024**3)
    assert resource.getrlimit(resource.RLIMIT_DATA) == before


def test_a_slow_query_shows_no_progress_among_its_rows(made: Path) -> None:
    with read_only(made) as connection:
        assert connection.execute("SELECT current_setting('enable_progress_bar')").fetchall() == [(False,)]
