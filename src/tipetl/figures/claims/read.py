"""Reads the claims of a document's sentences as frozen records.

What belongs here: turning a match and its operands into a claim. What does not belong here: finding matches (``found``)
and their operands (``operands``).
"""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tipetl.figures.claims.acts import about, also_about
from tipetl.figures.claims.averages import averages, each_case
from tipetl.figures.claims.beginnings import Beginnings, works_since
from tipetl.figures.claims.case_steps import Cases
from tipetl.figures.claims.changes import Change, changes
from tipetl.figures.claims.dates import Date, began, used
from tipetl.figures.claims.descriptions import (
    Memory,
    Told,
    descriptions,
    has_details,
    is_described,
    may_count,
    nouns_told,
    some_of_them,
    sorts_of,
)
from tipetl.figures.claims.divisions import Division, divisions
from tipetl.figures.claims.everyone import KINDS, everyone, some
from tipetl.figures.claims.extremes import extremes
from tipetl.figures.claims.fates import fates
from tipetl.figures.claims.firsts import firsts
from tipetl.figures.claims.found import CIRCUMSTANCE, Found, find
from tipetl.figures.claims.kind_shares import kind_around, kind_shares, shares_of_parts
from tipetl.figures.claims.lists import answered_lists
from tipetl.figures.claims.open_lists import open_lists
from tipetl.figures.claims.operands import (
    FIGURE,
    PART,
    Scene,
    Used,
    fact_of,
    metric_of,
    operands_of,
    year_behind,
    year_within,
    years_of,
)
from tipetl.figures.claims.places import lists_of_places
from tipetl.figures.claims.reach import reached
from tipetl.figures.claims.references import is_rest, numbers_of
from tipetl.figures.claims.rows import BOOK
from tipetl.figures.claims.sequels import Events
from tipetl.figures.claims.shares import shares
from tipetl.figures.claims.soles import Places
from tipetl.figures.claims.somebody import OFFICIAL, events, officials_sentenced
from tipetl.figures.claims.stocks import Stock, stock
from tipetl.figures.claims.term_averages import term_averages
from tipetl.figures.claims.those_found import those_found
from tipetl.figures.claims.wholes import body_in, body_of, wholes
from tipetl.figures.freezing import fact_id
from tipetl.language.tokens import Tokens
from tipetl.model import Claim, Operand, codes

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from tipetl.figures.places import Place
    from tipetl.figures.record.analysis import Analysis
    from tipetl.model import Document

#: the qualifiers that the words before a claimed value imply
BOUNDS = {"bounds_below": "at_least", "bounds_near": "about", "bounds_above": "at_most"}
QUALIFIER_OF = {word: qualifier for name, qualifier in BOUNDS.items() for word in BOOK.words[name]}
TOLD_AGAIN, RESPECTIVELY, SHARE, WHOLE, FIRST = "told_again", "respectively", "share", "whole", "first"
NAMING_ANOTHER = BOOK.words["naming_another_law"]
DIVIDED, DIVIDED_NUMBER, SOME = "divided", "whole", "some"
REST, ONE_DONE = "rest", "one_done"
SAME = "same"
PLACES = "places"
TERMS = "terms"
BEGAN, AT_WORK, CLOSED, AGAINST, MONTHS_OF_A_YEAR = "began", "at_work", "closed", "against", 12
ALL_ARE, SOME_ARE, FOUND_THAT_YEAR = "all_are", "some_are", "found"
OF_PERSONS = KINDS["gender"].keys() | KINDS["age"].keys()
SHARED, STOCK, SOLE = "shared", "stock", "sole"
GOING_BACK = BOOK.words["these_words"]
DESCRIBED, AVERAGED, EACH = "described", "averaged", "part"
AVERAGE = "average"
IN_FORCE, UNDER_LAW, LAW = "in_force", "under_law", "law"
#: values in place of metrics: a circumstance concerns any metric, or always applies, even without a figure in its
#: sentence
ANY, ALWAYS = "any", "always"
DIRECTION = "direction"
AGAIN, COMPARING = (TOLD_AGAIN, "cases_again", "some_of"), (DIRECTION, "difference", "growth", "multiple")
STATING = ("difference", "growth", "multiple")
#: kinds of claims that state a starting year
SINCE = (FIRST, "record", "cumulative", "in_force")


