"""Reads figures of 0 from denied verbs: "did not convict anyone", "no longer prosecuted" (rule 4).

What belongs here: the frame of a denied verb. What does not belong here: which verbs are denied (``negations``), or
which metrics a denial covers (``covered``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tipetl.figures.denials.covered import COVERAGE, NOTHING, Denial, covered, exempt, reread
from tipetl.figures.denials.negations import (
    denied_verbs,
    denies_no_figure,
    verbs_under_same_denial,
    with_denials_shared,
)
from tipetl.figures.denials.silences import asks_before, places
from tipetl.figures.record.analysis import step
from tipetl.figures.record.readings import PERSON_NOUNS
from tipetl.language import concepts
from tipetl.language.particles import WORD
from tipetl.language.rules import EVENT_NOUNS
from tipetl.model import codes
from tipetl.syntax.chunks import kinds, voices
from tipetl.syntax.chunks.items import PREPOSITIONS
from tipetl.syntax.chunks.symbols import BOOK, words
from tipetl.syntax.frames.frame import Frame
from tipetl.syntax.frames.frames import surroundings
from tipetl.syntax.frames.phrases import noun_phrase

if TYPE_CHECKING:
    from tipetl.figures.counts.match import Match
    from tipetl.figures.record.analysis import Analysis, Draft
    from tipetl.figures.record.readings import OpenReading, Reading
    from tipetl.syntax.chunks.items import Item

#: verbs that do not mean zero when negated: "did not report", "did not increase convictions"
NO_DEEDS = COVERAGE.words["no_deeds"]
TELLS_ALONE, DONE_FOR_VICTIMS = COVERAGE.words["tells_alone"], COVERAGE.words["done_for_victims"]
#: the maximum number of metrics that a denial of several events covers
MOST = 3


class DeniedVerb(NamedTuple):
    """The verb item ``at``, one of several under a denial that covers items ``lead`` to ``end``."""

    at: int
    lead: int
    end: int


@step
def read_denied(analysis: Draft) -> None:
    """Adds a zero for each denied verb: "did not prosecute or convict any official"."""
    items = analysis.items = with_denials_shared(analysis.tokens, analysis.items)
    verbs = [verb for verb in denied_verbs(items) if items[verb].concept not in NO_DEEDS]
    silent = places(analysis) if verbs else []
    seen: set[int] = set()
    for lead in verbs:
        if lead in seen or denies_no_figure(analysis.tokens, items, lead):
            continue
        if any(_overlaps(items[lead], *place) and _is_silent(analysis, *place) for place in silent):
            continue
        joined = verbs_under_same_denial(items, lead)
        seen.update(joined)
        for at in joined:
            analysis.readings += _figures(analysis, DeniedVerb(at, lead, joined[-1]))


def _overlaps(verb: Item, first: int, last: int) -> bool:
    """Whether the words from ``first`` to ``last`` begin within a verb, or include its last word."""
    return verb.first <= first <= verb.last or first <= verb.last <= last


def _is_silent(analysis: Analysis, first: int, last: int) -> bool:
    """Whether only reporting is denied: "how many were jailed was not made public", "did not log its calls"."""
    return analysis.tokens.low[last] in BOOK.words["verbs_of_counting"] or asks_before(analysis, first)


def _figures(analysis: Analysis, verb: DeniedVerb) -> list[OpenReading]:
    """Return the zeros for one denied verb."""
    items = analysis.items
    lead, last = items[verb.lead], items[verb.end].last
    frame = _frame(analysis, verb)
    denial = Denial(lead.first, last, codes.NONE)
    if not frame.heads and not _says_enough(items, verb, frame):
        same = _same_deed(analysis, verb, frame)
        return [] if same is None else [denial.figure(same.metric, same.unit, same.rule, same.score, frame)]
    several = len(EVENT_NOUNS.intersection(frame.heads)) > 1
    won = (covered(analysis, frame) or _covered_by_object(analysis, frame))[: MOST if several else 1]
    left_open = exempt(analysis, items[verb.at], _subject(items, verb.at)) if won else NOTHING
    found = [denial.figure_of(match, frame) for match in won if match[0].metric not in left_open]
    low = analysis.tokens.low  # "[never] have courts convicted anyone", "have [never] convicted anyone"
    if lead.voice == voices.ACTIVE and not {"never", "ever"}.isdisjoint((*low[:1], *low[lead.first : last + 1])):
        for reading in found:
            reading.period = codes.MULTI_YEAR
    return found


def _frame(analysis: Analysis, verb: DeniedVerb) -> Frame:
    """Builds the frame of a denied verb from its object or, in the passive, from its subject."""
    tokens, items = analysis.tokens, analysis.items
    item = items[verb.at]
    frame = Frame(-1, verb.at)
    frame.none, frame.linked, frame.verb_token, frame.acts = True, kinds.VERB, item.last, [item.concept or ""]
    # "neither prosecuted nor convicted anyone": the last verb's object is the object of all the verbs
    voice = items[verb.end].voice if item.voice == voices.BARE else item.voice
    if voice in voices.BARE_OR_PASSIVE:
        frame.heads = _subject(items, verb.lead)
        frame.np_end, frame.np_end_item = item.last, verb.at
    else:
        noun_phrase(tokens, items, BOOK["opens_denied_object"].end(items, verb.end + 1) - 1, frame, listing=True)
        if tokens.low[item.last] in PREPOSITIONS and frame.heads[-1:] == [concepts.LAW]:
            frame.heads, frame.head_word = [], ""  # "did not obtain a conviction for a trafficking [offense]"
    surroundings(tokens, items, frame, analysis.hits, len(tokens.low))
    behind = items[verb.end].last + 1
    if not frame.heads and BOOK["denied_of_those_before"].fits(words(tokens.low, behind, behind + 4), 0):
        frame.heads, frame.head_word = [concepts.VICTIM if item.concept in DONE_FOR_VICTIMS else concepts.PERSON], ""
    reread(analysis, frame, item, alone=verb.lead == verb.end)
    return frame


def _subject(items: list[Item], verb: int) -> list[str]:
    """Return the concept of the noun before verb item ``verb``, or of the noun for people that a preposition links to
    that noun."""
    found: list[str] = []
    for place in range(verb - 1, BOOK["subject_of_denied_verb"].end(items, verb - 1), -1):
        if items[place].kind == kinds.NOUN and not found:
            found = [items[place].concept or ""]
        if items[place].kind == kinds.PREPOSITION and found and items[place - 1].concept in PERSON_NOUNS:
            return [items[place - 1].concept or ""]
    return found


def _says_enough(items: list[Item], verb: DeniedVerb, frame: Frame) -> bool:
    """Whether a denied verb implies a metric without a counted noun: "was never prosecuted"."""
    if frame.head_word:
        return False
    item, lead = items[verb.at], items[verb.lead]
    if lead.voice == voices.ACTIVE:
        return item.concept in TELLS_ALONE or (item.concept == concepts.IDENTIFY and concepts.FREED in frame.right)
    # "Kenya was not placed on Tier 3": no figure counts the subject
    return lead.voice != voices.PASSIVE or verb.lead == 0 or items[verb.lead - 1].kind != kinds.WORD


def _same_deed(analysis: Analysis, verb: DeniedVerb, frame: Frame) -> Reading | None:
    """Return the last figure on which the same verb acted, if "any" refers back to that figure: "inspected 20 farms
    and did not inspect any in towns"."""
    lead, behind = analysis.items[verb.lead], analysis.items[verb.end].last + 1
    if lead.voice != voices.ACTIVE or frame.head_word or analysis.tokens.low[behind : behind + 1] != [WORD.whichever]:
        return None
    deed = analysis.items[verb.at].concept
    for reading in reversed(analysis.readings):
        if reading.first < lead.first and reading.frame is not None and deed in reading.frame.acts:
            return reading
    return None


def _covered_by_object(analysis: Analysis, frame: Frame) -> list[Match]:
    """Return the metrics that a denied verb covers if its object governs the noun for the people counted: "did not
    order compensation for any victim"."""
    items = analysis.items
    at = frame.np_end_item + 1
    if not frame.heads or at >= len(items) or items[at].kind != kinds.PREPOSITION:
        return []
    inner = Frame(-1, at)
    noun_phrase(analysis.tokens, items, BOOK["opens_governed_noun"].end(items, at + 1) - 1, inner)
    if not inner.heads:
        return []
    governors = [*frame.heads, *("verb:" + verb for verb in frame.acts)]
    inner.of, inner.left, inner.linked = (
        [(governor, items[at].form) for governor in governors],
        {*governors},
        kinds.PREPOSITION,
    )
    return covered(analysis, inner)
