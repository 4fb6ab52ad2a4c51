"""Finds the sentences of a document that may contain a figure.

What belongs here: the cheap test that lets the fact stage skip most sentences. What does not belong here: reading the
sentences.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tipetl.language import forms
from tipetl.language.memo import Memo
from tipetl.language.words import word_lists
from tipetl.model import codes
from tipetl.syntax.chunks.kinds import VERB

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tipetl.figures.record.analysis import Analysis
    from tipetl.model import Section, Sentence

#: Sections with numbers that are read but yield no facts.
SILENT_SECTIONS = frozenset((codes.RECOMMENDATIONS, codes.HEADING, codes.STATEMENT))
#: The number of characters before a sentence, in the same paragraph, to search for the law that sets a penalty.
LOOK_BACK = 8000
#: The number of words at the start of a sentence to search for the "should" that makes the sentence a recommendation.
WISH_REACH = 12

_WORDS = word_lists("tipetl.figures", "signals.yaml")
#: Matches a digit, a number word, a negation, an article for one person, and the like; a sentence without a match
#: contains no figure.
SIGNAL = re.compile(
    rf"\d|\b(?:{'|'.join(sorted(_WORDS['words_of_figures']))}"
    rf"|[a-z]{{3,6}}(?:{'|'.join(sorted(_WORDS['endings_of_figures']))}))\b",
    re.IGNORECASE,
)
WISHING_MODALS = _WORDS["wishing_modals"]


class Place(NamedTuple):
    """A sentence that may contain a figure, with its section's code and its words. ``floor`` is the character from
    which to search the paragraph for a penalty's law, and ``before`` the span of the paragraph's previous sentence."""

    sentence: Sentence
    section: str
    words: str
    floor: int
    before: tuple[int, int] | None

    @property
    def silent(self) -> bool:
        """Whether numbers in this section yield no facts."""
        return self.section in SILENT_SECTIONS


def places_of(text: str, sections: Sequence[Section], sentences: Sequence[Sentence]) -> Iterator[Place]:
    """Yield the sentences of a document that may contain a figure, in order."""
    # texts printed beside a narrative are about other countries: their numbers are read but yield no facts
    kinds = {section.position: codes.STATEMENT if section.aside else section.kind for section in sections}
    paragraph, begun, before = -1, 0, None
    for sentence in sentences:
        if sentence.paragraph != paragraph:
            paragraph, begun, before = sentence.paragraph, sentence.char_start, None
        words = text[sentence.char_start : sentence.char_end]
        if may_count(words):
            section = kinds.get(sentence.section, codes.OTHER)
            yield Place(sentence, section, words, max(begun, sentence.char_start - LOOK_BACK), before)
        before = sentence.char_start, sentence.char_end


def _signals(chunk: str) -> bool:
    return SIGNAL.search(chunk) is not None


#: Tests whether ``SIGNAL`` matches in a word (split at spaces); no match contains a space.
_SIGNALS = Memo(_signals)


def may_count(words: str) -> bool:
    """Whether ``SIGNAL`` matches in a sentence; faster than searching with the pattern itself."""
    return any(map(_SIGNALS.__getitem__, words.split()))


def wishes(analysis: Analysis) -> bool:
    """Whether a sentence only states a recommendation to the government: "should …", or a bare imperative."""
    return _commands(analysis) or _says_should(analysis)


def _commands(analysis: Analysis) -> bool:
    """Whether a sentence is an imperative with no finite verb in any other form: "Increase funding for shelters"."""
    items = analysis.items
    if not items:
        return False
    verb = items[0].kind == VERB and items[0].form == forms.BASE
    if not verb and analysis.tokens.low[0] not in _WORDS["nouns_that_ask"]:
        return False
    return not any(item.kind == VERB and item.finite and item.form != forms.BASE for item in items)


def _says_should(analysis: Analysis) -> bool:
    words = analysis.tokens.words
    if words.isdisjoint(WISHING_MODALS) or not words.isdisjoint(_WORDS["verbs_of_telling"]):
        return False
    return not WISHING_MODALS.isdisjoint(analysis.tokens.low[:WISH_REACH])
