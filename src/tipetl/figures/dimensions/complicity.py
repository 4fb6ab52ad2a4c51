"""Decides whether the people counted are public officials accused of complicity (contract section 1; section 3, rule
3).

What belongs here: the ``official`` dimension of a figure. What does not belong here: officials who act, because no law
enforcement figure counts them.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import dropwhile, pairwise, takewhile
from typing import TYPE_CHECKING

from tipetl.figures.dimensions.referents import latest
from tipetl.figures.dimensions.wording import WORDS
from tipetl.figures.record.denial_end import denial_end
from tipetl.figures.record.readings import PERSON_NOUNS, Reading
from tipetl.language import concepts, forms
from tipetl.language.particles import WORD
from tipetl.metrics import PROCEEDINGS
from tipetl.model import codes
from tipetl.syntax.chunks import kinds, voices
from tipetl.syntax.chunks.spans import REACH, clause_bounds, hits_between, last_token
from tipetl.syntax.chunks.symbols import BOOK
from tipetl.syntax.frames.lookahead import opens_clause

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tipetl.figures.record.analysis import Analysis
    from tipetl.syntax.chunks.items import Item
    from tipetl.syntax.frames.frame import Frame

#: kinds of items at which to stop looking for the person sentenced
BEYOND_A_PERSON = frozenset((kinds.PRONOUN, kinds.SEMICOLON, kinds.RELATIVE))

OFFICIAL_NOUNS, POSTS = WORDS["official_nouns"], WORDS["posts_of_the_state"]
STAFF, STATE_AS_EMPLOYER, DEALT_WITH = WORDS["staff"], WORDS["state_as_employer"], WORDS["dealt_with"]
BEFORE_ONE_NOT_ACCUSED, GETTING = WORDS["before_one_not_accused"], WORDS["getting_a_term"]
POSSESSIVES = WORDS["possessive_marks"]
COUNTS_THE_ACCUSED = PROCEEDINGS | {"sentences_suspended"}
SHARE_OF_OFFICIALS, AMONG_THEM = BOOK["share_of_officials"], BOOK["share_among_them"]
#: words that link a number to the group of which the number counts a share
PARTITIVES = [
    [WORD.whole, WORD.told],
    [WORD.whole, WORD.near],
    [WORD.whole, WORD.far],
    [WORD.whole, WORD.told_object],
]
#: the number of items after an event to search for the accused
NEAR = 5
#: the number of tokens before a prison term to search for the person sentenced
BEFORE_A_TERM = 14


def is_official(analysis: Analysis, reading: Reading, before: Sequence[Reading], last: int) -> bool:
    """Whether a reading counts officials; all earlier readings in the sentence must already be decided. ``last`` is the
    last token that describes the reading."""
    if reading.metric not in COUNTS_THE_ACCUSED:
        return False
    return _says_so(analysis, reading, last) or _refers_to_officials(analysis, reading, before)


def _says_so(analysis: Analysis, reading: Reading, last: int) -> bool:
    """Whether the words of a figure name officials."""
    frame = reading.frame
    if frame is not None and (
        not OFFICIAL_NOUNS.isdisjoint(frame.heads)
        or _has_post(analysis, reading, frame.np_end)
        or _event_against(analysis, frame)
    ):
        return True
    if SHARE_OF_OFFICIALS.fits(analysis.items, analysis.items_from(reading.first)):
        return True
    if _are_officials(analysis, reading):
        return True
    begin, end = reading.first, last
    if reading.status != codes.REPORTED:
        begin, end = clause_bounds(analysis.tokens, reading.first)[0], denial_end(analysis, reading)
    if any(concept == concepts.COMPLICITY for _, _, concept in hits_between(analysis.hits, begin, end)):
        return True
    return reading.status != codes.REPORTED and (
        _accused_behind(analysis, reading)
        or _accused_before(analysis, reading)
        or _topic_of_officials(analysis, reading)
        or _nothing_came_of(analysis, reading)
    )


def _are_officials(analysis: Analysis, reading: Reading) -> bool:
    """Whether a figure's predicate, or an apposition between commas, says that the people counted are officials: "three
    of the 11 persons convicted were mayors", "another two, both clerks, were charged"."""
    frame = reading.frame
    if frame is None or reading.status != codes.REPORTED:
        return False
    apposed = BOOK["apposed_persons"].end(analysis.items, analysis.items_from(reading.first))
    if apposed > 0:
        return names_officials(analysis, analysis.items_from(reading.first) + 2, apposed)
    if concepts.BE not in frame.does or frame.verb_token < 0 or not (frame.partitive or frame.definite or frame.bare()):
        return False
    begin = analysis.items_from(frame.verb_token) + 1
    phrase = [*takewhile(lambda item: item.kind in kinds.IN_A_PHRASE, analysis.items[begin:])]
    return names_officials(analysis, begin, begin + len(phrase))


