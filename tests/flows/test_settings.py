"""Prefect stays offline, quiet and inside the project, unless the user says otherwise."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_PRINT = """
import flows
from prefect.settings import get_current_settings
settings = get_current_settings()
print(settings.home)
print(settings.server.analytics_enabled, settings.logging.to_api.enabled, settings.logging.level)
"""


def _settings(project: Path, **environment: str) -> list[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "DO_NOT_TRACK"))}
    done = subprocess.run(
        [sys.executable, "-c", _PRINT], cwd=project, env=kept | environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_state_lies_in_the_project_and_nothing_is_sent_anywhere(project: Path) -> None:
    home, *rest = _settings(project)
    assert Path(home) == project / ".prefect"
    assert rest == ["False", "False", "WARNING"]


def test_the_users_own_settings_stand(project: Path, tmp_path: Path) -> None:
    home, *rest = _settings(project, PREFECT_HOME=str(tmp_path), PREFECT_LOGGING_LEVEL="INFO")
    assert Path(home) == tmp_path
    assert rest[-1] == "INFO"
