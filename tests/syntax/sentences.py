"""Parse sentences of the pattern files with the syntax stage only; brackets in a sentence enclose what a pattern
matches.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tipetl.figures.counts.word_figures import word_figures
from tipetl.figures.sentence import number_reader
from tipetl.language.lexicon import load_lexicon
from tipetl.language.numbers import Number
from tipetl.language.tokens import Tokens
from tipetl.syntax.chunks.items import Item, build_items
from tipetl.syntax.chunks.time_bounds import Time
from tipetl.syntax.chunks.verb_groups import group_verbs
from tipetl.syntax.comparators import comparator_spans
from tipetl.syntax.times.times import find_times

BRACKET = re.compile(r"[\[\]]")


@dataclass(frozen=True)
class Parsed:
    """A sentence's tokens, numbers, times, items, context terms and comparisons; ``begin`` and ``end`` delimit the
    characters that brackets enclosed; -1 if the sentence has no brackets.
    """

    tokens: Tokens
    numbers: list[Number]
    times: list[Time]
    items: list[Item]
    hits: list[tuple[int, int, str]]
    comparators: list[tuple[int, int]]
    begin: int
    end: int

    def item(self, char: int) -> int:
        """Return the first item that begins at or after a character."""
        return next((k for k, x in enumerate(self.items) if self.tokens.start[x.first] >= char), len(self.items))

    def token(self, char: int) -> int:
        """Return the first token that begins at or after a character."""
        return next((k for k, start in enumerate(self.tokens.start) if start >= char), len(self.tokens))

    def words(self, first: int, last: int) -> str:
        """Return the words from one token to another."""
        return " ".join(self.tokens.text[first : last + 1])


def parsed(sentence: str) -> Parsed:
    """Read a sentence that may contain one pair of brackets."""
    marks = [m.start() for m in BRACKET.finditer(sentence)]
    assert len(marks) in (0, 2), sentence
    text = BRACKET.sub("", sentence)
    tokens = Tokens(text, 0, len(text))
    found = number_reader().read(tokens)
    times, used = find_times(tokens, found)
    numbers = word_figures(tokens, [n for k, n in enumerate(found) if k not in used])
    lexicon = load_lexicon()
    hits = [(a, b, tag.concept) for a, b, tags in lexicon.context.find(tokens) for tag in tags]
    items = group_verbs(tokens, build_items(tokens, numbers, times, lexicon, hits))
    spans = comparator_spans(tokens, items, hits, numbers)
    begin, end = (marks[0], marks[1] - 1) if marks else (-1, -1)
    return Parsed(tokens, numbers, times, items, hits, spans, begin, end)


def shown(items: list[Item]) -> str:
    """Show items in one line, for messages and golden files: kind, concept, voice and form of each."""
    return " ".join(_shown(x) for x in items)


def _shown(x: Item) -> str:
    traits = [x.concept, x.voice, "" if x.kind in ("prep", "verb") else x.form, "denied" if x.negated else ""]
    told = "/".join(trait for trait in traits if trait)
    return f"{x.kind}({told})" if told else x.kind
