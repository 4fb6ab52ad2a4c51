"""Assembles a number's frame: its noun phrase, its governors, and the concepts around the number.

What belongs here: the shallow syntax around a number. What does not belong here: metrics; the rule files map frames to
metrics.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from tipetl.language import concepts, forms
from tipetl.syntax.chunks import kinds
from tipetl.syntax.chunks.symbols import BOOK
from tipetl.syntax.frames.frame import Frame
from tipetl.syntax.frames.governors import verbs_left
from tipetl.syntax.frames.lookahead import closing_comma
from tipetl.syntax.frames.phrases import noun_phrase
from tipetl.syntax.frames.predicates import verbs_right
from tipetl.syntax.frames.shared_nouns import (
    SAYS_HOW_MANY,
    shared_noun,
    told_ahead,
    told_behind,
    told_in_all,
    told_in_brackets,
    told_of_subject,
)
from tipetl.syntax.reach import begins_clause

if TYPE_CHECKING:
    from tipetl.language.tokens import Tokens
    from tipetl.syntax.chunks.items import Item

#: kinds of items at which a predicate ends
ENDS_A_PREDICATE = frozenset((*kinds.ROW_JOINTS, kinds.NUMBER, *kinds.CLAUSE_OPENERS))

SUBJECT_OF = BOOK["verb_of_a_subject"]
LEADS_SOMEWHERE = BOOK.words["leads_somewhere"]
LEFT_BOUND, RIGHT_BOUND = BOOK["left_bound"], BOOK["right_bound"]
#: kinds of items that may bound a clause on either side
LEFT_BOUNDS, RIGHT_BOUNDS = (
    frozenset((kinds.COMMA, kinds.SEMICOLON, kinds.COLON)),
    frozenset((kinds.CONJUNCTION, kinds.SEMICOLON)),
)
#: The number of items of a clause to examine on either side of a number; no clause in prose is that long.
REACH = 120


def surroundings(
    tokens: Tokens, items: list[Item], frame: Frame, context: list[tuple[int, int, str]], stop: int
) -> None:
    """Collects the concepts in the number's clause, to its right (up to token ``stop``) and to its left."""
    lo = frame.np_end_item + 1
    hi = _clause_end(items, lo)
    frame.right |= {x.ahead for x in items[lo:hi] if x.ahead is not None and x.first < stop}
    end = min(stop, items[hi].first if hi < len(items) else len(tokens.low))
    for index in range(bisect_left(context, (frame.np_end + 1,)), len(context)):
        _, b, concept = context[index]
        if b >= end:
            break
        if concept != concepts.PENDING or not _inside_a_phrase(tokens, items, context[index][0]):
            frame.right.add(concept)
    if concepts.ASSIST in frame.acts:
        # "helped six women return": a bare verb after "help"
        frame.right |= {x.behind for x in items[lo:hi] if x.behind and x.form == forms.BASE and x.first < stop}
    if frame.item > 0:
        begin = frame.label if frame.label >= 0 else _clause_begin(items, frame.item)
        frame.left |= {x.behind for x in items[begin : frame.item] if x.behind is not None}
        if frame.inverted or (frame.linked == kinds.VERB and items[begin].form in LEADS_SOMEWHERE):
            # "before the courts came 14 men", "into shelters the police took 17 girls"
            first = items[begin].first
            # "flown home" is one verb and names no home
            within = {(x.first, x.last) for x in items[begin : frame.item] if x.kind == kinds.VERB and x.last > x.first}
            frame.right |= frame.left | {
                concept
                for a, b, concept in context
                if first <= a and b < items[frame.item].first and not any(c <= a and b <= d for c, d in within)
            }
            if len(frame.acts) > 1:
                frame.right.difference_update(f"verb:{act}" for act in frame.acts)


def _clause_end(items: list[Item], begin: int) -> int:
    """Return the index of the first item from ``begin`` on that lies outside the clause: ", and the courts convicted
    16" does not affect a number before it."""
    stop = min(len(items), begin + REACH)
    for at in range(begin, stop):
        kind = items[at].kind
        if kind in RIGHT_BOUNDS and RIGHT_BOUND.fits(items, at):
            return at
        if kind == kinds.COMMA and begins_clause(items, at + 1):
            return at
    return max(begin, stop)


def _clause_begin(items: list[Item], item: int) -> int:
    """Return the index of the first item of the clause around ``item``, at most ``REACH`` items to the left."""
    floor = max(0, item - REACH)
    for at in range(item - 1, floor - 1, -1):
        if items[at].kind in LEFT_BOUNDS and LEFT_BOUND.fits(items, at):
            return at + 1
    return floor


