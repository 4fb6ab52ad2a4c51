"""Recognizes numbers that name something: articles, tiers, telephone lines.

What belongs here: recognizing such a number by the few words beside it. What does not belong here: the kinds of
non-factual numbers (``tipetl.figures.quantities.names``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.language.cardinals import number_words

if TYPE_CHECKING:
    from tipetl.language.tokens import Tokens

LABELS, SPELLED_LABELS, ABBREVIATIONS = map(number_words, ("labels", "spelled_labels", "label_abbreviations"))
PLAIN_LABELS, CAPITAL_LABELS, LABEL_KINDS = map(number_words, ("plain_labels", "capital_labels", "label_kinds"))
CODES_OF_LAW = number_words("codes_of_law")
LINES, NUMBERED_LINES = number_words("phone_lines"), number_words("numbered_lines")
LISTING, RANGE_MARKS = number_words("label_joiners"), frozenset("/-–")
#: the maximum number of articles read in one citation; the limit bounds the work on a text that is all figures
LONGEST_LIST = 30
#: the number of tokens in a paragraph letter with its parentheses, as in "360(A)"
PARAGRAPH = 3
#: the minimum number of digits in a telephone number right after the word for its line, and elsewhere
SHORTEST_LINE, SHORTEST = 3, 2


def is_line_number(tokens: Tokens, at: int, spelled: bool, last: int) -> bool:
    """Return whether a figure is a telephone number: "the 116 helpline", "its hotline, 18001567, received"."""
    text, low = tokens.text[at], tokens.low
    if spelled or "," in text or "." in text or len(text) < SHORTEST:
        return False
    before, behind = low[max(0, at - 2) : at], low[last + 1 : last + 2]
    if len(text) >= SHORTEST_LINE and before:
        if before[-1] in LINES and behind not in (["-"], ["calls"], ["times"]):
            return True  # "line 1929 took 6,540 calls"
        if before[-1] in (",", "(") and before[0] in LINES and behind in ([","], [")"], ["."]):
            return True
    return _names_line_behind(low[last + 1 : last + 4])


def _names_line_behind(after: list[str]) -> bool:
    """Return whether a word for a telephone line follows its number, with at most two singular words in between."""
    for count, word in enumerate(after):
        if word in NUMBERED_LINES:
            return count == 0 or after[0].isalpha()
        if not word.isalpha() or word.endswith("s"):
            break
    return False


def is_label(tokens: Tokens, at: int, spelled: bool, depth: int = 0) -> bool:
    """Return whether the number at token ``at`` names something: "Article 171", "Articles 523, 526, and 527", "Tier
    2", "18 U.S.C. 1591"."""
    if depth > LONGEST_LIST or not at:
        return False
    low, before = tokens.low, tokens.low[at - 1]
    if spelled:
        return before in SPELLED_LABELS
    if before in LABELS:
        return _labels(tokens, at - 1)
    if _has_paragraph(tokens, at) or tokens.word(at + 1) in CODES_OF_LAW:
        return True
    if at == 1:
        return False
    if before == ".":
        return low[at - 2] in ABBREVIATIONS
    if before == "-" and len(low[at - 2]) == 1 and low[at - 2].isalpha() and tokens.end[at - 1] == tokens.start[at]:
        return True
    return (before in LISTING or before in RANGE_MARKS) and _goes_on(tokens, at, depth)


def _has_paragraph(tokens: Tokens, at: int) -> bool:
    """Return whether a paragraph's letter follows a number without a space: "three under 360(A)"."""
    opening, letter, closing = [*tokens.low[at + 1 : at + 1 + PARAGRAPH], "", "", ""][:PARAGRAPH]
    if (opening, closing) != ("(", ")") or len(letter) != 1 or not letter.isalpha():
        return False
    return tokens.end[at] == tokens.start[at + 1] and tokens.end[at + 1] == tokens.start[at + 2]


def _labels(tokens: Tokens, at: int) -> bool:
    """Return whether the label at token ``at`` makes the number after it a name: "Article 5", "ministerial order
    51"."""
    label = tokens.low[at]
    if label in PLAIN_LABELS or tokens.text[at][0].isupper():
        return True
    return label in CAPITAL_LABELS and at > 0 and tokens.low[at - 1] in LABEL_KINDS


def _goes_on(tokens: Tokens, at: int, depth: int) -> bool:
    """Return whether the number at token ``at`` continues a list or a range of labels: "Articles 523, 526, and 527",
    "Articles 224 to 228", "131-3"."""
    low, before = tokens.low, tokens.low[at - 1]
    other = at - 3 if before == "and" and low[at - 2] == "," else at - 2
    if other >= PARAGRAPH and low[other] == ")" and low[other - 2] == "(":
        other -= PARAGRAPH  # "Articles 104(a) and 217"
    if not low[other][:1].isdigit() or not is_label(tokens, other, False, depth + 1):
        return False
    return before in RANGE_MARKS or tokens.low[_label_head(tokens, other)].endswith("s")


def is_piece(tokens: Tokens, at: int, last: int) -> bool:
    """Return whether the figure at tokens ``at`` to ``last`` is a piece of something longer written without a space:
    "1e400", "3/4".
    """
    return _runs_on(tokens, last) or (at > 1 and tokens.low[at - 2][:1].isdigit() and _runs_on(tokens, at - 2))


def _runs_on(tokens: Tokens, at: int) -> bool:
    """Return whether a slash or a letter and then another figure follow figure ``at`` without a space."""
    joint, other = [*tokens.low[at + 1 : at + 3], "", ""][:2]
    if not other[:1].isdigit() or len(joint) != 1 or not (joint == "/" or joint.isalpha()):
        return False
    return tokens.start[at + 1] == tokens.end[at] and tokens.start[at + 2] == tokens.end[at + 1]


def _label_head(tokens: Tokens, at: int) -> int:
    """Return the index of the label that opens the list around token ``at``."""
    while at > 0 and (tokens.low[at] in LISTING or not tokens.low[at][0].isalpha()):
        at -= 1
    return at
