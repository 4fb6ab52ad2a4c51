"""Reads figures that were not reported: "did not report any convictions", "how many were helped is unknown" (rule 4).

What belongs here: the frames of the things that were not reported. What does not belong here: which words say that
figures were not reported, and which figures (``silences``), or which metrics the silence covers (``covered``).
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from tipetl.figures.denials.covered import COVERAGE, Denial, asked_metric, covered, unit_of
from tipetl.figures.denials.silences import places, silence_at, silent_words
from tipetl.figures.record import reasons
from tipetl.figures.record.analysis import step
from tipetl.figures.record.readings import PERSON_NOUNS
from tipetl.language import concepts, forms
from tipetl.language.particles import WORD
from tipetl.language.rules import EVENT_NOUNS
from tipetl.model import codes
from tipetl.syntax.chunks import kinds
from tipetl.syntax.chunks.spans import REACH, hits_between, in_span
from tipetl.syntax.chunks.symbols import BOOK, words
from tipetl.syntax.frames.frame import Frame
from tipetl.syntax.frames.lookahead import opens_clause

if TYPE_CHECKING:
    from tipetl.figures.denials.silences import Asked, Silence
    from tipetl.figures.record.analysis import Analysis, Draft
    from tipetl.figures.record.readings import OpenReading
    from tipetl.syntax.chunks.items import Item

WORDS = BOOK.words
UNNUMBERED, GIVING, KEEPING = WORDS["unnumbered"], WORDS["verbs_of_giving"], WORDS["verbs_of_keeping"]
QUESTION_ENDS, NOTHING_BEHIND = WORDS["question_ends"], BOOK["nothing_behind"]
SCOPE = BOOK.scopes["silence"]
IF_ANY = BOOK["if_any"]
#: sets of concepts; ``data/coverage.yaml`` explains each
COUNTED_EVENTS, ACTED_ON, HOUSES = (COVERAGE.words[name] for name in ("counted_events", "acted_on", "houses"))
TELLS_ALONE, DONE_FOR_VICTIMS = COVERAGE.words["tells_alone"], COVERAGE.words["done_for_victims"]
NO_DEED = COVERAGE.words["says_nothing"] | {None}
TAKERS = COVERAGE.words["takers_of_courses"]
GETTING, GOT = COVERAGE.words["getting"], COVERAGE.words["got_by_victims"]
#: the maximum number of tokens between a silence and "so": "did not report the number who did so"
SO_REACH = 8


@step
def read_unreported(analysis: Draft) -> None:
    """Adds a null figure with status ``not_reported`` for each thing not reported: "did not report any investigations,
    prosecutions or convictions"."""
    answered: set[tuple[int, int | None]] = set()
    found = [silence_at(analysis, first, last) for first, last in places(analysis)]
    for silence, behind in zip_longest(found, found[1:]):
        first, last = silence.first, silence.last
        if _tells_of_no_figure(analysis, first, last):
            continue
        silence = _without_what_others_ask(silence, behind, answered)
        answered.update(silence.asked)
        for begin, end in silence.asked:
            reading = _by_words(analysis, silence, begin, end)
            if reading is not None:
                analysis.readings.append(reading)
            elif not _asks_no_count(analysis.tokens.low, silence):
                _read(analysis, silence, begin, end)


def drop_unreported(analysis: Analysis) -> Analysis:
    """Drops a zero whose "no" only says that nothing was reported ("no information on prosecutions")."""
    spans = silent_words(analysis)
    return analysis.keeping(
        lambda reading: (
            reading.status != codes.NONE
            or reading.number < 0
            or not any(first <= reading.first and reading.last <= last for first, last in spans)
        )
    )


