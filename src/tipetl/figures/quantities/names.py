"""Finds numbers that are part of a name: laws, tiers, telephone lines, "COVID-19" (contract section 6).

What belongs here: the words and punctuation that tie a figure to a name, and the word lists of ``quantity_words.yaml``.
What does not belong here: any other form of a number (``looks``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.language import forms
from tipetl.language.cardinals import DASHES, NUMBER_START
from tipetl.language.numbers import NO_FIGURE
from tipetl.language.particles import WORD
from tipetl.language.words import word_lists
from tipetl.model import codes

if TYPE_CHECKING:
    from tipetl.figures.quantities.kinds import Figure
    from tipetl.language.tokens import Tokens
    from tipetl.model import QuantityKind

WORDS = word_lists("tipetl.figures.quantities", "quantity_words.yaml")
LINES = WORDS["telephone_lines"]
#: the maximum number of tokens between a name and its number, including other numbers
REACH = 100
#: the maximum number of words before the number in a numbered heading
HEADING = 3
#: the letter in the numbers of ILO conventions: "C189"
CONVENTION = "C"
#: the minimum number of digits in a telephone number, and the number of words before it to search for words for a
#: telephone line
SHORTEST_LINE, LINE_REACH = 3, 12


def part_of_name(tokens: Tokens, figure: Figure) -> QuantityKind | None:
    """Return the kind of a number that is part of a name (a tier, a law, a telephone number, "COVID-19"), or None."""
    first = figure.first
    if not tokens.text[first][0].isdigit():
        return None
    lead = _lead(tokens, first)
    if lead in WORDS["rank_words"]:
        return codes.RANK
    if figure.form in WORDS["forms_of_no_name"]:
        return None
    if lead in WORDS["statute_words"] and (figure.form in forms.COMPOUND_OR_LABEL or _listed(tokens, figure, lead)):
        return _law_or_line(tokens, figure, lead)
    if lead in WORDS["identifier_words"] and tokens.text[first - 1][0].isupper():
        return codes.IDENTIFIER
    if figure.form == forms.COUNT and (_page(tokens, first) or _heading(tokens, figure)):
        return codes.IDENTIFIER
    return _glued(tokens, figure) or _telephone(tokens, figure)


def _listed(tokens: Tokens, figure: Figure, lead: str) -> bool:
    """Whether a number continues a list after a plural: "Articles 523, 526, and 527"."""
    after = tokens.word(figure.last + 1) or "."
    return lead.endswith("s") and (after in WORDS["behind_an_article"] or not after[0].isalnum())


def _page(tokens: Tokens, first: int) -> bool:
    """Whether a number is a page number: "page 14"."""
    return tokens.word(first - 1) in WORDS["page_words"]


def _heading(tokens: Tokens, figure: Figure) -> bool:
    """Whether a number belongs to a heading: "Finding 2: ..."."""
    if not 0 < figure.first <= HEADING or tokens.low[figure.last + 1 : figure.last + 2] != [":"]:
        return False
    return not _list_follows(tokens, figure.last + 2)


def _list_follows(tokens: Tokens, token: int) -> bool:
    """Whether a number begins at a token: "assisted 30: 19 women and 11 men" lists the parts of a total."""
    return token < len(tokens.low) and (tokens.low[token][0].isdigit() or tokens.low[token] in NUMBER_START)


def _telephone(tokens: Tokens, figure: Figure) -> QuantityKind | None:
    """Return the kind of a short number that names a telephone line or other contact: "emails on 114 and 110", "a
    hotline, dialed at 147"."""
    low, first = tokens.low, figure.first
    after = tokens.word(figure.last + 1) or "."
    if (
        figure.form != forms.COUNT
        or first < 2
        or len(low[first]) < SHORTEST_LINE
        or (after[0].isalnum() and after != WORD.also)
    ):
        return None
    lead, before = low[first - 1], low[first - 2]
    if lead == WORD.also:
        return codes.IDENTIFIER if before[0].isdigit() and tokens.word(first - 3) == WORD.matter else None
    if "," in low[first] or lead not in WORDS["before_a_line"]:
        return None
    if LINES.isdisjoint(low[max(0, first - LINE_REACH) : first]):
        return None
    return codes.IDENTIFIER if lead != "," or before in LINES else None


def _lead(tokens: Tokens, token: int) -> str:
    """Return the word that may make a number part of a name, skipping "No.", commas, "and" and earlier numbers
    ("Articles 523, 526, and 527")."""
    low, at = tokens.low, token - 1
    floor = max(0, token - REACH)
    while at >= floor and _between_name_and_number(low, at):
        if low[at] == "(" and not low[at + 1][0].isdigit() and len(low[at + 1]) > 1:
            break
        at -= 1
    if at > 0 and low[at] in WORDS["signs_of_a_number"] and low[at - 1] not in (",", ";"):
        at -= 1
    return low[at] if at >= 0 else ""


def _between_name_and_number(low: list[str], at: int) -> bool:
    """Whether a word may come between a name and its number: punctuation, a number, the letter in "129(b)"."""
    word = low[at]
    return word in WORDS["between_name_and_number"] or word[0].isdigit() or (len(word) == 1 and low[at - 1] == "(")


def _law_or_line(tokens: Tokens, figure: Figure, lead: str) -> QuantityKind:
    """Return the kind of "number 116" or "No. 7": a law or a telephone line."""
    low = tokens.low
    near = set(low[max(0, figure.first - 6) : figure.last + 5])
    return codes.IDENTIFIER if lead in WORDS["of_laws_or_lines"] and near & LINES else codes.STATUTE_REF


def _glued(tokens: Tokens, figure: Figure) -> QuantityKind | None:
    """Return the kind of letters and a number without a space between them, which are a name: "COVID-19", "H-2A",
    "E-6", "J1", "C-189"."""
    text, first, last = tokens.text, figure.first, figure.last
    tail = text[last].rpartition("-")[2] if figure.form == forms.COMPOUND else ""
    behind = text[last + 2] if last + 2 < len(text) and _dash_joins(tokens, last + 1) else ""
    if any(len(letters) > 1 and letters.isalpha() and letters.isupper() for letters in (tail, behind)):
        return codes.IDENTIFIER  # "1-800-RESCUE"
    if first == 0 or tokens.end[first - 1] != tokens.start[first]:
        return None
    dashed = first > 1 and tokens.low[first - 1] in DASHES
    letters = text[first - 2] if dashed else text[first - 1]
    if not letters[0].isalpha() or not (dashed or letters.isupper()):
        return None
    return codes.STATUTE_REF if letters == CONVENTION else codes.IDENTIFIER


def _dash_joins(tokens: Tokens, token: int) -> bool:
    """Whether a token is a dash without a space before it."""
    return tokens.low[token] in DASHES and tokens.end[token - 1] == tokens.start[token]


def label_kind(tokens: Tokens, figure: Figure) -> QuantityKind:
    """Return the kind of a label without a name before it: a telephone line, a provision, or unexplained."""
    low = tokens.low
    near = {*low[max(0, figure.first - 6) : figure.first], *low[figure.last + 1 : figure.last + 4]}
    if near & LINES:
        return codes.IDENTIFIER
    return codes.UNEXPLAINED if figure.unit == NO_FIGURE else codes.STATUTE_REF