@dataclass(frozen=True, slots=True)
class ClaimReader:
    """Reads the claims of one document. ``seen`` counts claims by sentence, kind and place, which keeps ids unique.
    ``bodies`` maps each paragraph and sentence to the words for the government body in question."""

    document: Document
    bodies: dict[tuple[int, int], AbstractSet[str]] = field(default_factory=dict)
    seen: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    memory: Memory = field(default_factory=Memory)
    beginnings: Beginnings = field(default_factory=Beginnings)
    places: Places = field(default_factory=Places)
    cases: Cases = field(default_factory=Cases)
    events: Events = field(default_factory=Events)

    def claims(self, analysis: Analysis, place: Place, counted: Container[str | None]) -> Iterator[Claim]:
        """Yield a sentence's claims; ``counted`` contains the ids of the facts so far."""
        if place.silent:
            return
        changed = [*changes(analysis)]
        yield from self._matched(analysis, place, counted, changed)
        yield from self._changed(analysis, place, counted, changed)
        yield from self._listed(analysis, place, counted)
        yield from self._described(analysis, place, counted)
        yield from self._gone_back_to(analysis, place, counted)
        yield from self._of_everyone(analysis, place, counted)
        yield from self._averaged(analysis, place, counted)
        yield from self._begun(analysis, place, counted)
        self.memory.remember(analysis)
        yield from self._whole(analysis, place, counted)

    def _matched(
        self, analysis: Analysis, place: Place, counted: Container[str | None], changed: Sequence[Change]
    ) -> Iterator[Claim]:
        """Yield the claims that productions find, except changes between two stated numbers."""
        said: set[str] = set()
        matches = find(analysis)
        for found in matches:
            if found.kind in STATING and any(one.first <= found.last and found.first <= one.last for one in changed):
                continue
            if found.kind == CIRCUMSTANCE:  # yields one circumstance per production, if it concerns a figure
                if found.production.name in said or not _concerns(analysis, found):
                    continue
                said.add(found.production.name)
                used = _limited(analysis, found, matches, counted)
            else:
                used = operands_of(Scene(analysis, found, counted))
            if used is None:
                continue
            yield from self._of_a_list(analysis, place, found, used)
            claim = self._claim(analysis, place, found.kind, (found.first, found.last), used)
            value, qualifier = _value(analysis, found)
            date = _date(analysis, found)
            yield replace(
                claim,
                says=_says(analysis, found),
                value=date.month if date else value,
                qualifier=qualifier,  # type: ignore[arg-type]
                metric=metric_of(analysis, found),
                year=date.year if date else _year(analysis, found),
            )

    def _changed(
        self, analysis: Analysis, place: Place, counted: Container[str | None], changed: Sequence[Change]
    ) -> Iterator[Claim]:
        """Yield the claims about changes from one stated number to another."""
        for change in changed:
            told = ((FIGURE, change.measured), (AGAINST, change.against))
            used = [Used(role, number, fact_of(analysis, number, counted)) for role, number in told]
            yield replace(
                self._claim(analysis, place, change.kind, (change.first, change.last), used),
                says=change.says,
                value=change.value,
                qualifier=change.qualifier,  # type: ignore[arg-type]
            )

    def _listed(self, analysis: Analysis, place: Place, counted: Container[str | None]) -> Iterator[Claim]:
        """Yield the claims about lists that match another, state all parts of a number, or name places."""
        for row in answered_lists(analysis):
            used = [Used(FIGURE, number, fact_of(analysis, number, counted)) for number in row.numbers]
            yield replace(
                self._claim(analysis, place, RESPECTIVELY, (row.first, row.last), used),
                value=row.most,
                qualifier=codes.EXACT if row.one_each else "at_most",
            )
        for one in divisions(analysis):
            used = _divided(analysis, one, counted)
            yield self._claim(analysis, place, DIVIDED, (one.first, one.last), used)
        here = self.memory.last(analysis)[0]
        for listed in (*open_lists(analysis, here), *fates(analysis, here)):
            parts = [Used(PART, number, fact_of(analysis, number, counted)) for number in listed.parts]
            claim = self._claim(analysis, place, DIVIDED, (listed.first, listed.last), parts)
            wholes = [_operand_of_told(told, counted) for told in listed.wholes]
            yield replace(claim, says=SOME, operands=(*wholes, *claim.operands))
        for extreme in extremes(analysis):
            if extreme.term.fact_id in counted:
                used = [Used(FIGURE, extreme.term.number, extreme.term)]
                claim = self._claim(analysis, place, TERMS, (extreme.first, extreme.last), used)
                yield replace(claim, says=extreme.says)
        for places in lists_of_places(analysis):
            used = [Used(WHOLE, places.number, fact_of(analysis, places.number, counted))]
            yield replace(self._claim(analysis, place, PLACES, (places.first, places.last), used), value=places.value)

    def _whole(self, analysis: Analysis, place: Place, counted: Container[str | None]) -> Iterator[Claim]:
        """Yield the claims that a figure counts everything of its kind."""
        paragraph, position = place.sentence.paragraph, place.sentence.position
        spoken_of = self.bodies.get((paragraph, position - 1))
        if spoken_of is None:
            spoken_of = body_in(Tokens(self.document.text, *place.before).low if place.before else ())
        self.bodies[paragraph, position] = body_of(analysis, spoken_of)
        for whole in wholes(analysis, spoken_of):
            if whole.reading.fact_id in counted:
                used = [Used(FIGURE, whole.reading.number, whole.reading)]
                yield replace(self._claim(analysis, place, WHOLE, (whole.first, whole.last), used), says=whole.says)

    def _described(self, analysis: Analysis, place: Place, counted: Container[str | None]) -> Iterator[Claim]:
        """Yield the claims about numbers to which descriptions refer back."""
        for description in descriptions(analysis):
            parts = numbers_of(analysis, description.first, description.last, description.year)
            meant = self.memory.meant(description, analysis, parts) if parts or description.number is not None else []
            # "the 30 victims found [in the north]" are not all that were found
            again = description.number if all(has_details(told, description) for told in meant) else None
            if not meant or (again is None and not parts):
                continue
            wholes = [_operand_of_told(told, counted) for told in meant]
            roles = [
                *((FIGURE, number) for number in (again,) if number is not None),
                *((PART, number) for number in parts),
            ]
            used = [Used(role, number, fact_of(analysis, number, counted)) for role, number in roles]
            claim = self._claim(analysis, place, DESCRIBED, (description.first, description.last), used)
            rest = REST if any(is_rest(analysis, number) for number in parts[1:]) else None
            yield replace(claim, says=rest, operands=(*wholes, *claim.operands))

    def _gone_back_to(self, analysis: Analysis, place: Place, counted: Container[str | None]) -> Iterator[Claim]:
        """Yield the claims about some of the things to which a bare noun or pronoun refers back: "254 of these raids",
        "31 of the foreign victims", "141 of them"."""
        for told in nouns_told(analysis):
            sorts = sorts_of(analysis, told)
            goes_back = sorts or told.again is not None or analysis.tokens.low[told.first] in GOING_BACK
            if is_described(analysis, told.first) or not goes_back:
                continue
            parts = numbers_of(analysis, told.first, told.last, None)
            parts = [k for k in parts if k != told.again and may_count(analysis, k, told.noun)]
            again = [] if told.again is None else [told.again]
            # "By March 2017, it had tried 25 of those 70 suspects": the date is not the suspects'
            own = (*again, *parts)
            before = self.memory.counted(told.noun, analysis, told.first, own, of_its_year=not again) if own else []
            wholes = [one for one in before if sorts <= one.words]
            yield from self._parts_of(analysis, place, (told.first, told.last), (again, parts), wholes, counted)
        for k in some_of_them(analysis):
            tokens = (analysis.numbers[k].first, analysis.numbers[k].last + 2)
            wholes = self.memory.before_pronoun(analysis, k)
            yield from self._parts_of(analysis, place, tokens, ([], [k]), wholes, counted)

    def _parts_of(
        self,
        analysis: Analysis,
        place: Place,
        tokens: tuple[int, int],
        numbers: tuple[Sequence[int], Sequence[int]],
        wholes: Sequence[Told],
        counted: Container[str | None],
    ) -> Iterator[Claim]:
        """Yield the claim that ``numbers`` repeat one of the ``wholes``, or count parts of it, if there are any."""
        if wholes:
            roles = [(role, number) for role, told in zip((FIGURE, PART), numbers, strict=True) for number in told]
            used = [Used(role, number, fact_of(analysis, number, counted)) for role, number in roles]
            claim = self._claim(analysis, place, DESCRIBED, tokens, used)
            operands = [_operand_of_told(whole, counted) for whole in wholes]
            yield replace(claim, operands=(*operands, *claim.operands))

    def _of_everyone(self, analysis: Analysis, place: Place, counted: Container[str | None]) -> Iterator[Claim]:
        """Yield the claims that all or some of the people mentioned are of a kind."""
        for one in everyone(analysis, self.memory):
            told = tuple([_operand_of_told(told, counted, FIGURE) for told in one.told])
            for kind in one.kinds:
                claim = self._claim(analysis, place, ALL_ARE, (one.first, one.last), ())
                yield replace(claim, says=kind, metric=one.metric, operands=told)
        for found in those_found(analysis):
            if found.helped.fact_id in counted:
                used = [Used(FIGURE, found.helped.number, found.helped)]
                claim = self._claim(analysis, place, ALL_ARE, (found.first, found.last), used)
                yield replace(claim, says=FOUND_THAT_YEAR, year=found.helped.year)
        for part in some(analysis, self.memory):
            told = tuple([_operand_of_told(told, counted) for told in part.told])
            number = Used(PART, part.number, fact_of(analysis, part.number, counted))
            for kind in part.kinds:
                claim = self._claim(analysis, place, SOME_ARE, (part.first, part.last), [number])
                yield replace(claim, says=kind, operands=(*told, *claim.operands))

    def _averaged(self, analysis: Analysis, place: Place, counted: Container[str | None]) -> Iterator[Claim]:
        """Yield the claims about averages and shares, with their possible operands."""
        for share in (*shares(analysis, self.memory), *shares_of_parts(analysis, self.memory)):
            told = [one for pair in share.pairs for one in zip((WHOLE, PART), pair, strict=True)]
            yield replace(
                self._claim(analysis, place, SHARED, (share.first, share.last), ()),
                value=share.percent,
                qualifier=share.qualifier,  # type: ignore[arg-type]
                operands=tuple([_operand_of_told(one, counted, role) for role, one in told]),
            )
        for kind in kind_shares(analysis, self.memory):
            yield replace(
                self._claim(analysis, place, SHARE, (kind.first, kind.last), ()),
                says=kind.says,
                value=kind.percent,
                qualifier=kind.qualifier,  # type: ignore[arg-type]
                metric=kind.metric,
                year=kind.year,
            )
        balance = stock(analysis, self.memory.sentences[-1] if self.memory.sentences else None)
        if balance is not None:
            claim = self._claim(analysis, place, STOCK, (balance.first, balance.last), ())
            yield replace(claim, operands=_of_stock(balance))
        for average in averages(analysis, self.memory):
            told = [one for pair in average.pairs for one in zip((WHOLE, EACH), pair, strict=True)]
            yield replace(
                self._claim(analysis, place, AVERAGED, (average.first, average.last), ()),
                says=SAME if average.each else None,
                value=average.value,
                qualifier=average.qualifier,  # type: ignore[arg-type]
                operands=tuple([_operand_of_told(one, counted, role) for role, one in told]),
            )
        for term in term_averages(analysis):
            yield replace(self._claim(analysis, place, AVERAGE, (term.first, term.last), ()), value=term.months)
        for one in each_case(analysis, self.memory):
            if one.cases.fact_id in counted:
                claim = self._claim(analysis, place, AVERAGED, (one.first, one.last), ())
                case = Operand(EACH, one.cases.low, one.cases.high, one.cases.qualifier, one.cases.fact_id)
                yield replace(claim, says=SAME, value=one.value, qualifier=one.qualifier, operands=(case,))  # type: ignore[arg-type]

    def _begun(self, analysis: Analysis, place: Place, counted: Container[str | None]) -> Iterator[Claim]:
        """Yield the claims that something began or was in operation, with the month of the earlier mention as a number
        (year × 12 + month: September 2022 is 24273)."""
        for told in firsts(analysis, self.document.report_year):
            own = [x for x in analysis.readings if x.fact_id in counted and x.metric == told.metric]
            used = [Used(FIGURE, x.number, x) for x in own if (x.relation, x.status) == (codes.CURRENT, codes.REPORTED)]
            claim = self._claim(analysis, place, FIRST, (told.first, told.last), used)
            yield replace(claim, says=told.says, metric=told.metric, year=told.since)
        for event in events(analysis):
            claim = self._claim(analysis, place, ONE_DONE, (event.first, event.last), ())
            yield replace(claim, says=event.says, metric=event.metric)
        for tokens in officials_sentenced(analysis):
            yield replace(self._claim(analysis, place, CIRCUMSTANCE, tokens, ()), says=OFFICIAL)
        if (met := self.places.with_men(analysis, place.sentence.position)) is not None:
            claim = self._claim(analysis, place, SOLE, met[:2], ())
            against = Operand(AGAINST, float(met[2]), None, codes.EXACT, None)
            yield replace(claim, says=codes.FEMALE, operands=(against,))
        for sole, position in self.places.meet(analysis, place.sentence.position):
            claim = self._claim(analysis, place, SOLE, (sole.first, sole.last), ())
            yield replace(claim, operands=(Operand(AGAINST, float(position), None, codes.EXACT, None),))
        for one, other, told_in in self.beginnings.meet_ended(analysis, place.sentence.position):
            claim = self._claim(analysis, place, AT_WORK, (one.first, one.last), ())
            yield _dated(replace(claim, says=CLOSED), one.date, other.date, MONTHS_OF_A_YEAR, told_in)
        for one, other in self.beginnings.meet(analysis):
            claim = self._claim(
                analysis, place, AT_WORK if works_since(one, other) else BEGAN, (one.first, one.last), ()
            )
            yield _dated(replace(claim, says=LAW if one.law else None), one.date, other.date, MONTHS_OF_A_YEAR)
        sentence = place.sentence
        in_cases = self.cases.meet(analysis, sentence.paragraph, sentence.position)
        for ordered in itertools.chain(in_cases, self.events.meet(analysis, sentence.position)):
            claim = self._claim(analysis, place, AT_WORK if ordered.later else BEGAN, (ordered.first, ordered.last), ())
            month = 1 if ordered.later else MONTHS_OF_A_YEAR
            yield _dated(replace(claim, says=codes.CASE), ordered.date, ordered.other, month, ordered.told_in)

    def _of_a_list(self, analysis: Analysis, place: Place, found: Found, used: Sequence[Used]) -> Iterator[Claim]:
        """Yield a claim of a direction for each listed act other than the act named in the claim's words."""
        for act in also_about(analysis, found) if found.kind == DIRECTION and not used else ():
            claim = self._claim(analysis, place, found.kind, (found.first, found.last), ())
            yield replace(claim, says=_says(analysis, found), metric=act.metric, year=act.year)

    def _claim(
        self, analysis: Analysis, place: Place, kind: str, tokens: tuple[int, int], used: Sequence[Used]
    ) -> Claim:
        """Makes a claim without a value; ``tokens`` are the claim's first and last token."""
        start, end = analysis.tokens.start[tokens[0]], analysis.tokens.end[tokens[1]]
        text, sentence = self.document.text[start:end], place.sentence
        within = f"{start - sentence.char_start}"
        self.seen[place.words, kind, within] += 1
        narrative = self.document.narrative_id or self.document.doc
        return Claim(
            claim_id=fact_id(narrative, place.words, text, kind, within, self.seen[place.words, kind, within]),
            kind=kind,
            text=text,
            char_start=start,
            char_end=end,
            sentence=sentence.position,
            operands=tuple([_operand(analysis, one) for one in used]),
        )


