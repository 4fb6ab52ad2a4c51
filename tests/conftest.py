"""The basis of every test: a fixed environment, and nothing of the user's."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.few_checks import few_checks as plan_of_few
from tipetl.threads import ONE_THREAD

# As in the workers of a run: threads of numpy's BLAS would compete with other tests for the processors. Read once, when
# numpy is first imported.
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
    """The root of the checkout."""
    return PROJECT


@pytest.fixture
def few_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs in this process make few of the checks (``tests.few_checks``)."""
    monkeypatch.setattr("tipetl.checks.gate.load_plan", plan_of_few)


@pytest.fixture
def without_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only rules and the scorer read figures, in tests of what these do (decision 0321)."""
    monkeypatch.setattr("tipetl.figures.choice.proposals.load_doubts", lambda: None)


@pytest.fixture(autouse=True)
def _no_warehouse_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that forgets to name a warehouse must not write to the one in the user's environment."""
    monkeypatch.delenv("TIPETL_WAREHOUSE", raising=False)
