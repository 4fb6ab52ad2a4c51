"""Choose one figure for each country, year and metric by stated rules: the table that people cite.

This module decides which of several facts represents a country's year, and on what basis. Nothing is averaged; parts
are added only if the text presents them as the whole. The rules are documented in ``docs/country-year.md``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tipetl.metrics import CITED, PROCEEDINGS
from tipetl.model import Fact, Narrative

ONLY_PART_KNOWN = "only_part_known"
BASES: tuple[str, ...] = ("total", "sum_of_parts", ONLY_PART_KNOWN)

_NOT_GOVERNMENT = re.compile(
    r"\b(?:NGOs?|non-?governmental|IOM|ILO|UNICEF|UNODC|UNHCR|international\s+organi[sz]ations?|civil\s+society"
    r"|foundation|charit(?:y|ies)|newspapers?|media|church|caritas)\b",
    re.IGNORECASE,
)
_GOVERNMENT = re.compile(
    r"\b(?:government|authorit(?:y|ies)|police|ministr(?:y|ies)|prosecutors?|courts?|judges?|officials?|state|agency"
    r"|inspectors?|judiciary)\b",
    re.IGNORECASE,
)
_ONE_CASE = re.compile(
    r"\b(?:in\s+(?:one|another|a|the\s+(?:largest|best-known|first|only|same))\s+(?:\w+\s+){0,2}?(?:case|instance|raid|trial|operation)"
    r"|for\s+example|in\s+particular)\b",
    re.IGNORECASE,
)
_CARRIED_OVER = re.compile(
    r"\b(?:continued|remain(?:s|ed)?|pending|ongoing|from\s+(?:previous|earlier|prior)\s+(?:years?|reporting\s+periods?))\b",
    re.IGNORECASE,
)
_CLAUSE_ENDS = re.compile(r"[;:]|,\s+(?:and|but|while|whereas|although)\s+")


@dataclass(frozen=True, slots=True)
class CountryYear:
    """The figure of one country, year and metric.

    ``status`` is that of the chosen fact. ``basis`` says what the figure is: ``total`` (nothing restricts the count),
    ``only_part_known`` (the text states nothing wider than this part) or ``sum_of_parts``. ``fact`` is the chosen fact
    (for a sum, its first part); ``considered`` lists the ids of all candidate facts, in order of preference. ``doc``
    and ``report_year`` identify the figure's report.
    """

    iso3: str
    country: str
    year: int
    metric: str
    value: float | None
    value_high: float | None
    basis: str
    fact: Fact
    doc: str
    report_year: int
    considered: tuple[str, ...]


def country_years(narratives: Iterable[Narrative]) -> list[CountryYear]:
    """Choose a figure for each country, year and metric from the narratives that have a country and report year.

    A year's figure comes from the following year's report. If that report is missing or silent, it comes from the
    earliest later report that looks back.
    """
    cells: dict[tuple[str, int, str], CountryYear] = {}
    ordered = sorted(
        (n for n in narratives if n.document.iso3 and n.document.report_year),
        key=lambda n: (n.document.iso3 or "", n.document.report_year or 0, n.document.doc),
    )
    for narrative in ordered:
        for cell in _cells(narrative):
            cells.setdefault((cell.iso3, cell.year, cell.metric), cell)
    return [cells[key] for key in sorted(cells)]


def _cells(narrative: Narrative) -> list[CountryYear]:
    """Group a narrative's figures by year and metric."""
    groups: defaultdict[tuple[int, str], list[Fact]] = defaultdict(list)
    for fact in narrative.facts:
        if fact.year is not None and fact.metric in CITED and fact.period != "multi_year":
            groups[fact.year, fact.metric].append(fact)
    document = narrative.document
    found = []
    for (year, metric), facts in groups.items():
        chosen = _choose(facts, metric)
        if chosen is None:
            continue
        fact, value, basis, considered = chosen
        found.append(
            CountryYear(
                iso3=document.iso3 or "",
                country=document.country or "",
                year=year,
                metric=metric,
                value=value,
                value_high=fact.value_high if basis != "sum_of_parts" else None,
                basis=basis,
                fact=fact,
                doc=document.doc,
                report_year=document.report_year or 0,
                considered=tuple(one.fact_id for one in considered),
            )
        )
    return found