def _divided(analysis: Analysis, division: Division, counted: Container[str | None]) -> list[Used]:
    """Return a divided number and its parts. For numbers read twice ("34 courses: 12 for police"), uses the facts of
    one metric."""
    whole, parts = division.whole, division.parts
    facts = [fact_of(analysis, number, counted) for number in (() if whole is None else (whole,))]
    metrics = [fact.metric for fact in facts if fact is not None]
    same = [fact_of(analysis, number, counted, *metrics) for number in parts]
    if not any(same):
        same = [fact_of(analysis, number, counted) for number in parts]
    told = [] if whole is None else [Used(DIVIDED_NUMBER, whole, facts[0])]
    return [*told, *(Used(PART, number, fact) for number, fact in zip(parts, same, strict=True))]


def _of_stock(balance: Stock) -> tuple[Operand, ...]:
    """Return the numbers of a stock as operands: the opening number, the numbers added and removed, and the closing
    number."""
    roles = ((FIGURE, balance.before), *((PART, x) for x in balance.came), *((AGAINST, x) for x in balance.went))
    return tuple([Operand(role, x.low, x.high, x.qualifier, None) for role, x in (*roles, (WHOLE, balance.after))])


def _operand_of_told(told: Told, counted: Container[str | None], role: str = WHOLE) -> Operand:
    """Makes an operand from a number mentioned earlier."""
    reading = told.reading if told.reading is not None and told.reading.fact_id in counted else None
    number = told.number
    return Operand(role, number.low, number.high, number.qualifier, reading.fact_id if reading else None)


