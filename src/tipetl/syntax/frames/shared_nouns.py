"""Finds the nouns of numbers without a noun of their own: the noun may precede the number ("the centers, 47 in number,
…") or follow another number ("1,790 and 1,412 calls")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.language import concepts, forms
from tipetl.language.particles import WORD
from tipetl.syntax.chunks import kinds, voices
from tipetl.syntax.chunks.symbols import BOOK, words
from tipetl.syntax.doers import subject_of
from tipetl.syntax.frames.frame import Frame
from tipetl.syntax.frames.governors import add_verb, verbs_left
from tipetl.syntax.frames.phrases import noun_phrase

if TYPE_CHECKING:
    from tipetl.language.tokens import Tokens
    from tipetl.syntax.chunks.items import Item

#: concepts of verbs that only introduce the number
SAYS_HOW_MANY = frozenset((concepts.AMOUNT, concepts.BE))
#: kinds of items that may modify one of several joined numbers
MODIFYING = frozenset((kinds.WORD, kinds.DETERMINER))
#: the maximum number of words, including a comma, in the phrase after a number that identifies the people counted
LONGEST_TAIL = 4
SUBJECT_BEFORE, EQUATED = BOOK["subject_before"], BOOK["equated"]


def told_behind(tokens: Tokens, items: list[Item], place: int, frame: Frame) -> bool:
    """Return whether number item ``place`` counts the subject before it ("Courses on child trafficking, seven of them,
    were held"); if so, copies the subject's noun to its frame."""
    comma, close = _aside(tokens, items, place)
    if close is None:
        return False
    first = SUBJECT_BEFORE.end(items, comma - 1)
    head = _head(items[first + 1 : comma])
    if not head or (first >= 0 and items[first].kind not in (kinds.SEMICOLON, kinds.TIME)):
        return False
    frame.heads, frame.nouns, frame.partitive = [head], [head], False
    frame.np_end_item, frame.np_end = close, items[close].last
    return True


def _aside(tokens: Tokens, items: list[Item], place: int) -> tuple[int, int | None]:
    """Finds the commas around an aside that only gives the subject's number (", 12 of them," or ", who numbered 12,").
    The second comma is None if no aside gives the number."""
    who = BOOK["who_numbered"].end(items, place - 1)
    if who != -2 and place + 1 < len(items) and items[place + 1].kind == kinds.COMMA:
        return who + 1, place + 1
    comma = place - 2 if place > 1 and items[place - 1].kind == kinds.ADVERB else place - 1
    after = items[place].last + 1
    if comma < 1 or items[comma].kind != kinds.COMMA:
        return comma, None
    if [x.kind for x in items[place + 1 : place + 3]] == [kinds.TIME, kinds.COMMA]:
        return comma, place + 2  # "convictions, nine in 2014, rose to 15"
    tail = BOOK["counts_what_was_named"].end(words(tokens.low, after, after + LONGEST_TAIL), 0)
    close = after + tail - 1
    if close <= after:
        return comma, None  # no words after the number say whom it counts
    return comma, next((j for j in range(place, len(items)) if items[j].last == close), None)


def told_in_brackets(tokens: Tokens, items: list[Item], place: int, frame: Frame) -> bool:
    """Return whether number item ``place``, in brackets, counts the noun before the brackets ("trained consuls (25)
    and judges (17)"). If so, fills its frame as if the number preceded that noun."""
    if place < 2 or BOOK["told_in_brackets"].end(items, place - 1) == -2:
        return False
    if _compared(items, place, frame) or _by_kind(items, place, frame):
        return True
    more = BOOK["more_of_them"].end(items, place - 2) + 1
    if more > -1 and items[place - 2].kind in (kinds.TIME, kinds.VERB, kinds.NOUN):
        # "more victims came home in 2012 (158)"
        noun_phrase(tokens, items, more, frame)
        verbs_left(tokens, items, more, frame)
        return bool(frame.heads)
    if _of_events(items, place, frame):
        return True
    first = BOOK["listed_before_brackets"].end(items, place - 2)
    head = items[place - 2]
    if first == -2 or head.form != forms.PLURAL:
        return False
    governed = first >= 0 and items[first].kind == kinds.VERB and items[first].concept not in SAYS_HOW_MANY
    if not governed and (first >= 0 or head.concept not in BOOK.words["events"]):
        return False
    frame.heads, frame.nouns, frame.partitive = [head.concept or ""], [head.concept or ""], False
    frame.head_word = tokens.low[head.last]
    frame.np_end_item, frame.np_end = place + 1, items[place + 1].last
    if governed:
        verbs_left(tokens, items, first + 1, frame)
    return True


def _of_events(items: list[Item], place: int, frame: Frame) -> bool:
    """Return whether number item ``place``, in brackets, follows events and a phrase that describes the events
    ("acquittals in trafficking trials (14)"). If so, adds the events to its frame."""
    before = BOOK["events_before_brackets"].end(items, place - 2) + 1
    if before < 0:
        return False
    event = next(x for x in items[before:place] if x.kind == kinds.NOUN)
    frame.heads, frame.nouns, frame.partitive = [event.concept or ""], [event.concept or ""], False
    frame.np_end_item, frame.np_end = place + 1, items[place + 1].last
    return True


def _by_kind(items: list[Item], place: int, frame: Frame) -> bool:
    """Return whether number item ``place``, in brackets, follows a kind of crime into which events, the subject, are
    divided ("convictions were split between sex trafficking (21) and forced labor (17)"). If so, adds the events to its
    frame. No other verb may precede the number."""
    subject = next((x for x in items[: place - 1] if x.kind in (kinds.NOUN, kinds.VERB, kinds.NUMBER)), None)
    verbs = [x for x in items[: place - 1] if x.kind == kinds.VERB or x.kind == kinds.SEMICOLON]
    divided = [x.concept for x in verbs] == [concepts.DIVIDE]
    if not divided or subject is None or subject.concept not in BOOK.words["events"]:
        return False
    frame.heads, frame.nouns = [subject.concept or ""], [subject.concept or ""]
    frame.acts, frame.linked = [concepts.AMOUNT, concepts.REPORT], kinds.VERB
    frame.np_end_item, frame.np_end = place + 1, items[place + 1].last
    return True


def _compared(items: list[Item], place: int, frame: Frame) -> bool:
    """Return whether number item ``place``, in brackets, follows a verb with its subject in the clause before "than"
    ("fewer suspects were convicted (18) than acquitted (24)"). If so, adds that subject and the verb to its frame."""
    verb = items[place - 2]
    if BOOK["compared_in_brackets"].end(items, place - 2) == -2 or not verb.concept or verb.voice == voices.ACTIVE:
        return False
    opening = next((at for at in range(place - 1) if items[at].kind == kinds.OPEN_BRACKET), 0)
    subject = subject_of(items, opening - 1) if opening and items[opening - 1].kind == kinds.VERB else None
    head = _head(items[subject[0] : subject[1] + 1]) if subject else ""
    if not head:
        return False
    frame.heads, frame.nouns, frame.acts = [head], [head], [verb.concept]
    frame.linked, frame.verbs = kinds.VERB, [place - 2]
    frame.np_end_item, frame.np_end = place + 1, items[place + 1].last
    return True


def told_of_subject(items: list[Item], place: int, frame: Frame) -> bool:
    """Return whether "to the number of" lets number item ``place`` count the preceding subject ("suspects to the
    number of 12 were charged", "suspects were charged to the number of 12"). If so, adds the subject and any verb
    before it to its frame."""
    end = BOOK["to_the_number_of"].end(items, place - 1)
    if end < 0:
        return False
    verb = items[end] if items[end].kind == kinds.VERB else None
    close = end if verb is not None else end + 1
    head = _head(items[SUBJECT_BEFORE.end(items, close - 1) + 1 : close])
    if not head:
        return False
    frame.heads, frame.nouns, frame.partitive = [head], [head], False
    frame.np_end_item, frame.np_end = place, items[place].last
    if verb is not None:
        frame.linked = kinds.VERB
        add_verb(frame, verb, subject=True)
        frame.verbs.append(end)
    return True


def told_in_all(tokens: Tokens, items: list[Item], place: int, frame: Frame) -> None:
    """Makes a number after the verb count the subject if the number sums it up: "Every one was referred to care, 783
    persons in all"."""
    if not sums_up(tokens, max(items[place].last, frame.np_end)):
        return
    begin = BOOK["summed_up_subject"].end(items, place - 1)
    if begin == -2:
        return
    verb = next(at for at in range(begin + 1, place) if items[at].voice == voices.PASSIVE)
    frame.linked = kinds.VERB
    add_verb(frame, items[verb], subject=True)
    frame.verbs.append(verb)


def sums_up(tokens: Tokens, last: int) -> bool:
    """Return whether the words after a number's phrase, which ends at token ``last``, make the number a total: "783
    persons in all"."""
    return BOOK["sums_up"].fits(words(tokens.low, last + 1, last + 1 + LONGEST_TAIL), 0)


def told_ahead(tokens: Tokens, items: list[Item], place: int, frame: Frame) -> None:
    """Assigns to a bare number the noun of its predicate ("119 was the number of victims that police freed", "seven
    were the shelters that it ran") or of a preceding phrase ("of convictions nine")."""
    if not frame.bare() or frame.partitive:
        return
    if frame.linked not in (kinds.START, kinds.LIST, kinds.SEMICOLON, kinds.COLON):
        return
    end = EQUATED.end(items, place + 1)
    if end == -2:
        return
    begin = next(j for j in range(place + 1, end) if items[j].kind == kinds.DETERMINER)
    if items[begin + 2].form == WORD.whole:
        begin += 2
    noun_phrase(tokens, items, begin, frame)


def _head(subject: list[Item]) -> str:
    """Return the concept of the plural noun that heads a subject, before any preposition, or ""."""
    head = ""
    for item in subject:
        if item.kind in (kinds.COMMA, kinds.PREPOSITION):
            break
        if item.kind in kinds.NAMING:
            head = item.concept or "" if item.kind == kinds.NOUN and item.form == forms.PLURAL else ""
    return head


def joined(tokens: Tokens, items: list[Item], place: int) -> list[int]:
    """Return the number items joined to number item ``place`` without a noun between them, the last by "and" ("58 and
    1,204", "41 new and 29 continued prosecutions", "308, 182, and 29 convictions"). Only bare figures make a longer
    list, so that "five NGO-run, two state-run shelters" yields none."""
    end = BOOK["joined_counts"].end(items, place + 1) if items[place].form == forms.COUNT else -2
    between = range(place + 1, end)
    nouns = any(items[at].kind in MODIFYING and tokens.low[items[at].last].endswith("s") for at in between)
    return [] if nouns else [at for at in between if items[at].kind == kinds.NUMBER]


def shared_noun(tokens: Tokens, items: list[Item], place: int, frame: Frame) -> None:
    """Assigns to a bare number the noun after the last number joined to it: "fielded 58 and 1,204 calls"."""
    row = joined(tokens, items, place)
    if not row:
        return
    other = Frame(items[row[-1]].number, row[-1])
    noun_phrase(tokens, items, row[-1], other)
    if not other.heads or other.partitive:
        return
    frame.heads, frame.nouns, frame.head_word = list(other.heads), list(other.nouns), other.head_word
    frame.np_end_item, frame.np_end = other.np_end_item, other.np_end
