"""Make untrusted text safe for a terminal or log: no part of it may execute, hide or pass for something else.

All text that tipetl did not write itself goes through ``visible`` before a person sees it: file names, headings,
catalogs, corrections, query results, server responses, exception messages.

A character that a terminal obeys (controls, escape sequences), that reorders its neighbors (bidirectional marks), that
breaks the line, or that is invisible is shown as its JSON escape: ``\\u001b``. No character is lost, and JSON on a
terminal stays the same JSON. Data sent to a pipe or file keeps its characters, as its format defines.
"""

from __future__ import annotations

import re

# Categories Cc (except tab and newline), Cf, Cs, Zl and Zp, and what Unicode calls default-ignorable.
_ACTIVE_OR_HIDDEN = (
    r"\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff"
    r"\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\ufeff\ufff0-\ufffb\U000110bd\U000110cd\U00013430-\U0001345f\U0001bca0-\U0001bcaf\U0001d173-\U0001d17a"
    r"\u034f\u115f\u1160\u17b4\u17b5\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff"
)
_MARKS = r"\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
# Stacked marks overflow into the lines above and below. No orthography puts more than four on a letter.
_UNSAFE = re.compile(f"[{_ACTIVE_OR_HIDDEN}]+|[{_MARKS}]{{5,}}")

_PASSWORD = re.compile(r"(password\s*=\s*)(?:\\?'[^']*'|[^\s'\"&]+)|//\S*@", re.IGNORECASE)


def visible(text: str) -> str:
    """Return ``text`` with JSON escapes for what a terminal would obey, reorder or hide; tabs and newlines stay."""
    return _UNSAFE.sub(_escaped, text)


def one_line(text: str, limit: int | None = None) -> str:
    """Return ``text`` as one visible line with single spaces, cut to at most ``limit`` characters."""
    words = " ".join(text.split())
    if limit is not None and len(words) > limit:
        words = words[: limit - 1].rstrip() + "…"
    return visible(words)


def without_passwords(text: str) -> str:
    """Return ``text`` without passwords in addresses (user names are removed too) and in connection strings."""
    return _PASSWORD.sub(lambda found: f"{found[1]}…" if found[1] else "//…@", text)


def _escaped(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass").hex()
    return re.sub("....", r"\\u\g<0>", units)
