"""Check the installation: Python, packages, tipetl's own data files, the orchestrator's folder."""

from __future__ import annotations

import hashlib
import os
import platform
import sys
import tempfile
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable, Iterator
from importlib import metadata, resources
from pathlib import Path
from typing import TYPE_CHECKING

from tipetl.doctor.diagnosis import Diagnosis
from tipetl.errors import TipetlError
from tipetl.resources import data_dir, rule_set_version

if TYPE_CHECKING:
    from packaging.requirements import Requirement

DISTRIBUTION = "tipetl"
TESTED_UNTIL = (3, 13)
"""The latest Python for which the locks were resolved."""
CHECKOUT = Path(__file__).resolve().parents[3]
OPTIONAL = {
    "great-expectations": "run and check: pip install 'tipetl[checks]'",
    "prefect": "the flows: pip install 'tipetl[flow]'",
    "prefect-dask": "reading on several machines: pip install 'tipetl[dask]'",
    "duckdb-extension-ducklake": "publishing into a DuckLake: pip install 'tipetl[ducklake]'",
    "duckdb-extension-postgres-scanner": "publishing into a DuckLake: pip install 'tipetl[ducklake]'",
    "xlsxwriter": "the Excel edition: pip install 'tipetl[excel]'",
    "altair": "a site: pip install 'tipetl[site]'",
    "vl-convert-python": "a site: pip install 'tipetl[site]'",
    "pagefind": "the search of a site: pip install 'tipetl[site]'",
    "polars": "a recipe of docs/recipes.md",
    "ibis-framework": "a recipe of docs/recipes.md",
    "duckdb-sqlalchemy": "a recipe of docs/recipes.md",
    "duckdb-cli": "a recipe of docs/recipes.md",
    "datasette": "a recipe of docs/recipes.md",
    "scikit-learn": "training the scorer",
}
_INSTALL = "Install what the lock names: pip install --require-hashes --no-deps -r requirements.lock (or: make run)."
_DATA = ("expectations", "seeds", "warehouse")
_SHOWN = 5


def python_version() -> Iterator[Diagnosis]:
    """Report whether tipetl supports this Python."""
    running = platform.python_version()
    # If Python is too old for the code, this line is never reached.
    if sys.version_info[:2] > TESTED_UNTIL:
        tested = ".".join(map(str, TESTED_UNTIL))
        yield Diagnosis("python", "warning", f"Python {running} is newer than the locks support.", f"Use {tested}.")
    else:
        yield Diagnosis("python", "ok", f"Python {running}.")


def packages() -> Iterator[Diagnosis]:
    """Report whether the required packages are installed, in supported versions."""
    from packaging.requirements import Requirement

    try:
        asked = [Requirement(text) for text in metadata.requires(DISTRIBUTION) or ()]
    except metadata.PackageNotFoundError:
        advice = "In the checkout: pip install --no-deps --no-build-isolation -e . (or: make run)."
        yield Diagnosis("packages", "problem", "tipetl itself is not installed as a package.", advice)
        return
    sound = 0
    for requirement, found, fits in _compared(asked):
        if fits:
            sound += 1
            continue
        words = f"{requirement.name} is not installed."
        if found is not None:
            words = f"{requirement.name} {found} is installed; tipetl needs {requirement.specifier}."
        yield Diagnosis("packages", "problem", words, _INSTALL)
    yield Diagnosis("packages", "ok", f"{sound} packages are installed in supported versions.")


def lock_file(root: Path = CHECKOUT) -> Iterator[Diagnosis]:
    """Report, in a checkout, whether the packages are exactly those of the lock."""
    from packaging.requirements import Requirement

    path = root / "requirements.lock"
    if not path.is_file():
        yield Diagnosis("lock_file", "note", "There is no requirements.lock to compare with: this is not a checkout.")
        return
    lines = path.read_text(encoding="utf-8").splitlines()
    locked = [Requirement(line.removesuffix("\\").strip()) for line in lines if line and line[0] not in " #"]
    compared = list(_compared(locked))
    different = [f"{requirement} ({found or 'missing'})" for requirement, found, fits in compared if not fits]
    if different:
        more = f" and {len(different) - _SHOWN} more" if len(different) > _SHOWN else ""
        words = f"Not as requirements.lock says: {', '.join(different[:_SHOWN])}{more}."
        yield Diagnosis("lock_file", "warning", words, _INSTALL)
    else:
        yield Diagnosis("lock_file", "ok", f"{len(compared)} packages are exactly those of requirements.lock.")


def _compared(requirements: Iterable[Requirement]) -> Iterator[tuple[Requirement, str | None, bool]]:
    """Yield each requirement that applies here, with the installed version and whether that version fits."""
    for requirement in requirements:
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            found = _installed(requirement.name)
            yield requirement, found, found is not None and requirement.specifier.contains(found, prereleases=True)


