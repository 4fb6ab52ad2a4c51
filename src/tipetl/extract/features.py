"""What the trained scorer sees of a number: its frame, the words about it, its neighbours, the readings of rules.

What belongs here: turning a number's surroundings into features, so that ``tipetl explain`` can say which of them
decided. They come in groups, of which each depends on a few words alone: a group is made once, and its weights are
found once. What the features of a metric are that mean the same for all metrics, ``scorer`` says.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from tipetl.extract.readings import CASE_NOUNS, COMPATIBLE, PERSON_NOUNS
from tipetl.language.cardinals import word_value
from tipetl.language.memo import Memo
from tipetl.language.words import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tipetl.extract.analysis import Analysis
    from tipetl.extract.frame import Frame
    from tipetl.extract.readings import Reading
    from tipetl.language.tokens import Tokens

STOP = word_set("scorer.stop")
#: how many groups of a sort are kept
_KEPT = 20_000


class Group:
    """Features that are seen together, by name, each once. A group is made once, and so is looked up by what it is, not
    by the letters of its names."""

    __slots__ = ("names",)

    def __init__(self, *names: str) -> None:
        self.names = tuple(dict.fromkeys(names)) if len(names) > 1 else names


COMPARED, GENERIC, MODAL, PARTITIVE, FIRST, NOTHING = (
    Group("compared"), Group("generic"), Group("modal"), Group("partitive"), Group("first"), Group(),
)  # fmt: skip


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A crude stem: enough to join "convicted", "convicting" and "convicts"."""
    for tail in ("ing", "ed", "es", "s", "ly"):
        if word.endswith(tail) and len(word) - len(tail) >= 4:
            return word[: -len(tail)]
    return word


def _plain(text: str) -> str:
    """A word that does not begin its sentence as the scorer sees it."""
    low = text.lower()
    if low[0].isdigit() or word_value(low) is not None:
        return "#"
    return "Name" if text[0].isupper() else stem(low)


def _whole(word: str) -> Group:
    """The feature of a word of the sentence, wherever it stands."""
    return Group("b:" + word) if word not in STOP and word[0].isalpha() else NOTHING


def _gap(words: str) -> Group:
    return Group("gap=" + words)


def _at(place: str, *, stop: bool = True) -> Memo[Group]:
    """The feature of a word at a place, by word; where not ``stop``, stop words have none there."""
    return Memo(lambda word: NOTHING if not stop and word in STOP else Group(place + word))


_PLAIN = Memo(_plain)
_WHOLE = Memo(_whole)
_GAP = Memo(_gap)
#: a word in a number's noun phrase; on its left and right the nearest word, the next, and any near it
_INSIDE = _at("n:")
_LEFT_0 = _at("l0:")
_LEFT_1 = _at("l1:")
_LEFT = _at("l:", stop=False)
_RIGHT_0 = _at("r0:")
_RIGHT_1 = _at("r1:")
_RIGHT = _at("r:", stop=False)


def plain_words(t: Tokens) -> list[str]:
    """The words of a sentence as the scorer sees them: figures all alike and names all alike, so that another figure
    or another country's name changes nothing."""
    out = [*map(_PLAIN.__getitem__, t.text)]
    if out and out[0] == "Name":
        out[0] = stem(t.low[0])
    return out


def sentence_features(a: Analysis) -> list[Group]:
    """The features that all numbers of a sentence share: its words, once each."""
    return [*map(_WHOLE.__getitem__, dict.fromkeys(a.plain or plain_words(a.tokens)))]


def names_of(groups: Iterable[Group]) -> list[str]:
    """The single features of groups, each once."""
    return [*dict.fromkeys(name for group in groups for name in group.names)]


@lru_cache(_KEPT)
def _of_shape(form: str, section: str, kind: str, linked: str) -> Group:
    return Group("form=" + form, "sec=" + section, "kind=" + kind, "linked=" + linked, f"form={form}|sec={section}")


@lru_cache(_KEPT)
def _of_preposition(prep: str, kind: str) -> Group:
    return Group("prep=" + prep, f"prep={prep}|{kind}")


def _definite(linked: str) -> Group:
    return Group("definite", "definite|" + linked)


@lru_cache(_KEPT)
def _of_rules(rules: tuple[tuple[str, str, str], ...], kind: str, link: str) -> Group:
    """``rules``: metric, id and strength of each that read the number."""
    names: list[str] = []
    for metric, rule, strength in rules:
        names += f"rule={metric}", f"rule={metric}|{strength}", f"rule={metric}|{kind}", f"ruleid={rule}"
        if strength == "inherited":
            names.append(f"inherited|{link}")
    return Group(*names)


def _without_rule(section: str) -> Group:
    return Group("norule", "norule|sec=" + section)


@lru_cache(_KEPT)
def _of_head(head: str, section: str) -> Group:
    return Group("head=" + head, f"head={head}|sec={section}")


def _of_head_word(word: str) -> Group:
    return Group("hw=" + stem(word))


def _of_noun(noun: str) -> Group:
    return Group("np=" + noun)


@lru_cache(_KEPT)
def _of_verb(role: str, verb: str, beside: str) -> Group:
    return Group(f"{role}={verb}", f"{role}={verb}|{beside}")


@lru_cache(_KEPT)
def _again(definite: bool, link: str, kind: str) -> Group:
    again = f"again|{'the' if definite else '-'}|{link}"
    return Group("again", again, f"{again}|{kind}")


@lru_cache(_KEPT)
def _of_governors(governors: tuple[tuple[str, str], ...]) -> Group:
    return Group(*(name for concept, prep in governors for name in (f"of={concept}", f"of={concept} {prep}")))


