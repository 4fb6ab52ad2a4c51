"""Build the page of differences between two versions: one HTML file, readable offline.

This module selects and orders the content; ``templates/differences.html.jinja`` contains the markup. The page opens
with the number of differences per cause, then lists them by cause.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tipetl.snapshot.causes import CAUSE_WORDS, Cause
from tipetl.snapshot.changelog import KIND_WORDS, counts_line, shown_value
from tipetl.snapshot.diff import DOCUMENT, KIND_NAMES, TOLD, Change, Difference
from tipetl.snapshot.markup import page_of

_SHOWN_OF_A_KIND = 100
"""The maximum number of differences shown per kind and cause, since a single new volume adds thousands."""


@dataclass(frozen=True, slots=True)
class _OfKind:
    """Changes of one kind: those shown, and the number of others. ``one`` and ``many`` are the kind's singular and
    plural.
    """

    one: str
    many: str
    count: int
    shown: Sequence[Change] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class _OfCauses:
    """The differences with the same causes. ``counts`` are in the order of the table's columns."""

    causes: Sequence[Cause]
    counts: Sequence[int]
    kinds: Sequence[_OfKind]


def diff_page(difference: Difference) -> str:
    """Return the whole page for a difference."""
    groups = difference.by_cause()
    kinds = [kind for kind in KIND_NAMES if any(c.kind == kind for changes in groups.values() for c in changes)]
    causes = []
    for named, changes in groups.items():
        of_kind = [_of_kind(kind, [change for change in changes if change.kind == kind]) for kind in kinds]
        causes.append(_OfCauses(named, [kind.count for kind in of_kind], [kind for kind in of_kind if kind.count]))
    return page_of(
        "differences",
        {
            "words": CAUSE_WORDS.__getitem__,
            "kind_word": lambda kind: KIND_WORDS[kind][0],
            "steps": _steps,
            "sentences": _sentences,
        },
        title=f"What is different in {difference.new} from {difference.old}",
        counts=counts_line(difference.summary()),
        kinds=[_of_kind(kind, ()) for kind in kinds],
        causes=causes,
        quiet=[change for change in difference.changes if change.status not in TOLD and change.kind != DOCUMENT],
        quiet_shown=5 * _SHOWN_OF_A_KIND,
        uncompared=difference.uncompared,
    )


def _of_kind(kind: str, changes: Sequence[Change]) -> _OfKind:
    one, many = KIND_WORDS[kind]
    more = max(len(changes) - _SHOWN_OF_A_KIND, 0)
    return _OfKind(one, many, len(changes), changes[:_SHOWN_OF_A_KIND], more)


def _steps(change: Change) -> list[tuple[str, str, str]]:
    """Return the differing columns with their values before and after."""
    if change.kind == DOCUMENT:
        return []
    return [(name, shown_value(old), shown_value(new)) for name, old, new in change.steps]


def _sentences(change: Change) -> tuple[str, str]:
    """Return the old sentence, if it was different, and the new sentence; return empty strings if there is nothing to
    show.
    """
    words = change.words if change.words != change.label else ""
    before = _words_before(change)
    return (before if before != words else ""), words


def _words_before(change: Change) -> str:
    """Return the sentence in the old version, if both versions have one."""
    if change.before is None or change.after is None:
        return ""
    return str(change.before.get("sentence") or "")