def _tells_of_no_figure(analysis: Analysis, first: int, last: int) -> bool:
    """Whether words of silence concern no figure: "did not report whether", "did not provide care"."""
    low = analysis.tokens.low
    if low[first] in UNNUMBERED and in_span([(r.first, r.last + 1) for r in analysis.readings], first):
        return True
    behind = low[last + 1 : last + 9]
    row = words(low, last + 1, len(low))
    if low[last] in GIVING and WORDS["words_for_figures"].isdisjoint(behind) and not NOTHING_BEHIND.fits(row, 0):
        return True
    return BOOK["tells_of_something_else"].fits(row, 0) or (low[last] in KEEPING and BOOK["only_in_part"].fits(row, 0))


def _without_what_others_ask(silence: Silence, behind: Silence | None, answered: set[Asked]) -> Silence:
    """Return a silence without the things asked that belong to the previous silence ("how many fled is a mystery, the
    ministry having kept no count") or, if the silence asks forward, to the next one (``behind``)."""
    asked = tuple(span for span in silence.asked if span not in answered)
    if silence.backward and answered:
        asked = tuple(span for span in asked if not any(end is None or span[0] < end for _, end in answered))
    if behind is not None and behind.backward and not silence.backward and behind.asked:
        turn = behind.asked[-1][0]
        asked = tuple((begin, turn if end is None or end > turn else end) for begin, end in asked if begin < turn)
    return silence._replace(asked=asked)


def _asks_no_count(low: list[str], silence: Silence) -> bool:
    """Whether a question does not ask for a number: "how long they must serve is not known", "which charges they faced
    is unknown"."""
    begin = max((at + 1 for at in range(silence.first) if low[at] in QUESTION_ENDS), default=0)
    return silence.backward and BOOK["asks_no_count"].fits(words(low, begin, silence.first), 0)


def _by_words(analysis: Analysis, silence: Silence, begin: int, end: int | None) -> OpenReading | None:
    """Return the unreported figure for things named only by the event that affected them: "how much was spent"."""
    low = analysis.tokens.low
    if end is None:
        reach = min(len(low), begin + REACH)
        end = next((at for at in range(begin, reach) if low[at] in QUESTION_ENDS), reach)
    among = analysis.items[analysis.items_from(begin) : analysis.items_from(end)]
    named = {item.concept for item in among if item.concept}
    metric = asked_metric([word for word in low[begin:end] if word != WORD.known], named)
    if metric is None:
        return None
    return Denial(silence.first, silence.last, silence.category).figure(metric, unit_of(metric), f"{metric}.unreported")


def _read(analysis: Draft, silence: Silence, begin: int, end: int | None) -> None:
    """Adds the readings of one thing asked, from token ``begin`` up to ``end``."""
    frames = _frames(analysis, silence, begin, end)
    denial = Denial(silence.first, silence.last, silence.category)
    _drop_singles(analysis, frames, silence.last)
    made: set[str] = set()
    for frame in frames:
        for match in covered(analysis, frame)[:1]:
            reading = denial.figure_of(match, frame)
            # reports count as calls only if they are reports to a hotline
            no_call = reading.metric == "hotline_calls" and concepts.HOTLINE not in analysis.concepts
            if reading.metric in made or no_call:
                continue
            made.add(reading.metric)
            # drops zeros already read from the same words ("did not report any" contains no other figure)
            last = frame.np_end if frame.np_end > 0 else silence.last
            analysis.readings = [
                r
                for r in analysis.readings
                if not (r.metric == reading.metric and r.status == codes.NONE and silence.first <= r.first <= last)
            ]
            analysis.readings.append(reading)


def _drop_singles(analysis: Draft, frames: list[Frame], last: int) -> None:
    """Drops the figure for an "a" after a silence: "did not report having convicted a single official" counts
    nobody."""
    end = max((frame.np_end for frame in frames), default=-1) + 6
    ones = {
        index
        for index, number in enumerate(analysis.numbers)
        if number.form in forms.COUNT_OR_ONE and number.low == 1 and last < number.first <= end
    }
    if frames and ones:
        # the scorer must not count these numbers either
        analysis.why_not |= {r.number: reasons.EXCEPTED for r in analysis.readings if r.number in ones}
        analysis.readings = [reading for reading in analysis.readings if reading.number not in ones]


