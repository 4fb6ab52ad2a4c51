"""Generate the command reference from the commands themselves, so that it cannot become outdated."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from typer.main import get_command

from tipetl.cli.app import app

_WIDTH = 100
_HEAD = """# Command reference

Generated from the code by `make docs`; do not edit by hand. Results go to standard output, everything else to
standard error.

| exit code | meaning |
|---|---|
| 0 | done; `run`: published, with or without warnings, or nothing new |
| 1 | nothing could be ingested, or the requested thing does not exist |
| 2 | the command line is wrong |
| 3 | a critical check failed, and nothing was published |
| 70 | a fault in tipetl; a report file is in the folder of `TIPETL_REPORTS`, else in `~/.local/state/tipetl` |
| 130 | interrupted (Ctrl-C) |
| 141 | the reader of the output is gone |
"""


def commands() -> Iterator[tuple[str, Any, Any]]:
    """Yield every command with its full name (``tipetl snapshots list``) and a context for its help.

    Groups come before their members; otherwise the order is that of ``--help``.
    """
    yield from _walk("tipetl", get_command(app), None)


def _walk(name: str, command: Any, parent: Any) -> Iterator[tuple[str, Any, Any]]:
    settings = dict(command.context_settings) | {"terminal_width": _WIDTH, "max_content_width": _WIDTH}
    context = command.context_class(command, info_name=name.rsplit(" ", 1)[-1], parent=parent, **settings)
    yield name, command, context
    for member in getattr(command, "list_commands", lambda _context: [])(context):
        yield from _walk(f"{name} {member}", command.get_command(context, member), context)


def command_reference() -> str:
    """Return the page ``docs/reference/cli.md``: the help of every command, at a fixed width."""
    parts = [_HEAD]
    for name, command, context in commands():
        help_text = "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
        parts.append(f"## {name}\n\n```text\n{help_text}\n```\n")
    return "\n".join(parts)