def _dated(claim: Claim, own: Date, other: Date, month: int, told_in: int | None = None) -> Claim:
    """Return a claim with its ``own`` date, the month of the ``other`` date (``month`` if only its year is given), and
    the position of the sentence with the other date."""
    operands = [
        Operand(AGAINST, float(other.year * MONTHS_OF_A_YEAR + (other.month or month)), None, codes.EXACT, None)
    ]
    if told_in is not None:
        operands.append(Operand(WHOLE, float(told_in), None, codes.EXACT, None))
    return replace(claim, value=own.month, year=own.year, operands=tuple(operands))


def _concerns(analysis: Analysis, found: Found) -> bool:
    metrics = found.production.gives["metrics"]
    return metrics == ALWAYS or any(metrics == ANY or reading.metric in metrics for reading in analysis.readings)


def _limited(
    analysis: Analysis, found: Found, matches: Sequence[Found], counted: Container[str | None]
) -> list[Used] | None:
    """Return the facts that a circumstance qualifies, wherever the sentence states the circumstance."""
    tokens = [one.at for one in matches if one.production is found.production]
    gives = found.production.gives
    figures = (one for one in reached(analysis, tokens, gives["says"]) if one.metric not in gives.get("not_of", ()))
    return [Used(FIGURE, reading.number, reading) for reading in figures if reading.fact_id in counted]