def _frames(analysis: Analysis, silence: Silence, begin: int, end: int | None) -> list[Frame]:
    """Return one frame for each thing asked from token ``begin`` up to ``end``."""
    first = analysis.items_from(begin)
    stop = _clause_end(analysis, first) if end is None else analysis.items_from(end)
    asked = _Question(analysis, first, stop)
    if silence.before:
        so = WORD.same_deed in analysis.tokens.low[silence.last + 1 : silence.last + SO_REACH]
        return asked.of_clause_before(last_deed=so)
    return asked.frames(backward=silence.backward)


def _clause_end(analysis: Analysis, begin: int) -> int:
    """Return the item at which the clause of the thing not reported ends."""
    items, tokens = analysis.items, analysis.tokens
    end = SCOPE.end(items, begin)
    start = max((IF_ANY.end(items, k) for k in range(begin, end)), default=begin) if "if" in tokens.words else begin
    return next((k for k in range(max(begin, start), end) if opens_clause(items, k)), end)


class _Question:
    """The question in items ``begin`` up to ``end``: its nouns, its verbs with a meaning, and the concepts of these
    words and of the context terms (``around``)."""

    def __init__(self, analysis: Analysis, begin: int, end: int) -> None:
        self.analysis, self.begin = analysis, begin
        within = analysis.items[begin:end]
        self.nouns = [item for item in within if item.kind == kinds.NOUN]
        self.deeds = [item for item in within if item.kind == kinds.VERB and item.concept not in NO_DEED]
        persons = [noun for noun in self.nouns if noun.concept in PERSON_NOUNS or noun.concept in ACTED_ON]
        self.persons = [noun for noun in persons if not self._does_it(noun)]
        self.around = {noun.concept or "" for noun in self.nouns} | {f"verb:{deed.concept}" for deed in self.deeds}
        if within:
            hits = hits_between(analysis.hits, within[0].first, within[-1].last)
            self.around |= {concept for _, last, concept in hits if last <= within[-1].last}

    def frames(self, *, backward: bool) -> list[Frame]:
        """Return the frames of the events named and, unless these events are counted themselves, of the verbs'
        statements about people. If there are neither, returns the frame of the people."""
        if not backward and any(self._any_of_those_before(deed) for deed in self.deeds):
            self.around |= {x.concept or "" for x in self.analysis.items[: self.begin] if x.kind == kinds.NOUN}
        events = [noun for noun in self.nouns if noun.concept in EVENT_NOUNS and not self._only_says_where(noun)]
        frames = [self._of_state(event) or self._of_event(event) for event in events]
        gerunds = sum(deed.form == forms.GERUND for deed in self.deeds)
        if gerunds < 2 and any(event.concept in COUNTED_EVENTS for event in events):
            return frames
        frames += [frame for deed in self.deeds if (frame := self._of_deed(deed)) is not None]
        if not frames and self.persons and not WORDS["words_for_numbers"].isdisjoint(self.analysis.tokens.words):
            frames.append(self._of_persons())
        return frames

    def of_clause_before(self, *, last_deed: bool) -> list[Frame]:
        """Return the frames of the previous clause's statements about people: "most are deported, though how many is
        not known". ``last_deed``: the question is about the last verb named ("the number who did so")."""
        persons = [noun for noun in self.nouns if noun.concept in PERSON_NOUNS]
        deeds = self.deeds
        if not persons or not deeds:
            return [self._of_event(noun) for noun in self.nouns if noun.concept in EVENT_NOUNS][:1]
        deed = deeds[-1] if last_deed else deeds[0]
        frame = self._frame(persons[0].concept or "", deed.last)
        frame.acts, frame.does = [deed.concept or ""], [deed.concept or ""]
        return [frame]

    def _frame(self, head: str, last: int) -> Frame:
        frame = Frame(-1, self.begin)
        frame.heads, frame.np_end = [head] if head else [], last
        frame.right = frame.left = self.around
        return frame

    def _of_event(self, event: Item) -> Frame:
        frame = self._frame(event.concept or "", event.last)
        frame.acts = [concepts.REPORT, concepts.HOLD, concepts.AWARD]
        return frame

    def _of_state(self, event: Item) -> Frame | None:
        """Return the frame of people in a state that is also the name of an event: "how many officials were under
        investigation"."""
        place = self.analysis.items_from(event.first)
        before = self.analysis.items[place - 1] if place else None
        if before is None or not self.persons or self.analysis.tokens.low[before.last] != "under":
            return None
        frame = self._frame(self.persons[0].concept or "", event.last)
        frame.acts, frame.does = [concepts.BE], [concepts.BE]
        return frame

    def _does_it(self, noun: Item) -> bool:
        """Whether a noun names who acted: "the number referred by border police"."""
        before = self.analysis.items[: self.analysis.items_from(noun.first)]
        while before and before[-1].kind in (kinds.DETERMINER, kinds.NOUN, kinds.WORD):
            before = before[:-1]
        return bool(before) and before[-1].kind == kinds.PREPOSITION and before[-1].form == WORD.doer

    def _of_deed(self, deed: Item) -> Frame | None:
        """Return the frame of a verb's statement about people, or None if the verb names nobody and implies no metric
        by itself."""
        concept = deed.concept or ""
        head = self.persons[0].concept or "" if self.persons else ""
        if not head and self._asks_how_many():
            head = concepts.VICTIM if self._for_victims(concept) else self._those_before(concept)
        if not head and concept not in TELLS_ALONE:
            return None
        frame = self._frame(head, deed.last)
        frame.acts, frame.does = [concept], [concept]
        return frame

    def _of_persons(self) -> Frame:
        """Return the frame of people about whom only their number is asked."""
        low = self.analysis.tokens.low
        frame = self._of_event(self.persons[0])
        frame.acts = [concepts.REPORT]
        frame.of = [(noun.concept or "", form) for form in (WORD.goal, WORD.purpose) for noun in self.nouns]
        if any(noun.concept in HOUSES and low[noun.first - 1] in WORDS["before_a_house"] for noun in self.nouns):
            frame.acts = [concepts.ASSIST]  # "how many children were in its shelter"
        elif low[self.persons[0].last] in TAKERS:
            frame.acts = [concepts.TRAIN]  # "held 14 courses; the number of participants was not reported"
        return frame

    def _asks_how_many(self) -> bool:
        return not WORDS["asking_how_many"].isdisjoint(self.analysis.tokens.words)

    def _for_victims(self, concept: str) -> bool:
        """Whether a verb implies victims if its clause names nobody: "how many were referred", "how many obtained
        permits"."""
        return concept in DONE_FOR_VICTIMS or (concept in GETTING and not self.around.isdisjoint(GOT))

    def _those_before(self, deed: str) -> str:
        """Return the concept of the people named last before "the number of those fined", to whom "those" refers."""
        before = (item.concept for item in reversed(self.analysis.items[: self.begin]) if item.kind == kinds.NOUN)
        return next((noun or "" for noun in before if noun in PERSON_NOUNS), "") if deed not in TELLS_ALONE else ""

    def _any_of_those_before(self, deed: Item) -> bool:
        """Whether "any" refers to something named before: "The law allowed for permits, but officials did not report
        issuing any to victims"."""
        behind = deed.last + 1
        return BOOK["any_to_those_before"].fits(words(self.analysis.tokens.low, behind, behind + 2), 0)

    def _only_says_where(self, noun: Item) -> bool:
        return BOOK["only_says_where"].fits(self.analysis.items, self.analysis.items_from(noun.first))
