"""Numbers that name something: articles, tiers, telephone lines.

What belongs here: the few words beside a figure that make it a name while numbers are read. What does not: the kinds of
numbers that are no fact; those are ``tipetl.figures.quantities.names``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.language.cardinals import number_words

if TYPE_CHECKING:
    from tipetl.language.tokens import Tokens

LABELS, SPELLED_LABELS, ABBREVIATIONS = map(number_words, ("labels", "spelled_labels", "label_abbreviations"))
PLAIN_LABELS, CAPITAL_LABELS, LABEL_KINDS = map(number_words, ("plain_labels", "capital_labels", "label_kinds"))
LINES, NUMBERED_LINES = number_words("phone_lines"), number_words("numbered_lines")
#: what joins the members of a list of labels: words, and the marks of a range
LISTING, RANGE_MARKS = frozenset((",", "and", "to", "through", "or")), frozenset("/-–")
#: no law is cited by more articles in a row; bounds the work on a text that is all figures
LONGEST_LIST = 30
#: how short no telephone number is, beside its line and at all
SHORTEST_LINE, SHORTEST = 3, 2


def is_line_number(t: Tokens, i: int, spelled: bool, last: int) -> bool:
    """Whether a figure is a telephone number: "the 116 helpline", "its hotline, 18001567, received"."""
    text, low = t.text[i], t.low
    if spelled or "," in text or "." in text or len(text) < SHORTEST:
        return False
    before, behind = low[max(0, i - 2) : i], low[last + 1 : last + 2]
    if len(text) >= SHORTEST_LINE and before:
        if before[-1] in LINES and behind not in (["-"], ["calls"]):
            return True  # "line 1929 took 6,540 calls"
        if before[-1] in (",", "(") and before[0] in LINES and behind in ([","], [")"], ["."]):
            return True
    return _names_line_behind(low[last + 1 : last + 4])


def _names_line_behind(after: list[str]) -> bool:
    """Whether the line stands behind its number, with up to two words between that are no plural."""
    for count, word in enumerate(after):
        if word in NUMBERED_LINES:
            return count == 0 or after[0].isalpha()
        if not word.isalpha() or word.endswith("s"):
            break
    return False


def is_label(t: Tokens, i: int, spelled: bool, depth: int = 0) -> bool:
    """Whether the number at token ``i`` names something: "Article 171", "Articles 523, 526, and 527", "Tier 2"."""
    if depth > LONGEST_LIST or not i:
        return False
    low, before = t.low, t.low[i - 1]
    if spelled:
        return before in SPELLED_LABELS
    if before in LABELS:
        return _labels(t, i - 1)
    if i == 1:
        return False
    if before == ".":
        return low[i - 2] in ABBREVIATIONS
    if before == "-" and len(low[i - 2]) == 1 and low[i - 2].isalpha() and t.end[i - 1] == t.start[i]:
        return True
    return (before in LISTING or before in RANGE_MARKS) and _goes_on(t, i, depth)


def _labels(t: Tokens, i: int) -> bool:
    """Whether the label at token ``i`` makes a name of the number behind it: "Article 5", "ministerial order 51"."""
    label = t.low[i]
    if label in PLAIN_LABELS or t.text[i][0].isupper():
        return True
    return label in CAPITAL_LABELS and i > 0 and t.low[i - 1] in LABEL_KINDS


def _goes_on(t: Tokens, i: int, depth: int) -> bool:
    """Whether the number at token ``i`` goes on with a list or a range of labels: "Articles 523, 526, and 527",
    "Articles 224 to 228", "131-3"."""
    low, before = t.low, t.low[i - 1]
    other = i - 3 if before == "and" and low[i - 2] == "," else i - 2
    if not low[other][:1].isdigit() or not is_label(t, other, False, depth + 1):
        return False
    return before in RANGE_MARKS or t.low[_label_head(t, other)].endswith("s")


def is_piece(t: Tokens, i: int, last: int) -> bool:
    """Whether the figure of tokens ``i`` to ``last`` is a piece of something longer that is written without a space:
    "1e400", "3/4".
    """
    return _runs_on(t, last) or (i > 1 and t.low[i - 2][:1].isdigit() and _runs_on(t, i - 2))


def _runs_on(t: Tokens, i: int) -> bool:
    """Whether figure ``i`` is followed at once by a stroke or a letter, and that by another figure."""
    joint, other = [*t.low[i + 1 : i + 3], "", ""][:2]
    if not other[:1].isdigit() or len(joint) != 1 or not (joint == "/" or joint.isalpha()):
        return False
    return t.start[i + 1] == t.end[i] and t.start[i + 2] == t.end[i + 1]


def _label_head(t: Tokens, i: int) -> int:
    """The label of the list that token ``i`` stands in."""
    while i > 0 and (t.low[i] in LISTING or not t.low[i][0].isalpha()):
        i -= 1
    return i