def _year(analysis: Analysis, found: Found) -> int | None:
    """Return the year of a repeated figure, given after the words. For a trend, returns the year of comparison."""
    low = analysis.tokens.low
    if found.kind in AGAIN:
        told = year_behind(low, found.last) or year_behind(low, found.at)
        of_a_kind = (
            found.production.gives.get("says") in OF_PERSONS
        )  # "In 2012, it counted three men among the victims"
        return told or (max(years_of(low), default=None) if of_a_kind else None)
    if found.kind in COMPARING and (act := about(analysis, found)) is not None:
        return act.year
    if found.kind == SHARE and not found.of(PART):
        return max(years_of(low), default=None)
    # "the first convicted since [2009]", but "the 2005 convictions were the first ever"
    limits = found.kind == FIRST and found.production.gives.get("says") is None
    first = found.last if limits else found.first  # "never before [2014] had a court"
    return year_within(low, replace(found, first=first)) if found.kind in (*SINCE, *COMPARING, SHARE) else None


def _date(analysis: Analysis, found: Found) -> Date | None:
    """Return the date on which a law took effect or was used."""
    if found.kind == IN_FORCE:
        return began(analysis, found)
    uses = found.kind == UNDER_LAW or (found.kind == CIRCUMSTANCE and found.production.gives["says"] == LAW)
    named = analysis.tokens.word(found.last + 1) in NAMING_ANOTHER  # "under the act [of] 2001", "… [against] pimping"
    return used(analysis, said=found.kind == UNDER_LAW) if uses and not named else None