def names_officials(analysis: Analysis, begin: int, end: int) -> bool:
    """Whether the noun phrase of items ``begin`` to ``end`` names people in public office."""
    phrase = [item for item in analysis.items[begin:end] if item.kind in kinds.IN_A_PHRASE]
    if not phrase:
        return False
    low = analysis.tokens.low[phrase[0].first : phrase[-1].last + 1]
    employed = low[-1] in STAFF and not STATE_AS_EMPLOYER.isdisjoint(low)
    return _is_an_official(phrase[-1]) or low[-1] in POSTS or employed


def _nothing_came_of(analysis: Analysis, reading: Reading) -> bool:
    """Whether "but" joins a denied event to officials counted before, and the denial names no other accused:
    "investigated three officers, but brought no charges"."""
    if reading.status != codes.NONE:
        return False
    begin, end = clause_bounds(analysis.tokens, reading.first)
    last = latest(x for x in analysis.readings if x.metric in PROCEEDINGS and begin <= x.first < reading.first)
    if last is None or not last.official or last.unit != codes.PERSON or last.relation != codes.CURRENT:
        return False
    between = analysis.items[analysis.items_from(last.last + 1) : analysis.items_from(reading.first)]
    behind = analysis.items[analysis.items_from(reading.last + 1) : analysis.items_from(end)]
    joined = any(item.form == WORD.contrast or analysis.tokens.low[item.first] == WORD.contrast for item in between)
    return joined and not any(_is_person(item) for item in behind)


def _has_post(analysis: Analysis, reading: Reading, np_end: int) -> bool:
    """Whether the noun phrase of a figure names people in public office: "two clerks", "six immigration employees", "a
    former director of the state agency"."""
    low = analysis.tokens.low
    words = low[reading.last + 1 : np_end + 1]
    if words[-2:] in PARTITIVES:
        np_end = _apposition_end(analysis, np_end)  # "12 of them customs agents"
        words = low[reading.last + 3 : np_end + 1]
    if words[-1:] == [WORD.whole]:
        words, np_end = words[:-1], np_end - 1  # "employee of" is one term
    if not words:
        return False
    if words[-1] in POSTS:
        return True
    employer = words + (low[np_end + 1 : np_end + 8] if low[np_end + 1 : np_end + 2] == [WORD.whole] else [])
    return words[-1] in STAFF and not STATE_AS_EMPLOYER.isdisjoint(employer)


def _apposition_end(analysis: Analysis, np_end: int) -> int:
    """Return the last token of the nouns right after "of them", which say who belongs to the share."""
    begin = analysis.items_from(np_end + 1)
    phrase = [*takewhile(lambda item: item.kind in kinds.IN_A_PHRASE or item.form == forms.ONE, analysis.items[begin:])]
    behind = analysis.items[begin + len(phrase) : begin + len(phrase) + 1]
    return phrase[-1].last if phrase and (not behind or behind[0].kind != kinds.VERB) else np_end


def _event_against(analysis: Analysis, frame: Frame) -> bool:
    """Whether a figure counts events in which an official is accused: "one case against a municipal official", "an
    investigation of a retired colonel"."""
    if frame.partitive or not frame.heads or not WORDS["accusing_events"].issuperset(frame.heads):
        return False
    begin = analysis.items_from(frame.np_end + 1)
    behind = analysis.items[begin : begin + 1 + NEAR]
    if behind and behind[0].kind == kinds.COMMA:
        behind = behind[1:]  # "one inquiry, into a coast guard officer"
    if not behind or behind[0].kind != kinds.PREPOSITION or behind[0].form not in WORDS["leading_to_the_accused"]:
        return False
    phrase = takewhile(lambda item: item.kind in kinds.IN_A_PHRASE or item.form == forms.ONE, behind[1:])
    persons = [*takewhile(_is_person, dropwhile(lambda item: not _is_person(item), phrase))]
    return _is_an_official(persons[-1] if persons else None)  # "of local officials": the last noun is the head


def _is_person(item: Item) -> bool:
    return item.kind == kinds.NOUN and item.concept in PERSON_NOUNS


def _is_an_official(person: Item | None) -> bool:
    return person is not None and person.concept in OFFICIAL_NOUNS


