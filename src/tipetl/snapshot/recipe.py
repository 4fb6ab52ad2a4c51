"""Record how a version was made: ``recipe.json`` hashes code, rules, word lists, checks, corrections and libraries.

The hashes are computed at publication and read back later. Comparing two recipes explains why two versions differ
(``causes``). The content hash does not depend on a recipe's hashes.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from tipetl.checks.plan import load_plan
from tipetl.resources import data_dir
from tipetl.tables import content_id, load_corrections
from tipetl.tables.corrections import correction_id
from tipetl.yamlfile import read_yaml

RECIPE_NAME = "recipe.json"
RULES_FOLDER = "language/data/rules/"
LEXICON_FOLDER = "language/data/lexicon/"
GROUPS_FILE = f"{RULES_FOLDER}groups.yaml"

_PACKAGE = Path(__file__).resolve().parents[1]
_DATA_SUFFIXES = frozenset({".yaml", ".yml", ".json", ".csv", ".tsv", ".txt", ".npz", ".toml"})
_TELLS_NOTHING = frozenset({"_data", "cli", "evaluate", "snapshot", "explain.py", "ruledocs.py", "__main__.py"})
"""Parts of the package that only display or store what was read, so changing them changes no row."""
_LIBRARIES = ("beautifulsoup4", "duckdb", "great-expectations", "numpy", "pdfplumber", "pypdfium2", "selectolax")
"""Libraries that affect what is read or what the checks find."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that went into a version: hashes of 16 hex digits, by name.

    ``code``: modules. ``data``: rule files, word lists and weights, each by its parts (an entry's id or key; "" for a
    file without parts). ``rules``: for each reading rule, its own hash, then the concepts that it names. ``checks``:
    each check. ``corrections``: each file of corrections. ``decided``: the file and line of each correction, by its id.
    ``libraries``: versions.
    """

    code: Mapping[str, str] = field(default_factory=dict)
    data: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    rules: Mapping[str, list[str]] = field(default_factory=dict)
    checks: Mapping[str, str] = field(default_factory=dict)
    corrections: Mapping[str, str] = field(default_factory=dict)
    decided: Mapping[str, str] = field(default_factory=dict)
    libraries: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> str:
        """Return the recipe as JSON with sorted keys and a final newline."""
        return json.dumps(asdict(self), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def recipe_of(corrections: Path | None = None, *, package: Path = _PACKAGE) -> Recipe:
    """Build the recipe of the running code, with the built-in corrections and those in ``corrections``.

    Raises ``DataFileError`` if a file of checks or corrections is invalid.
    """
    made = _of_package(package)
    folders = [data_dir("seeds") / "corrections", *([corrections] if corrections is not None else [])]
    decided = [entry for folder in folders for entry in load_corrections(folder)]
    return replace(
        made,
        corrections={path.name: _hash(path.read_bytes()) for folder in folders for path in folder.glob("*.yaml")},
        decided={correction_id(entry): f"{Path(entry.file).name}:{entry.line}" for entry in decided},
    )


@cache
def _of_package(package: Path) -> Recipe:
    """Return the part of a recipe that cannot change while the process runs, because code and rules are already
    loaded.
    """
    named = {path.relative_to(package): path for path in sorted(package.rglob("*")) if path.is_file()}
    reading = {name.as_posix(): path for name, path in named.items() if name.parts[0] not in _TELLS_NOTHING}
    plan = load_plan()
    return Recipe(
        code={name: _hash(path.read_bytes()) for name, path in reading.items() if path.suffix == ".py"},
        data={
            name: {key: _hash_of(value) for key, value in _parts(path).items()}
            for name, path in reading.items()
            if path.suffix in _DATA_SUFFIXES
        },
        rules=_rules({name: path for name, path in reading.items() if path.suffix == ".yaml"}),
        checks={
            # SQL that several checks share affects each of them.
            check.check_id: _hash_of(repr(check) + (plan.preparation if check.kind == "sql" else ""))
            for check in plan.checks
        },
        libraries={"python": ".".join(map(str, sys.version_info[:2])), **_versions(_LIBRARIES)},
    )


def read_recipe(folder: Path) -> Recipe | None:
    """Read the recipe in a version's folder. Return None if the version was published without a recipe or the file is
    damaged (which ``verify`` reports).
    """
    try:
        return Recipe(**json.loads((folder / RECIPE_NAME).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _parts(path: Path) -> dict[str, Any]:
    """Return the entries of a data file by id or key, or the whole file under "" if it has neither."""
    if path.suffix in (".yaml", ".yml"):
        content = read_yaml(path).value
        if isinstance(content, dict):
            return {str(key): value for key, value in content.items()}
        if isinstance(content, list) and all(isinstance(entry, dict) and "id" in entry for entry in content):
            return {str(entry["id"]): entry for entry in content}
    return {"": _hash(path.read_bytes())}


def _rules(files: Mapping[str, Path]) -> dict[str, list[str]]:
    """Return, for each reading rule, the hash of its entry, and the word-list concepts that it names."""
    concepts = {concept for name, path in files.items() if name.startswith(LEXICON_FOLDER) for concept in _parts(path)}
    groups = _parts(files[GROUPS_FILE]) if GROUPS_FILE in files else {}
    found = {}
    for name, path in files.items():
        if not name.startswith(RULES_FOLDER) or name == GROUPS_FILE:
            continue
        for rule, entry in _parts(path).items():
            if isinstance(entry, dict):
                # Examples and notes document a rule without affecting it.
                slots = {key: value for key, value in entry.items() if key not in ("examples", "counter", "note")}
                found[rule] = [_hash_of(slots), *sorted(_concepts(slots, groups) & concepts)]
    return found


def _concepts(slots: Mapping[str, Any], groups: Mapping[str, Any]) -> set[str]:
    """Return every concept named in a rule's slots, with groups expanded."""
    waiting = [
        word
        for value in slots.values()
        if isinstance(value, list)
        for term in value
        for word in str(term).replace("verb:", "").replace("+", " ").split()
    ]
    found: set[str] = set()
    while waiting:
        word = waiting.pop()
        if word not in found:
            found.add(word)
            waiting.extend(groups.get(word, ()))
    return found


def _versions(names: Iterable[str]) -> dict[str, str]:
    found = {}
    for name in names:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:  # a missing optional dependency affects no reading
            continue
    return found


def _hash_of(value: Any) -> str:
    return content_id("", (json.dumps(value, sort_keys=True, ensure_ascii=False, default=str),))


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]
