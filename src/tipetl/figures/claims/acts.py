"""Finds acts that were done more or less often, if the words for the change give no figure ("the conviction of [nine
more]").

What belongs here: the act named by the clause around a change, the year of comparison, and whether the clause is about
only some of the acts. What does not belong here: the words (``data/claims.yaml``), or which figures the change refers
to, which checks look up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tipetl.figures.claims.counted_words import metric_counted
from tipetl.figures.claims.rows import BOOK
from tipetl.figures.claims.wholes import KIND_WORDS, STATE_DOERS, is_one_place
from tipetl.figures.dimensions.named import kinds_in
from tipetl.language import concepts
from tipetl.language.demonyms import country_at
from tipetl.language.number_ranges import is_year
from tipetl.language.particles import WORD
from tipetl.syntax.chunks import kinds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tipetl.figures.claims.found import Found
    from tipetl.figures.record.analysis import Analysis
    from tipetl.syntax.chunks.items import Item

#: for each metric, the words for the acts it counts, and further words that name them only in a change
ACTS = {name.removeprefix("acts_"): words for name, words in BOOK.words.items() if name.startswith("acts_")}
_IN_A_CHANGE = {
    name.removeprefix("changed_"): words for name, words in BOOK.words.items() if name.startswith("changed_")
}
CHANGED = {metric: ACTS.get(metric, frozenset()) | words for metric, words in _IN_A_CHANGE.items()}
#: the field of a production that says where to search for the act outside the matched words, and the field's value for
#: a subject
ACT, SUBJECT = "act", "subject"
#: the roles of the two figures that a change compares
MEASURED, AGAINST = "measured", "against"
#: the maximum number of tokens between a change and its act, if the act is right before the change, is its subject, or
#: follows it
ADJOINING_REACH, SUBJECT_REACH, BEHIND_REACH = 4, 9, 7
#: the number of tokens after a change to search for a kind ("the increase in convictions for forced labor"), and for a
#: year
KIND_REACH, YEAR_REACH = 5, 3
#: the number of tokens after an act to search for officials ("convictions of [officials]")
OFFICIAL_REACH = 2
ADJOINING, PART_STOPS = BOOK.words["before_a_change"], BOOK.words["part_stops"] | {","}
NARROWING, PLACING_ACTS, NO_PLACES = BOOK.words["narrowing"], BOOK.words["placing_acts"], BOOK.words["no_places"]
PERSONS, VICTIMS = BOOK.words["persons"], BOOK.words["victim_words"]
FINDING, FOUND_GUILTY = BOOK.words["finding"], BOOK.words["guilty_words"]
NOT_SO, SETTING_AGAINST = BOOK.words["not_so"], BOOK.words["setting_against"]
OTHER_PURPOSES, NOUNS = BOOK.words["other_purposes"], BOOK.words["nouns_of_acts"] | BOOK.words["nouns_in_a_change"]
FUNDING, UNDER_A_LAW = "funding", BOOK.words["under_a_law"]
#: the number of final letters that distinguish a gerund from a past-tense form
ENDING = 2
NUMBERS, RELATIVES, SETTING_APART = BOOK.words["numbers_of_acts"], BOOK.words["relatives"], BOOK.words["setting_apart"]
DOER_FOLLOWS = RELATIVES | {WORD.doer}
MORE, BE_OR_HAVE = BOOK.words["more_words"], BOOK.words["be_or_have"]
_ANY_ACT, _ANY_WITHIN = (frozenset[str]().union(*words.values()) for words in (CHANGED, ACTS))
_PATH = BOOK.words["path_to_an_act"] | ADJOINING | PERSONS | STATE_DOERS | _ANY_ACT
#: words that may occur in a list of acts
LISTED = _ANY_ACT | BOOK.words["between_acts"]
_CLAUSE_STARTS = kinds.MARKS | kinds.CLAUSE_OPENERS
_CLAUSE_ENDS = _CLAUSE_STARTS | {kinds.CONJUNCTION}


class About(NamedTuple):
    """The subject of a change: the metric, the year of comparison if the words name one, and whether the change covers
    everything that the metric counts in a year."""

    metric: str
    year: int | None = None
    of_all: bool = False


def is_of_a_kind(analysis: Analysis, first: int, last: int) -> bool:
    """Whether some tokens name a kind; a claim about a kind cannot be checked against figures for everyone."""
    named = {concept for begin, end, concept in analysis.hits if first <= begin and end <= last}
    # "by age and sex" names no kind of exploitation
    named -= {*KIND_WORDS["exploitation"]} - kinds_in(analysis.tokens, analysis.hits, first, last)
    return any(not named.isdisjoint(words) for words in KIND_WORDS.values())


def about(analysis: Analysis, found: Found) -> About | None:
    """Return the subject of a change, or None if the words give a figure for the act or the clause names no act."""
    told = _told(analysis, found)
    if told is None:
        return None
    metric, at, by_number = told
    first, last = min(at, found.first), max(at, found.last)
    begin, end = clause_of(analysis, first, last)
    years = _years(analysis.tokens.low, begin, end)
    apart = max(years)[0] - min(years)[0] if years else 0
    if (
        not NOT_SO.isdisjoint(analysis.tokens.low[begin:first])
        or not (by_number or _is_counted(analysis, found, at, (begin, end)))
        or is_of_a_kind(analysis, first, _kind_reach(analysis, at, last, end))
        or is_limited(analysis, metric, (begin, end), (first, last))
        or apart > 1
    ):
        return About(metric)
    return About(metric, _set_against(analysis, years, found.last), of_all=True)


def _kind_reach(analysis: Analysis, at: int, last: int, end: int) -> int:
    """Return the last token that may name the kind of the act at a token: after the act, or after the list that
    includes the act, but within the clause."""
    listed = max(last, _list_around(analysis.tokens.low, at)[1])
    return listed + KIND_REACH if listed >= end else min(end, listed + KIND_REACH)


def also_about(analysis: Analysis, found: Found) -> Iterator[About]:
    """Yield the other acts to which a change applies, if the words list them beside the first ("[investigating],
    [prosecuting], and convicting more traffickers")."""
    act, told = about(analysis, found), _told(analysis, found)
    if act is None or told is None or not act.of_all:
        return
    seen, low = {act.metric}, analysis.tokens.low
    first, last = _list_around(low, told[1])
    for at in range(first, last + 1):
        if low[at] in _ANY_ACT and _are_alike(low[at], low[told[1]]):
            metric = _metric(low, at, found)
            if metric is not None and metric not in seen:
                seen.add(metric)
                yield act._replace(metric=metric)


def _told(analysis: Analysis, found: Found) -> tuple[str, int, bool] | None:
    """Return the metric and the token of the act, or None if the words give a figure for the act. The result also says
    whether only a number put in place of the change reveals the metric."""
    return None if found.of(MEASURED) or found.of(AGAINST) else _act(analysis, found)


def _list_around(low: Sequence[str], at: int) -> tuple[int, int]:
    """Return the first and last token of the list of acts that contains a token."""
    first, last = at, at
    while first > 0 and low[first - 1] in LISTED:
        first -= 1
    while last + 1 < len(low) and low[last + 1] in LISTED:
        last += 1
    return first, last


def _are_alike(one: str, other: str) -> bool:
    """Whether two words for acts can belong to one list: both are nouns, or both are the same form of a verb."""
    nouns = one in NOUNS, other in NOUNS
    return all(nouns) or (not any(nouns) and one[-ENDING:] == other[-ENDING:])


def _act(analysis: Analysis, found: Found) -> tuple[str, int, bool] | None:
    """Return the metric of the act that a change names, and the token that names the act: in the change's words,
    before them or after them. If no word names an act, returns the metric that a number in place of the change would
    have, and the token of that place."""
    low, where = analysis.tokens.low, found.production.gives.get(ACT)
    places = [*range(found.last, found.first - 1, -1)]
    if where == SUBJECT:
        places += _until(low, range(found.first - 1, found.first - 1 - SUBJECT_REACH, -1), PART_STOPS - {","})
    elif where is not None:
        before = range(found.first - 1, found.first - 1 - ADJOINING_REACH, -1)
        skipped = 0
        while skipped < len(before) and before[skipped] >= 0 and low[before[skipped]] in ADJOINING:
            skipped += 1
        places += before[skipped : skipped + 1]
        places += _until(low, range(found.last + 1, found.last + 1 + BEHIND_REACH), PART_STOPS)
    named = _ANY_ACT if where is not None else _ANY_WITHIN
    for at in places:
        if at >= 0 and low[at] in named and (metric := _metric(low, at, found)) is not None:
            return metric, at, False
    counts = where != SUBJECT and low[found.at] in MORE
    read = metric_counted(analysis, found.at) if counts else None
    return None if read is None else (read, found.at, True)


def _is_counted(analysis: Analysis, found: Found, at: int, clause: tuple[int, int]) -> bool:
    """Whether the act itself, or the number of people affected, increased: "convicted [more traffickers]", but not
    "more [appeals against] convictions", "more convicted offenders [received] fines"."""
    low = analysis.tokens.low
    if found.production.gives.get(ACT) == SUBJECT:
        begin = next((k for k in range(clause[0], at) if low[k] in NUMBERS), clause[0])
        between = low[at + 1 : found.first]
        narrowed = any(word in RELATIVES and between[k - 1] != "," for k, word in enumerate(between))
        listed = max(_list_around(low, at)[0], begin)
        return not narrowed and leads_to(analysis, begin, listed)
    apart = max((k for k in range(found.at + 1, found.last + 1) if low[k] in SETTING_APART), default=found.last + 1)
    end = apart if at <= found.last else at
    behind = range(min(at, found.at) + 1, end)
    told = [k for k in behind if k != found.at and (k < apart or k > found.last)]
    if not all(leads_to(analysis, k, k + 1) for k in told):
        return False
    attributive = at > found.at and low[at - 1] not in BE_OR_HAVE and low[found.at] in MORE
    return not attributive or clause[1] >= len(low) or not _is_verb_at(analysis, clause[1])


def leads_to(analysis: Analysis, begin: int, end: int) -> bool:
    """Whether some tokens name only the act, those who did it, and the people affected."""
    low = analysis.tokens.low
    numbers = {k for number in analysis.numbers for k in range(number.first, number.last + 1)}
    return all(k in numbers or not low[k].isalpha() or low[k] in _PATH for k in range(begin, end))


def _is_verb_at(analysis: Analysis, token: int) -> bool:
    """Whether another verb begins at a token: "more offenders than in 2015 [received] fines"."""
    return any(item.first == token and _is_finite(item) for item in analysis.items)


def _until(low: Sequence[str], places: range, stops: frozenset[str]) -> list[int]:
    """Return the places before the first stop word."""
    kept: list[int] = []
    for place in places:
        if not 0 <= place < len(low) or low[place] in stops:
            break
        kept.append(place)
    return kept


def _metric(low: Sequence[str], at: int, found: Found) -> str | None:
    """Return the metric of the act at a token, or None if the metric does not count the people affected by the act."""
    if low[at] in FINDING and not FOUND_GUILTY.isdisjoint(low[at : at + 2]):
        return "convictions"
    metric = next(metric for metric, words in CHANGED.items() if low[at] in words)
    around = low[min(at, found.first) : max(at, found.last) + 3]
    persons = PERSONS.intersection(around)
    of_victims = not VICTIMS.isdisjoint(around)
    return metric if not persons or of_victims == metric.startswith("victims_") else None


def clause_of(analysis: Analysis, first: int, last: int) -> tuple[int, int]:
    """Return the first token of the clause around some tokens, and the token after the clause's last; another verb
    also ends the clause."""
    items = analysis.items
    begin = max((x.last + 1 for x in items if x.last < first and x.kind in _CLAUSE_STARTS), default=0)
    behind = (x.first for x in items if x.first > last and (x.kind in _CLAUSE_ENDS or _is_finite(x)))
    return begin, next(behind, len(analysis.tokens.low))


def _is_finite(item: Item) -> bool:
    return item.kind == kinds.AUXILIARY or (item.kind == kinds.VERB and item.finite)


def is_limited(
    analysis: Analysis, metric: str, clause: tuple[int, int], told: tuple[int, int], *, by_law: bool = True
) -> bool:
    """Whether a clause is limited to one place, body or law, or to officials: "[A regional office] charged more", "more
    … [in the north]". For money, tests whether it is spent on anything other than victim care. ``told`` contains the
    first and last token of the change and its act. A law limits the clause unless ``by_law`` is False."""
    (begin, end), (first, last), low = clause, told, analysis.tokens.low
    items = [item for item in analysis.items if begin <= item.first and item.last < end]
    if not NARROWING.isdisjoint(low[begin:first]):
        return True
    if metric == FUNDING:
        return not OTHER_PURPOSES.isdisjoint(low[begin:end])
    if any(is_one_place(analysis, item) for item in items):
        return True
    for at, item in enumerate(items):
        of_a_law = item.kind == kinds.PREPOSITION and low[item.first] in UNDER_A_LAW
        if of_a_law and not by_law:
            continue
        if item.kind == kinds.PREPOSITION and _limits(analysis, low[item.first], items[at + 1 :]):
            return True
        # "more [officials]", but not "[officials] convicted more", "by [officials]"
        tried = item.concept == concepts.OFFICIAL and first < item.first <= last + OFFICIAL_REACH
        if tried and low[item.first - 1] not in DOER_FOLLOWS:
            return True
    return False


def _limits(analysis: Analysis, preposition: str, behind: Sequence[Item]) -> bool:
    """Whether a preposition limits an act to a place, to a body, or to a law ("convictions [under it]")."""
    return preposition in UNDER_A_LAW or (preposition in PLACING_ACTS and _is_placed(analysis, behind))


def _is_placed(analysis: Analysis, behind: Sequence[Item]) -> bool:
    """Whether a preposition leads to a place, a law or a body that may be one of several: "in [Balti]"."""
    named = next((item for item in behind if item.kind != kinds.DETERMINER), None)
    if named is None or named.kind not in kinds.NAMING:
        return False
    words = frozenset(analysis.tokens.low[named.first : named.last + 1])
    following = frozenset(analysis.tokens.low[named.first : named.last + 3])
    if not NARROWING.isdisjoint(following):
        return True
    own = country_at(analysis.tokens.text, named.first)
    if own is not None and own[0] == analysis.context.iso3:
        return False
    general = NO_PLACES | STATE_DOERS | PERSONS | _ANY_ACT | BOOK.words["in_general"]
    return general.isdisjoint(words) and STATE_DOERS.isdisjoint(following)


def _years(low: Sequence[str], begin: int, end: int) -> list[tuple[int, int]]:
    """Return the years of a clause, each with its token."""
    return [(int(low[k]), k) for k in range(begin, min(end, len(low))) if is_year(low[k])]


def _set_against(analysis: Analysis, years: Sequence[tuple[int, int]], last: int) -> int | None:
    """Return the year with which a change is compared: the earlier of two, "than in [2015]", or the year before "in
    [2016]". ``last`` is the last token of the change."""
    if not years:
        return None
    year, at = min(years)
    before = analysis.tokens.low[max(at - YEAR_REACH, 0) : at]
    earlier = max(years)[0] > year or at == last or not SETTING_AGAINST.isdisjoint(before)
    return year if earlier else year - 1
