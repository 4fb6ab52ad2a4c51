"""What one figure may take from another: whether two can count the same thing, and which stand where.

What belongs here: tests of a number and of the readings before it. What does not: choosing the one it goes on from
(``ellipsis``).
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from tipetl.figures.record.readings import COMPATIBLE, PERSON_NOUNS, Reading
from tipetl.language.demonyms import demonyms
from tipetl.language.words import word_set
from tipetl.metrics import MONEY, PROCEEDINGS, VICTIMS
from tipetl.syntax.spans import REACH

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis
    from tipetl.syntax.frame import Frame

DESCRIBING = word_set("ellipsis.describing")


def describes(frame: Frame) -> bool:
    """Whether a number's own verb, if it has one, only says more of what was counted before ("12 were women", "six
    came from")."""
    if frame.partitive and not frame.heads:
        return True
    own = set(frame.does) | set(frame.acts)
    return (not own and not (frame.generic_verb and frame.linked in ("verb",))) or bool(own & DESCRIBING)


def speaks_of(a: Analysis, frame: Frame) -> bool:
    """Whether a clause that only describes (were women, came from, concerned, had been) can be about the figure
    before it."""
    if frame.partitive and not frame.heads:
        return True
    if frame.does or frame.acts or frame.generic_verb:
        described = {"be", "come", "go", "exploit", "have", "gather", "flee", "amount", "employ"}
        return bool(described & (set(frame.does) | set(frame.acts))) or (
            frame.generic_verb and not frame.does and not frame.acts
        )
    return True


def personal(word: str) -> bool:
    return word.endswith(
        ("ers", "ors", "ists", "men", "women", "ees", "ans", "ians", "ese", "is", "eses", "ants", "ents")
    ) or word in ("others", "nationals")


def names_people(a: Analysis, frame: Frame) -> bool:
    table = demonyms()
    lo, hi = a.items[frame.item].last + 1, frame.np_end
    return any(a.tokens.text[k] in table for k in range(lo, hi + 1))


def of_people(a: Analysis, k: int, frame: Frame) -> bool:
    """Whether the bare number at item ``k`` can only count persons: "Romanians (58)", "19 were younger than 18"."""
    if not frame.bare():
        return False
    if frame.linked == "open" and k > 1 and a.items[k - 2].kind in ("noun", "word"):
        return a.tokens.text[a.items[k - 2].last] in demonyms()
    if not frame.verbs or "be" not in frame.does:
        return False
    said = next((x for x in a.items[frame.verbs[0] + 1 :][:4] if x.kind not in ("adv", "det")), None)
    return said is not None and (said.concept in PERSON_NOUNS or a.tokens.low[said.first] in AGED)


#: what is said of a person's age
AGED = frozenset(["younger", "older", "aged", "underage"])


def in_parentheses(a: Analysis, token: int) -> bool:
    return a.depth(token) > 0


def list_total(rows: list[Reading]) -> bool:
    return len(rows) > 1 and rows[0].low is not None and all((r.low or 0) <= (rows[0].low or 0) for r in rows[1:])


def clause_start(a: Analysis, token: int) -> int:
    marks = a.tokens.semicolons
    k = bisect_left(marks, token)
    return marks[k - 1] + 1 if k else 0


def later(a: Analysis, token: int, frame: Frame, money: bool) -> Reading | None:
    """ "shrank from $90,000 in 2007 to $35,000", "down from 26, police opened 19": the figure behind."""
    rows = [
        r
        for r in a.readings
        if r.first > token and r.number >= 0 and (r.metric in MONEY) == money and compatible(r, frame)
    ]
    return rows[0] if rows else None


def align(a: Analysis, k: int, earlier: list[Reading]) -> Reading | None:
    """ "four cases and … two, compared with 16 and six, respectively": the k-th with the k-th."""
    span = a.comparator_at(a.items[k].first)
    if span is None:
        return None
    depth = a.depth(span[0])
    members = [
        x
        for x in a.items[a.items_from(span[0]) : a.items_from(span[1])]
        if x.kind == "num" and a.numbers[x.number].form in ("count", "zero", "money") and a.depth(x.first) == depth
    ]
    if a.items[k] not in members:
        return None  # "compared with 11 defendants (eight for one offense and three for another)"
    if len(members) > 1 and sum(span[0] < x.first < span[1] for x in a.times) == len(members):
        return None  # "compared with 16 traffickers in 2019, 21 in 2018, and 14 in 2017": one figure of three years
    earlier = [r for r in earlier if a.comparator_at(r.first) in (None, span)]
    currents = [r for r in earlier if r.first < span[0] and not r.part]
    if len(members) != len(currents):
        # "71 victims, of whom 23 were referred, compared with 86 and 22": the part is compared as well
        currents = [r for r in earlier if r.first < span[0]]
    if len(members) != len(currents):
        return None
    return currents[members.index(a.items[k])]