def _accused_behind(analysis: Analysis, reading: Reading) -> bool:
    """Whether officials are named after an event that did not happen: "no investigations, prosecutions, or convictions
    of officials"."""
    _, end = clause_bounds(analysis.tokens, reading.first)
    behind = analysis.items[analysis.items_from(reading.last + 1) : analysis.items_from(end)]
    link = ""
    for place, item in enumerate(behind):
        if item.kind == kinds.COLON or _counts_anew(item) or opens_clause(behind, place) or _is_told_by(behind, place):
            return False
        if item.kind == kinds.PREPOSITION:
            link = item.form
        elif _is_person(item) and not _is_owner(analysis, item):
            return _is_an_official(item) and link not in BEFORE_ONE_NOT_ACCUSED
    return False


def _is_told_by(behind: Sequence[Item], place: int) -> bool:
    """Whether the source of the statement follows: "no arrests, the police conceded", "…, a commander said on
    Friday"."""
    return BOOK["they_say"].fits(behind, place) or BOOK["told_by_somebody"].fits(behind, place)


def _is_owner(analysis: Analysis, person: Item) -> bool:
    """Whether a person is named only as an owner: "at the magistrates' court"."""
    return analysis.tokens.word(person.last + 1) in POSSESSIVES


def _topic_of_officials(analysis: Analysis, reading: Reading) -> bool:
    """Whether a clause opens with officials: "As for officials, the ministry gave no figure of convictions"."""
    begin, _ = clause_bounds(analysis.tokens, reading.first)
    return BOOK["as_for_officials"].fits(analysis.items, analysis.items_from(begin))


def _accused_before(analysis: Analysis, reading: Reading) -> bool:
    """Whether officials are named before the words of silence, other than the officials who did not answer: "on
    convictions of officials no figures were given", "how many officials were tried was not stated"."""
    begin = analysis.items_from(clause_bounds(analysis.tokens, reading.first)[0])
    before = [*reversed(analysis.items[begin : analysis.items_from(reading.first)])]
    named = [*dropwhile(lambda item: not _is_person(item), before)]
    if reading.status != codes.NOT_REPORTED or not named or not _is_an_official(named[0]):
        return False
    phrase = [*takewhile(lambda item: item.kind in kinds.IN_A_PHRASE, named)]
    opened = next((at + 1 for at, item in enumerate(phrase) if item.kind == kinds.DETERMINER), 0)
    phrase = phrase[: opened or len(phrase)]
    lead = named[len(phrase) : len(phrase) + 2]
    if opened and lead and lead[0].kind != kinds.PREPOSITION:
        lead = []  # "how many inquiries the police opened"
    numbered = any(analysis.tokens.low[item.first] in WORDS["numbering"] for item in (*phrase, *lead))
    event = len(lead) == 2 and lead[0].kind == kinds.PREPOSITION and lead[1].concept in WORDS["accusing_events"]
    return numbered or (event and lead[0].form in WORDS["leading_to_the_accused"])


def _counts_anew(item: Item) -> bool:
    return item.kind == kinds.SUBORDINATOR or (item.kind == kinds.NUMBER and item.form != forms.ONE)


def _refers_to_officials(analysis: Analysis, reading: Reading, before: Sequence[Reading]) -> bool:
    """Whether a figure that does not say whom it counts refers back to officials."""
    if reading.status != codes.REPORTED and _none_of_them(analysis, reading, before):
        return True
    frame = reading.frame
    if frame is not None and frame.bare() and _of_other_offenders(analysis, reading):
        return False
    if reading.metric == "sentences_suspended" and reading.number < 0:
        whole = latest(x for x in _accused(analysis.readings) if x.last < reading.first)
        return whole is not None and whole.official and whole.low == reading.low
    if frame is None or not frame.bare():
        return False
    if concepts.BE in frame.does and not OFFICIAL_NOUNS.isdisjoint(frame.right):
        return True
    whole = latest(
        x
        for x in analysis.readings
        if x.metric in PROCEEDINGS and x.first < reading.first and not x.part and not _is_share(analysis, x)
    )
    if whole is not None:
        return whole.official
    if _dealt_with_before(analysis, reading):
        return True
    earlier = _accused(before)
    if earlier and frame.partitive:
        return earlier[-1].official
    if earlier and all(x.official for x in earlier):
        # "Four officers were under investigation. Nobody was convicted."
        return reading.low is None or any(x.low is not None and reading.low <= x.low for x in earlier)
    return _spoken_of(analysis, reading, frame)


