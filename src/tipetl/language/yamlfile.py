"""Reading the package's YAML data files, with errors that name file and line."""

from __future__ import annotations

from importlib import resources
from typing import Any

import yaml

from tipetl.errors import DataFileError


def read_yaml(name: str) -> Any:
    """One data file of this package, parsed. Raises DataFileError (file, line) where it is not YAML."""
    path = resources.files("tipetl.language") / "data" / name
    return parse_yaml(path.read_text(encoding="utf-8"), name)


def parse_yaml(text: str, name: str) -> Any:
    """YAML text to plain objects. Raises DataFileError with the line where it does not parse."""
    try:
        loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        return yaml.load(text, Loader=loader)
    except yaml.MarkedYAMLError as e:
        line = e.problem_mark.line + 1 if e.problem_mark else None
        raise DataFileError(f"not valid YAML: {e.problem}", file=name, line=line) from e