#: what may stand beside bare figures told together: "compared with four new and six continued"
BESIDE_BARE = frozenset(["word", "adv", "verb"])


def told_together(a: Analysis, k: int) -> bool:
    """Whether the comparator of the number at item ``k`` is a row of bare figures of one time ("compared with 65 and
    288 the year before"), not figures of a time each ("compared with four in 2013 and six in 2012")."""
    span = a.comparator_at(a.items[k].first)
    if span is None:
        return False
    inside = a.items[a.items_from(span[0]) : a.items_from(span[1])]
    numbers = [i for i, x in enumerate(inside) if x.kind == "num"]
    if len(numbers) < 2:
        return False
    return all(
        (x.kind == "num" and x.number in a.frames and a.frames[x.number].bare())
        or (x.kind != "num" and (a.tokens.low[x.first] in (",", "and") or x.kind in BESIDE_BARE))
        for x in inside[numbers[0] : numbers[-1] + 1]
    )


def compatible(r: Reading, frame: Frame) -> bool:
    if r.metric in MONEY:
        return True
    if not frame.heads:
        return True
    allowed = COMPATIBLE.get(r.metric, frozenset()) - OTHER_SIDE.get(r.metric, frozenset())
    return any(h in allowed for h in frame.heads)


#: victims are not investigated, traffickers not assisted
OTHER_SIDE = {
    **dict.fromkeys(PROCEEDINGS, frozenset(["victim"])),
    **dict.fromkeys(VICTIMS, frozenset(["offender"])),
}


def joined_to(a: Analysis, k: int) -> int | None:
    """The number to which "a" at item ``k`` only adds one more: "investigated two officers and a clerk"."""
    items = a.items
    frame = a.frames.get(items[k].number)
    if frame is None or not set(frame.heads) & PERSON_NOUNS or frame.does or frame.acts or k < 2:
        return None
    if items[k - 1].kind != "conj" or a.tokens.low[items[k - 1].first] != "and":
        return None
    q = k - 2
    while q >= 0 and (
        items[q].kind in ("noun", "word", "det", "mark")
        or (items[q].kind == "prep" and items[q].form in ("of", "from", "in"))
    ):
        q -= 1
    if q < 0 or items[q].kind != "num" or items[q].form not in ("count", "one"):
        return None
    if items[q].form == "one" and q and items[q - 1].kind == "comma":
        return None  # "two officials, an inspector and a guard": they are the two
    return items[q].number


def in_crime(a: Analysis, k: int, earlier: list[Reading]) -> bool:
    """Whether the number at item ``k`` stands inside the description of a crime: "convicted two brothers of luring more
    than 50 women", "arrested an officer for escorting a truck with 23 migrants"."""
    items = a.items
    if not any(r.metric in PROCEEDINGS for r in earlier) or a.frames[items[k].number].partitive:
        return False
    q = k - 1
    while q >= 0 and items[q].kind not in ("comma", "semi", "colon", "dash", "open", "close", "time", "rel"):
        x = items[q]
        if x.kind == "conj" and items[k].number in a.frames and q == k - 1:
            return False
        if x.kind == "verb" and x.finite and x.voice != "bare":
            return False
        doing = (x.kind == "verb" and x.form == "ing") or (x.kind == "word" and a.tokens.low[x.first].endswith("ing"))
        if doing and q and items[q - 1].kind == "prep" and items[q - 1].form in ("for", "of", "in", "with"):
            first = x.first
            return any(r.metric in PROCEEDINGS and r.first < first for r in earlier)
        q -= 1
    return False


