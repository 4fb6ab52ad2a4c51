"""Objects loaded while the garbage collector is off are exempt from collection; objects left by a document are not."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from tipetl.language.memo import LOADED, uncollected


@pytest.fixture(autouse=True)
def _thawed() -> Iterator[None]:
    yield
    gc.unfreeze()


def _searched_after(objects: int) -> bool:
    """Tell whether the collector still tracks any of ``objects`` objects made without it."""
    gc.collect()
    with uncollected():
        made: list[list[int]] = [[] for _ in range(objects)]
    return any(one is made[-1] for one in gc.get_objects())


def test_what_was_loaded_is_never_searched() -> None:
    assert not _searched_after(LOADED + 1000)


def test_a_few_objects_are_searched_as_ever() -> None:
    assert _searched_after(LOADED // 10)


def test_the_collector_is_on_again() -> None:
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()
