"""Builds the trained scorer's features of a number: its frame, the words around it, neighboring figures, the rules'
readings.

What belongs here: turning a number's surroundings into named features, so that ``tipetl explain`` can say which
features decided. Each group of features depends on only a few words, so that a group and its weights are computed once.
What does not belong here: features that mean the same thing for all metrics (``scorer``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.choice.scorer import LINK, stance_of
from tipetl.figures.choice.windows import PLAIN, names_about, stem
from tipetl.figures.record.readings import CASE_NOUNS, COMPATIBLE, PERSON_NOUNS
from tipetl.figures.record.sights import Group, Sight
from tipetl.language.memo import Memo

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tipetl.figures.record.analysis import Analysis
    from tipetl.figures.record.readings import Reading
    from tipetl.syntax.frames.frame import Frame


def _inside(word: str) -> Group:
    return Group("n:" + word)


Look = tuple[str, str, str, str, str, bool, bool, bool, bool, bool]


def _of_look(key: Look) -> Group:
    """Makes the features for how a number is written and how it is tied to its sentence."""
    form, section, kind, linked, prep, partitive, definite, compared, generic, modal = key
    names = ["form=" + form, "sec=" + section, "kind=" + kind, "linked=" + linked, f"form={form}|sec={section}"]
    if prep:
        names += "prep=" + prep, f"prep={prep}|{kind}"
    if partitive:
        names.append("partitive")
    if definite:
        names += "definite", "definite|" + linked
    if compared:
        names.append("compared")
    if generic:
        names.append("generic")
    if modal:
        names.append("modal")
    return Group(*names)


def _of_rules(key: tuple[tuple[tuple[str, str, str], ...], str, str]) -> Group:
    """Makes the features for the metric, id and strength of each rule that read a number, and for the number's kind and
    link."""
    rules, kind, link = key
    names: list[str] = []
    for metric, rule, strength in rules:
        names += f"rule={metric}", f"rule={metric}|{strength}", f"rule={metric}|{kind}", f"ruleid={rule}"
        if strength == "inherited":
            names.append(f"inherited|{link}")
    return Group(*names)


def _without_rule(section: str) -> Group:
    return Group("norule", "norule|sec=" + section)


def _of_heads(key: tuple[tuple[str, ...], str]) -> Group:
    """Makes the features for the counted nouns and the section."""
    heads, section = key
    return Group(*[name for head in heads for name in (f"head={head}", f"head={head}|sec={section}")])


def _of_head_word(word: str) -> Group:
    return Group("hw=" + stem(word))


def _of_noun(noun: str) -> Group:
    return Group("np=" + noun)


def _of_verb(key: tuple[str, str, str]) -> Group:
    role, verb, beside = key
    return Group(f"{role}={verb}", f"{role}={verb}|{beside}")


def _of_return(key: tuple[bool, str, str]) -> Group:
    definite, link, kind = key
    again = f"again|{'the' if definite else '-'}|{link}"
    return Group("again", again, f"{again}|{kind}")


def _of_governors(governors: tuple[tuple[str, str], ...]) -> Group:
    return Group(*(name for concept, prep in governors for name in (f"of={concept}", f"of={concept} {prep}")))


def _to_right(key: tuple[str, tuple[str, ...], bool]) -> Group:
    concept, verbs, alone = key
    by_verb = (f"R={concept}|{v}" for v in verbs)
    return Group("R=" + concept, "R0=" + concept) if alone else Group("R=" + concept, *by_verb)


def _to_left(concept: str) -> Group:
    return Group("L=" + concept)


def _after_figure(key: tuple[str, str, bool, bool, str]) -> Group:
    metric, link, fits, compared, kind = key
    return Group(
        f"last={metric}",
        f"last={metric}|{link}",
        f"last={metric}|{fits}",
        f"lastany|{link}|{fits}",
        f"last={metric}|{'c' if compared else '-'}|{kind}",
    )


def _gap(words: str) -> Group:
    return Group("gap=" + words)


def _opening(key: tuple[str | None, str | None, str, str]) -> Group:
    """Makes the features for the metrics that a sentence's first figure may continue: the metric before the sentence,
    and the paragraph's metric."""
    before, topic, link, kind = key
    names = ["first"]
    if before is not None:
        names += f"before={before}", f"before={before}|{link}"
    if topic is not None:
        names += f"topic={topic}", f"topic={topic}|{kind}"
    return Group(*names)


