"""Counted things: the rules that fit the frame of each number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.counts.foreign import foreign_actor, private_actor
from tipetl.figures.counts.match import candidates, settle
from tipetl.figures.record.readings import PERSON_NOUNS, read_number, unit_for
from tipetl.language.rules import EVENT_NOUNS
from tipetl.language.words import word_set
from tipetl.metrics import OF_PERSONS, PROCEEDINGS, SINGLE, STAGE
from tipetl.syntax.lookahead import shared_object

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from tipetl.figures.record.analysis import Analysis
    from tipetl.language.numbers import Number
    from tipetl.language.rules import Rule, RuleSet
    from tipetl.language.tokens import Tokens
    from tipetl.syntax.frame import Frame
    from tipetl.syntax.items import Item


#: words before an infinitive that say it is meant, not done
INTENTIONS = word_set("counts.intentions")
#: verbs of a plan or a budget for what it holds
#: verbs of acts that are told by how often they were done
REPEATED = frozenset(["rang", "rung", "called", "visited", "inspected"])
#: words for being in a country without its leave
NO_PAPERS = word_set("counts.no_papers")
ENTRY = word_set("counts.entry")
#: nouns that a difference is "of"
MOVES = frozenset(["increase", "decrease", "rise", "drop", "decline", "fall", "reduction", "jump", "growth"])
FORESEEN = word_set("counts.foreseen")


#: how many items back the verb of a plan is looked for
FORESEEN_REACH = 24
#: nouns that are each none in a list that begins with "no"
LISTED_AS_NONE = EVENT_NOUNS | {"case", "trial", "compensation_n"}
#: how much less a verb may fit than the best one, and be denied all the same
CLOSE = 2.5
CASE_LIKE = frozenset(("case", "trial", "investigation", "prosecution", "conviction"))


def _bare_unit(a: Analysis, frame: Frame, metric: str, default: str | None) -> tuple[str | None, bool]:
    """The unit of a number without a noun: that of the figure it refers back to, else the metric's own; and whether
    the sentence before may yet tell another (``settle_units``)."""
    if metric in OF_PERSONS:
        return default, False
    earlier = next((r for r in reversed(a.readings) if r.metric in PROCEEDINGS and r.unit), None)
    if earlier is not None:
        return earlier.unit or default, earlier in a.unsettled
    return "person" if metric == "prosecutions" and "prosecute" in frame.acts else default, True


def settle_units(a: Analysis) -> None:
    """Gives numbers without a noun the unit of the figure that they refer back to in the sentence before."""
    told = [r.unit for r in a.context.before if r.metric in PROCEEDINGS and r.unit] if a.unsettled else []
    if told:
        for r in a.unsettled:
            r.unit = told[-1]


def read_counts(a: Analysis) -> None:
    """The readings that rules give for numbers that have frames."""
    t, items, rules, everywhere, iso3 = a.tokens, a.items, a.context.rules, a.concepts, a.context.iso3
    for k in a.nums:
        x = items[k]
        if x.number not in a.frames:
            continue
        number, frame = a.numbers[x.number], a.frames[x.number]
        zero = number.form in ("zero", "unknown") or number.low == 0
        if number.form == "one" and (not _single(a, k, frame) or _of_none(a, k, frame)):
            continue
        if is_planned(a, frame):
            a.why_not[x.number] = "plan"
            continue
        if number.form == "one" and frame.verbs and not items[frame.verbs[0]].finite:
            q = frame.verbs[0] - 1
            told = q >= 0 and (items[q].concept == "report" or _among_efforts(a, frame.verbs[0]))
            if items[frame.verbs[0]].voice == "infinitive" or not told:
                continue
        if number.form == "one" and _nobody_does(items, frame):
            continue
        if frame.negated and number.form in ("one", "count"):
            a.why_not[x.number] = "negated"
            continue
        if _excepted(t, number) or _in_service(frame) or _without_papers(t, frame):
            a.why_not[x.number] = "excepted"
            continue
        if _only_sorts(a, frame):
            frame.acts, frame.does, frame.post = [], [], []
        found = candidates(rules, frame, everywhere)
        if frame.post and not any(r.acts or r.does or r.of or s >= 6 for r, s, _ in found):
            # a participle counts where the main verb says nothing
            frame.acts += frame.post
            found = candidates(rules, frame, everywhere)
        if frame.under >= 0 and any(r.number == items[frame.under].number for r in reversed(a.readings)):
            # "registered 141 cases against 262 suspects": they are of what the cases are, by inheritance
            found = [f for f in found if not f[2].startswith(("case ", "trial "))]
        won = settle(found)
        if (raised := shared_object(items, frame)) and not zero:
            # "identified and gave assistance to 292 victims"
            governors, frame.of, frame.acts = frame.of, [], [raised]
            also = candidates(rules, frame, everywhere)
            found, frame.of = found + also, governors
            metrics = {r.metric for r, _, _ in won}
            won += [w for w in settle(also) if w[0].metric not in metrics]
        a.considered[x.number] = [(r.id, s) for r, s, _ in found]
        if zero and len(set(frame.heads)) > 1 and LISTED_AS_NONE.issuperset(frame.heads):
            won = _each_head(rules, frame, everywhere)
        elif zero and "or" in t.words:
            won = _each_denied(won, found)
        for rule, points, _ in won:
            opened = rule.id == rule.metric + ".noun" and "open" in frame.acts and not _counts_inside(items, frame)
            if number.form == "one" and (rule.metric not in SINGLE or (points < 4 and not opened)):
                continue
            if (
                number.form == "one"
                and frame.heads[-1:]
                and frame.heads[-1] in CASE_LIKE
                and rule.metric not in PROCEEDINGS
            ):
                continue
            if foreign_actor(a, frame, rule.metric, iso3) or private_actor(a, frame, rule.metric):
                a.why_not[x.number] = "other_government"
                continue
            heads = [rule_head(rule.noun, frame)] if zero else frame.heads
            unit = unit_for(rule.metric, [h for h in heads if h], rule.unit)
            open_unit = False
            if frame.bare() and not zero and rule.unit is None and rule.metric in PROCEEDINGS:
                unit, open_unit = _bare_unit(a, frame, rule.metric, unit)
            made = read_number(rule.metric, number, frame.number, unit, rule.id, points, frame)
            a.readings.append(made)
            if open_unit:
                a.unsettled.append(made)


def _each_denied(won: list[tuple[Rule, float, str]], found: list[tuple[Rule, float, str]]) -> list:  # type: ignore[type-arg]
    """What one "no" denies of the same persons: "no officer was arrested or brought to trial", "no victim received
    compensation or leave to stay"."""
    told = {rule.metric for rule, _, _ in won}
    top = max((points for _, points, _ in won), default=0.0)
    acts = [rule for rule, _, _ in won if rule.acts or rule.does]
    for rule, points, trigger in sorted(found, key=lambda x: (-x[1], x[0].id)):
        if not acts or rule.metric in told or not (rule.acts or rule.does) or points < top - CLOSE:
            continue
        same = any(trigger == other for winner, _, other in won if winner in acts)
        if same and not (rule.right and points == top):
            continue
        told.add(rule.metric)
        won = [*won, (rule, points, trigger)]
    return won


