"""How many persons got each term of a sentence (contract section 2, ``count``).

What belongs here: whom a term was given to. What does not: what the terms are (``durations``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tipetl.figures.record.readings import PERSON_NOUNS
from tipetl.figures.terms.verbs import GETTING, SENTENCING, STATING, TERM_NOUNS
from tipetl.language.words import word_set

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis
    from tipetl.figures.record.readings import Reading
    from tipetl.syntax.frame import Frame

OTHERS = word_set("terms.others")
BESIDE = word_set("terms.beside")
RELATIVES = frozenset(("who", "which", "that"))
PRISON = word_set("terms.prison")
TERMS_OF = TERM_NOUNS | {"those"}
BOUNDS = frozenset((";", "while", "whereas"))


class Person(NamedTuple):
    """A number of persons, or one person: where it stands, how many, and its frame where it is a number."""

    at: int
    last: int
    many: int
    frame: Frame | None


def count_persons(a: Analysis, given: list[Reading]) -> None:
    """Sets ``count`` of the ``given`` terms of a sentence, in order, or a note that says which earlier number it is."""
    persons = _persons(a, given)
    floor = -1
    for k, r in enumerate(given):
        until = given[k + 1].first if k + 1 < len(given) else len(a.tokens.low)
        behind = _behind(a, r, persons, until)
        if behind is not None:
            r.count, r.frame = behind.many, behind.frame
            floor = behind.last
            continue
        _from_before(a, r, persons, floor, first=k == 0)
        floor = r.last
    if len(given) > 1 and all(r.count is None for r in given[1:]):
        # "sentenced three men to six, seven, and nine years": one each
        before = [p.many for p in persons if p.at < given[0].first][-1:] if given[0].notes else [given[0].count]
        if before == [len(given)]:
            for r in given:
                r.count, r.notes = 1, [x for x in r.notes if x not in ("all", "them")]


def _persons(a: Analysis, given: list[Reading]) -> list[Person]:
    out = []
    for k, x in enumerate(a.items):
        if x.kind == "num":
            n = a.numbers[x.number]
            if n.form not in ("count", "one") or n.high is not None or n.low is None:
                continue
            if any(r.number == x.number for r in given):
                continue
            frame = a.frames.get(x.number)
            if frame is None or (frame.definite and frame.prep == "of") or not _convicted(a, k, frame):
                continue
            out.append(Person(x.first, x.last, int(n.low), frame))
    return out


def _convicted(a: Analysis, k: int, frame: Frame) -> bool:
    """Whether a number may be of those who got a term: no age, no victim, no figure of another year."""
    x = a.items[k]
    number = a.numbers[x.number]
    low = a.tokens.low
    if number.form == "one" and not (frame.heads and frame.heads[-1] in PERSON_NOUNS):
        return False
    if a.comparator_at(x.first) is not None:
        return False
    if frame.heads and not any(h in PERSON_NOUNS or h in ("sentence_n", "suspended_n") for h in frame.heads):
        return False
    if frame.head_word and not frame.heads and number.form == "count" and frame.linked == "prep":
        return False
    if "victim" in frame.heads:
        return False
    lead = low[number.begins - 1] if number.begins else ""
    bare = not frame.heads and not frame.head_word
    if bare and lead in ("was", "is", "of", "aged", "age"):
        return lead == "of" and k + 1 < len(a.items) and a.items[k + 1].kind not in ("comma", "semi")
    if frame.linked == "verb" and _relative(low, x.first):
        return False
    # "of exploiting 15 women": the object of the crime
    q = number.begins - 1
    while q >= 0 and low[q] in ("over", "than", "more", "about", "some", "the", "at", "least"):
        q -= 1
    return not (q > 0 and low[q].endswith("ing") and low[q - 1] in ("of", "for", "by", "from")) and not (
        low[q] in ("of",) and bool({"woman", "girl", "child", "boy"} & set(frame.heads))
    )


def _relative(low: list[str], at: int) -> bool:
    """Whether a token stands behind the verb of a relative clause: "a gang who sent 200 women to Turkey"."""
    i = at - 1
    while i >= 0 and at - i < 8 and low[i] not in (",", ";", "and"):
        if low[i] in RELATIVES:
            return i < at - 1
        i -= 1
    return False


def _behind(a: Analysis, r: Reading, persons: list[Person], until: int) -> Person | None:
    """ "terms of two to five years for six traffickers", "five years (two offenders)", "in 21 instances"."""
    low = a.tokens.low
    i = r.last + 1
    while i < until and (low[i] in PRISON or low[i] in ("'", "’", "in", "of", "each", "hard")):
        i += 1
    prep = low[i - 1] if low[i - 1] == "in" else low[i] if i < until else ""
    start = i if prep == "in" else i + 1
    if prep not in ("for", "to", "on", "in", "("):
        return None
    begin = start
    while begin < until and low[begin] in ("each", "of", "the", "another", "other", "remaining"):
        begin += 1
    if prep == "in":
        x = next((x for x in a.items if x.kind == "num" and x.first == start), None)
        if x is not None and a.numbers[x.number].form == "count" and _instances(a, x.last):
            return Person(x.first, x.last, int(a.numbers[x.number].low or 0), a.frames.get(x.number))
        return None
    if prep == "to" and not {"sentences", "sentence", "terms", "term"} & set(low[max(0, r.first - 8) : r.first]):
        return None
    found = next((p for p in persons if p.at == begin), None)
    if found is not None:
        return found
    if prep == "for" and low[begin - 1] in ("the",) and begin < until and low[begin] not in ("same",):
        noun = next((x for x in a.items if x.first == begin and x.kind == "noun"), None)
        if noun is not None and noun.concept in PERSON_NOUNS and noun.form == "singular":
            return Person(begin, begin, 1, None)
    return None


def _instances(a: Analysis, last: int) -> bool:
    return a.tokens.low[last + 1 : last + 2] in (["instances"], ["instance"])


def _from_before(a: Analysis, r: Reading, persons: list[Person], floor: int, *, first: bool) -> None:
    """Whom the words before the term say it was given to."""
    low = a.tokens.low
    lo = floor + 1
    for i in range(lo, r.first):
        if low[i] in BOUNDS:
            lo = i + 1
    verb = next((i for i in range(r.first - 1, lo - 1, -1) if low[i] in SENTENCING or low[i] in GETTING), None)
    near = [p for p in persons if lo <= p.at < r.first]
    if near and all(w in BESIDE for w in low[near[-1].last + 1 : r.first]):
        r.count, r.frame = near[-1].many, near[-1].frame
        return
    if verb is None:
        _in_list(a, r, near, lo, first=first)
        return
    object_words = low[verb + 1 : r.first]
    passive = low[verb + 1] in ("to", "for", ",", "in")
    if low[verb] in ("imposed", "imposing", "handed"):
        _noted(r, object_words)
        if r.count is None and not r.notes and _one_term(object_words):
            r.count = 1
        return
    if not passive and low[verb] in (SENTENCING | {"gave", "given"}) - {"given"}:
        whom = [p for p in near if p.at > verb]
        if whom and not _singular(a, verb + 1, whom[0].at):
            r.count, r.frame = whom[0].many, whom[0].frame
        elif _singular(a, verb + 1, r.first) or {"him", "her"} & set(object_words):
            r.count = 1
        else:
            _noted(r, object_words)
        return
    whom = [p for p in near if p.at < verb]
    behind = [p for p in near if p.at > verb]
    if behind:
        r.count, r.frame = behind[-1].many, behind[-1].frame
        return
    subject = whom[-1] if whom else None
    if _singular(a, (subject.last + 1) if subject else lo, verb, near_end=True):
        r.count = 1
    elif subject is not None:
        r.count, r.frame = subject.many, subject.frame
    else:
        _noted(r, low[lo : r.first])


def _in_list(a: Analysis, r: Reading, near: list[Person], lo: int, *, first: bool) -> None:
    """A term without a verb of its own: "the other to four years", "two five years"; "sentences ran from …"."""
    low = a.tokens.low
    said = low[lo : r.first]
    stated = TERM_NOUNS & set(said) and (STATING - {"of", "from"}) & set(said)
    if stated:
        noun = max(i for i in range(lo, r.first) if low[i] in TERM_NOUNS)
        own = [p for p in near if p.at > noun] or _whose_terms(a, lo, r.first)
        if own:
            r.count, r.frame = own[-1].many, own[-1].frame
        elif {"all", "both", "each"} & set(low[noun : r.first]):
            r.notes.append("all")
        return
    if near and not _singular(a, near[-1].last + 1, r.first):
        r.count, r.frame = near[-1].many, near[-1].frame
    elif _singular(a, lo, r.first) or (not first and {"him", "her"} & set(said)):
        r.count = 1
    else:
        _noted(r, said)


def _whose_terms(a: Analysis, lo: int, hi: int) -> list[Person]:
    """ "the sentences of the 24 lay between", "those of the remaining 22 ranged from"."""
    low = a.tokens.low
    out = []
    for x in a.items:
        if x.kind != "num" or not lo <= x.first < hi or a.numbers[x.number].form != "count":
            continue
        lead = [
            w for w in low[max(lo, x.first - 5) : x.first] if w not in ("the", "remaining", "other", "imposed", "given")
        ]
        if lead[-1:] and lead[-1] in ("of", "on", "for", "to") and lead[-2:-1] and lead[-2] in TERMS_OF:
            out.append(Person(x.first, x.last, int(a.numbers[x.number].low or 0), a.frames.get(x.number)))
    return out


def _noted(r: Reading, words: list[str]) -> None:
    if {"all", "both", "each"} & set(words):
        r.notes.append("all")
    elif {"them", "they"} & set(words):
        r.notes.append("them")


def _one_term(words: list[str]) -> bool:
    """ "imposed a sentence of five years": one term is one person's."""
    return any(words[i] == "a" and {"sentence", "term"} & set(words[i + 1 : i + 3]) for i in range(len(words)))


def _singular(a: Analysis, lo: int, hi: int, *, near_end: bool = False) -> bool:
    """Whether one person is named between two tokens: "the leader", "another", "the third". ``near_end``: only as the
    nearest noun before ``hi``."""
    low = a.tokens.low
    found = False
    for x in a.items:
        if x.first < lo or x.last >= hi:
            continue
        word = low[x.last]
        if x.kind == "noun" and x.concept in PERSON_NOUNS:
            led = low[x.first - 1] if x.first else ""
            found = x.form == "singular" and led not in ("no", "every")
        elif (
            word in OTHERS
            and word not in ("rest", "remaining")
            and low[x.first - 1] in ("the", "a", "an", "their", "its")
        ):
            nxt = low[x.last + 1] if x.last + 1 < len(low) else ""
            found = not (nxt.endswith("s") and nxt.isalpha()) and nxt not in ("two", "three", "four", "five", "six")
        elif word in ("he", "she", "another") and x.kind in ("pron", "det", "word", "noun"):
            found = True
    return found
