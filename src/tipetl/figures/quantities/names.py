"""Numbers that are part of a name: laws, tiers, telephone lines, "COVID-19" (contract section 6).

What belongs here: the words and marks that tie a figure to a name, and the word lists of ``quantity_words.yaml``.
What does not: any other look of a number (``looks``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.language.cardinals import DASHES, NUMBER_START
from tipetl.language.numbers import NO_FIGURE
from tipetl.language.words import word_lists

if TYPE_CHECKING:
    from tipetl.figures.quantities.kinds import Figure
    from tipetl.language.tokens import Tokens
    from tipetl.model import QuantityKind

WORDS = word_lists("tipetl.figures.quantities", "quantity_words.yaml")
LINES = WORDS["telephone_lines"]
#: how far before a number the word that names it may stand, over the numbers between
REACH = 100
#: forms of numbers that are no part of a name, but for a tier
NO_NAMES = frozenset(("year", "date", "money", "percent", "age", "duration", "ordinal"))
#: in which of the first words the number of a heading stands
HEADING = 3


def part_of_name(t: Tokens, figure: Figure) -> QuantityKind | None:
    """A number that is part of a name: a tier, a law, a telephone number, "COVID-19"."""
    first = figure.first
    if not t.text[first][0].isdigit():
        return None
    lead = _lead(t, first)
    if lead == "tier":
        return "rank"
    if figure.form in NO_NAMES:
        return None
    if lead in WORDS["statute_words"] and (figure.form in ("label", "compound") or _listed(t, figure, lead)):
        return _law_or_line(t, figure, lead)
    if lead in WORDS["identifier_words"] and t.text[first - 1][0].isupper():
        return "identifier"
    if figure.form == "count" and (_page(t, first) or _heading(t, figure)):
        return "identifier"
    return _glued(t, figure) or _telephone(t, figure)


def _listed(t: Tokens, figure: Figure, lead: str) -> bool:
    """Whether a number goes on with a list behind a plural: "Articles 523, 526, and 527"."""
    after = t.low[figure.last + 1] if figure.last + 1 < len(t.low) else "."
    if not lead.endswith("s") or figure.form != "count" or t.low[figure.first - 1] == lead:
        return False
    return not after[0].isalnum() or after in ("and", "of", "or", "to")


def _page(t: Tokens, first: int) -> bool:
    """ "page 14"."""
    return first > 0 and t.low[first - 1] == "page"


def _heading(t: Tokens, figure: Figure) -> bool:
    """The number of a heading: "Finding 2: ..."."""
    if not 0 < figure.first <= HEADING or t.low[figure.last + 1 : figure.last + 2] != [":"]:
        return False
    return not _list_follows(t, figure.last + 2)


def _list_follows(t: Tokens, k: int) -> bool:
    """Whether a figure stands at token ``k``: "assisted 30: 19 women and 11 men" tells what a sum is made of."""
    return k < len(t.low) and (t.low[k][0].isdigit() or t.low[k] in NUMBER_START)


def _telephone(t: Tokens, figure: Figure) -> QuantityKind | None:
    """ "emails on 114 and 110", "a hotline, dialed at 147": a short number that nothing is counted by."""
    low = t.low
    i = figure.first
    after = low[figure.last + 1] if figure.last + 1 < len(t.low) else "."
    if figure.form != "count" or "," in t.text[i] or len(t.text[i]) < 3 or (after[0].isalnum() and after != "and"):
        return None
    lead = low[i - 1] if i else ""
    if lead not in ("on", "at", "to", ",", "dial", "dialing", "number", "and") or (
        lead == "and" and not low[i - 2 : i - 1][0].isdigit()
    ):
        return None
    near = set(low[max(0, i - 12) : i])
    if lead == "and":
        return "identifier" if low[max(0, i - 3) : i - 2] == ["on"] and near & WORDS["telephone_words"] else None
    return "identifier" if near & LINES and (lead != "," or low[i - 2 : i - 1][0] in LINES) else None


def _lead(t: Tokens, i: int) -> str:
    """The word that a name's number follows: over "No.", commas, "and" and the numbers before it ("Articles 523,
    526, and 527")."""
    low = t.low
    j = i - 1
    floor = max(0, i - REACH)
    while j >= floor and (
        low[j] in (",", ".", "and", "to", "through", "or", "(", ")", "/")
        or (len(low[j]) == 1 and j > 0 and low[j - 1] == "(")
        or low[j] in DASHES
        or low[j][0].isdigit()
    ):
        if low[j] == "(" and not low[j + 1][0].isdigit() and len(low[j + 1]) > 1:
            break
        if low[j] == "." and not (j and low[j - 1] in ("no", "nos", "art", "arts", "sec")):
            break
        j -= 1
    if j > 0 and low[j] in ("no", "nos", "number") and low[j - 1] not in (",", ";"):
        j -= 1
    return low[j] if j >= 0 else ""


def _law_or_line(t: Tokens, figure: Figure, lead: str) -> QuantityKind:
    """Whether "number 116" and "No. 7" name a law or a line."""
    low = t.low
    near = set(low[max(0, figure.first - 6) : figure.last + 5])
    if lead in ("number", "no", "nos", "c", "part", "parts", "order") and near & LINES:
        return "identifier"
    return "statute_ref"


def _glued(t: Tokens, figure: Figure) -> QuantityKind | None:
    """ "COVID-19", "H-2A", "E-6", "J1", "C-189": letters and a number without a space are a name."""
    i, j = figure.first, figure.last
    if (
        j + 3 < len(t.low)
        and t.low[j + 1] == "("
        and len(t.low[j + 2]) == 1
        and t.low[j + 2].isalpha()
        and t.low[j + 3] == ")"
    ):
        return "statute_ref"  # "129(b)"
    tail = t.text[j].rpartition("-")[2] if figure.form == "compound" else ""
    if tail.isalpha() and tail.isupper() and len(tail) > 1:
        return "identifier"  # "1-800-RESCUE"
    if (
        j + 2 < len(t.low)
        and t.low[j + 1] in DASHES
        and t.text[j + 2].isupper()
        and t.end[j] == t.start[j + 1]
        and len(t.text[j + 2]) > 1
    ):
        return "identifier"
    if i == 0:
        return None
    if t.end[i - 1] == t.start[i] and t.text[i - 1][0].isalpha() and t.text[i - 1].isupper():
        return "statute_ref" if t.low[i - 1] == "c" and "ilo" in t.low else "identifier"
    if (
        i > 1
        and t.low[i - 1] in DASHES
        and t.end[i - 1] == t.start[i]
        and t.end[i - 2] == t.start[i - 1]
        and t.text[i - 2][0].isalpha()
    ):
        if t.low[i - 2] == "c" and ("ilo" in t.low or "convention" in t.low):
            return "statute_ref"
        return "identifier"
    return None


def label_kind(t: Tokens, figure: Figure) -> QuantityKind:
    """A label with no name before it: a line, or a provision."""
    low = t.low
    near = {*low[max(0, figure.first - 6) : figure.first], *low[figure.last + 1 : figure.last + 4]}
    if near & LINES:
        return "identifier"
    lead = _lead(t, figure.first)
    if lead in WORDS["identifier_words"]:
        return "identifier"
    return "unexplained" if figure.unit == NO_FIGURE else "statute_ref"