def _without_papers(t: Tokens, frame: Frame) -> bool:
    """Whether persons who are not said to be victims were held for how they entered the country: "detained 3,400
    others for illegal entry"."""
    if "arrest" not in frame.acts or "victim" in frame.heads:
        return False
    behind = t.low[frame.np_end + 1 : frame.np_end + 5]
    return behind[:1] == ["for"] and bool(NO_PAPERS & set(behind)) and bool(ENTRY & set(behind))


def _in_service(frame: Frame) -> bool:
    """Whether the number is of a matter between an office and its staff: dismissed from the force, suspended from
    office, disciplined."""
    if "suspend" in frame.acts and frame.heads[-1:] in (["official"], ["judge"], ["prosecutor"]):
        return True
    if "dismiss" in frame.acts and "from_service" in frame.right:
        return True
    return frame.heads[-1:] == ["discipline_n"] or (bool(frame.of) and frame.of[0][0] == "discipline_n")


def _counts_inside(items: list[Item], frame: Frame) -> bool:
    """Whether the noun's own complement is numbered: "opened an inquiry into two officers"."""
    behind = items[frame.np_end_item + 1 : frame.np_end_item + 4]
    return bool(behind) and behind[0].kind == "prep" and any(x.kind == "num" for x in behind)


def _nobody_does(items: list[Item], frame: Frame) -> bool:
    """Whether the verb's own subject is none: "no province convicted a trafficker"."""
    if frame.linked != "verb" or not frame.verbs:
        return False
    q = frame.verbs[0] - 1
    while q >= 0 and items[q].kind in ("noun", "word", "adv"):
        q -= 1
    return q >= 0 and items[q].kind == "num" and items[q].form == "zero"