def _says(analysis: Analysis, found: Found) -> str | None:
    """Return the direction of a claim, or the kind that the claim names."""
    told = found.kind == TOLD_AGAIN or (found.kind == ONE_DONE and found.production.gives.get("says") is None)
    if told and (named := _exploitation(analysis, found)):
        return named
    if found.kind == SHARE and not found.of(PART):
        return kind_around(analysis, found.first, found.last)
    return found.production.gives.get("says")


def _exploitation(analysis: Analysis, found: Found) -> str | None:
    """Return the kind of exploitation in a claim's words if they name only one ("the four [labor] traffickers
    convicted"); otherwise None."""
    named = {concept for begin, end, concept in analysis.hits if found.first <= begin and end <= found.last}
    told = named & {codes.SEX, codes.LABOR}
    return told.pop() if len(told) == 1 else None


def _value(analysis: Analysis, found: Found) -> tuple[float | None, str]:
    """Return the value that a claim states, and its qualifier."""
    for number in found.of("value"):
        told = analysis.numbers[number]
        return told.low, told.qualifier
    words, at = analysis.tokens.low[found.first : found.at], analysis.tokens.low[found.at]
    bounds = [QUALIFIER_OF[word] for word in words if word in QUALIFIER_OF]
    gives = found.production.gives
    value, qualifier = gives.get("value"), gives.get("qualifier") or "exact"
    value = value[at] if isinstance(value, dict) else value
    return value, bounds[0] if bounds else qualifier[at] if isinstance(qualifier, dict) else qualifier


def _operand(analysis: Analysis, used: Used) -> Operand:
    reading = used.reading
    if reading is not None and used.number in (-1, reading.number):
        return Operand(used.role, reading.low, reading.high, reading.qualifier, reading.fact_id)
    number = analysis.numbers[used.number]
    return Operand(used.role, number.low, number.high, number.qualifier, reading.fact_id if reading else None)
