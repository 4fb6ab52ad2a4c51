"""What every test stands on: a fixed environment, and nothing of the user's."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

PROJECT = Path(__file__).resolve().parents[1]

# Deadlines measure the machine and not the code; the number of examples does not depend on either.
settings.register_profile("tipetl", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "tipetl"))


# Where the tests are started with interrupts ignored, as in the background of a shell, Ctrl-C has to act all the same.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def project() -> Path:
    """The root of the checkout."""
    return PROJECT


@pytest.fixture(autouse=True)
def _no_warehouse_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that forgets to name a warehouse must not write into the one that the environment names."""
    monkeypatch.delenv("TIPETL_WAREHOUSE", raising=False)
