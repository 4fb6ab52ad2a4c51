"""Passes dimensions along the links between figures, once metrics, years and links are settled (contract section 3,
rules 2 and 3). A comparator without its own noun phrase takes every dimension of the figure with which it is compared,
unless its own words say otherwise. A part takes the kind of exploitation of its whole, and counts officials if the
whole does. A sum of money that shares the verb of another sum takes that sum's purpose.

What does not belong here: setting the links (``links``), or the meaning of a figure's own words (``describe``).
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from tipetl.figures.links.comparisons import elliptic
from tipetl.figures.record.analysis import step
from tipetl.figures.record.readings import (
    COMPARED_WITH,
    IN_ROW_WITH,
    ONE_OF_SEVERAL,
    PART_OF,
    REST_OF,
    SHARES_VERB,
    Link,
    Reading,
)
from tipetl.metrics import DURATIONS, MONEY, PROCEEDINGS, WITHOUT_KIND
from tipetl.model import codes

if TYPE_CHECKING:
    from collections.abc import Container

    from tipetl.figures.record.analysis import Analysis, Draft
    from tipetl.figures.record.readings import OpenReading

_first = attrgetter("first")
COMPARED = frozenset((COMPARED_WITH,))
WHOLES = frozenset((PART_OF, REST_OF, ONE_OF_SEVERAL))
SHARED = frozenset((SHARES_VERB,))


@step
def inherit(analysis: Draft) -> None:
    """Fills in the dimensions that readings inherit from other readings."""
    here = {id(r): r for r in analysis.readings}
    done: set[int] = set()
    for reading in sorted(analysis.readings, key=_first):
        chain = [reading]
        while len(chain) <= len(here):
            head = _heads(chain[-1])[:1]
            other = here.get(id(head[0].other)) if head else None
            if other is None or id(other) in done or other in chain:
                break
            chain.append(other)
        for taker in reversed(chain):
            if id(taker) not in done:
                done.add(id(taker))
                _take(taker, _heads(taker), here)
                _take_unit(analysis, taker)


def _heads(reading: Reading) -> list[Link]:
    """Return the links along which a figure inherits: of the kinds in order, the first that it has, with all links of
    that kind."""
    if reading.metric in DURATIONS:
        return []
    row = [link for link in reading.links if link.kind == IN_ROW_WITH]
    if row:
        return row
    between = reading.antecedent
    compared_too = between is not None and between.relation == reading.relation == codes.COMPARATOR
    if between is not None and compared_too and not elliptic(between):
        return [Link(COMPARED_WITH, between)]  # "compared with one conviction in 2020 and none in 2019"
    for kinds in (COMPARED, WHOLES, SHARED):
        found = [link for link in reading.links if link.kind in kinds]
        if not found or (kinds is COMPARED and not elliptic(reading)):
            continue
        return found if kinds is not SHARED or reading.metric in MONEY else []
    return []


def _take(reading: OpenReading, heads: list[Link], here: Container[int]) -> None:
    if not heads:
        return
    head = heads[0].other
    reading.purpose = reading.purpose or head.purpose
    reading.notes += ("dimensions of a figure not reported" if head.low is None else f"dimensions of {head.low:g}",)
    kinds = {link.other.exploitation for link in heads}
    kind = kinds.pop() if len(kinds) == 1 else None
    if reading.relation == codes.COMPARATOR:
        if not reading.kind_told and reading.metric not in WITHOUT_KIND:
            reading.exploitation = kind
        if elliptic(reading) or not (reading.age or reading.gender or reading.nationality):
            reading.age, reading.gender = reading.age or head.age, reading.gender or head.gender
            reading.nationality = reading.nationality or head.nationality
    elif (
        not reading.kind_told
        and reading.metric not in WITHOUT_KIND
        and (reading.exploitation is None or _divides(heads[0], here))
    ):
        # "56 were in sex trafficking and nine in forced labor. Twelve were Moldovans": 12 of all 65
        reading.exploitation = kind
    reading.official = reading.official or head.official


def _take_unit(analysis: Analysis, reading: OpenReading) -> None:
    """Sets the unit of a comparator without a noun to the unit of the figure with which it is compared. The metric must
    have had only one unit so far ("took up 28 cases; in 2013 they had taken up 33"), not two ("52 defendants in 20
    cases, up from 41")."""
    if reading.relation != codes.COMPARATOR or reading.metric not in PROCEEDINGS or not elliptic(reading):
        return
    others = [x for x in analysis.readings if x.metric == reading.metric and x.relation == codes.COMPARATOR]
    of = next((link.other for link in reading.links if link.kind == COMPARED_WITH), None)
    if of is not None and any(x.first < of.first < reading.first for x in others):
        # "six defendants, compared with eight in 2019, in three cases, compared with [four]"
        reading.unit = of.unit
        return
    told = [x for x in analysis.readings if x.metric == reading.metric and x.first < reading.first] or [
        x for x in analysis.context.before if x.metric == reading.metric
    ]
    told = [x for x in told if x.relation == codes.CURRENT and x.status == codes.REPORTED]
    if reading.unit == codes.CASE and all(elliptic(x) for x in told):
        return  # no noun says that people were counted
    units = {x.unit for x in told}
    if len(units) == len({x.unit for x in others}) == 1:
        reading.unit = units.pop()


def _divides(link: Link, here: Container[int]) -> bool:
    """Whether a figure is a part of a figure in an earlier sentence."""
    return link.kind in WHOLES and id(link.other) not in here
