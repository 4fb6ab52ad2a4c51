"""The only reader of YAML: strict, bounded, and able to report the line of each value.

This module turns bytes into plain values; ``records`` and callers check that a file contains what it should.

A YAML file can name Python objects, refer to itself, and expand from a kilobyte to gigabytes. None of our files need
that, so the accepted subset is small: mappings, lists, text, ``true`` and ``false``, ``null``, decimal numbers and
dates, in UTF-8. Tags, merge keys, nested aliases, duplicate keys, and scalars that YAML reads differently than people
do (``no``, ``010``, ``1:30``, ``.inf``) are errors that name the line.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import re
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

import yaml

from tipetl.errors import DataFileError

MAX_BYTES = 2_000_000
MAX_DEPTH = 20
MAX_NODES = 100_000
MAX_ALIASES = 10
MAX_NUMBER = 10**15
"""The largest number allowed; beyond 2**53 a float cannot represent every whole number."""

_SAVE_AS_UTF8 = "Save the file as UTF-8."
_QUOTE = "Put it in quotation marks if it is text."
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MARKS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
_UNSEEN = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_FRACTION = re.compile(r"[-+]?[0-9]+\.[0-9]*(?:[eE][-+][0-9]+)?")
_MANY_DIGITS = 16
_KIND = "tag:yaml.org,2002:"


@dataclass(frozen=True, slots=True)
class _Place:
    """The line of a value (from 1), and the places of its contents by key or position."""

    line: int
    inside: dict[Any, _Place] | None = None


@dataclass(frozen=True, slots=True)
class Yaml:
    """The contents of a YAML file, with the line of each value.

    ``value`` consists of dict, list, str, int, float, bool, date, datetime and None. Error messages name the file as
    ``file``.
    """

    file: str
    value: Any
    _place: _Place | None
    _source: bytes = b""

    def line(self, *path: str | int) -> int:
        """Return the line (from 1) of the value at ``path`` (keys and positions), or else of the innermost value on the
        way there.
        """
        if self._place is None:  # a cached value has no line numbers, so parse the file again
            return parse_yaml(self._source, self.file).line(*path)
        place = self._place
        for step in path:
            if place.inside is None or step not in place.inside:
                break
            place = place.inside[step]
        return place.line

    def wrong(self, message: str, *path: str | int, advice: str = "") -> DataFileError:
        """Return an error about the value at ``path``, for the caller to raise."""
        return DataFileError(message, file=self.file, line=self.line(*path), advice=advice)


def read_yaml(path: Path, *, file: str | None = None) -> Yaml:
    """Read the YAML file at ``path``; errors call it ``file`` (default: the path).

    Raises DataFileError, with the line if it is known, for a file that cannot be read, is too large, is not UTF-8, or
    exceeds the subset described in this module's docstring.
    """
    name = file or str(path)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # opening a pipe would wait for a writer
            raise DataFileError("this is not a file", file=name, advice="Put a YAML file there.")
        if status.st_size > MAX_BYTES:
            raise _too_large(name)
        with path.open("rb") as opened:
            data = opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise DataFileError(
            f"it cannot be read: {error.strerror}", file=name, advice="Check the file and its permissions."
        ) from error
    return parse_yaml(data, name)


def packaged_yaml(package: str, *parts: str) -> Any:
    """Return the contents of a bundled YAML file; ``parts`` are its path inside the package. Raises like
    ``parse_yaml``.
    """
    name = "/".join((*package.split(".")[1:], *parts))
    return bundled_yaml(files(package).joinpath(*parts).read_bytes(), name).value


def bundled_yaml(source: bytes, file: str) -> Yaml:
    """Parse one of our own files as ``parse_yaml`` does, or return the earlier result from Python's ``__pycache__``.

    A cache entry begins with a hash that covers the source, this parser and the value; the entry may be removed at any
    time.
    """
    kept = _kept() / (file.replace("/", ".") + ".parsed")
    with suppress(OSError):
        digest, _, body = kept.read_bytes().partition(b"\n")
        if digest == _entry_hash(source, body):
            return Yaml(file, json.loads(body), None, source)
    parsed = parse_yaml(source, file)
    if not sys.dont_write_bytecode:
        _keep(kept, source, parsed.value)
    return parsed


def _keep(path: Path, source: bytes, value: Any) -> None:
    """Store a value in the cache if JSON can represent it; a value that cannot be stored is parsed again each time."""
    body = json.dumps(value, ensure_ascii=False, default=str).encode()
    if json.loads(body) != value:
        return
    made = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        made.write_bytes(_entry_hash(source, body) + b"\n" + body)
        made.replace(path)


def _entry_hash(source: bytes, body: bytes) -> bytes:
    return hashlib.sha256(b"\0".join((_parser(), source, body))).hexdigest().encode()


@cache
def _kept() -> Path:
    return Path(cache_from_source(__file__)).parent


@cache
def _parser() -> bytes:
    return Path(__file__).read_bytes()


def parse_yaml(source: bytes | str, file: str) -> Yaml:
    """Parse one YAML document, as ``read_yaml`` does; an empty document is None. Raises DataFileError."""
    if len(source) > MAX_BYTES:
        raise _too_large(file)
    text = _decoded(source, file) if isinstance(source, bytes) else source
    if unseen := _UNSEEN.search(text):
        raise DataFileError(
            f"U+{ord(unseen[0]):04X} is not allowed in text", file=file,
            line=text.count("\n", 0, unseen.start()) + 1, advice=_SAVE_AS_UTF8,
        )  # fmt: skip
    loader = _LOADER(text)
    try:
        return _Builder(loader, file).document()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise DataFileError(f"this is not YAML: {error.problem}", file=file, line=line, advice="Mend it.") from error
    finally:
        loader.dispose()


def _too_large(file: str) -> DataFileError:
    return DataFileError(f"it has more than {MAX_BYTES:,} bytes", file=file, advice="Split it.")


def _decoded(data: bytes, file: str) -> str:
    for mark, name in _MARKS.items():
        if data.startswith(mark):
            raise DataFileError(f"it is encoded as {name}", file=file, line=1, advice=_SAVE_AS_UTF8)
    try:
        # Windows editors start UTF-8 files with a byte order mark, which has no meaning.
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataFileError(
            f"the byte 0x{data[error.start]:02X} is not UTF-8", file=file,
            line=data.count(b"\n", 0, error.start) + 1, advice=_SAVE_AS_UTF8,
        ) from error  # fmt: skip


@dataclass(slots=True)
class _Open:
    """An unfinished mapping or list; ``key`` waits for its value."""

    value: dict[Any, Any] | list[Any]
    line: int
    anchor: str | None
    inside: dict[Any, _Place] = field(default_factory=dict)
    key: Any = None
    has_key: bool = False


class _Builder:
    """Builds values from the parser's events.

    Nothing recurses and nothing is copied, so the cost of a file grows linearly with its size.
    """

    def __init__(self, loader: Any, file: str) -> None:
        self.loader = loader
        self.file = file
        self.stack: list[_Open] = []
        self.anchors: dict[str, tuple[Any, _Place]] = {}
        self.aliases = 0
        self.nodes = 0
        self.root: tuple[Any, _Place] | None = None
        self.documents = 0

    def document(self) -> Yaml:
        """Build the only document in the stream."""
        while self.loader.check_event():
            event = self.loader.get_event()
            handle = _HANDLERS.get(type(event))
            if handle is not None:
                handle(self, event, event.start_mark.line + 1)
        value, place = self.root or (None, _Place(1))
        return Yaml(self.file, value, place)

    def fail(self, message: str, line: int, advice: str = "") -> DataFileError:
        return DataFileError(message, file=self.file, line=line, advice=advice)

    def begin_document(self, _event: Any, line: int) -> None:
        self.documents += 1
        if self.documents > 1:
            raise self.fail("a second document begins here", line, "Put it into a file of its own.")

    def begin(self, event: Any, line: int) -> None:
        self._check_node(event, line)
        top = self.stack[-1] if self.stack else None
        if top is not None and isinstance(top.value, dict) and not top.has_key:
            raise self.fail("a key is neither a list nor a mapping", line, _QUOTE)
        if len(self.stack) >= MAX_DEPTH:
            raise self.fail(f"the nesting has more than {MAX_DEPTH} levels", line, "Make it flatter.")
        value: dict[Any, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        self.stack.append(_Open(value, line, event.anchor))

    def end(self, _event: Any, _line: int) -> None:
        done = self.stack.pop()
        self._add(done.value, _Place(done.line, done.inside), done.anchor)

    def alias(self, event: Any, line: int) -> None:
        self.aliases += 1
        if self.aliases > MAX_ALIASES:
            raise self.fail(f"there are more than {MAX_ALIASES} aliases", line, "Write out what they stand for.")
        if any(opened.anchor for opened in self.stack):
            raise self.fail("an alias stands inside what an anchor names", line, "Write out what it stands for.")
        if event.anchor not in self.anchors:
            raise self.fail(f"there is no anchor {event.anchor}", line)
        value, place = self.anchors[event.anchor]
        self._add(value, _Place(line, place.inside), None)

    def scalar(self, event: Any, line: int) -> None:
        self._check_node(event, line)
        tag = self.loader.resolve(yaml.ScalarNode, event.value, event.implicit)
        read = _READERS.get(tag.removeprefix(_KIND))
        try:
            if read is None:
                raise ValueError("it is no plain value")
            value = read(event.value)
        except ValueError as error:
            shown = event.value if len(event.value) <= 30 else f"{event.value[:30]}…"
            raise self.fail(f"{shown!r}: {error}", line, _QUOTE) from error
        self._add(value, _Place(line), event.anchor)

    def _check_node(self, event: Any, line: int) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise self.fail(f"there are more than {MAX_NODES:,} values", line, "Split the file.")
        if event.tag is not None:
            raise self.fail(f"the tag {event.tag} is not allowed", line, "Leave it out.")

    def _add(self, value: Any, place: _Place, anchor: str | None) -> None:
        if anchor is not None:
            if anchor in self.anchors:
                raise self.fail(f"the anchor {anchor} stands twice", place.line)
            self.anchors[anchor] = (value, place)
        if not self.stack:
            self.root = (value, place)
            return
        top = self.stack[-1]
        if isinstance(top.value, list):
            top.inside[len(top.value)] = place
            top.value.append(value)
        elif top.has_key:
            top.value[top.key], top.inside[top.key] = value, place
            top.has_key = False
        else:
            self._set_key(top, value, place.line)

    def _set_key(self, top: _Open, key: Any, line: int) -> None:
        if not isinstance(key, str | int) or isinstance(key, bool):
            raise self.fail(f"{key!r} cannot be a key", line, _QUOTE)
        if key in top.value:
            first = top.inside[key].line
            raise self.fail(f"the key {key} stands twice; first on line {first}", line, "Remove one.")
        top.key, top.has_key = key, True


_HANDLERS: dict[type, Callable[[_Builder, Any, int], None]] = {
    yaml.DocumentStartEvent: _Builder.begin_document,
    yaml.MappingStartEvent: _Builder.begin,
    yaml.MappingEndEvent: _Builder.end,
    yaml.SequenceStartEvent: _Builder.begin,
    yaml.SequenceEndEvent: _Builder.end,
    yaml.AliasEvent: _Builder.alias,
    yaml.ScalarEvent: _Builder.scalar,
}


def _text(written: str) -> str:
    # An escape may produce characters that the file itself must not contain.
    if unseen := _UNSEEN.search(written):
        raise ValueError(f"U+{ord(unseen[0]):04X} is not allowed in text")
    return written


def _boolean(written: str) -> bool:
    if written.lower() not in ("true", "false"):
        raise ValueError("it could be read as true or false")
    return written.lower() == "true"


def _whole(written: str) -> int:
    if not _WHOLE.fullmatch(written):
        raise ValueError("a whole number has decimal digits only, and does not begin with 0")
    if len(written.lstrip("+-")) > _MANY_DIGITS or abs(int(written)) > MAX_NUMBER:
        raise ValueError(f"a number is at most {MAX_NUMBER:,}")
    return int(written)


def _fraction(written: str) -> float:
    if not _FRACTION.fullmatch(written):
        raise ValueError("a number has decimal digits and one point")
    value = float(written)
    if not math.isfinite(value) or abs(value) > MAX_NUMBER:
        raise ValueError(f"a number is at most {MAX_NUMBER:,}")
    return value


def _time(written: str) -> Any:
    return yaml.SafeLoader("").construct_yaml_timestamp(yaml.ScalarNode(f"{_KIND}timestamp", written))


_READERS: dict[str, Callable[[str], Any]] = {
    "str": _text,
    "value": _text,
    "null": lambda _written: None,
    "bool": _boolean,
    "int": _whole,
    "float": _fraction,
    "timestamp": _time,
}
