"""Find data files outside the package's code: next to the package in a checkout, inside the package in a wheel."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Set
from importlib import import_module
from pathlib import Path
from typing import Any

from tipetl.errors import DataFileError

_PACKAGE = Path(__file__).resolve().parent
_NO_RULES = frozenset({"_data", "site"})
_RULE_SUFFIXES = frozenset({".yaml", ".yml", ".toml", ".json", ".csv", ".tsv", ".txt", ".npz"})


def data_dir(name: str) -> Path:
    """Return the bundled folder ``name`` (``expectations``, ``seeds`` or ``warehouse``).

    The folder is in ``tipetl/_data`` in an installed wheel, and at the root of a checkout. Raises ``DataFileError`` if
    the folder is in neither place.
    """
    installed = _PACKAGE / "_data" / name
    if installed.is_dir():
        return installed
    checkout = _PACKAGE.parents[1] / name
    if checkout.is_dir():
        return checkout
    raise DataFileError(
        f"the folder {name!r} that belongs to tipetl is missing",
        file=str(installed),
        advice="Install tipetl again, or run it from a whole checkout.",
    )


def rule_set_version() -> str:
    """Return a hash (16 hex digits) of the lexicon, the rules and every other data file that may affect readings."""
    digest = hashlib.sha256()
    for name, path in package_files(_NO_RULES):
        if path.suffix in _RULE_SUFFIXES:
            digest.update(name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def package_files(without: Set[str]) -> Iterator[tuple[str, Path]]:
    """Yield the package's code and data files, each with its path within the package, in order.

    ``without`` lists what to leave out: folders and modules at the top level, and other files by path.
    """
    for path in sorted(_PACKAGE.rglob("*")):
        relative = path.relative_to(_PACKAGE)
        if (
            without.isdisjoint((relative.parts[0], relative.as_posix()))
            and path.suffix in {".py", *_RULE_SUFFIXES}
            and path.is_file()
        ):
            yield relative.as_posix(), path


def imported_later(package: str, homes: Mapping[str, str]) -> Callable[[str], Any]:
    """Return a ``__getattr__`` for a package that imports each name in ``homes`` from its module on first use.

    Commands that do not use these names thus need not wait for the libraries that the modules import.
    """

    def get(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{homes[name]}"), name)

    return get
