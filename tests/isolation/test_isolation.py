"""Worker processes report each kind of failure, and the other items are still processed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from tests.isolation.hostile import act
from tipetl.errors import TerminalError
from tipetl.isolation import Ended, Pool, cores

MB = 1024**2


def run(*items: tuple[str, Any], workers: int = 2, seconds: float = 30.0, memory: int = 256 * MB) -> list[Ended]:
    with Pool(act, workers=workers, seconds=seconds, memory_bytes=memory) as pool:
        return pool.map(items)


def test_results_come_in_the_order_of_the_items() -> None:
    ended = run(*(("give", number) for number in range(40)))
    assert [(e.how, e.value) for e in ended] == [("done", number) for number in range(40)]


def test_nothing_to_do_starts_nothing() -> None:
    assert run() == []


def test_a_big_result_and_a_big_item_get_through() -> None:
    big, echo = run(("big", 30 * MB), ("give", b"y" * 30 * MB), workers=1)
    assert len(big.value) == 30 * MB
    assert echo.value == b"y" * 30 * MB


@pytest.mark.parametrize("workers", [1, 2])
def test_every_failure_has_its_end_and_the_others_go_on(workers: int) -> None:
    ended = run(
        ("give", 1),
        ("hang", None),
        ("signal", signal.SIGSEGV),
        ("give", 2),
        ("exit", 7),
        ("allocate", None),
        ("raise", "two\nlines"),
        ("give", 3),
        ("spin", None),
        ("lock", None),
        ("deep", 0),
        ("exit", 0),
        ("give", 4),
        workers=workers,
        seconds=1.0,
    )
    assert [e.how for e in ended] == [
        "done", "timeout", "crashed", "done", "crashed", "memory", "raised", "done", "timeout", "raised", "raised",
        "crashed", "done",
    ]  # fmt: skip
    assert [e.value for e in ended if e.how == "done"] == [1, 2, 3, 4]
    assert ended[6].reason == "ValueError: two lines"
    assert "SIGSEGV" in ended[2].reason
    assert "1 second" in ended[1].reason
    assert "256 MB" in ended[5].reason
    assert ended[10].reason.startswith("RecursionError")
    assert all("\n" not in e.reason and bool(e.reason) == (e.how != "done") for e in ended)


def test_an_end_by_the_system_counts_as_want_of_memory() -> None:
    assert run(("signal", signal.SIGKILL))[0].how == "memory"


def test_an_item_may_have_a_time_limit_of_its_own() -> None:
    with Pool(act, workers=1, seconds=600) as pool:
        slow, quick = pool.map([("hang", 1), ("give", 2)], seconds=lambda item: 0.5 if item[0] == "hang" else 30)
    assert (slow.how, quick.value) == ("timeout", 2)


def test_a_worker_is_used_again_and_replaced_after_a_crash() -> None:
    with Pool(act, workers=1) as pool:
        first, second = pool.map([("pid", None), ("pid", None)])
        pool.map([("exit", 1)])
        (third,) = pool.map([("pid", None)])
    assert first.value == second.value
    assert third.value not in (first.value, os.getpid())


def test_an_item_does_not_answer_for_what_an_earlier_one_left(tmp_path: Path) -> None:
    after = run(("give", 1), ("poison", str(tmp_path / "a")), workers=1)
    assert after[1] == Ended("done", "second try")
    assert run(("poison", str(tmp_path / "b")), workers=1)[0].how == "crashed"


def test_an_item_is_tried_twice_at_most(tmp_path: Path) -> None:
    marker = tmp_path / "calls"
    with Pool(act, workers=3) as pool:
        # Enough items for every worker to have served one.
        pool.map([("give", number) for number in range(30)])
        (ended,) = pool.map([("count", str(marker))])
    assert ended.how == "crashed"
    assert marker.read_text(encoding="utf-8") == "xx"


def test_progress_counts_every_item_once(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    with Pool(act, workers=2) as pool:
        pool.map([("give", 1), ("exit", 1), ("raise", "x"), ("give", 2)], progress=lambda *step: told.append(step))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_no_worker_is_left_behind() -> None:
    with Pool(act, workers=2) as pool:
        pids = {e.value for e in pool.map([("pid", number) for number in range(8)])}
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_a_caller_that_is_interrupted_leaves_no_worker() -> None:
    def interrupt(done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with Pool(act, workers=2) as pool, pytest.raises(KeyboardInterrupt):
        pool.map([("pid", 1), ("hang", 2)], progress=interrupt)
    assert pool.map([]) == []


def test_what_a_worker_prints_goes_nowhere(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(("print", b"noise"))[0].how == "done"
    assert capfd.readouterr() == ("", "")


def test_it_works_from_a_thread() -> None:
    found: list[Ended] = []
    thread = threading.Thread(target=lambda: found.extend(run(("give", 1), ("exit", 1))))
    thread.start()
    thread.join()
    assert [e.how for e in found] == ["done", "crashed"]


def test_a_script_without_a_main_guard_may_use_it(tmp_path: Path, project: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import math\nfrom tipetl.isolation import Pool\nprint('once')\n"
        "with Pool(math.sqrt, workers=2) as pool:\n    print([e.value for e in pool.map([4, 9, -1])])\n",
        encoding="utf-8",
    )
    env = os.environ | {"PYTHONPATH": str(project / "src")}
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=120, env=env)
    assert done.stdout.splitlines() == ["once", "[2.0, 3.0, None]"], done.stderr


def test_a_function_that_no_worker_can_find_is_an_error_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    import tests.isolation.hostile as hostile

    def passing() -> None: ...

    passing.__qualname__, passing.__module__ = "passing", hostile.__name__
    monkeypatch.setattr(hostile, "passing", passing, raising=False)
    with Pool(passing, workers=1) as pool, pytest.raises(TerminalError, match="passing"):
        pool.map([1])


@pytest.mark.skipif(sys.platform != "linux", reason="the test looks into /proc")
def test_memory_is_watched_where_the_system_keeps_no_limit() -> None:
    with Pool(act, workers=1, memory_bytes=None) as pool:
        (ended,) = pool.map([("watched", 32 * MB)])
    assert ended.how == "memory"


def test_there_is_at_least_one_core() -> None:
    assert cores() >= 1
