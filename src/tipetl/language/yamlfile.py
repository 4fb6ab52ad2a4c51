"""Reading the package's YAML data files, with errors that name file and line."""

from __future__ import annotations

from importlib import resources
from typing import Any

import yaml

from tipetl.errors import DataFileError
from tipetl.language.memo import one


def read_yaml(name: str) -> Any:
    """One data file of this package, parsed. Raises DataFileError (file, line) where it is not YAML."""
    path = resources.files("tipetl.language") / "data" / name
    return parse_yaml(path.read_text(encoding="utf-8"), name)


def parse_yaml(text: str, name: str) -> Any:
    """YAML text to plain objects. Raises DataFileError with the line where it does not parse."""
    try:
        loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        return _with_one(yaml.load(text, Loader=loader))
    except yaml.MarkedYAMLError as e:
        line = e.problem_mark.line + 1 if e.problem_mark else None
        raise DataFileError(f"not valid YAML: {e.problem}", file=name, line=line) from e


def _with_one(value: Any) -> Any:
    """The same, each word of it the one object that stands for it."""
    if isinstance(value, str):
        return one(value)
    if isinstance(value, list):
        return [_with_one(x) for x in value]
    if isinstance(value, dict):
        return {_with_one(key): _with_one(x) for key, x in value.items()}
    return value