def _inside_a_phrase(tokens: Tokens, items: list[Item], token: int) -> bool:
    """Return whether "before the courts" belongs to a verb: "brought 194 defendants [before the courts]"."""
    if tokens.low[token] != "before":
        return False
    item = next((x for x in items if x.first <= token <= x.last), None)
    return item is not None and item.last > item.first and item.kind in (kinds.ADVERB, kinds.VERB)


def build_frame(
    tokens: Tokens,
    items: list[Item],
    place: int,
    context: list[tuple[int, int, str]],
    stop: int,
    *,
    listing: bool = False,
) -> Frame:
    """Builds the frame of number item ``place``. The number's own words end at token ``stop`` (the next number or the
    end of the sentence)."""
    frame = Frame(items[place].number, place)
    noun_phrase(tokens, items, place, frame, listing=listing)
    if not (
        told_behind(tokens, items, place, frame)
        or told_of_subject(items, place, frame)
        or told_in_brackets(tokens, items, place, frame)
    ):
        shared_noun(tokens, items, place, frame)
        verbs_left(tokens, items, place, frame)
        told_ahead(tokens, items, place, frame)
        told_in_all(tokens, items, place, frame)
    if _reported_subject(items, frame):
        # "the coordinator reported six victims found employment": the number is the subject of the reported clause
        frame.acts, frame.verbs, frame.linked = [], [], kinds.START
    tied = frame.linked == kinds.VERB and bool(frame.acts or frame.generic_verb)
    object_of_verb = tied and SAYS_HOW_MANY.isdisjoint(frame.acts)
    in_phrase = frame.linked == kinds.PREPOSITION or (frame.linked == kinds.NOUN and bool(frame.acts))
    verbs_right(tokens, items, frame, subject_allowed=not object_of_verb and not in_phrase)
    _count_victims(tokens, items, frame)
    surroundings(tokens, items, frame, context, stop)
    if not object_of_verb and not in_phrase and frame.verbs and items[frame.verbs[0]].first >= stop:
        _behind_verb(tokens, items, frame, context, frame.verbs[0])
    elif frame.linked == kinds.PREPOSITION and frame.of:
        # "the trials of 51 defendants, including five officers, were in progress"
        behind = frame.np_end_item + 2
        if (
            behind < len(items)
            and items[behind - 1].kind == kinds.COMMA
            and (close := closing_comma(items, behind)) is not None
        ):
            _behind_verb(tokens, items, frame, context, close + 1)
    return frame


def _count_victims(tokens: Tokens, items: list[Item], frame: Frame) -> None:
    """Adds the concept of victims to people described as trafficked: "13 trafficked women", "13 women trafficked to
    Beirut"."""
    if not frame.heads or frame.heads[-1] not in BOOK.words["who_may_be_victims"]:
        return
    named = tokens.low[items[frame.item].last + 1 : frame.np_end]
    befell = concepts.EXPLOIT in frame.post and _befell_victims(tokens, items, frame.np_end_item + 1)
    if befell or not BOOK.words["said_of_victims"].isdisjoint(named):
        frame.heads.insert(0, concepts.VICTIM)


def _befell_victims(tokens: Tokens, items: list[Item], begin: int) -> bool:
    """Return whether the first verb of exploitation from item ``begin`` on, or a verb joined to it, can only describe
    victims: "women trafficked to Beirut", "girls lured and exploited", not "women recruited as drivers"."""
    at = next((at for at in range(begin, len(items)) if items[at].concept == concepts.EXPLOIT), None)
    if at is None:
        return False
    said = [items[at]]
    if at + 2 < len(items) and items[at + 1].kind == kinds.CONJUNCTION:
        said.append(items[at + 2])
    return any(tokens.low[item.last] in BOOK.words["befell_victims"] for item in said)


def _reported_subject(items: list[Item], frame: Frame) -> bool:
    """Return whether a number that looks like the object of "reported" is the subject of a later verb."""
    if frame.linked != kinds.VERB or frame.acts != [concepts.REPORT] or not frame.heads:
        return False
    return frame.np_end_item + 1 < len(items) and SUBJECT_OF.fits(items, frame.np_end_item + 1)


def _behind_verb(
    tokens: Tokens, items: list[Item], frame: Frame, context: list[tuple[int, int, str]], verb: int
) -> None:
    """Adds the concepts after the verb if an aside with its own figures separates subject and verb ("26 offenders,
    including three foreigners, were found guilty")."""
    place = verb + 1
    while place < len(items) and items[place].kind not in ENDS_A_PREDICATE:
        if items[place].kind == kinds.NOUN:
            frame.right.add(items[place].concept or "")
        place += 1
    end = items[place].first if place < len(items) else len(tokens.low)
    frame.right |= {concept for a, b, concept in context if a >= items[verb].first and b < end}
    if items[verb].concept in (concepts.REMAIN, concepts.CONTINUE):
        frame.right.add(f"verb:{items[verb].concept}")
