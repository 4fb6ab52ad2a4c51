"""Numbers whose noun stands elsewhere: before them ("the centers, 47 in number, …"), or behind another number ("1,790
and 1,412 calls")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.syntax.frame import Frame
from tipetl.syntax.phrases import noun_phrase

if TYPE_CHECKING:
    from tipetl.language.tokens import Tokens
    from tipetl.syntax.items import Item

#: a longer list of bare figures shares no noun
LONGEST_LIST = 8
#: what follows a number that tells how many there are of what was just named
COUNTS_BEFORE = (("in", "number"), ("in", "all"), ("in", "total"), ("of", "them"), ("altogether",))


def told_behind(t: Tokens, items: list[Item], k: int, frame: Frame) -> bool:
    """Whether number item ``k`` tells how many there are of the subject before it ("Courses on child trafficking,
    seven of them, were held"); its frame is then that of the subject."""
    if k < 2 or items[k - 1].kind not in ("comma", "adv"):
        return False
    comma = k - 1 if items[k - 1].kind == "comma" else k - 2
    if items[comma].kind != "comma":
        return False
    after = items[k].last + 1
    tail = next((x for x in COUNTS_BEFORE if tuple(t.low[after : after + len(x)]) == x), None)
    if tail is None or t.low[after + len(tail) : after + len(tail) + 1] != [","]:
        return False
    close = next((j for j in range(k, len(items)) if items[j].first == after + len(tail)), None)
    first = comma - 1
    while first >= 0 and items[first].kind in ("noun", "word", "det", "prep", "mark", "comma", "conj", "adv"):
        first -= 1
    if close is None or (first >= 0 and items[first].kind not in ("semi", "time")):
        return False
    head = ""
    for x in items[first + 1 : comma]:
        if x.kind in ("prep", "comma"):
            break
        if x.kind == "noun" and x.form == "plural":
            head = x.concept or ""
        elif x.kind in ("noun", "word"):
            head = ""
    if not head:
        return False
    frame.heads, frame.nouns, frame.partitive = [head], [head], False
    frame.np_end_item, frame.np_end = close, items[close].last
    return True


#: kinds of items that may stand between joined numbers
JOINING = frozenset(("word", "comma", "conj"))


def joined(t: Tokens, items: list[Item], k: int) -> list[int]:
    """The number items joined to number item ``k`` with no noun between them, the last by "and" ("58 and 1,204",
    "five NGO-run and two state-run shelters", "308, 182, and 29 convictions"); empty where there is none."""
    if items[k].form != "count" or k + 1 >= len(items) or items[k + 1].kind not in JOINING:
        return []
    rows: list[int] = []
    j = k
    while len(rows) < LONGEST_LIST:
        j += 1
        while (
            j < min(len(items), k + 3)
            and not rows
            and items[j].kind == "word"
            and not t.low[items[j].last].endswith("s")
        ):
            j += 1
        comma = j < len(items) and items[j].kind == "comma"
        j += comma
        last = j < len(items) and items[j].kind == "conj" and t.low[items[j].first] == "and"
        j += last
        if not (comma or last) or j >= len(items) or items[j].kind != "num" or items[j].form != "count":
            return []
        if comma and not rows and items[j - 1 - last].first != items[k].last + 1:
            return []  # "five NGO-run, two state-run shelters": only bare figures make a longer list
        rows.append(j)
        if last:
            return rows if len(rows) > 1 or not comma else []
    return []


def shared_noun(t: Tokens, items: list[Item], k: int, frame: Frame) -> None:
    """Gives a bare number the noun that it shares with those joined to it: "fielded 58 and 1,204 calls"."""
    row = joined(t, items, k)
    if not row or frame.partitive or (frame.heads and frame.head_word.endswith("s")):
        return
    other = Frame(items[row[-1]].number, row[-1])
    noun_phrase(t, items, row[-1], other)
    if not other.heads or other.partitive:
        return
    frame.heads, frame.nouns, frame.head_word = list(other.heads), list(other.nouns), other.head_word
    frame.np_end_item, frame.np_end = other.np_end_item, other.np_end
