"""The verbs and nouns that govern a number: what acts on it, what it does, what it hangs on by a preposition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.syntax.lookahead import (
    clause_of_others,
    closing_comma,
    decides,
    ends_clause,
    list_to_verb,
    main_verb_behind,
    only_describes,
    own_verb,
)

if TYPE_CHECKING:
    from tipetl.language.tokens import Tokens
    from tipetl.syntax.frame import Frame
    from tipetl.syntax.items import Item


#: forms of numbers that stand in a list of what did or underwent the same
_MEMBERS = frozenset(("count", "one"))
#: words that say something of the number itself, and not of what it counts
OF_A_NUMBER = frozenset(
    ("total", "number", "record", "estimated", "mere", "remaining", "single", "maximum", "combined", "initial")
)
SKIP_LEFT = frozenset(("det", "adv"))


def _add_verb(frame: Frame, x: Item, *, subject: bool) -> None:
    """Ties verb ``x`` to the frame; ``subject`` when the number is its subject."""
    frame.verb_token = x.last
    frame.modal = frame.modal or x.modal
    frame.negated = frame.negated or x.negated
    if x.concept is None:
        frame.generic_verb = True
        if not subject:
            frame.acts.append("generic")
        return
    if not subject or x.voice == "passive":
        frame.acts.append(x.concept)
    elif x.voice == "bare":
        frame.acts.append(x.concept)
        frame.does.append(x.concept)
    else:
        frame.does.append(x.concept)


def verbs_right(t: Tokens, items: list[Item], frame: Frame, *, subject_allowed: bool) -> None:
    """Follows the sentence to the right of the noun phrase: participles, relative clauses, the verb it is subject
    of."""
    n = len(items)
    j = frame.np_end_item + 1
    depth = 0
    relative = aside = False
    steps = 0
    # a number without a noun is no first member of a subject: "nine in 2011 and six in 2010, and two clerks were held"
    shared = not frame.bare() or frame.partitive
    if frame.partitive and j and items[j - 1].kind == "rel" and clause_of_others(items, j):
        _acted_on(items, j, frame)
        return
    while j < n and steps < 40:
        steps += 1
        x = items[j]
        kind = x.kind
        if depth:
            depth += kind == "open"
            depth -= kind == "close"
            j += 1
            continue
        if kind == "open":
            depth = 1
        elif kind == "dash":
            # a breakdown between dashes: go on behind the second dash
            close = next((q for q in range(j + 1, n) if items[q].kind == "dash"), None)
            if close is None or not subject_allowed:
                return
            j = close + 1
            continue
        elif kind == "rel":
            relative = True
            if j + 1 < n and items[j + 1].kind not in ("verb", "adv", "time"):
                # "the victims whom the teams assisted": the next verb acts on the number
                q = j + 1
                while q < n and items[q].kind in ("noun", "word", "det", "prep", "mark", "pron", "adv", "time", "conj"):
                    q += 1
                if q < n and items[q].kind == "verb" and t.low[x.first] != "whose":
                    _add_verb(frame, items[q], subject=items[q].voice == "passive")
                    j = q + 1
                    relative = False
                    continue
        elif kind == "verb":
            if relative:
                main = None if aside or not subject_allowed else main_verb_behind(items, j)
                relative = False
                if main is not None:
                    # "two officers who owned a brothel were investigated": the clause only describes them
                    frame.post += [x.concept] if x.concept and x.voice == "passive" else []
                    j = main
                    continue
                _add_verb(frame, x, subject=True)
                j = _coordinated(items, j, frame, subject=True)
                continue
            if x.voice == "bare" and not (
                subject_allowed and ends_clause(items, j) and frame.linked != "verb" and not only_describes(items, j)
            ):
                if frame.partitive and t.low[frame.np_end] == "those" and frame.np_end_item == j - 1:
                    pass  # "six of those arrested were": it says who "those" are
                elif x.concept and (frame.np_end_item == j - 1 or (items[j - 1].kind in ("adv", "time"))):
                    frame.post.append(x.concept)
                    q = j + 1
                    if (
                        q + 1 < n
                        and items[q].kind == "conj"
                        and items[q + 1].kind == "verb"
                        and items[q + 1].concept
                        and items[q + 1].voice == "bare"
                    ):
                        frame.post.append(items[q + 1].concept or "")
                        j = q + 1
                j += 1
                continue
            if x.voice == "infinitive" or (x.form == "ing" and not x.finite):
                if not subject_allowed:
                    return
                j += 1
                continue
            if subject_allowed and x.finite:
                _add_verb(frame, x, subject=True)
                frame.verbs.append(j)
                _further(items, _coordinated(items, j, frame, subject=True), frame)
            return
        elif kind in ("semi", "colon", "sub"):
            return
        elif kind == "conj":
            if not subject_allowed:
                return
            # "two judges and a clerk were": carry on only over noun words
            q = j + 1
            while q < n and items[q].kind in ("det", "adv"):
                q += 1
            if q < n and items[q].kind == "num" and items[q].form in _MEMBERS and shared and list_to_verb(items, q):
                j = q + 1
                continue
            if q < n and items[q].kind == "num" and items[q].form == "one" and not decides(items, q):
                j = q + 1  # "four officers and a guard were": "a" opens the next member of the subject
                continue
            if q < n and items[q].kind in ("verb", "num", "pron"):
                return
        elif kind == "num":
            prev = items[j - 1]
            inside = prev.kind in ("prep", "det") or (prev.kind == "verb" and not prev.finite)
            if not inside or not subject_allowed:
                return
        elif kind == "comma":
            if not subject_allowed:
                return
            q = j + 1
            while q < n and items[q].kind in ("conj", "det", "adv"):
                q += 1
            if frame.linked == "lead" and items[q : q + 1] and items[q].kind == "num":
                # "Of the 78 convicted, 48 received": the verb is that of the part
                return
            if q < n and items[q].kind == "num" and items[q].form in _MEMBERS and shared and list_to_verb(items, q):
                j = q + 1
                continue
            q = j + 1
            if q < n and items[q].kind in ("rel",):
                relative = aside = True
            elif aside and q < n and items[q].kind == "verb" and items[q].finite and items[q].voice != "bare":
                # "one broker, who had sold girls, got off": the main verb behind the clause that describes
                aside = False
            elif q < n and (close := closing_comma(items, q)) is not None:
                j = close + 1
                continue
            else:
                return
        j += 1


def _acted_on(items: list[Item], j: int, frame: Frame) -> None:
    """Ties the number to the verb of the clause that begins at item ``j``, which acts on it."""
    q = next(q for q in range(j, len(items)) if items[q].kind == "verb")
    _add_verb(frame, items[q], subject=False)
    frame.verbs.append(q)


def _further(items: list[Item], j: int, frame: Frame) -> None:
    """Verbs joined further on to the same subject: "87 lodged complaints and gave evidence"."""
    n = len(items)
    while j < n and items[j].kind not in ("semi", "sub", "num", "rel", "colon", "dash", "open"):
        x = items[j]
        if (
            x.kind == "conj"
            and j + 1 < n
            and items[j + 1].kind == "verb"
            and items[j + 1].finite
            and items[j + 1].concept
        ):
            verb = items[j + 1]
            if verb.voice == "passive" or (
                verb.voice == "bare" and verb.concept not in ("testify", "return", "obtain", "convict")
            ):
                frame.acts.append(verb.concept or "")
            else:
                frame.does.append(verb.concept or "")
        elif x.kind in ("verb",) and x.finite and items[j - 1].kind not in ("conj", "adv"):
            return
        j += 1


def _coordinated(items: list[Item], j: int, frame: Frame, *, subject: bool) -> int:
    """Adds the verbs joined to verb ``j`` ("were arrested and charged"); returns the item after the last."""
    n = len(items)
    q = j + 1
    voice = items[j].voice
    while q < n:
        r = q
        while r < n and items[r].kind in ("comma", "conj", "adv"):
            r += 1
        if (
            r == q
            or r >= n
            or items[r].kind != "verb"
            or items[r].form not in ("past", "part")
            or (items[r].voice == "passive" and voice != "passive")
        ):
            break
        if items[r].voice == "active" and items[r].concept is None:
            break
        verb = items[r]
        if voice == "passive" and verb.voice in ("bare",) and verb.concept:
            frame.acts.append(verb.concept)
        elif voice == "passive" and verb.voice == "active" and verb.concept:
            break
        else:
            _add_verb(frame, verb, subject=subject)
        q = r + 1
    return q


def verbs_left(t: Tokens, items: list[Item], k: int, frame: Frame) -> None:
    """Follows the sentence to the left of number item ``k``: the verb or noun that governs it."""
    low = t.low
    j = k - 1
    while j >= 0 and (
        items[j].kind in SKIP_LEFT
        or (items[j].kind == "word" and low[items[j].first] in OF_A_NUMBER)
        or (
            items[j].kind == "prep"
            and items[j].form == "of"
            and j
            and low[items[j - 1].last] in ("total", "number", "sum", "budget")
        )
    ):
        if low[items[j].first] in ("the", "these", "those", "all", "its", "their", "both"):
            frame.definite = True
        j -= 1
    if j < 0:
        frame.linked = "start"
        return
    x = items[j]
    if x.kind == "verb":
        frame.linked = "verb"
        _govern(items, j, frame)
        return
    if x.kind == "prep":
        frame.linked = "prep"
        frame.prep = x.form
        q = j - 1
        if q >= 0 and items[q].kind == "adv":
            q -= 1
        if q < 0:
            frame.linked = "lead"
            return
        g = items[q]
        if g.kind == "noun":
            frame.of.append((g.concept or "", x.form))
            # "provided support and counseling to 43 victims": the nouns before, too
            r = q - 1
            while r >= 0 and items[r].kind in ("noun", "word", "conj", "comma", "det", "prep", "mark"):
                if items[r].kind == "noun":
                    frame.of.append((items[r].concept or "", x.form))
                if items[r].kind == "prep" and items[r].form not in ("of", "for", "in", "with", "on", "about", "at"):
                    break
                r -= 1
            if r >= 0 and items[r].kind == "verb" and items[r].concept:
                frame.of.append((f"verb:{items[r].concept}", x.form))
                frame.of.append((f"{items[r].concept}+{g.concept}", x.form))
                frame.modal = frame.modal or items[r].modal
        elif g.kind == "verb":
            _described(items, q, frame, x.form)
        elif g.kind in ("word", "mark", "close", "time") or (g.kind == "num" and g.form == "money"):
            r = q
            while r >= 0 and (
                items[r].kind in ("noun", "word", "det", "prep", "mark", "adv", "conj", "close", "open", "time")
                or (items[r].kind == "num" and items[r].form == "money")
            ):
                if items[r].kind == "noun":
                    frame.of.append((items[r].concept or "", x.form))
                r -= 1
            if r >= 0 and items[r].kind == "verb" and items[r].concept:
                _described(items, r, frame, x.form)
        # the number whose phrase this one hangs on
        r = q
        while r >= 0 and items[r].kind in ("noun", "word", "det", "mark", "adv", "conj"):
            r -= 1
        if r >= 0 and items[r].kind == "num":
            frame.under = r
        return
    if x.kind in ("comma", "conj", "open", "dash", "colon", "semi", "close"):
        frame.linked = {"comma": "list", "conj": "list"}.get(x.kind, x.kind)
        if frame.linked != "list":
            return
        # object further to the left, past the earlier members of a list without numbers: "trained police, clerks,
        # and 43 judges"
        q = j - 1
        if x.kind == "conj" and q >= 0 and items[q].kind == "comma":
            q -= 1
        r = q
        while r >= 0 and items[r].kind in ("noun", "word", "det", "conj", "comma", "mark", "adv"):
            r -= 1
        if 0 <= r < q and items[r].kind == "verb" and items[r].voice == "active" and not own_verb(items, frame):
            _govern(items, r, frame)
            frame.linked = "list"
        return
    if x.kind in ("noun", "word"):
        frame.linked = "noun"
        # "provided the shelter 43 victims"; also an agent before an elided verb: "and church groups 39"
        r = j
        while r >= 0 and (items[r].kind in ("noun", "word", "det", "mark") or items[r].form == "one"):
            r -= 1
        if r >= 0 and items[r].kind == "verb" and items[r].voice == "active":
            _govern(items, r, frame)
        elif r > 1 and items[r].kind == "prep" and items[r - 1].kind == "verb" and items[r - 2].kind == "conj":
            # "identified and referred to the program seven victims"
            frame.linked = "verb"
            _govern(items, r - 1, frame)
        return
    frame.linked = x.kind


def _described(items: list[Item], j: int, frame: Frame, prep: str) -> None:
    """What governs the number through the verb item ``j``. Where that is a participle that only says since when, the
    noun that it describes does ("continued prosecutions begun in 2015 against nine suspects"), or the number that is
    told of the noun ("nine cases begun in 2015 against 14 suspects")."""
    if items[j].voice == "bare" and items[j].concept == "open" and j and items[j - 1].kind == "noun":
        noun, at = items[j - 1].concept, items[j - 2] if j > 1 else None
        if at is not None and at.form == "count":
            frame.under = j - 2
            return
        frame.of.append((noun or "", prep))
        if at is not None and at.kind == "verb" and at.concept:
            frame.of.append((f"{at.concept}+{noun}", prep))
    frame.of.append((f"verb:{items[j].concept or ''}", prep))


def _govern(items: list[Item], j: int, frame: Frame) -> None:
    """Ties the number to verb ``j`` on its left and to the verbs joined to it ("identified and assisted 40
    victims")."""
    verb = items[j]
    if (
        (verb.form == "ing" or verb.voice == "infinitive")
        and verb.concept == "prosecute"
        and j
        and items[j - 1].kind == "verb"
        and items[j - 1].concept == "continue"
    ):
        verb = items[j - 1]
    _add_verb(frame, verb, subject=False)
    frame.verbs.append(j)
    if verb.concept in ("be", "amount") or verb.voice == "bare" or verb.concept == "have":
        collect_subject(items, j, frame)
    q = j - 1
    if q >= 0 and items[q].kind == "conj":
        q -= 1
        if q >= 0 and items[q].kind == "comma":
            q -= 1
        while q >= 0:
            if items[q].kind == "verb" and items[q].concept and items[q].voice in ("bare", "active"):
                frame.acts.append(items[q].concept or "")
                q -= 1
                if q >= 0 and items[q].kind == "comma":
                    q -= 1
                    continue
            break


def collect_subject(items: list[Item], j: int, frame: Frame) -> None:
    """The nouns and participles of the subject of verb ``j``."""
    q = j - 1
    while q >= 0 and items[q].kind not in ("semi", "comma", "sub", "num", "colon"):
        x = items[q]
        if x.kind in ("noun", "verb") and x.concept:
            frame.subject.add(x.concept if x.kind == "noun" else "verb:" + x.concept)
        q -= 1
