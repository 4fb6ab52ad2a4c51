"""Determine which law prescribes which penalty, from facts about penalties and mentions of laws.

This module chooses among the laws near a penalty. Earlier steps decide which words name a law and which figures are
penalties.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from tipetl.entities.words import WORDS, any_of
from tipetl.model import Fact, LawPenalty, Mention, Sentence, codes

#: Matches the beginning of a sentence that still concerns the preceding sentence's law.
_GOES_ON = re.compile(rf"\W*{any_of('goes_on_about_a_law')}\b")
#: Words before another crime's penalty, with which the law's penalty is compared: "less than those for rape, which may
# be punished with life".
_COMPARED = re.compile(
    r"\bthan\s+(?:those|that|the\s+(?:penalt\w+|terms?|punishments?))\s+(?:\w+\s+)?for\s+(?:\w+\s+){0,4}?"
    r"(?:rape|kidnapping|sexual\s+assault|crimes)\b[^.;]*$"
)
_LAW_NAME = re.compile(r"[\w’'-]+")


def tie_penalties(
    text: str, sentences: Sequence[Sentence], facts: Sequence[Fact], mentions: Sequence[Mention]
) -> tuple[LawPenalty, ...]:
    """Tie each penalty, in reading order, to a law: the law printed as its statute, else the last law named before the
    penalty in its sentence, else the only law named after it there, else the last law of the sentence that the
    penalty's sentence continues.
    """
    laws: defaultdict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.kind == codes.LAW:
            laws[mention.sentence].append(mention)
    by_position = {sentence.position: sentence for sentence in sentences}
    found: dict[tuple[str, str], LawPenalty] = {}
    for fact in facts:
        if fact.metric != "penalty_prescribed" or _is_compared(text, fact, by_position):
            continue
        for law in _laws_of(text, fact, laws, by_position):
            found.setdefault((fact.fact_id, law.entity_id), LawPenalty(fact.fact_id, law.entity_id))
    return tuple(found.values())


def _laws_of(text: str, fact: Fact, laws: dict[int, list[Mention]], sentences: dict[int, Sentence]) -> list[Mention]:
    here = laws.get(fact.sentence, [])
    if fact.statute:
        words = _words(fact.statute)
        for law in sorted(here, key=lambda law: abs(law.char_start - fact.char_start)):
            if (words <= _words(law.text) or _words(law.text) <= words) and not _passed(text, law, fact, here):
                return [law]
    before = [law for law in here if law.char_end <= fact.char_start]
    if before:
        return before[-1:]
    if len(here) == 1:
        return here
    sentence = sentences[fact.sentence]
    earlier = sentences.get(fact.sentence - 1)
    if here or earlier is None or earlier.paragraph != sentence.paragraph:
        return []
    if not _GOES_ON.match(text, sentence.char_start, sentence.char_end):
        return []
    return laws.get(earlier.position, [])[-1:]


def _is_compared(text: str, fact: Fact, sentences: dict[int, Sentence]) -> bool:
    return _COMPARED.search(text, sentences[fact.sentence].char_start, fact.char_start) is not None


def _passed(text: str, law: Mention, fact: Fact, here: list[Mention]) -> bool:
    """Return whether a semicolon and then another law come between a law and a figure."""
    place = text.rfind(";", law.char_end, fact.char_start)
    return place >= 0 and any(place < other.char_start < fact.char_start for other in here)


def _words(name: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _LAW_NAME.findall(name)) - WORDS["articles_of_laws"]