#: how far each act takes a case: a participle that goes no further than the figure before only sorts it
STAGES = {"investigate": 1, "identify": 1, "arrest": 2, "charge": 3, "prosecute": 4, "convict": 5}


def _only_sorts(a: Analysis, frame: Frame) -> bool:
    """Whether a participle says of which sort a part is, and not what was done to it: "prosecuted 64 defendants, 39 of
    them charged with sex trafficking", "acquitted 17 tried for one offense and three tried for another"."""
    if frame.heads or not (frame.partitive or frame.bare()):
        return False
    if any(a.items[j].voice != "bare" and a.items[j].concept != "gather" for j in frame.verbs):
        return False
    verbs = {*frame.post, *frame.acts} - {"gather"}
    after = a.items[frame.np_end_item + 1 : frame.np_end_item + 4]
    names_crime = any(x.kind == "prep" and x.form in ("with", "for", "of", "under") for x in after)
    if not verbs or not names_crime:
        return False
    told = next((r for r in reversed(a.readings) if r.metric in STAGE and r.number >= 0), None)
    return told is not None and all(STAGES.get(v, 9) <= STAGE[told.metric] for v in verbs)


def _excepted(t: Tokens, number: Number) -> bool:
    """ "all but six", "an average of five", "one of the main needs": figures that count nothing done."""
    before = t.low[max(0, number.begins - 3) : number.begins]
    if before[-2:] == ["all", "but"] or "average" in before:
        return True
    if (
        before[-1:] == ["of"]
        and before[-2:-1]
        and before[-2] in MOVES
        and t.low[number.last + 1 : number.last + 2] != ["percent"]
    ):
        return True  # "an increase of 64 over the year before"
    after = t.low[number.last + 1 : number.last + 3]
    if (after[:1] in (["times"], ["fold"]) and not _times_of_an_act(t, number)) or (
        after[:1] and after[0] in ("more", "fewer", "less") and after[1:] == ["than"]
    ):
        # "four times the six indicted", "nine more than in 2022": multiples and differences
        return True
    if t.low[number.first] == "one" and number.first == number.last:
        alone = not after or after[0] in (".", ",", ";", ")", "and")
        if alone and before[-1:] and before[-1] in ("previous", "preceding", "prior", "former", "latter", "last"):
            return True  # "two in this period and five in the previous one"
        if (
            before[-1:]
            and before[-1] in ("for", "no", "any", "every", "each", "which", "that", "this", "the", "as", "another")
            and (not after or after[0] in (".", ",", ";"))
        ):
            return True
        if after[:1] in (["another"],):
            return True
    return bool(before[-1:] == ["every"])


def _times_of_an_act(t: Tokens, number: Number) -> bool:
    """Whether "times" says how often something was done ("the line rang 9,340 times", "visited farms 1,189 times")."""
    return not REPEATED.isdisjoint(t.low[max(0, number.begins - 6) : number.begins])


def _among_efforts(a: Analysis, verb: int) -> bool:
    """Whether a gerund is one of the things done that a summary lists ("these efforts included identifying 23 victims
    and convicting a trafficker")."""
    if a.items[verb].form != "ing" or a.items[verb - 1].kind not in ("comma", "semi", "conj", "verb"):
        return False
    lists = next((x for x in a.items[:verb] if x.kind == "verb" and x.finite), None)
    return lists is not None and lists.concept == "gather" and "efforts" in a.tokens.low[: lists.first]


def rule_head(nouns: frozenset[str], frame: Frame) -> str:
    """The head of the frame that a rule is about."""
    return next((h for h in frame.heads if h in nouns), frame.heads[-1] if frame.heads else "")


