"""Compare what a later report says about a year with what an earlier report on the same country said.

A report's comparators ("41 in 2012; 37 in 2011") are paired with the figures that an earlier report stated as current,
or with later revisions of these figures. Only figures of the same kind are compared. If it is unclear which earlier
figure a comparator repeats, the comparator is not paired. A figure contradicts another only if both count everything of
their kind (claims ``whole``) for the same body: a count by an NGO or one agency, or for half a year or a fiscal year,
differs from the year's total without contradicting it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from types import MappingProxyType
from typing import Any, NamedTuple

from tipetl.metrics import PROCEEDINGS
from tipetl.yamlfile import packaged_yaml

DIMENSIONS = ("metric", "year", "unit", "exploitation", "age", "gender", "nationality", "official", "purpose")
OWN_COLUMNS = (
    *("doc", "fact_id", "value", "value_high", "qualifier", "relation", "part_of", "restates"),
    *("char_start", "char_end"),
    *("sentence", "rule"),
    *DIMENSIONS,
)
"""The columns of ``metric`` that a comparison needs."""
_KINDS = slice(4, 8)
"""The slice of a figure's key with its exploitation, age, gender and nationality."""
_ABOUT = 0.1
"""The tolerance that "about" allows on either side of a figure."""
_DOCUMENTS = "charges"
"""The metric that may count either documents or people: 88 indictments may charge 233 people."""
TELLERS: Mapping[str, frozenset[str]] = MappingProxyType(
    {name: frozenset(words) for name, words in packaged_yaml("tipetl.tables", "data", "tellers.yaml").items()}
)
"""Words for the bodies that counted, and for times and laws, under the names that ``tellers.yaml`` explains."""
_SUBJECT = 6
"""The number of words at the start of a sentence in which the state may be named together with others."""
_LEAD, _OPENS, _NAMES = ("|".join(sorted(TELLERS[name])) for name in ("before_a_time", "opening_a_time", "of_a_time"))
_OPENING_TIME = re.compile(rf"^(?:{_LEAD}) [^,]*(?:\d{{4}}|{_NAMES})[^,]*,\s*", re.IGNORECASE)
"""Matches a time that opens a sentence, up to its comma."""
_END_OF_STATEMENT = re.compile(
    rf"[,;:(.–—]| (?:{_LEAD}) (?:the )?(?:(?:{_OPENS})\b|(?:[a-z]+ )?\d{{4}})", re.IGNORECASE
)
"""Matches the punctuation or time that ends a statement after its figure's noun."""
_MARKS = ",()"
"""Punctuation that is not part of a word."""
_SHORTEST_WORDING = 2
"""The minimum number of words before a statement's number that identify the statement."""
_BODY = "body"
_HOMEWARD = "victims_repatriated"
"""The metric that a state's missions abroad may count, since they help victims return home."""
_BY_STATE = PROCEEDINGS | {"victims_identified", "sentences_suspended"}
"""The metrics that the state itself counts. Services, courses and inspections are reported by each agency."""


class _Told(NamedTuple):
    """A figure's statement: the words ``before`` its number, the ``names`` among them, and the words ``behind`` it."""

    before: frozenset[str]
    names: frozenset[str]
    behind: str


class _Fact(NamedTuple):
    """A figure that can be compared, with the lower and upper bounds that its words allow."""

    doc: str
    fact_id: str
    iso3: str
    report_year: int
    value: float
    least: float
    most: float
    part_of: str | None
    whole: str | None
    body: str | None
    limited: bool
    by_others: bool
    missions: bool
    others: str | None
    named: bool
    presumed: bool
    revised: bool
    replaces: float | None
    char_start: int
    sentence: str
    wording: str | None
    told: _Told | None
    local_sum: str | None
    key: tuple[Any, ...]
    repeated_by: frozenset[str] = frozenset()