@lru_cache(_KEPT)
def _to_right(concept: str, verbs: tuple[str, ...], alone: bool) -> Group:
    by_verb = (f"R={concept}|{v}" for v in verbs)
    return Group("R=" + concept, "R0=" + concept) if alone else Group("R=" + concept, *by_verb)


def _to_left(concept: str) -> Group:
    return Group("L=" + concept)


_DEFINITE = Memo(_definite)
_WITHOUT_RULE = Memo(_without_rule)
_HEAD_WORD = Memo(_of_head_word)
_NOUN = Memo(_of_noun)
_TO_LEFT = Memo(_to_left)


@lru_cache(_KEPT)
def _after_figure(metric: str, link: str, fits: bool, compared: bool, kind: str) -> Group:
    return Group(
        f"last={metric}",
        f"last={metric}|{link}",
        f"last={metric}|{fits}",
        f"lastany|{link}|{fits}",
        f"last={metric}|{'c' if compared else '-'}|{kind}",
    )


@lru_cache(_KEPT)
def _carried(what: str, metric: str, how: str) -> Group:
    return Group(f"{what}={metric}", f"{what}={metric}|{how}")


@lru_cache(_KEPT)
def _link(linked: str, kind: str, verb: bool) -> str:
    return f"{linked}|{kind}|{'v' if verb else '-'}"


def _strength(r: Reading) -> str:
    return "inherited" if r.inherited else "own" if r.score >= 4 else "weak"


def features(
    a: Analysis,
    k: int,
    frame: Frame,
    section: str,
    rule_readings: Sequence[Reading],
    last: Reading | None,
    before: Reading | None,
    topic: str | None,
) -> list[Group]:
    """The features of number item ``k``, each in one group. ``last`` is the reading before it in the sentence,
    ``before`` the last of the sentence before, ``topic`` the metric of the paragraph's first figure."""
    item = a.items[k]
    number = a.numbers[item.number]
    compared = a.comparator_at(item.first) is not None
    heads, acts, does, linked = frame.heads, frame.acts, frame.does, frame.linked
    kind = (
        "bare"
        if frame.bare()
        else "person"
        if not PERSON_NOUNS.isdisjoint(heads)
        else "case"
        if not CASE_NOUNS.isdisjoint(heads)
        else "head"
        if heads
        else "other"
    )
    link = _link(linked, kind, bool(does or acts or frame.generic_verb))
    out = [_of_shape(number.form, section, kind, linked)]
    if frame.prep:
        out.append(_of_preposition(frame.prep, kind))
    if frame.partitive:
        out.append(PARTITIVE)
    if frame.definite:
        out.append(_DEFINITE[linked])
    if compared:
        out.append(COMPARED)
    if frame.generic_verb:
        out.append(GENERIC)
    if frame.modal:
        out.append(MODAL)
    if rule_readings:
        rules = tuple([(r.metric, r.rule, _strength(r)) for r in rule_readings])
        out.append(_of_rules(rules, kind, link))
    else:
        out.append(_WITHOUT_RULE[section])
    # each noun and verb once: no two groups of a number may have a feature in common
    if heads:
        out += [_of_head(h, section) for h in dict.fromkeys(heads)]
    if frame.head_word:
        out.append(_HEAD_WORD[frame.head_word])
    if frame.nouns:
        out += map(_NOUN.__getitem__, dict.fromkeys(frame.nouns))
    head = heads[-1] if heads else kind
    if acts:
        out += [_of_verb("act", v, head) for v in dict.fromkeys(acts)]
    if does:
        out += [_of_verb("does", v, head) for v in dict.fromkeys(does)]
    if frame.post:
        out += [_of_verb("post", v, acts[0] if acts else "-") for v in dict.fromkeys(frame.post)]
    value = number.low
    if value is not None and value > 2 and (value in a.told or any(n.low == value for n in a.numbers[: item.number])):
        # "of the 41 offenders", "the 41 included": perhaps the figure given before
        out.append(_again(frame.definite, frame.prep or linked, kind))
    if frame.of:
        out.append(_of_governors(tuple(frame.of[:3])))
    if frame.right:
        verbs, alone = (*acts[:2], *does[:1]), not acts and not does
        out += [_to_right(concept, verbs, alone) for concept in frame.right]
    if frame.left:
        out += map(_TO_LEFT.__getitem__, frame.left)
    # the words about it
    first, end = item.first, max(item.last, frame.np_end)
    words = a.plain or plain_words(a.tokens)
    if end > item.last:
        out += map(_INSIDE.__getitem__, dict.fromkeys(words[item.last + 1 : end + 1]))
    left = words[max(0, first - 6) : first]
    if left:
        out.append(_LEFT_0[left[-1]])
        if len(left) > 1:
            out.append(_LEFT_1[left[-2]])
        out += map(_LEFT.__getitem__, dict.fromkeys(left))
    right = words[end + 1 : end + 8]
    if right:
        out.append(_RIGHT_0[right[0]])
        if len(right) > 1:
            out.append(_RIGHT_1[right[1]])
        out += map(_RIGHT.__getitem__, dict.fromkeys(right))
    if last is not None:
        fits = not heads or not COMPATIBLE.get(last.metric, _NOUNS).isdisjoint(heads)
        out.append(_after_figure(last.metric, link, fits, compared, kind))
        out.append(_GAP[" ".join(words[last.last + 1 : first][-3:])])
    else:
        out.append(FIRST)
        if before is not None:
            out.append(_carried("before", before.metric, link))
        if topic is not None:
            out.append(_carried("topic", topic, kind))
    return out


_NOUNS: frozenset[str] = frozenset()