def _each_head(rules: RuleSet, frame: Frame, everywhere: AbstractSet[str]) -> list[tuple[Rule, float, str]]:
    out = []
    heads = list(dict.fromkeys(frame.heads))
    seen = set()
    for h in heads:
        frame.heads = [h]
        for r, s, trigger in settle(candidates(rules, frame, everywhere)):
            if r.metric not in seen:
                seen.add(r.metric)
                out.append((r, s, trigger))
    frame.heads = heads
    return out


def _of_none(a: Analysis, k: int, frame: Frame) -> bool:
    """Whether "a …" at item ``k`` stands behind a preposition in a clause about what there was none of: "no court
    awarded damages to a victim", "has never issued a permit to a victim"."""
    if frame.linked != "prep":
        return False
    for x in reversed(a.items[:k]):
        if x.kind in ("comma", "semi", "sub", "rel"):
            return False
        if (x.kind == "verb" and x.negated) or (x.kind == "num" and a.numbers[x.number].form == "zero"):
            return True
    return False


def _single(a: Analysis, k: int, frame: Frame) -> bool:
    """Whether "a …" stands for one person or case."""
    if frame.linked == "sub" and a.tokens.low[a.items[k - 1].first] not in ("although", "though", "whereas"):
        return False  # "when a victim is found"
    return (
        bool(frame.heads)
        and (frame.heads[-1] in CASE_LIKE or frame.heads[-1] in PERSON_NOUNS)
        and frame.linked in ("verb", "start", "semi", "list", "prep", "lead", "sub")
        and not (frame.linked == "prep" and not frame.of)
    )


def is_planned(a: Analysis, frame: Frame) -> bool:
    """Whether the number belongs to a plan, a duty or a wish rather than to something done."""
    if frame.modal:
        return True
    items = a.items
    for j in frame.verbs:
        verb = items[j]
        if verb.form == "base" and verb.voice == "active" and _under_modal(items, j):
            return True
        if verb.voice == "infinitive":
            q = j - 1
            while q >= 0 and (
                items[q].kind in ("noun", "word", "det", "adv", "conj", "num", "prep", "time")
                or items[q].voice == "infinitive"
            ):
                q -= 1
            if q >= 0 and items[q].kind == "verb" and (items[q].concept == "plan" or items[q].modal):
                return True
            if _intended(a.tokens, verb.first):
                return True
    return _foreseen(a.tokens, a.numbers[frame.number].begins) or _among_foreseen(a, frame)


def _under_modal(items: list[Item], j: int) -> bool:
    """Whether the bare verb at item ``j`` is joined to one that a modal governs: "would add shelters and train 500"."""
    if not j or items[j - 1].kind != "conj":
        return False
    earlier = next((x for x in reversed(items[:j]) if x.kind in ("verb", "semi")), None)
    return earlier is not None and earlier.kind == "verb" and earlier.modal


def _intended(t: Tokens, to: int) -> bool:
    """Whether the infinitive at token ``to`` is what somebody means to do: "plans to open", "its pledge to spend",
    "is to open"."""
    before = t.low[to - 1] if to else ""
    return before in INTENTIONS or (before in ("is", "are") and t.low[to - 2 : to - 1] != ["that"])


def _among_foreseen(a: Analysis, frame: Frame) -> bool:
    """Whether the number is in what a plan foresees, by nouns alone: "foresees the training of 500 officials and a
    budget of $90,000"."""
    for x in reversed(a.items[max(0, frame.item - FORESEEN_REACH) : frame.item]):
        if x.kind == "verb" and x.form != "ing":
            return a.tokens.low[x.last] in FORESEEN
        if x.kind in ("comma", "semi", "colon", "sub", "rel", "pron"):
            return False
        if a.tokens.low[x.last] in FORESEEN:
            return True
    return False


def _foreseen(t: Tokens, number: int) -> bool:
    """Whether a plan or a budget provides for the figure at token ``number``: "foresees 15 workshops", "calls for
    30 seminars"."""
    words = t.low[max(0, number - 2) : number]
    return words[-1:] != [] and (words[-1] in FORESEEN or words in (["calls", "for"], ["called", "for"]))
