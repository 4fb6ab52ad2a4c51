"""Numbers that name something: articles, tiers, telephone lines.

What belongs here: the few words beside a figure that make it a name while numbers are read. What does not: the kinds of
numbers that are no fact; those are ``tipetl.figures.quantities.names``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.language.words import word_set

if TYPE_CHECKING:
    from tipetl.language.tokens import Tokens

#: Words after which a number is a name, not a figure.
LABELS = word_set("numbers.labels")
LINES = frozenset(("hotline", "helpline", "line", "hotlines", "helplines", "number"))


def is_line_number(t: Tokens, i: int, spelled: bool, last: int) -> bool:
    """Whether a figure is a telephone number: "the 116 helpline", "its hotline, 18001567, received"."""
    low = t.low
    if spelled or "," in t.text[i] or "." in t.text[i] or len(t.text[i]) < 2:
        return False
    if i and low[i - 1] in LINES and len(t.text[i]) >= 3 and low[last + 1 : last + 2] not in (["-"], ["calls"]):
        return True  # "line 1929 took 6,540 calls"
    after = low[last + 1 : last + 4]
    for k, w in enumerate(after):
        if w in ("hotline", "helpline", "line"):
            return k == 0 or after[0].isalpha()
        if not w.isalpha() or w.endswith("s"):
            break
    if low[last + 1 : last + 3] in (["-", "hour"],):
        return False
    return (
        i > 1
        and low[i - 1] in (",", "(")
        and low[i - 2] in LINES
        and len(t.text[i]) >= 3
        and low[last + 1 : last + 2] in ([","], [")"], ["."])
    )


def is_label(t: Tokens, i: int, spelled: bool, depth: int = 0) -> bool:
    """Whether the number at token ``i`` names something: "Article 171", "Articles 523, 526, and 527", "Tier 2"."""
    low = t.low
    if depth > 30:  # no law is cited by more articles in a row; bounds the work on a text that is all figures
        return False
    prev = low[i - 1] if i else ""
    if spelled:
        return prev in ("tier", "article", "section", "chapter") and i > 0
    if prev == "-" and i > 1 and len(low[i - 2]) == 1 and low[i - 2].isalpha() and t.end[i - 1] == t.start[i]:
        return True
    if prev in LABELS:
        if prev in ("no", "number", "part", "parts", "title", "order", "class", "table", "visa"):
            return (
                prev not in ("no", "number", "part", "parts", "visa", "order")
                or t.text[i - 1][:1].isupper()
                or (i > 1 and low[i - 2] in ("ministerial", "executive", "royal", "law", "decree", "convention"))
            )
        return t.text[i - 1][0].isupper() or prev in (
            "tier",
            "article",
            "articles",
            "section",
            "sections",
            "convention",
        )
    if prev == "." and i > 1 and low[i - 2] in ("no", "art", "sec", "nos"):
        return True
    if prev in (",", "and", "to", "through", "or", "/", "-", "–") and i > 1:
        # "Articles 523, 526, and 527", "Articles 224 to 228", "131-3"
        j = i - 2
        if prev == "and" and low[j] == ",":
            j -= 1
        if low[j][:1].isdigit() and prev in ("-", "–", "/") and t.end[j] == t.start[i - 1]:
            return is_label(t, j, False, depth + 1)
        if low[j][:1].isdigit() and is_label(t, j, False, depth + 1):
            head = t.text[_label_head(t, j)].lower()
            return head.endswith("s") or prev in ("-", "–", "/")
    return False


def is_piece(t: Tokens, i: int, last: int) -> bool:
    """Whether the figure of tokens ``i`` to ``last`` is a piece of something longer that is written without a space:
    "1e400", "3/4".
    """
    low = t.low
    return _runs_on(t, last) or (i > 1 and low[i - 2][:1].isdigit() and _runs_on(t, i - 2))


def _runs_on(t: Tokens, i: int) -> bool:
    """Whether figure ``i`` is followed at once by a stroke or a letter, and that by another figure."""
    return (
        i + 2 < len(t.low)
        and t.start[i + 1] == t.end[i]
        and t.start[i + 2] == t.end[i + 1]
        and (t.low[i + 1] == "/" or (len(t.low[i + 1]) == 1 and t.low[i + 1].isalpha()))
        and t.low[i + 2][:1].isdigit()
    )


def _label_head(t: Tokens, j: int) -> int:
    while (j > 0 and not t.low[j][0].isalpha()) or t.low[j] in ("and", "to", "through", "or"):
        j -= 1
    return max(j, 0)
