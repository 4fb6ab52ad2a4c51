"""Cuts a sentence into the nested parts to which a time can apply: clauses, comparisons and parentheses.

What belongs here: where such parts begin and end. What does not belong here: which time applies to a figure
(``years``).
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tipetl.language.particles import WORD
from tipetl.syntax.chunks import kinds, part_kinds
from tipetl.syntax.chunks.spans import first_token
from tipetl.syntax.chunks.symbols import BOOK
from tipetl.syntax.times import time_kinds

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tipetl.language.tokens import Tokens
    from tipetl.syntax.chunks.items import Item
    from tipetl.syntax.chunks.time_bounds import Time

#: kinds of items that separate a relative clause or an aside from the preceding words
PARTING = kinds.JOINTS | {kinds.DASH}

WORDS = BOOK.words
CONTRASTS, TIME_CLAUSES, ASIDES = WORDS["contrasts"], WORDS["time_clauses"], WORDS["aside_openings"]
#: kinds of items that may begin or end a part, and words that may do so, whatever precedes them
TURNING_KINDS = frozenset([kinds.COMMA, kinds.CONJUNCTION, kinds.VERB, kinds.RELATIVE, kinds.DASH])
TURNING_WORDS = CONTRASTS | TIME_CLAUSES | ASIDES | WORDS["turning_words"]
#: kinds of items that open or close parentheses
BRACKETS = frozenset((kinds.OPEN_BRACKET, kinds.CLOSE_BRACKET))
#: kinds of parts that end at a comma
ENDED_BY_A_COMMA = frozenset([part_kinds.CLAUSE, part_kinds.ABSOLUTE, part_kinds.PARTICIPLE, part_kinds.ASIDE])
VERB_BEFORE_A_BREAK, GAPPED, DATED_ASIDE = BOOK["verb_before_a_break"], BOOK["gapped"], BOOK["dated_aside"]
DATED_BETWEEN_DASHES, ABSOLUTE = BOOK["dated_between_dashes"], BOOK["absolute_participle"]


@dataclass(slots=True)
class Part:
    """A part of a sentence to which a time can apply. ``parent`` is the part around it, or None. ``time`` is a time
    printed outside the part that applies to it ("fewer than in 2016, when there were five"; "more than in 2011
    (982)")."""

    kind: str
    first: int
    parent: Part | None = None
    time: Time | None = None
    last: int = -1

    @property
    def around(self) -> Part:
        """The part around this one, or this part if it is the outermost."""
        return self.parent or self

    def innermost(self, kind: str) -> Part | None:
        """Finds the innermost part of a kind among this part and the parts around it, or None."""
        part: Part | None = self
        while part is not None and part.kind != kind:
            part = part.parent
        return part

    def within(self, kind: str) -> bool:
        """Return whether this part or a part around it is of the given kind."""
        return self.innermost(kind) is not None

    def out_of(self, kind: str) -> Part:
        """Return the part around the innermost part of a kind, or this part if no part is of that kind."""
        found = self.innermost(kind)
        return self if found is None else found.around


@dataclass(slots=True)
class Parts:
    """The parts of a sentence, by token."""

    by_token: list[Part] = field(default_factory=list)

    def at(self, token: int) -> Part:
        """Return the innermost part that contains a token."""
        return self.by_token[token if token < len(self.by_token) else -1]


def parts_of(
    tokens: Tokens, items: Sequence[Item], times: Sequence[Time], comparators: Sequence[tuple[int, int]]
) -> Parts:
    """Cuts a sentence into the parts to which times apply. ``comparators`` contains the token spans of comparisons
    (ends excluded)."""
    out: list[Part] = []
    starts, ends = dict(comparators), {end for _, end in comparators}
    by_last = {time.last: time for time in times}
    turning = {
        x.first: k
        for k, x in enumerate(items)
        if not k or x.kind in TURNING_KINDS or x.kind in BRACKETS or tokens.low[x.first] in TURNING_WORDS
    }
    here = Part(part_kinds.MAIN, 0)
    for at in sorted({*turning, *starts, *ends.difference((len(tokens.low),)), *tokens.semicolons}):
        _fill(out, here, at)
        place = turning.get(at)
        kind = "" if place is None else items[place].kind
        if at in ends:
            here = here.out_of(part_kinds.COMPARATOR)
        if kind == kinds.CLOSE_BRACKET:
            here = here.out_of(part_kinds.PARENTHESES)
        elif tokens.low[at] == ";":
            here = Part(part_kinds.MAIN, at, here.innermost(part_kinds.PARENTHESES))
        if at in starts:
            here = Part(part_kinds.COMPARATOR, at, here)
        if kind == kinds.OPEN_BRACKET:
            _fill(out, here, at + 1)
            here = Part(part_kinds.PARENTHESES, at + 1, here, by_last.get(at - 1))
        elif place is not None and kind != kinds.CLOSE_BRACKET:
            here = _turn(tokens, items, place, here, by_last)
    _fill(out, here, len(tokens.low))
    return Parts(out)


def _fill(out: list[Part], part: Part, stop: int) -> None:
    """Assigns to ``part`` those tokens before ``stop`` that do not belong to a part yet."""
    if stop > len(out):
        out += [part] * (stop - len(out))
        part.last = stop - 1


def _turn(tokens: Tokens, items: Sequence[Item], place: int, here: Part, by_last: dict[int, Time]) -> Part:
    """Return the part that begins at item ``place``, or the current part if none begins there."""
    item = items[place]
    if item.kind == kinds.COMMA:
        return _behind_comma(tokens, items, place, here)
    if item.kind == kinds.DASH:
        if here.kind == part_kinds.DASHED:
            return here.around
        if place + 1 < len(items) and tokens.low[items[place + 1].first] == "having":
            return Part(part_kinds.ABSOLUTE, item.last + 1, here)
        # "the 54 victims identified in 2012—39 in 2011—", "three cases—in 2006 there had been none—and handed down"
        return Part(part_kinds.DASHED, item.last + 1, here) if DATED_BETWEEN_DASHES.fits(items, place) else here
    if item.kind == kinds.VERB and item.finite:
        here = _before_verb(tokens, items, place, here)
    if place and item.kind not in (kinds.RELATIVE, kinds.VERB) and tokens.low[item.first] not in TURNING_WORDS:
        return here
    for opening in OPENINGS if item.kind != kinds.VERB else (_opening_absolute, _participle):
        part = opening(tokens, items, place, here, by_last)
        if part is not None:
            return part
    return here


def _before_verb(tokens: Tokens, items: Sequence[Item], place: int, here: Part) -> Part:
    """Return the part of the finite verb at ``place``. The verb ends a participle's part, or a clause that already has
    its verb."""
    if here.kind == part_kinds.PARTICIPLE:
        here = here.around
    return here.around if here.kind == part_kinds.CLAUSE and _has_had_its_verb(tokens, items, place, here) else here


# -- openings: each function returns the part of the item at ``place``, or None to try the next function -


def _contrast(tokens: Tokens, items: Sequence[Item], place: int, here: Part, _: dict[int, Time]) -> Part | None:
    """Recognizes a contrast: "whereas in 2005 there had been three"."""
    item = items[place]
    return Part(part_kinds.CONTRAST, item.first, here) if tokens.low[item.first] in CONTRASTS else None


def _opening_absolute(tokens: Tokens, items: Sequence[Item], place: int, here: Part, _: dict[int, Time]) -> Part | None:
    """Recognizes an absolute clause that opens the sentence: "The inspectorate having been abolished in 2006, …",
    "Having freed nine the year before, …"."""
    opens = not place and (ABSOLUTE.fits(items, place) or tokens.low[items[place].first] == "having")
    return Part(part_kinds.ABSOLUTE, items[place].first, here) if opens else None


def _clause_of_a_time(
    _: Tokens, items: Sequence[Item], place: int, here: Part, by_last: dict[int, Time]
) -> Part | None:
    """Recognizes a clause that describes the time before it: "in 2016, when …", "the previous period, in which …",
    "2016, a year that saw …"."""
    year = BOOK["year_of_a_time"].end(items, place - 1)
    if not place or not (
        BOOK["tells_of_the_time_before"].fits(items, place) or (year >= 0 and BOOK["told_by"].fits(items, place))
    ):
        return None
    before = items[place - 1] if year < 0 else items[year + 1]
    told = by_last.get(before.first - 1 if before.kind in (kinds.COMMA, kinds.DASH) else before.last)
    if told is None:
        return None
    if told.began is not None:
        told = replace(told, kind=time_kinds.STATED, year=told.began)  # "its first since 2011, when it had secured one"
    return Part(part_kinds.CLAUSE, items[place].first, here, told)


def _since(_: Tokens, items: Sequence[Item], place: int, here: Part, __: dict[int, Time]) -> Part | None:
    """Recognizes a clause after "since": "more than in any year since they identified 150 in 2010"."""
    if not BOOK["since_they"].fits(items, place):
        return None
    return Part(part_kinds.CLAUSE, items[place].first, here) if VERB_BEFORE_A_BREAK.fits(items, place + 1) else here


def _after_doing(_: Tokens, items: Sequence[Item], place: int, here: Part, __: dict[int, Time]) -> Part | None:
    """Recognizes an earlier act after "after": "convicted 14, after convicting six in 2015"."""
    return Part(part_kinds.ABSOLUTE, items[place].first, here) if BOOK["after_doing"].fits(items, place) else None


def _that(tokens: Tokens, items: Sequence[Item], place: int, here: Part, _: dict[int, Time]) -> Part | None:
    """Recognizes a clause with "that": "an offense that in 2022 had yielded no convictions". The words after "reported
    that" do not form a part of their own."""
    item = items[place]
    if tokens.low[item.first] != WORD.further:
        return None
    if [y.kind for y in items[place - 1 : place + 2 : 2]] == [kinds.NOUN, kinds.TIME]:
        return Part(part_kinds.CLAUSE, item.first, here)
    return None if BOOK["that_verb"].fits(items, place) else here


def _participle(_: Tokens, items: Sequence[Item], place: int, here: Part, __: dict[int, Time]) -> Part | None:
    """Recognizes a participle that describes a noun: "the prosecution of 13 in a case begun in 2012"."""
    describes = items[place].kind == kinds.VERB and _describes(items, place, here)
    return Part(part_kinds.PARTICIPLE, items[place].first, here) if describes else None


def _fronted(tokens: Tokens, items: Sequence[Item], place: int, here: Part, _: dict[int, Time]) -> Part | None:
    """Recognizes a clause that opens the sentence: "where one had been open in 2009, 15 were now listed"."""
    if tokens.low[items[place].first] not in WORDS["fronted_openings"] or (
        place and items[place - 1].kind != kinds.SEMICOLON
    ):
        return None
    return Part(part_kinds.CLAUSE, items[place].first, here) if VERB_BEFORE_A_BREAK.fits(items, place + 1) else here


def _relative(tokens: Tokens, items: Sequence[Item], place: int, here: Part, _: dict[int, Time]) -> Part | None:
    """Recognizes a relative clause or an aside with a verb: "cases in which", "what had been nine", ", just as there
    had been none in 2010"."""
    item = items[place]
    relative = item.kind == kinds.RELATIVE or tokens.low[item.first] == "what"
    parted = place - 2 if place > 1 and items[place - 1].kind == kinds.ADVERB else place - 1
    if parted < 0 or items[parted].kind not in PARTING:
        return Part(part_kinds.CLAUSE, item.first, here) if relative and here.kind != part_kinds.CLAUSE else None
    opens = relative or (tokens.low[item.first] in ASIDES and VERB_BEFORE_A_BREAK.fits(items, place + 1))
    return Part(part_kinds.CLAUSE, item.first, here) if opens else None


OPENINGS: tuple[Callable[[Tokens, Sequence[Item], int, Part, dict[int, Time]], Part | None], ...] = (
    _contrast, _opening_absolute, _clause_of_a_time, _since, _after_doing, _that, _participle, _fronted, _relative,
)  # fmt: skip


def _behind_comma(tokens: Tokens, items: Sequence[Item], place: int, here: Part) -> Part:
    """Return the part that continues or begins after the comma at item ``place``."""
    item = items[place]
    nxt = items[place + 1] if place + 1 < len(items) else None
    if nxt is None or tokens.low[nxt.first] in WORDS["said_of_the_whole"]:
        return here
    if _goes_on(items, place, here):
        return here
    again = GAPPED.fits(items, place + 1)
    while here.kind in ENDED_BY_A_COMMA or (here.kind == part_kinds.GAP and not again):
        here = here.around
    if here.kind == part_kinds.CONTRAST and (
        here.first == 0 or begins_clause(items, place + 1) or _nobody_acts(tokens, items, place, here)
    ):
        here = here.around
    if again and any(y.kind == kinds.NUMBER for y in items[:place]):
        return Part(part_kinds.GAP, item.last + 1, here)
    if _aside(items, place + 1):
        return Part(part_kinds.ASIDE, item.last + 1, here)
    following = [y.kind for y in items[place + 1 : place + 3]]
    if here.kind == part_kinds.MAIN and following == [kinds.CONJUNCTION, kinds.TIME]:
        return Part(part_kinds.MAIN, item.last + 1, here)  # ", and in January 2009 the court upheld a term"
    if _absolute(tokens, items, place + 1):
        return Part(part_kinds.ABSOLUTE, item.last + 1, here)
    contrasted = tokens.low[nxt.first] == WORD.contrast
    if here.kind == part_kinds.MAIN and (contrasted or begins_clause(items, place + 1) or _spliced(items, place, here)):
        return Part(part_kinds.MAIN, item.last + 1, here)
    return here


def _spliced(items: Sequence[Item], place: int, here: Part) -> bool:
    """Return whether a comma separates two sentences: "in 2012 there were 20 cases, in 2011 there had been 12"."""
    told = any(x.kind == kinds.VERB and x.finite for x in items[:place] if x.first >= here.first)
    return told and BOOK["clause_of_a_time"].fits(items, place + 1)


def _goes_on(items: Sequence[Item], place: int, here: Part) -> bool:
    """Return whether a part continues after a comma: another verb may share its time, further parts with their own
    times may follow, or the comma may enclose a time right after the opening word ("where, in 2010, it had tried
    12")."""
    if here.kind == part_kinds.CLAUSE and BOOK["aside_of_an_opening"].fits(items, place):
        return True
    if here.time is not None and BOOK["another_verb"].fits(items, place + 1):
        return True
    return here.kind == part_kinds.ABSOLUTE and BOOK["absolute_goes_on"].fits(items, place)


def _nobody_acts(tokens: Tokens, items: Sequence[Item], place: int, here: Part) -> bool:
    """Return whether a verb joined after a comma lies outside a contrast that only states a number ("whereas in 2005
    there had been three, and arrested 11 persons")."""
    joined = items[place + 1 : place + 3]
    return [x.kind for x in joined] == [kinds.CONJUNCTION, kinds.VERB] and WORD.existence in tokens.low[
        here.first : items[place].first
    ]


def _has_had_its_verb(tokens: Tokens, items: Sequence[Item], place: int, here: Part) -> bool:
    """Return whether a relative clause already has its verb, so that the next one belongs to the main clause ("an NGO
    that had run two houses in 2016 kept one open")."""
    opening = _before(items, here) + 1
    whole = BOOK["relative_with_its_verb"].end(items, place - 1, opening) == opening
    return whole and tokens.low[here.first] != WORD.told_owner


def _describes(items: Sequence[Item], place: int, here: Part) -> bool:
    """Return whether a participle only describes the noun before it, because the clause already has its verb
    ("continued the prosecution of 13 in a case begun in 2012")."""
    if not (
        BOOK["participle_behind_a_noun"].fits(items, place) and BOOK["participle_with_a_phrase"].fits(items, place)
    ):
        return False
    if BOOK["describes_as_a_verb_follows"].fits(items, place):
        return True
    before = _before(items, here)
    if BOOK["comma_before_any_verb"].fits(items, place + 1):
        if here.kind == part_kinds.MAIN and BOOK["fronted_phrase_with_participle"].fits(items, place - 1):
            return True
        if BOOK["words_behind_a_comma"].end(items, place - 1, before) != -2:
            return BOOK["aside_without_a_verb"].end(items, place - 1, before) != -2
    return BOOK["verb_of_the_clause_before"].end(items, place - 1, before) != -2


def _before(items: Sequence[Item], part: Part) -> int:
    """Return the index of the item before a part, or -1 if the part opens the sentence."""
    return bisect_left(items, part.first, key=first_token) - 1


def _aside(items: Sequence[Item], place: int) -> bool:
    """Return whether a comma opens an aside that consists of one figure and its time (", 15 in 2004,"). A list of
    dated figures is not an aside."""
    if not DATED_ASIDE.fits(items, place):
        return False
    told = [x for x in items[: place - 1] if x.kind in (kinds.NUMBER, kinds.TIME)]
    if not told:
        # "convictions, nine in 2014, rose to 15"
        return place + 3 < len(items) and items[place + 3].kind == kinds.VERB and items[place + 3].finite
    return told[-1].kind == kinds.NUMBER


def _absolute(tokens: Tokens, items: Sequence[Item], place: int) -> bool:
    """Return whether a comma opens a participle with a figure as its subject (", 37 having been opened in 2012")."""
    return tokens.low[items[place].first] == "having" or ABSOLUTE.fits(items, place)


def begins_clause(items: Sequence[Item], place: int) -> bool:
    """Return whether "and" begins a clause with its own subject and finite verb (", and in March 2018 a court freed
    two")."""
    joins = place < len(items) and items[place].kind == kinds.CONJUNCTION
    return joins and BOOK["joined_subject_and_verb"].fits(items, place)