_LOOK = Memo(_of_look)
_RULES = Memo(_of_rules)
_WITHOUT_RULE = Memo(_without_rule)
_HEADS = Memo(_of_heads)
_HEAD_WORD = Memo(_of_head_word)
_NOUN = Memo(_of_noun)
_VERB = Memo(_of_verb)
_RETURN = Memo(_of_return)
_GOVERNORS = Memo(_of_governors)
_TO_RIGHT = Memo(_to_right)
_TO_LEFT = Memo(_to_left)
_INSIDE = Memo(_inside)
_AFTER_FIGURE = Memo(_after_figure)
_GAP = Memo(_gap)
_OPENING = Memo(_opening)
_NOUNS: frozenset[str] = frozenset()


def _strength(reading: Reading) -> str:
    return "inherited" if reading.inherited else "own" if reading.score >= 4 else "weak"


def names_of(sight: Sight, told: Iterable[Group]) -> list[str]:
    """Return the names of a number's features, each once, including those of the groups ``told``."""
    own = [name for group in (*sight.groups, *told) for name in group.names]
    return own + names_about(sight.tokens, sight.first, sight.end)


def _kind(frame: Frame) -> str:
    """Return what a number counts, roughly: people, cases, another known noun, an unknown noun, or nothing named."""
    if not frame.heads:
        return "other" if frame.head_word else "bare"
    if not PERSON_NOUNS.isdisjoint(frame.heads):
        return "person"
    return "head" if CASE_NOUNS.isdisjoint(frame.heads) else "case"


def sight_of(analysis: Analysis, place: int, frame: Frame, section: str) -> Sight:
    """Return the features of number item ``place`` that do not depend on earlier readings."""
    item = analysis.items[place]
    number, first = item.number, item.first
    form, compared = analysis.numbers[number].form, analysis.comparator_at(first) is not None
    last = item.last
    tokens = analysis.tokens
    sight = Sight(stance_of(frame, form, compared), tokens, frame, number, first, last, section)
    heads, acts, does, linked = frame.heads, frame.acts, frame.does, frame.linked
    sight.kind = kind = _kind(frame)
    sight.link = LINK[linked, kind, bool(does or acts or frame.generic_verb)]
    out = sight.groups = [
        _LOOK[
            form, section, kind, linked, frame.prep, frame.partitive, frame.definite, compared, frame.generic_verb,
            frame.modal,
        ]
    ]  # fmt: skip
    # each noun and verb once: no two groups of a number may share a feature
    if heads:
        out.append(_HEADS[tuple(heads), section])
    if frame.head_word:
        out.append(_HEAD_WORD[frame.head_word])
    if frame.nouns:
        out += map(_NOUN.__getitem__, dict.fromkeys(frame.nouns))
    head = heads[-1] if heads else kind
    for role, verbs, beside in (
        ("act", acts, head),
        ("does", does, head),
        ("post", frame.post, acts[0] if acts else "-"),
    ):
        if verbs:
            out += [_VERB[role, verb, beside] for verb in dict.fromkeys(verbs)]
    if frame.of:
        out.append(_GOVERNORS[tuple(frame.of[:3])])
    if frame.right:
        said = (*acts[:2], *does[:1])
        out += [_TO_RIGHT[concept, said, not said] for concept in frame.right]
    if frame.left:
        out += map(_TO_LEFT.__getitem__, frame.left)
    if sight.end > last:
        out += map(_INSIDE.__getitem__, dict.fromkeys(map(PLAIN.__getitem__, tokens.text[last + 1 : sight.end + 1])))
    return sight


def told_before(
    analysis: Analysis,
    sight: Sight,
    rule_readings: Sequence[Reading],
    last: Reading | None,
    before: Reading | None,
    topic: str | None,
) -> list[Group]:
    """Return the features from rules and earlier figures; none of these features is in ``sight.groups``. ``last`` is
    the reading before the number in its sentence, ``before`` the last reading of the previous sentence, ``topic`` the
    metric of the paragraph's first figure."""
    frame, kind, link = sight.frame, sight.kind, sight.link
    if rule_readings:
        out = [_RULES[tuple([(r.metric, r.rule, _strength(r)) for r in rule_readings]), kind, link]]
    else:
        out = [_WITHOUT_RULE[sight.section]]
    value = analysis.numbers[sight.number].low
    if (
        value is not None
        and value > 2
        and (value in analysis.context.figures or any(n.low == value for n in analysis.numbers[: sight.number]))
    ):
        # "of the 41 offenders", "the 41 included": this may be a figure given earlier
        out.append(_RETURN[frame.definite, frame.prep or frame.linked, kind])
    if last is not None:
        fits = not frame.heads or not COMPATIBLE.get(last.metric, _NOUNS).isdisjoint(frame.heads)
        out.append(_AFTER_FIGURE[last.metric, link, fits, sight.compared, kind])
        first = sight.first
        out.append(_GAP[" ".join(map(PLAIN.__getitem__, analysis.tokens.text[max(last.last + 1, first - 3) : first]))])
    else:
        out.append(_OPENING[before.metric if before is not None else None, topic, link, kind])
    return out