def parallel(a: Analysis, frame: Frame, fits: list[Reading]) -> Reading | None:
    """The figure whose phrase goes on as that of a gapped one does: "referred 52 victims to a shelter, which assisted
    57, and 34 to a center" tells of 34 more who were referred."""
    own = _goes_on(a, frame)
    if own is None or frame.linked != "list" or not frame.bare():
        return None
    last = _goes_on(a, fits[-1].frame) if fits[-1].frame else None
    if last == own:
        return None
    same = [r for r in fits if r.frame is not None and not r.part and _goes_on(a, r.frame) == own]
    return same[-1] if same else None


def _goes_on(a: Analysis, frame: Frame) -> str | None:
    """The preposition just behind a number's noun phrase, if it says whither or with what."""
    after = a.items[frame.np_end_item + 1] if frame.np_end_item + 1 < len(a.items) else None
    return after.form if after is not None and after.kind == "prep" and after.form in ("to", "into", "with") else None


def home_of(a: Analysis, k: int, frame: Frame) -> bool:
    """Whether a figure counts those who came from a place: "Moldova was the home of 98 of them, Romania of 61"."""
    if frame.prep != "of" or not (frame.bare() or set(frame.heads) <= PERSON_NOUNS):
        return False
    low = a.tokens.low
    q = k - 2
    while q >= 0 and a.items[q].kind in ("num", "noun", "word", "prep", "comma", "conj", "det", "pron", "mark"):
        if HOMES & set(low[a.items[q].first : a.items[q].last + 1]):
            return q > 0 and any(x.kind == "verb" and x.concept == "be" for x in a.items[max(0, q - 6) : q])
        q -= 1
    return False


HOMES = word_set("antecedents.homes")


def new_event(a: Analysis, frame: Frame) -> bool:
    """Whether a verb that no rule knows tells what else befell those counted, or what they did: "two were discharged at
    committal", "three lost their jobs"."""
    if not frame.generic_verb or frame.acts or frame.does or frame.partitive or not frame.verbs:
        return False
    verb = a.items[frame.verbs[0]]
    if frame.linked == "verb" or a.tokens.low[verb.last] in SAID_OF:
        return False
    after = a.items[frame.verbs[0] + 1] if frame.verbs[0] + 1 < len(a.items) else None
    near = all(x.kind == "adv" for x in a.items[frame.np_end_item + 1 : frame.verbs[0]])
    acts = near and verb.voice == "active" and after is not None and after.kind in ("det", "noun", "num", "word")
    return verb.voice == "passive" or acts


#: participles that say what those counted were, not what befell them
SAID_OF = word_set("antecedents.said_of")


def does_so(a: Analysis, frame: Frame) -> bool:
    """Whether the number's verb stands for the one before: "in 2009, 37 had done so", "as 20 had in 2013"."""
    if not frame.verbs or frame.acts or frame.linked == "verb" or frame.definite:
        return False
    verb = a.items[frame.verbs[0]]
    low = a.tokens.low
    behind = low[verb.last + 1 : verb.last + 2]
    if low[verb.last] in ("did", "done"):
        return behind in (["so"], ["likewise"])
    after = a.items[frame.verbs[0] + 1] if frame.verbs[0] + 1 < len(a.items) else None
    elided = after is None or after.kind in ("time", "semi", "comma", "close") or behind == ["."]
    return low[verb.last] in ("had", "were", "was") and verb.first == verb.last and elided


def part_of_unread(a: Analysis, k: int, frame: Frame) -> bool:
    """Whether "of them", "of which" goes back to a figure just before that counts nothing here ("in 27 sessions, 22 of
    them online"), or what another government did."""
    if not frame.partitive or frame.heads or k < 2:
        return False
    link = a.tokens.low[a.items[frame.np_end_item].last]
    for y in reversed(a.items[max(0, k - REACH) : k]):
        if y.kind in ("semi", "colon"):
            return False
        if y.kind != "num" or y.number not in a.frames or a.numbers[y.number].form != "count":
            continue
        if any(r.number == y.number for r in a.readings):
            return False
        if a.why_not.get(y.number) == "other_government":
            a.why_not[a.items[k].number] = "other_government"
            return True
        heads = set(a.frames[y.number].heads)
        things = bool(heads) and not heads & PERSON_NOUNS and a.frames[y.number].linked != "list"
        return things and link != "whom"
    return False