def _of_other_offenders(analysis: Analysis, reading: Reading) -> bool:
    """Whether the words right before a figure name people other than the officials mentioned before: "of complicit
    officials, none; of other traffickers, 11"."""
    near = analysis.tokens.low[max(0, reading.first - 4) : reading.first]
    return any(one in WORDS["others"] and other in WORDS["other_offenders"] for one, other in pairwise(near))


def _accused(readings: Iterable[Reading]) -> list[Reading]:
    """Return the readings that count the accused, in text order."""
    return sorted((reading for reading in readings if reading.metric in PROCEEDINGS), key=lambda x: x.first)


def _is_share(analysis: Analysis, reading: Reading) -> bool:
    """Whether a figure only gives the number of officials among the people counted before, so that the words after it
    are not about officials alone: "77 were tried, 12 officials among them, and 67 were convicted"."""
    return AMONG_THEM.fits(analysis.items, analysis.items_from(reading.first))


def _none_of_them(analysis: Analysis, reading: Reading, before: Sequence[Reading]) -> bool:
    """Whether a denial refers back to officials: "investigated nine officials but did not convict any of them"."""
    low = analysis.tokens.low
    behind = pairwise(low[reading.last + 1 : denial_end(analysis, reading) + 1])
    if (WORD.whole, WORD.told) not in behind:
        return False
    earlier = [x for x in _accused(analysis.readings) if x.last < reading.first] or _accused(before)
    return earlier[-1].official if earlier else _dealt_with_before(analysis, reading)


def _dealt_with_before(analysis: Analysis, reading: Reading) -> bool:
    """Whether a figure follows officials disciplined by the state itself: "dismissed 28 agents and arrested nine"."""
    begin = analysis.items_from(max(0, reading.first - REACH))
    near = analysis.items[begin : analysis.items_from(reading.first)]
    counted = next((item for item in reversed(near) if item.kind == kinds.NUMBER), None)
    frame = analysis.frames.get(counted.number) if counted is not None else None
    if frame is None or OFFICIAL_NOUNS.isdisjoint(frame.heads):
        return False
    if analysis.tokens.low[reading.last + 1 : reading.last + 3] == [WORD.whole, WORD.told_object]:
        return True  # "moved 18 officers elsewhere, two of whom were indicted"
    verbs = [analysis.items[place] for place in frame.verbs]
    return any(not DEALT_WITH.isdisjoint(analysis.tokens.low[verb.first : verb.last + 1]) for verb in verbs)


def _spoken_of(analysis: Analysis, reading: Reading, frame: Frame) -> bool:
    """Whether a figure that is a subject follows officials just mentioned: "Of the officials, four were found
    guilty"."""
    if frame.linked in (kinds.PREPOSITION, kinds.VERB):
        return False
    end = bisect_left(analysis.items, reading.first, key=last_token)
    begin = max(0, end - REACH)
    shared = [(place, AMONG_THEM.end(analysis.items, place)) for place in analysis.nums if begin <= place < end]
    persons = [
        place
        for place in range(begin, end)
        if _is_person(analysis.items[place]) and not any(first <= place < stop for first, stop in shared)
    ]
    person = analysis.items[persons[-1]] if persons else None
    if person is None or (reading.status == codes.NOT_REPORTED and persons[-1] == end - 1):
        return False  # "the police put no figure on those convicted": the police are only the source
    # judges and prosecutors are usually the ones who act, not the accused
    return person.concept == concepts.OFFICIAL or analysis.tokens.low[person.last] in POSTS


def sentenced_official(analysis: Analysis, reading: Reading) -> bool:
    """Whether the words before a prison term name an official as the person sentenced: "a former judge was sentenced to
    21 years", "sentenced two policemen to five years". Used if no figure names that person."""
    begin, end = clause_bounds(analysis.tokens, reading.first)[0], analysis.items_from(reading.first)
    whole = range(analysis.items_from(begin), end)
    for place in whole:
        if BOOK["person_with_an_aside"].end(analysis.items, place, end) == end:
            return _is_an_official(analysis.items[place])
    near = analysis.items[analysis.items_from(max(begin, reading.first - BEFORE_A_TERM)) : end]
    for item in reversed(near):
        if item.kind in BEYOND_A_PERSON or (item.kind == kinds.NUMBER and item.form != forms.ONE):
            return False
        if item.kind == kinds.VERB and item.finite and item.voice != voices.PASSIVE and item.concept not in GETTING:
            return False  # the person before the verb does the sentencing
        if _is_person(item):
            return _is_an_official(item)
    return False
