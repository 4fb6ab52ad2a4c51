"""Give every test a fixed environment, without anything from the user's environment."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.few_checks import few_checks as plan_of_few
from tipetl.threads import ONE_THREAD

# Use one thread, as in the workers of a run: threads of numpy's BLAS would compete with other tests for the processors.
# The variables are read once, when numpy is first imported.
os.environ.update(ONE_THREAD)

PROJECT = Path(__file__).resolve().parents[1]

# Deadlines measure the machine and not the code; the number of examples depends on neither.
settings.register_profile("tipetl", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "tipetl"))


# Ctrl-C must work even if the tests are started with interrupts ignored, as in the background of a shell.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def project() -> Path:
    """Return the root of the checkout."""
    return PROJECT


@pytest.fixture
def few_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let runs in this process make only a few checks (``tests.few_checks``)."""
    monkeypatch.setattr("tipetl.checks.gate.load_plan", plan_of_few)


@pytest.fixture
def without_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let only rules and the scorer read figures, for tests of rules and scorer (decision 0321)."""
    monkeypatch.setattr("tipetl.figures.choice.proposals.load_doubts", lambda: None)


@pytest.fixture(autouse=True)
def _no_warehouse_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ensure that a test that forgets to name a warehouse does not write to the warehouse in the user's environment."""
    monkeypatch.delenv("TIPETL_WAREHOUSE", raising=False)