Choice = tuple[Fact, float | None, str, Sequence[Fact]]


def _choose(facts: Sequence[Fact], metric: str) -> Choice | None:
    """Choose the fact that represents the year; return it with its value, its basis, and the facts considered."""
    eligible = [fact for fact in facts if not fact.official and fact.restates is None]
    whole = sorted((fact for fact in eligible if not _restricted(fact)), key=lambda fact: _order(fact, metric))
    parts = sorted(
        (fact for fact in eligible if _restricted(fact)), key=lambda fact: (_restrictions(fact), *_order(fact, metric))
    )
    stated = [fact for fact in whole if fact.status == "reported" and not _one_case(fact)]
    if stated:
        return stated[0], stated[0].value, "total", [*stated, *(f for f in whole if f not in stated)]
    silent = [fact for fact in whole if fact.status == "not_reported"]
    if silent:
        return silent[0], None, "total", [*silent, *parts]
    none = [fact for fact in whole if fact.status == "none"]
    known = [fact for fact in parts if fact.status == "reported" and not _one_case(fact)]
    if none and not known:
        return none[0], 0, "total", none
    if known:
        return _of_parts(known)
    anecdotes = [fact for fact in whole if fact.status == "reported"]
    if anecdotes:
        return anecdotes[0], anecdotes[0].value, ONLY_PART_KNOWN, anecdotes
    return None


def _of_parts(known: Sequence[Fact]) -> Choice:
    """Add up sex and labor trafficking if one sentence states both; otherwise, take a part as the only one known."""
    first = known[0]
    beside = [fact for fact in known if fact.sentence == first.sentence and fact.unit == first.unit]
    forms = {fact.exploitation: fact for fact in reversed(beside) if _only_form(fact) and fact.qualifier == "exact"}
    if {"sex", "labor"} <= forms.keys():
        made = [forms["sex"], forms["labor"]]
        return made[0], sum(fact.value or 0 for fact in made), "sum_of_parts", made
    return first, first.value, ONLY_PART_KNOWN, known


def _only_form(fact: Fact) -> bool:
    return fact.age is None and fact.gender is None and fact.nationality is None


def _restricted(fact: Fact) -> bool:
    """Return whether the figure is restricted to one form, age, gender or nationality, or is part of another figure."""
    return fact.exploitation is not None or not _only_form(fact) or fact.part_of is not None


def _restrictions(fact: Fact) -> int:
    """Count a figure's restrictions. The part with the fewest restrictions comes closest to the whole."""
    dimensions = (fact.age, fact.gender, fact.nationality, fact.exploitation)
    return sum(dimension is not None for dimension in dimensions) + (fact.part_of is not None)


def _order(fact: Fact, metric: str) -> tuple[object, ...]:
    """Return a sort key: the government's own figures, new figures, figures in their subject's section, then
    position.
    """
    clause = _clause(fact)
    home = "prosecution" if metric in PROCEEDINGS else "protection"
    return (
        _NOT_GOVERNMENT.search(clause) is not None and _GOVERNMENT.search(clause) is None,
        _CARRIED_OVER.search(clause) is not None,
        fact.section in ("profile", "recommendations", "statement"),
        fact.section not in (home, "summary"),
        fact.section != home,
        fact.char_start,
        fact.fact_id,
    )


def _clause(fact: Fact) -> str:
    """Return the words between the end of the preceding clause and the figure."""
    at = fact.sentence_text.find(fact.text)
    before = fact.sentence_text[: at if at >= 0 else None]
    ends = list(_CLAUSE_ENDS.finditer(before))
    return before[ends[-1].end() :] if ends else before


def _one_case(fact: Fact) -> bool:
    return _ONE_CASE.search(_clause(fact)) is not None
