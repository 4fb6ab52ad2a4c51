"""The wheel is self-contained: installed into an empty folder outside the checkout, it extracts a sentence."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

# A sentence written for this test.
SENTENCE = "In 2012, police in the capital investigated 31 trafficking cases, and courts convicted nine traffickers."


def _run(*command: str, cwd: Path, env: dict[str, str] | None = None, words: str | None = None) -> str:
    done = subprocess.run(command, cwd=cwd, env=env, input=words, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def wheel(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel of the checkout by calling the backend directly, so that nothing is downloaded."""
    folder = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=project)
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder that contains only the installed wheel."""
    folder = tmp_path_factory.mktemp("installed")
    _run(
        *(sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--no-compile"),
        *("--target", str(folder), str(wheel)),
        cwd=folder,
    )
    return folder


def _environment(installed: Path, cwd: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT") if name in os.environ}
    return kept | {"PYTHONPATH": str(installed), "HOME": str(cwd)}


def test_wheel_holds_the_package_and_its_data_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "tipetl/py.typed" in names
    assert any(name.startswith("tipetl/_data/expectations/") for name in names)
    assert "tipetl/_data/seeds/reports/catalog.yaml" in names
    assert any(name.startswith("tipetl/_data/seeds/reference/") for name in names)
    assert any(name.endswith("licenses/LICENSE") for name in names)
    # the encoder's weights, and the files that their licence requires
    assert "tipetl/figures/choice/data/encoder.npz" in names
    assert any(name.endswith("licenses/NOTICE") for name in names)
    assert any(name.endswith("LICENSES/Apache-2.0.txt") for name in names)
    tops = {name.split("/", 1)[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"tipetl"}
    assert not [name for name in names if name.endswith((".duckdb", ".pyc"))]


def test_installed_wheel_is_the_one_that_runs(installed: Path, tmp_path: Path) -> None:
    where = _run(
        *(sys.executable, "-c", "import tipetl; print(tipetl.__file__)"),
        cwd=tmp_path,
        env=_environment(installed, tmp_path),
    )
    assert Path(where.strip()).is_relative_to(installed)


def test_installed_wheel_extracts_a_sentence(installed: Path, tmp_path: Path) -> None:
    printed = _run(
        *(sys.executable, "-m", "tipetl", "extract", "-", "--country", "Kosovo", "--report-year", "2013"),
        *("--format", "jsonl"),
        cwd=tmp_path,
        env=_environment(installed, tmp_path),
        words=SENTENCE,
    )
    records = [json.loads(line) for line in printed.splitlines()]
    facts = {(record["metric"], record["value"], record["year"]) for record in records if record["type"] == "fact"}
    assert ("investigations", 31, 2012) in facts
    assert ("convictions", 9, 2012) in facts


def test_installed_wheel_finds_its_data_outside_a_checkout(installed: Path, tmp_path: Path) -> None:
    code = (
        "from tipetl.resources import data_dir\n"
        "for name in ('expectations', 'seeds', 'warehouse'): print(any(data_dir(name).rglob('*.*')))"
    )
    printed = _run(sys.executable, "-c", code, cwd=tmp_path, env=_environment(installed, tmp_path))
    assert printed.split() == ["True", "True", "True"]


def test_installed_flows_run_without_a_checkout(installed: Path, tmp_path: Path) -> None:
    printed = _run(
        *(sys.executable, "-m", "tipetl.flows.serve", "--help"), cwd=tmp_path, env=_environment(installed, tmp_path)
    )
    assert "python -m tipetl.flows.serve reports/" in printed


def test_version_is_the_one_of_the_package_metadata(installed: Path, tmp_path: Path, wheel: Path) -> None:
    printed = _run(sys.executable, "-m", "tipetl", "--version", cwd=tmp_path, env=_environment(installed, tmp_path))
    assert printed == f"tipetl {wheel.name.split('-')[1]}\n"
