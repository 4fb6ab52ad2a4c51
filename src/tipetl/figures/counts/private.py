"""Decides whether an NGO, an international organization or a donor acted alone, because only the state's training and
money count.

What belongs here: who held a training or paid a sum. What does not belong here: other governments (``foreign``). The
words for bodies and donors are in ``data/authorities.yaml``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.counts.book import WORDS
from tipetl.language import concepts
from tipetl.language.particles import WORD
from tipetl.syntax.chunks import voices
from tipetl.syntax.chunks.kinds import VERB

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis
    from tipetl.syntax.chunks.items import Item
    from tipetl.syntax.frames.frame import Frame

#: the maximum number of words between a noun and "held by …"
AGENT = 8


def private_trainer(analysis: Analysis, frame: Frame, metric: str) -> bool:
    """Whether an organization or a donor alone held a training ("IOM funded a course for 60 lawyers")."""
    if metric not in WORDS["trainings"]:
        return False
    verb = _active_verb_before(analysis, frame)
    return _held_by_private(analysis, frame) or (verb is not None and _private(_subject(analysis, verb)))


def private_gift(analysis: Analysis, frame: Frame) -> bool:
    """Whether an organization or a donor was the only giver of a sum."""
    verb = _active_verb_before(analysis, frame)
    given = verb is not None and analysis.tokens.low[verb.last] in WORDS["giving"]
    return verb is not None and given and _private(_subject(analysis, verb))


def _active_verb_before(analysis: Analysis, frame: Frame) -> Item | None:
    """Return the last finite verb before a number if the verb is active; otherwise None."""
    verb = next((x for x in reversed(analysis.items[: frame.item]) if x.kind == VERB and x.finite), None)
    return verb if verb is not None and verb.voice == voices.ACTIVE else None


def _private(words: list[str]) -> bool:
    """Whether a subject names an organization or a donor and no public authority."""
    return not WORDS["private_bodies"].isdisjoint(words) and WORDS["bodies_of_the_state"].isdisjoint(words)


def _held_by_private(analysis: Analysis, frame: Frame) -> bool:
    """Whether an organization alone held the event: "11 workshops, paid for and held by an international organization,
    reached"."""
    low, end = analysis.tokens.low, frame.np_end + 1
    by = next((at for at in range(end, min(len(low), end + AGENT)) if low[at] == WORD.doer), None)
    if by is None:
        return False
    verb = next((x for x in analysis.items[frame.item :][:AGENT] if x.kind == VERB and x.last == by - 1), None)
    if verb is None or verb.concept not in (concepts.HOLD, concepts.OPERATE):
        return False
    stop = next((at for at in range(by + 1, len(low)) if low[at] in (",", ";", ".", ")")), len(low))
    return _private(low[by + 1 : stop]) and WORDS["together"].isdisjoint(low[end:stop])


def _subject(analysis: Analysis, verb: Item) -> list[str]:
    """Return the words of a clause before its verb, without the "and" that joins the clause to an earlier one. A
    remark right before the verb is omitted if it names no office of the state ("IOM, whose campaign reached 24 towns,
    trained", "an NGO, with EU money, trained")."""
    low, stop = analysis.tokens.low, verb.first
    begin = _clause_start(low, stop)
    if begin == stop and low[begin - 1 : begin] == [","]:
        opened = next((at for at in range(begin - 2, 0, -1) if low[at] == ","), None)
        stated = WORDS["bodies_of_the_state"].intersection(low[(opened or 0) + 2 : stop])
        if opened is not None and low[opened + 1] in WORDS["opening_a_remark"] and not stated:
            begin, stop = _clause_start(low, opened), opened
    words = low[begin:stop]
    joins = words[:1] in ([WORD.also], [WORD.contrast])
    # in a list of subjects the "and" is kept
    return words[1:] if joins and any(x.kind == VERB and x.finite and x.last < begin for x in analysis.items) else words


def _clause_start(low: list[str], stop: int) -> int:
    """Return the first token of the subject that ends before token ``stop``."""
    return next((at + 1 for at in range(stop - 1, -1, -1) if low[at] in WORDS["before_a_clause"]), 0)
