"""Derive names from content: the same content gets the same name in every build, on every machine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

_SEPARATOR = "\x1f"
_DIGITS = 16


def content_id(prefix: str, parts: Iterable[object]) -> str:
    """Return a short, stable name for content: ``prefix`` and 16 hex digits of the SHA-256 of the parts."""
    return f"{prefix}{_digest(_SEPARATOR.join('' if part is None else str(part) for part in parts))}"


def surrogate_key(*parts: str | int) -> str:
    """Return the surrogate key of a natural key: 16 hex digits of the SHA-256 of its parts, joined by U+001F, in UTF-8.

    The SQL equivalent is ``substr(sha256(concat_ws(chr(31), …)), 1, 16)``.
    """
    return _digest(_SEPARATOR.join(map(str, parts)))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]
