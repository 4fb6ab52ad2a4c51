"""All commands that read accept the same limits, and reject invalid ones in one line."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from tipetl.cli.app import app

COMMANDS = (["extract", "-"], ["numbers", "-"], ["run"], ["explain", "Courts convicted nine traffickers."])


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
@pytest.mark.parametrize("value", ["inf", "nan", "-inf", "-1", "0", "1e308", "604801", "soon"])
def test_an_odd_time_limit_is_a_usage_error(command: list[str], value: str) -> None:
    done = CliRunner().invoke(app, [*command, "--time-limit", value], input="Courts convicted nine.")
    assert done.exit_code == 2
    assert "--time-limit" in done.output
    assert "Traceback" not in done.output


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
@pytest.mark.parametrize("value", ["inf", "nan", "-1", "0", "63", "1048577", "9" * 30])
def test_an_odd_memory_limit_is_a_usage_error(command: list[str], value: str) -> None:
    done = CliRunner().invoke(app, [*command, "--memory-limit", value], input="Courts convicted nine.")
    assert done.exit_code == 2
    assert "--memory-limit" in done.output
    assert "Traceback" not in done.output


@pytest.mark.parametrize("form", ["text", "jsonl"])
def test_a_text_that_takes_too_long_is_named_and_the_next_is_read(form: str, tmp_path: Path) -> None:
    endless, sentence = "Traffickers of forced labor: " + "8 " * 25_000, "Courts convicted nine traffickers."
    CliRunner().invoke(app, ["extract", "-"], input=sentence)  # load everything that later calls reuse
    if form == "jsonl":
        path = tmp_path / "texts.jsonl"
        path.write_text(f'{{"text": "{endless}", "doc": "one"}}\n{{"text": "{sentence}", "doc": "two"}}\n')
        paths = [str(path)]
    else:
        paths = [str(tmp_path / name) for name in ("one.txt", "two.txt")]
        for name, words in zip(paths, (endless, sentence), strict=True):
            Path(name).write_text(words)
    done = CliRunner().invoke(app, ["extract", *paths, "--input-format", form, "--time-limit", "1"])
    assert done.exit_code == 0
    assert "It took longer than" in done.stderr
    assert "convictions" in done.stdout
    assert '"two' in done.stdout
