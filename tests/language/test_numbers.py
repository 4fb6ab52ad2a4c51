"""Each production of the number language reads its examples; brackets enclose the figure."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tipetl.figures.sentence import number_reader
from tipetl.language import numbers
from tipetl.language.cardinals import cardinal
from tipetl.language.number import Cardinal
from tipetl.language.number_ranges import ranged
from tipetl.language.tokens import Tokens

#: (sentence, form, low, high, qualifier, unit), by the production that has to read the sentence
EXAMPLES: dict[Callable[..., Any], list[tuple[str, str, float | None, float | None, str, str | None]]] = {
    numbers._year: [
        ("in [2013] it", "year", 2013, None, "exact", None),
        ("in the three years to [2017], courts", "year", 2017, None, "exact", None),
        ("from [2010-2012] it", "year", 2010, 2012, "range", None),
        ("in [2010-12] it", "year", 2010, 2012, "range", None),
        ("in [2010/11] it", "year", 2010, 2011, "range", None),
    ],
    numbers._day: [
        ("on June [26], it", "date", 26, None, "exact", None),
        ("on [26] June it", "date", 26, None, "exact", None),
        ("on Sept. [12] it", "date", 12, None, "exact", None),
    ],
    numbers._age: [
        ("girls aged [14] were", "age", 14, None, "exact", None),
        ("girls aged [12 to 17] were", "age", 12, 17, "range", None),
        ("girls under [18] were", "age", 18, None, "exact", None),
        ("as young as [12] were", "age", 12, None, "exact", None),
    ],
    numbers._behind_letters: [("at the G[20] it", "label", 20, None, "exact", None)],
    numbers._compound: [
        ("a [3-story] house", "compound", 3, None, "exact", "story"),
        ("it found [300-odd] men", "count", 300, None, "exact", None),
    ],
    numbers._piece: [
        ("it charged [3]/4 men", "label", None, None, "exact", "no figure"),
    ],
    numbers._label: [
        ("Article [171] says", "label", 171, None, "exact", None),
        ("Articles 523, 526, and [527] say", "label", 527, None, "exact", None),
        ("the [116] helpline took", "label", 116, None, "exact", None),
        ("under [18] U.S.C. 1591", "label", 18, None, "exact", None),
        ("under 18 U.S.C. [1591]", "label", 1591, None, "exact", None),
        ("under § [1591] it", "label", 1591, None, "exact", None),
    ],
    ranged: [
        ("it trained between [10 and 12] officers", "count", 10, 12, "range", None),
        ("it trained anywhere from [10 to 12] officers", "count", 10, 12, "range", None),
        ("prescribes [18 months to eight years] in", "duration", 18, 96, "range", "years"),
        ("terms of [six months to a year] in jail", "duration", 6, 12, "range", "year"),
        ("prescribes [20 years to life]", "duration", 240, 1200, "range", "year"),
        ("prescribes [five years to 10] in prison", "duration", 60, 120, "range", "years"),
        ("spent [2 to 4.5 million] on", "count", 2_000_000, 4_500_000, "range", None),
        ("gave [two to four-year] terms", "duration", 24, 48, "range", "year"),
    ],
    numbers._plain: [
        ("it charged [12] men", "count", 12, None, "exact", None),
        ("it charged [half a dozen] men", "count", 6, None, "exact", None),
        ("it charged [a dozen and a half] men", "count", 18, None, "exact", None),
        ("it charged [a quartet] of men", "count", 4, None, "exact", None),
        ("it found [two and a half thousand] men", "count", 2500, None, "exact", None),
        ("it found in the vicinity of [60] men", "count", 60, None, "about", None),
        ("arrests edged up to [12] men", "count", 12, None, "exact", None),
        ("police handed over [146] victims", "count", 146, None, "exact", None),
        ("police found over [146] victims", "count", 146, None, "at_least", None),
        ("it charged no fewer than [two hundred and eighty-nine] men", "count", 289, None, "at_least", None),
        ("jailed for [two years and nine months]", "duration", 33, None, "exact", "years"),
        ("girls [14 years old] were", "age", 14, None, "exact", "years"),
        ("rose by [12 percent]", "percent", 12, None, "exact", "%"),
        ("spent about [40,000 euros] on", "money", 40_000, None, "about", "euros"),
        ("spent [USD 12,000] on", "money", 12_000, None, "exact", "USD"),
        ("paid [50,000 won] to", "money", 50_000, None, "exact", "won"),
        ("[Three] won damages", "count", 3, None, "exact", None),
        ("it helped [a dozen] men", "count", 12, None, "exact", None),
        ("he was given [a year]'s imprisonment", "duration", 12, None, "exact", "year"),
        ("rose from [50] to 16", "count", 50, None, "exact", None),
        ("fined, and [23] to one year", "count", 23, None, "exact", None),
    ],
    numbers._ordinal: [("the [third] case", "ordinal", None, None, "exact", None)],
    numbers._with_letters: [
        ("the [21st] case", "ordinal", None, None, "exact", None),
        ("section [227a] says", "label", None, None, "exact", None),
    ],
    numbers._life: [
        ("sentenced to [life] imprisonment", "duration", 1200, None, "exact", "life"),
        ("prison terms up to [life]", "duration", 1200, None, "at_most", "life"),
    ],
    numbers._joined_word: [
        ("a [two-year] term", "duration", 24, None, "exact", "year"),
        ("a [fourteen-year-old] girl", "age", 14, None, "exact", "year"),
        ("a [three-story] house", "compound", 3, None, "exact", "story"),
    ],
    numbers._sum_behind_sign: [
        ("spent [$24,500] on", "money", 24_500, None, "exact", "USD"),
        ("spent [US$4.2 million] on", "money", 4_200_000, None, "exact", "USD"),
        ("spent [NZ$12,000] on", "money", 12_000, None, "exact", "NZ$"),
        ("fines [between $309 and $12,350] were", "money", 309, 12_350, "range", "USD"),
    ],
}


def test_every_production_has_examples() -> None:
    assert set(numbers.PRODUCTIONS) <= set(EXAMPLES)


@pytest.mark.parametrize(
    ("production", "example"),
    [(production, example) for production, examples in EXAMPLES.items() for example in examples],
    ids=lambda value: value.__name__.strip("_") if callable(value) else value[0],
)
def test_production_reads_its_example(
    production: Callable[..., Any], example: tuple[str, str, float | None, float | None, str, str | None]
) -> None:
    marked, form, low, high, qualifier, unit = example
    text = re.sub(r"[\[\]]", "", marked)
    tokens = Tokens(text, 0, len(text))
    begin, end = marked.index("["), marked.index("]") - 1
    [number] = [x for x in number_reader().read(tokens) if tokens.start[x.first] == begin]
    assert tokens.end[number.last] == end
    assert (number.form, number.qualifier, number.unit) == (form, qualifier, unit)
    assert (number.low, number.high) == (pytest.approx(low), pytest.approx(high))
    # this production reads the figure, and no earlier one does
    if production in numbers.PRODUCTIONS:
        at, found = next((i, found) for i in range(number.first, len(tokens)) if (found := cardinal(tokens, i)))
        value, last, spelled = found
        whole = Cardinal(tokens, at, last, value, spelled, number_reader().currencies)
        assert next(p for p in numbers.PRODUCTIONS if p(whole) is not None) is production
