"""Every command has help, and the reference page is up to date."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from scripts import reference
from tipetl.cli.reference import commands

COMMANDS = list(commands())
NAMES = [name for name, _command, _context in COMMANDS]
_LOCK = (Path(__file__).resolve().parents[2] / "requirements.lock").read_text(encoding="utf-8")
as_locked = pytest.mark.skipif(
    f"\ntyper=={metadata.version('typer')} " not in _LOCK, reason="releases of typer print arguments differently"
)


def test_the_commands_that_the_readme_promises_are_there() -> None:
    promised = {"run", "extract", "check", "sql", "version", "snapshots list", "snapshots show", "snapshots verify"}
    assert {name.removeprefix("tipetl ") for name in NAMES} >= promised


@pytest.mark.parametrize(("name", "command", "context"), COMMANDS, ids=NAMES)
def test_every_command_has_help_with_an_example_that_calls_it(name: str, command: Any, context: Any) -> None:
    shown = command.get_help(context)
    before, found, example = shown.partition("Example:")
    assert found, f"{name} has no example"
    assert f"{name} " in example or f"{name}\n" in example, f"the example of {name} does not call it"
    first = (command.help or "").strip().splitlines()[0]
    assert len(first.split()) >= 3
    assert first.endswith("."), f"the help of {name} begins with a whole sentence"
    assert first in " ".join(before.split())


@pytest.mark.parametrize(("name", "command", "context"), COMMANDS, ids=NAMES)
def test_every_option_and_argument_has_help(name: str, command: Any, context: Any) -> None:
    for parameter in command.get_params(context):
        assert (getattr(parameter, "help", None) or "").strip(), f"{name}: {parameter.name} has no help"


@as_locked
def test_no_generated_page_is_stale() -> None:
    assert reference.stale() == [], "run 'make docs' and commit the pages"


@as_locked
def test_a_changed_page_counts_as_stale(tmp_path: Path, project: Path) -> None:
    for page in reference.PAGES:
        (tmp_path / page).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / page).write_text((project / page).read_text(encoding="utf-8"), encoding="utf-8")
    assert reference.stale(tmp_path) == []
    first = next(iter(reference.PAGES))
    with (tmp_path / first).open("a", encoding="utf-8") as page_file:
        page_file.write("One more line.\n")
    assert reference.stale(tmp_path) == [first]


@pytest.mark.parametrize("name", NAMES)
def test_the_reference_page_names_every_command(name: str, project: Path) -> None:
    page = (project / "docs/reference/cli.md").read_text(encoding="utf-8")
    assert f"## {name}\n" in page