def optional_parts() -> Iterator[Diagnosis]:
    """Report which optional dependencies are installed."""
    there = [name for name in OPTIONAL if _installed(name)]
    for name, purpose in OPTIONAL.items():
        if name not in there:
            yield Diagnosis("optional", "note", f"{name} is not installed.", f"Needed only for {purpose}.")
    yield Diagnosis("optional", "ok", f"Optional: {', '.join(there) or 'nothing'}.")


def rule_files() -> Iterator[Diagnosis]:
    """Report whether rules, lexicon and weights can be read, and their version."""
    from tipetl.figures.choice.calibration import load_measured
    from tipetl.figures.choice.doubts import load_doubts
    from tipetl.figures.choice.encoder import load_encoder
    from tipetl.figures.choice.network import load_scorer
    from tipetl.language.lexicon import load_lexicon
    from tipetl.language.rules import load_rules

    advice = "Install tipetl again, or restore the file from version control."
    loads: dict[str, Callable[[], object]] = {
        "the lexicon": load_lexicon,
        "the rules": load_rules,
        "the scorer's weights": load_scorer,
        "the encoder's weights": load_encoder,
        "the doubts about unread numbers": load_doubts,
        "the calibration": load_measured,
    }
    sound = True
    for what, load in loads.items():
        try:
            read = load()
        except TipetlError as error:
            sound = False
            yield Diagnosis("rules", "problem", error.message, error.advice or advice)
        except Exception as error:  # noqa: BLE001 - a damaged file may fail in any way
            sound = False
            yield Diagnosis("rules", "problem", f"{what} cannot be read: {' '.join(str(error).split())}.", advice)
        else:
            if read is None:
                sound = False
                yield Diagnosis("rules", "problem", f"{what} cannot be found.", advice)
    if sound:
        weights = (resources.files("tipetl.figures.choice") / "data" / "scorer.npz").read_bytes()
        digest = hashlib.sha256(weights).hexdigest()[:16]
        yield Diagnosis("rules", "ok", f"Rules and lexicon {rule_set_version()}, scorer weights {digest}.")


def own_files() -> Iterator[Diagnosis]:
    """Report whether the files of an installed wheel are unchanged, and whether the data folders exist."""
    try:
        listed = metadata.files(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        listed = []
    changed = []
    for path in listed:
        if path.hash is None or path.parts[0] != "tipetl":
            continue
        place = Path(str(path.locate()))
        if not place.is_file():
            changed.append(f"{path} (missing)")
        elif urlsafe_b64encode(hashlib.sha256(place.read_bytes()).digest()).decode().rstrip("=") != path.hash.value:
            changed.append(str(path))
    if changed:
        words = f"{len(changed)} files are not as they were installed: {', '.join(changed[:_SHOWN])}."
        yield Diagnosis("files", "warning", words, "Install tipetl again, unless you changed them on purpose.")
    for name in _DATA:
        try:
            data_dir(name)
        except TipetlError as error:
            yield Diagnosis("files", "problem", error.message, error.advice)
    if not changed:
        yield Diagnosis("files", "ok", "The files of tipetl are all in place.")


def orchestrator() -> Iterator[Diagnosis]:
    """Report whether the orchestrator has a writable folder, and whether its server, if one is configured, answers."""
    home = Path(os.environ.get("PREFECT_HOME") or CHECKOUT / ".prefect").expanduser()
    place = next(folder for folder in (home, *home.parents) if folder.exists())
    advice = "Set PREFECT_HOME to a writable folder. Only flows/ needs it, not tipetl run."
    if not place.is_dir():
        yield Diagnosis(
            "orchestrator", "problem", f"{place} is not a folder, so Prefect cannot keep its state.", advice
        )
        return
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as error:
        words = f"{place} cannot be written ({error.strerror}), so Prefect cannot keep its state."
        yield Diagnosis("orchestrator", "problem", words, advice)
        return
    address = os.environ.get("PREFECT_API_URL")
    if address and not _answers(address):
        advice = "Start that server, or unset PREFECT_API_URL: a flow then starts one of its own."
        yield Diagnosis("orchestrator", "problem", f"No Prefect server answers at {address}.", advice)
        return
    server = f"the server at {address}" if address else "a server of its own, started as needed"
    yield Diagnosis("orchestrator", "ok", f"Prefect keeps its state in {home} and uses {server}.")


def _answers(address: str) -> bool:
    import urllib.error
    import urllib.request

    try:
        with urllib.request.urlopen(f"{address.rstrip('/')}/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError, ValueError):
        return False


def _installed(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


INSTALLATION: dict[str, Callable[[], Iterator[Diagnosis]]] = {
    "python": python_version,
    "packages": packages,
    "lock_file": lock_file,
    "optional": optional_parts,
    "files": own_files,
    "rules": rule_files,
    "orchestrator": orchestrator,
}
"""The checks, by the names under which they are reported."""
