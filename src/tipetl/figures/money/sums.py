"""Sums of money of a sentence to readings; what a sum is for is decided by ``money``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.counts.counted import is_planned
from tipetl.figures.counts.foreign import foreign_actor, private_gift
from tipetl.figures.counts.number_frames import add_subject, words_end
from tipetl.figures.money.purposes import money_metric, purpose_of, sum_unit, twins
from tipetl.figures.record.readings import read_number
from tipetl.syntax.frames import build_frame
from tipetl.syntax.spans import clause_bounds

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis


#: why a sum is nobody's fact here, where more is known than that it is other money
WHOSE = {"money.foreign": "other_government"}


def read_money(a: Analysis) -> None:
    """The readings of sums of money; what a sum is for is decided by ``purposes``."""
    t, items, iso3 = a.tokens, a.items, a.context.iso3
    if not any(n.form == "money" for n in a.numbers):
        return
    repeated = twins(t, a.numbers)
    for k in a.nums:
        x = items[k]
        if a.numbers[x.number].form != "money":
            continue
        number = a.numbers[x.number]
        if x.number in repeated:
            a.why_not[x.number] = "twin"
            continue
        frame = build_frame(t, items, k, a.hits, words_end(a, k))
        twin = next((j for j in repeated if abs(j - x.number) == 1 and j < x.number), None)
        if twin is not None:
            # the dollar sum in parentheses hangs where its local twin hangs
            item = next((i for i in a.nums if items[i].number == twin), k)
            lead = build_frame(t, items, item, a.hits, len(t.low))
            lead.number, lead.item = x.number, k
            lead.right |= frame.right
            frame = lead
        # what a sum is "of" is not what it counts: "$49,000 of the center's costs"
        frame.heads, frame.nouns, frame.head_word, frame.partitive = [], [], "", False
        a.frames[x.number] = frame
        add_subject(a, frame)
        lo, hi = clause_bounds(t, x.first)
        metric, why = money_metric(t, frame, x.first, x.last, lo, hi)
        planned = is_planned(a, frame)
        if metric is None or planned:
            given = private_gift(a, frame)
            a.why_not[x.number] = "plan" if planned else "other_government" if given else WHOSE.get(why, "other_money")
            a.considered[x.number] = [(why, 0.0)]
            continue
        if metric == "funding" and foreign_actor(a, frame, metric, iso3):
            a.why_not[x.number] = "other_government"
            continue
        code = sum_unit(number, iso3) or (number.unit or "").upper()[:3]
        reading = read_number(metric, number, x.number, code, why, 4.0, frame)
        if metric == "funding":
            reading.purpose = purpose_of(t, lo, hi)
        a.readings.append(reading)