def restatement_rows(facts: Iterable[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
    """Return the rows of ``restatement``, in no particular order, for comparable figures.

    These are rows of ``metric`` (``OWN_COLUMNS``) with a value and a year, plus the ``iso3`` and ``report_year`` of
    their documents; ``whole``, whose total each figure is; ``body``, the id of the only body that its words name;
    ``limited``, whether others counted it or it covers a time other than the year; ``missions``, whether those others
    are the state's embassies or consulates; ``others``, the words for those others if nothing else limits the figure;
    ``presumed``, whether it counts presumed victims; ``revised``, whether its words say that it was changed; and
    ``replaces``, the value that they say it replaces.

    A comparator yields at most one row. The comparator is paired with an earlier report's figure of the same metric,
    year, unit and dimensions, preferably one with the same value. If there are several figures and the comparator may
    be their sum, it is not paired. ``limited`` figures are paired only with equal ones, unless the same others counted
    both.
    """
    current: defaultdict[tuple[Any, ...], list[_Fact]] = defaultdict(list)
    comparators: list[_Fact] = []
    for fact_row in facts:
        fact = _fact(fact_row)
        if fact_row["relation"] == "current":
            current[fact.key].append(fact)
        elif fact_row["restates"] is None:
            comparators.append(fact)
    current = _with_confirmed(current, comparators)
    compared = _by_key(comparators)
    rows: list[tuple[Any, ...]] = []
    revisions: dict[str, _Fact] = {}
    origins: dict[str, str] = {}
    for _, of_a_year in groupby(sorted(comparators, key=_report_year), key=_report_year):
        found = [
            pair
            for told, pairs in _pairs(of_a_year, current, compared, revisions)
            for pair in _one_statement(pairs, told)
        ]
        rows += [_row(*pair) for pair in found]
        for first, later in found:
            if _status(first, later) == "restated":  # later reports should repeat the revised figure
                origins[later.fact_id] = origins.get(first.fact_id, first.fact_id)
                revisions[origins[later.fact_id]] = later
    return rows


_report_year = attrgetter("report_year")


def _by_key(facts: Iterable[_Fact]) -> defaultdict[tuple[Any, ...], list[_Fact]]:
    grouped: defaultdict[tuple[Any, ...], list[_Fact]] = defaultdict(list)
    for fact in facts:
        grouped[fact.key].append(fact)
    return grouped


def _pairs(
    comparators: Iterable[_Fact],
    current: Mapping[tuple[Any, ...], Sequence[_Fact]],
    compared: Mapping[tuple[Any, ...], Sequence[_Fact]],
    revisions: Mapping[str, _Fact],
) -> list[tuple[set[float], list[tuple[_Fact, _Fact]]]]:
    """Pair a report year's comparators with the figures that they repeat, and group the pairs by statement. A statement
    consists of a report's comparators of one kind; its values are returned with the pairs. If no earlier report covered
    a year as its own, earlier reports' comparators for that year serve instead.
    """
    pairs: defaultdict[tuple[Any, ...], list[tuple[_Fact, _Fact]]] = defaultdict(list)
    told: defaultdict[tuple[Any, ...], set[float]] = defaultdict(set)
    for later in comparators:
        # "127, including 46 permanent permits, in 2010": an equal part says nothing about the whole
        place = (later.doc, later.key, later.limited, later.part_of is None)
        told[place].add(later.value)
        earlier = _before(later, current) or _before(later, compared)
        first = _meant(later, earlier, revisions)
        if first is not None:
            pairs[place].append((first, later))
    return [(told[place], found) for place, found in pairs.items()]


def _before(later: _Fact, facts: Mapping[tuple[Any, ...], Sequence[_Fact]]) -> list[_Fact]:
    """Return earlier reports' figures with the same key."""
    return [fact for fact in facts.get(later.key, ()) if fact.report_year < later.report_year]


def _with_confirmed(
    current: Mapping[tuple[Any, ...], list[_Fact]], comparators: Iterable[_Fact]
) -> defaultdict[tuple[Any, ...], list[_Fact]]:
    """Mark figures as totals if a later report repeats them as totals, and mark their parts too. ``repeated_by`` names
    the reports that repeat the total of a part."""
    told: dict[tuple[str, str | None], str | None] = {}
    repeated: defaultdict[tuple[str, str | None], set[str]] = defaultdict(set)
    for later in (comparator for comparator in comparators if comparator.whole is not None):
        for fact in current.get(later.key, ()):
            if fact.report_year < later.report_year and (fact.value, fact.most) == (later.value, later.most):
                told[fact.doc, fact.fact_id] = later.whole
                repeated[fact.doc, fact.fact_id].add(later.doc)
    marked: defaultdict[tuple[Any, ...], list[_Fact]] = defaultdict(list)
    for key, facts in current.items():
        kinds = any(value is not None for value in key[_KINDS])
        for fact in facts:
            total = (fact.doc, fact.part_of if kinds else None)
            whole = fact.whole or told.get((fact.doc, fact.fact_id)) or told.get(total)
            marked[key].append(fact._replace(whole=whole, repeated_by=frozenset(repeated.get(total, ()))))
    return marked


def _one_statement(pairs: Sequence[tuple[_Fact, _Fact]], told: Collection[float]) -> Sequence[tuple[_Fact, _Fact]]:
    """Choose the valid pairs of one statement; ``told`` are the statement's values.

    Pairs are valid if they revise the earlier figure ("44, corrected from the 40 reported previously") or agree with
    it. If no pair does, all are valid, unless the values, one for each agency, add up to the figure.
    """
    if len(firsts := {first.fact_id for first, _ in pairs}) > 1:
        by_first = [[pair for pair in pairs if pair[0].fact_id == fact_id] for fact_id in sorted(firsts)]
        return [pair for alike in by_first for pair in _one_statement(alike, told)]
    agreeing = [pair for pair in pairs if _agree(*pair)]
    revising = [pair for pair in pairs if pair not in agreeing and pair[1].revised]
    # "compared with 124, which was revised when it joined two registers": the first figure counts
    revising.sort(key=_behind, reverse=True)
    revising = list({first.fact_id: (first, later) for first, later in revising}.values())
    if agreeing or revising:
        revised = {later.sentence for _, later in revising}
        replaced = {later.replaces for _, later in revising}
        also = (pair for pair in agreeing if pair[1].sentence not in revised and pair[1].value not in replaced)
        return [*revising, *also]
    return [pair for pair in pairs if pair[0].value != sum(told)]


def _behind(pair: tuple[_Fact, _Fact]) -> int:
    return pair[1].char_start


def _fact(fact_row: Mapping[str, Any]) -> _Fact:
    low = fact_row["value"]
    high = low if fact_row["value_high"] is None else fact_row["value_high"]
    match fact_row["qualifier"]:
        case "about":
            least, most = low * (1 - _ABOUT), high * (1 + _ABOUT)
        case "at_least":
            least, most = low, float("inf")
        case "at_most":
            least, most = 0.0, high
        case _:
            least, most = low, high
    return _Fact(
        doc=fact_row["doc"],
        fact_id=fact_row["fact_id"],
        iso3=fact_row["iso3"],
        report_year=fact_row["report_year"],
        value=low,
        least=least,
        most=most,
        part_of=fact_row["part_of"],
        whole=fact_row["whole"],
        body=fact_row["body"],
        limited=fact_row["limited"],
        by_others=fact_row["others"] is not None,
        missions=fact_row["missions"],
        others=_named_others(fact_row["others"], fact_row["sentence"]),
        named=fact_row["metric"] == _DOCUMENTS and fact_row["rule"].startswith(f"{_DOCUMENTS}.noun"),
        presumed=fact_row["presumed"],
        revised=fact_row["revised"] or fact_row["replaces"] is not None,
        replaces=fact_row["replaces"],
        char_start=fact_row["char_start"],
        sentence=fact_row["sentence"],
        wording=_wording(fact_row),
        told=_told(fact_row),
        local_sum=fact_row["local_sum"],
        key=(fact_row["iso3"], *(fact_row[name] for name in DIMENSIONS)),
    )


def _wording(fact_row: Mapping[str, Any]) -> str | None:
    """Return the words of a figure's statement without the number and time ("authorities investigated … cases under
    article 104"). If the figure is compared with another, the words are those of that figure's statement. Return None
    if there is no statement, or if the others who counted may change from year to year.
    """
    if fact_row["others"] is not None and _named_others(fact_row["others"], fact_row["sentence"]) is None:
        return None  # "NGOs identified 45 victims": a year later, these may be other NGOs
    statement = _statement(fact_row)
    return None if statement is None else " ".join([*statement[0], "#", *statement[1]]).lower()


def _told(fact_row: Mapping[str, Any]) -> _Told | None:
    """Return the words of a figure's statement, whoever counted the figure; None if it has no statement."""
    statement = _statement(fact_row)
    if statement is None:
        return None
    before, behind = ([word.strip(_MARKS) for word in words] for words in statement)
    names = frozenset(word for word in before[1:] if word[:1].isupper())
    return _Told(frozenset(map(str.lower, before)), names, " ".join(behind).lower())


def _statement(fact_row: Mapping[str, Any]) -> tuple[list[str], list[str]] | None:
    """Return a statement's words before and after its number, without its time. Return None if digits precede the
    number, or too few words do.
    """
    sentence, begin = fact_row["sentence"], fact_row["sentence_start"]
    of_head = fact_row["head_start"] is not None
    if of_head and ";" in sentence[fact_row["head_end"] - begin : fact_row["char_start"] - begin]:
        return None  # "identified 388 victims, compared with 429; NGOs put the number at 512"
    start, end = (fact_row["head_start" if of_head else "char_start"], fact_row["head_end" if of_head else "char_end"])
    before = _OPENING_TIME.sub("", sentence[: start - begin]).split()
    behind = _END_OF_STATEMENT.split(sentence[end - begin :], maxsplit=1)[0].split()
    if len(before) < _SHORTEST_WORDING or any(map(str.isdigit, "".join(before))):
        return None
    return before, behind


def _named_others(words: str | None, sentence: str) -> str | None:
    """Return the words for others who counted, if these words mean the same bodies each year: "IOM" does, and so does
    "state and NGO shelters", but "NGOs" alone may mean any NGOs.
    """
    if words is None or not set(words.split()) <= TELLERS["whoever"]:
        return words
    return None if TELLERS["state"].isdisjoint(sentence.lower().split()[:_SUBJECT]) else words


def _meant(later: _Fact, earlier: Sequence[_Fact], revisions: Mapping[str, _Fact]) -> _Fact | None:
    """Find the earlier figure that a comparator repeats, revises or contradicts, in its revised or original form."""
    if not earlier:
        return None
    # The latest of these reports supersedes older ones.
    newest = max(fact.report_year for fact in earlier)
    facts = sorted(
        (fact for fact in earlier if fact.report_year == newest),
        key=lambda fact: (fact.part_of is not None, fact.doc, fact.char_start, fact.fact_id),
    )
    revised = [_as_revised(fact, revisions.get(fact.fact_id)) for fact in facts]
    known = [*revised, *facts]
    replaced = (fact for fact in known if fact.value == later.replaces)
    same = (fact for fact in known if (fact.value, fact.most) == (later.value, later.most))
    near = (fact for fact in known if _agree(fact, later))
    return next(replaced, None) or next(same, None) or next(near, None) or _other(later, revised)


def _as_revised(fact: _Fact, revision: _Fact | None) -> _Fact:
    """Return a figure with the value from the comparator that revised it, if any; it still counts what the figure
    counted.
    """
    if revision is None:
        return fact
    return revision._replace(
        part_of=fact.part_of,
        whole=fact.whole,
        body=fact.body,
        limited=fact.limited,
        missions=fact.missions,
        others=fact.others,
        named=fact.named,
        presumed=fact.presumed,
        wording=fact.wording,
        by_others=fact.by_others,
        told=fact.told,
        repeated_by=fact.repeated_by,
    )


def _other(later: _Fact, facts: Sequence[_Fact]) -> _Fact | None:
    """Find the figure in an earlier report that a comparator revises or contradicts."""
    revised, all_told = later.revised, sum({fact.value for fact in facts})
    facts = [fact for fact in facts if _comparable(fact, later) or (revised and not _is_some(fact, later))]
    wholes = [fact for fact in facts if _in_the_same_words(fact, later)]
    wholes = wholes or [fact for fact in facts if _counts_the_same(fact, later)]
    if not wholes and later.value != all_told:
        wholes = [fact for fact in facts if _under_a_law(fact, later)]
    if not wholes and _tells_alone(later, facts):
        wholes = facts
    if not wholes and later.body is not None:
        wholes = [fact for fact in facts if fact.body == later.body]
    if not wholes and (later.key[1] not in _BY_STATE or revised):
        wholes = [fact for fact in facts if fact.part_of is None] or facts
    values = {fact.value for fact in wholes}
    if len(values) > 1 and min(values) < later.value <= sum(values):
        return None  # the comparator may be the sum for several agencies or cases
    nearest = sorted(wholes, key=lambda fact: (abs(fact.value - later.value), fact.doc, fact.char_start, fact.fact_id))
    return nearest[0] if nearest else None


def _comparable(fact: _Fact, later: _Fact) -> bool:
    """Return whether two differing figures may count the same thing: unnamed parts match only parts, presumed victims
    only presumed victims, documents only documents, and figures from others only figures from the same others.
    """
    if fact.presumed != later.presumed or fact.named != later.named:
        return False
    if _in_the_same_words(fact, later) or _by_the_same(fact, later) or _under_a_law(fact, later):
        return True
    if _is_some(fact, later):
        return False
    return _is_theirs(fact, later) or _by_missions(fact, later) or not (fact.limited or later.limited)


def _is_some(fact: _Fact, later: _Fact) -> bool:
    """Return whether a comparator is a part without a named kind while the figure is not a part."""
    return later.part_of is not None and fact.part_of is None and not any(later.key[_KINDS])


def _by_missions(fact: _Fact, later: _Fact) -> bool:
    """Return whether the state's missions abroad counted a figure, and the missions or the state counted the
    comparator.

    A comparator that the state counted matches only if it counts repatriations, because missions help all who return.
    """
    return fact.missions and (later.missions or (later.key[1] == _HOMEWARD and not later.limited))


def _counts_the_same(fact: _Fact, later: _Fact) -> bool:
    """Return whether a figure and a comparator count the same thing, judging by their words and totals."""
    if fact.missions or _is_theirs(fact, later) or _by_the_same(fact, later):
        return True
    # the figure is part of a total that the later report repeats, and counts a named kind
    of_total = later.doc in fact.repeated_by and fact.whole is not None and later.whole is not None
    return of_total or _of_the_same(fact.whole, later.whole)


def _in_the_same_words(fact: _Fact, later: _Fact) -> bool:
    """Return whether the same words state both figures. Statements with equal words count the same thing, whoever
    counts and whatever the law.
    """
    return fact.wording is not None and fact.wording == later.wording and fact.limited == later.limited


def _by_the_same(fact: _Fact, later: _Fact) -> bool:
    """Return whether the statements differ only in how fully they describe a body or place that both name: "the
    Chisinau center", "the center in Chisinau, run by an organization".
    """
    if fact.told is None or later.told is None or any(one.limited and not one.by_others for one in (fact, later)):
        return False
    (before, names, behind), (others, their_names, their_behind) = fact.told, later.told
    told_alike = names == their_names and behind == their_behind
    return bool(names) and told_alike and (before <= others or others <= before)


def _under_a_law(fact: _Fact, later: _Fact) -> bool:
    """Return whether the words that state a figure are the comparator's plus words for a law that exclude no
    trafficker: "convicted 34 trafficking offenders under Article 160".
    """
    if fact.wording is None or later.wording is None or fact.by_others or later.limited:
        return False
    more = fact.wording.removeprefix(f"{later.wording} ").split()
    under = more[0] in TELLERS["before_a_law"] and fact.wording.startswith(later.wording)
    return under and not TELLERS["of_trafficking"].isdisjoint(later.wording.split())


def _is_theirs(fact: _Fact, later: _Fact) -> bool:
    """Return whether the same others, not the state, counted both figures."""
    return fact.others is not None and fact.others == later.others


def _of_the_same(first: str | None, later: str | None) -> bool:
    """Return whether one body may have counted both totals: "body police" is not "body prosecutors", but either may be
    "body".
    """
    if first is None or later is None:
        return False
    return first == later or (_BODY in (first, later) and first.startswith(_BODY) and later.startswith(_BODY))


def _tells_alone(later: _Fact, facts: Sequence[_Fact]) -> bool:
    """Return whether a report states only one figure for proceedings, a total. The only figure for proceedings is the
    state's, whichever body reports it.
    """
    totals = {(fact.value, fact.most) for fact in facts if fact.whole is not None}
    others = {(fact.value, fact.most) for fact in facts if fact.part_of is None or fact.whole is not None}
    return later.whole is not None and later.key[1] in PROCEEDINGS and len(totals) == 1 and totals == others


def _agree(first: _Fact, later: _Fact) -> bool:
    if first.value == later.replaces != later.value:
        return False  # "revised from 31 up to 36" states no bound
    if first.local_sum is not None and first.local_sum == later.local_sum:
        return True  # the sum was converted at another year's rate
    return first.least <= later.most and later.least <= first.most


def _status(first: _Fact, later: _Fact) -> str:
    if _agree(first, later):
        return "confirmed"
    return "restated" if later.revised else "contradicted"


def _row(first: _Fact, later: _Fact) -> tuple[Any, ...]:
    dimensions = later.key[1 : 1 + len(DIMENSIONS)]
    return (
        later.iso3,
        *dimensions,
        first.value,
        later.value,
        first.doc,
        first.fact_id,
        first.report_year,
        later.doc,
        later.fact_id,
        later.report_year,
        _status(first, later),
    )
