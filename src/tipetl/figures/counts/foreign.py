"""Whether another government did it (contract section 3, rule 8): then it is no fact for law enforcement or money.

The question is who is the subject of the verb that governs the number (or, in the passive, who follows "by"). A
country named elsewhere in the clause (with whom the police worked, at whose request, from where the suspects came)
did nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from tipetl.language.demonyms import country_at, demonyms, first_words
from tipetl.language.words import word_set
from tipetl.syntax.spans import REACH, last_token

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis
    from tipetl.language.tokens import Tokens
    from tipetl.syntax.frame import Frame
    from tipetl.syntax.items import Item

#: Victims' and shelters' figures count whoever acts; these only what the narrative's own government does.
OWN_ONLY = word_set("foreign.own_only")
ACTORS = word_set("foreign.actors")
#: a country's own people abroad: "the embassy in Kuwait" is no authority of Kuwait
ENVOYS = word_set("foreign.envoys")
JOINT = word_set("foreign.joint")
OF_MANY = word_set("foreign.of_many")
NOT_OWN = word_set("foreign.not_own")
#: what a state is called
STATES = frozenset(("government", "governments", "state", "states", "country", "countries"))
ABROAD = frozenset(("abroad", "overseas"))
PLACING = frozenset(("of", "in", "from", "at", "by", "with", "to", "on", "for"))
#: all words but countries' that tell whether a phrase names a foreign authority
TELLING = ACTORS | ENVOYS | ABROAD | PLACING | OF_MANY
#: states that are made of others: what the parts do, the whole does
PARTS = {"SCG": frozenset(("SRB", "MNE"))}

_PHRASE = frozenset(("noun", "word", "det", "adv", "mark", "prep", "conj", "pron", "time"))
_ASIDE = frozenset(("prep", "adv", "verb", "rel", "time"))
PRIVATE = word_set("foreign.private")
STATE = word_set("foreign.state")


def foreign_actor(a: Analysis, frame: Frame, metric: str, iso3: str | None) -> bool:
    """Whether the doer of what is counted is another country's authority."""
    # of victims only what other authorities identified is theirs; who returns or shelters them does not matter
    identified = metric == "victims_identified" and frame.linked == "verb" and "identify" in frame.acts
    if (metric not in OWN_ONLY and not identified) or iso3 is None:
        return False
    verb = _governing_verb(a.items, frame)
    if verb is None:
        return False
    doer = _Doer(a.tokens, a.items, iso3)
    if frame.linked == "prep" and frame.prep == "of" and doer.agent_foreign(frame.item):
        return True  # "the arrest of nine suspects by Romanian police"
    x = a.items[verb]
    if x.concept is None and not OF_MANY.isdisjoint(a.tokens.words):
        return False  # "Interpol lent a hand in the arrest": it helped
    if x.voice == "passive" or (x.voice == "bare" and frame.item < verb):
        return doer.agent_foreign(verb)
    return frame.item > verb and doer.subject_foreign(verb)


def foreign_gap(a: Analysis, k: int, iso3: str | None) -> bool:
    """Whether the number at item ``k`` stands right behind another country's authority, whose verb is left out: "our
    police arrested nine suspects and Romanian police 14"."""
    if iso3 is None or not k:
        return False
    doer = _Doer(a.tokens, a.items, iso3)
    lo = doer.phrase_start(k - 1)
    if not lo or a.items[lo - 1].kind not in ("conj", "comma", "semi"):
        return False
    return doer.foreign_phrase(a.items[lo].first, a.items[k - 1].last + 1)


def foreign_verb(a: Analysis, verb: int, iso3: str) -> bool:
    """Whether what the verb at item ``verb`` says was done by another country's authority."""
    doer = _Doer(a.tokens, a.items, iso3)
    return doer.agent_foreign(verb) if a.items[verb].voice == "passive" else doer.subject_foreign(verb)


def _governing_verb(items: list[Item], frame: Frame) -> int | None:
    """The item of the verb that governs the number: its own, or else the last finite one before it in the clause."""
    if frame.verbs and items[frame.verbs[0]].concept != "have":
        return frame.verbs[0]
    if frame.verb_token >= 0:
        found = bisect_left(items, frame.verb_token, key=last_token)
        if found < len(items) and items[found].kind == "verb" and items[found].last == frame.verb_token:
            return found
    begin = min(frame.item, len(items)) - 1
    for j in range(begin, max(-1, begin - REACH), -1):
        if items[j].kind == "semi":
            return None
        if items[j].kind == "verb" and items[j].finite:
            return j
    return None


class _Doer:
    """Finds who does what a verb says, and whether that is another country's authority."""

    def __init__(self, t: Tokens, items: list[Item], iso3: str) -> None:
        self.t, self.items = t, items
        self.own = PARTS.get(iso3, frozenset()) | {iso3}

    def agent_foreign(self, verb: int) -> bool:
        """Whether "by …" behind a passive verb names a foreign authority."""
        items = self.items
        for j in range(verb + 1, len(items)):
            x = items[j]
            if x.kind in ("semi", "rel", "sub", "comma") or (x.kind == "verb" and x.finite):
                return False
            if x.kind == "prep" and self.t.low[x.first] == "by":
                end = j + 1
                while end < len(items) and items[end].kind in _PHRASE:
                    end += 1
                return self.foreign_phrase(x.first + 1, items[end - 1].last + 1)
        return False

    def subject_foreign(self, verb: int) -> bool:
        """Whether the subject of an active verb is a foreign authority that acts alone."""
        span = self._subject(verb, 0)
        if span is None:
            return False
        lo, hi = span
        first, last = self.items[lo].first, self.items[hi].last + 1
        if self.foreign_phrase(first, last) or self._placed_abroad(lo, first, last):
            return not self._joint(lo, verb)
        return False

    def _subject(self, verb: int, depth: int) -> tuple[int, int] | None:
        """The items of the subject of the verb at item ``verb``."""
        items = self.items
        q = self._before_aside(verb - 1)
        if q < 0 or depth > 4:
            return None
        kind = items[q].kind
        if kind == "verb" and items[q].finite and items[q].voice != "passive" and items[verb].form == "ing":
            return self._subject(q, depth + 1)  # "Chinese authorities reported prosecuting"
        if kind in ("conj", "comma"):
            # "dismantled six groups and arrested": the subject is that of the verb before
            return self._earlier(q, depth)
        if kind == "rel" or (kind == "sub" and self.t.low[items[q].first] == "that"):
            if items[verb].concept == "go":
                # "police broke up a ring with the help of others, which led to": what was done, not who helped
                return self._earlier(q, depth)
            # "Estonian officers, who arrested": what the clause describes
            q -= 1
            while q >= 0 and items[q].kind == "comma":
                q -= 1
        lo = self.phrase_start(q)
        if lo is None:
            return None
        if lo == q and items[q].kind == "pron":
            return self._earlier(q, depth)
        return lo, q

    def _earlier(self, q: int, depth: int) -> tuple[int, int] | None:
        """The subject of the last finite verb before item ``q``."""
        for p in range(q - 1, -1, -1):
            if self.items[p].kind == "verb" and self.items[p].finite:
                return self._subject(p, depth + 1)
        return None

    def _before_aside(self, q: int) -> int:
        """The item before adverbs, times, a split "had themselves …" and a remark between commas."""
        items = self.items
        while q >= 0 and (
            items[q].kind == "time"
            or (items[q].kind == "adv" and self.t.text[items[q].first].islower())
            or (items[q].kind == "pron" and self.t.low[items[q].first].endswith(("self", "selves")))
            or (items[q].kind == "verb" and items[q].concept == "have")
        ):
            q -= 1
        if q > 0 and items[q].kind == "comma":
            p = q - 1
            while p > 0 and items[p].kind not in ("comma", "semi"):
                p -= 1
            if p > 0 and items[p].kind == "comma" and items[p + 1].kind in _ASIDE and not items[p + 1].finite:
                return p - 1
        return q

    def phrase_start(self, q: int) -> int | None:
        """The first item of the noun phrase that ends at item ``q``."""
        items = self.items
        lo = q + 1
        while lo > 0 and items[lo - 1].kind in _PHRASE:
            if items[lo - 1].kind == "conj" and self._joins_clauses(lo - 1):
                break
            lo -= 1
            if items[lo].kind == "conj" and lo > 0 and items[lo - 1].kind == "comma":
                # a list: "Austria, France, and the Netherlands"
                while lo > 1 and items[lo - 1].kind == "comma" and items[lo - 2].kind in ("noun", "word"):
                    lo -= 1
                    while lo > 0 and items[lo - 1].kind in _PHRASE:
                        lo -= 1
        while lo <= q and items[lo].kind == "conj":
            lo += 1
        return lo if lo <= q else None

    def _joins_clauses(self, conj: int) -> bool:
        """Whether what stands before a conjunction is an object, so that a new clause begins behind it."""
        for p in range(conj - 1, -1, -1):
            kind = self.items[p].kind
            if kind in ("num", "verb"):
                return True
            if kind not in _PHRASE:
                return kind == "close"
        return False

    def foreign_phrase(self, lo: int, hi: int) -> bool:
        """Whether each of the joined parts of the phrase names a foreign authority."""
        parts: list[bool] = []
        start = lo
        for k in range(lo, hi + 1):
            if k == hi or self.t.low[k] in ("and", "or", "&", ","):
                if k > start:
                    parts.append(self._foreign_part(start, k, hi))
                start = k + 1
        return bool(parts) and all(parts)

    def _foreign_part(self, lo: int, hi: int, end: int) -> bool:
        t, table, names = self.t, demonyms(), first_words()
        actor = prep = -1
        placed = foreign = False
        k = lo
        while k < hi:
            low = t.low[k]
            named = country_at(t.text, k) if t.text[k] in names else None
            code = named[0] if named else table.get(t.text[k])
            width = named[1] if named else 1
            if code is None and low not in TELLING:
                pass
            elif code is not None and code in self.own:
                return False
            if code is not None and named is None:
                # "Spanish police"; "Spanish and Brazilian police", where the noun comes with the second
                foreign = foreign or (prep < 0 and any(w in ACTORS for w in t.low[k + 1 : hi if hi - lo > 1 else end]))
            elif code is not None:
                if prep >= 0:
                    foreign = foreign or placed
                else:
                    rest = t.low[k + width : hi]
                    alone = k - lo <= 1 and not any(t.text[i][:1].isalpha() for i in range(k + width, hi))
                    foreign = foreign or alone or (bool(rest) and rest[0] in ("'s", "’s") and bool(ACTORS & set(rest)))
                    foreign = foreign or (bool(rest) and rest[-1] in ACTORS and k - lo <= 1)
            elif low in OF_MANY:
                foreign = foreign or prep < 0
            elif low in ACTORS:
                if prep < 0 and low in STATES and not NOT_OWN.isdisjoint(t.low[max(lo, k - 2) : k]):
                    foreign = True  # "by another government"
                if prep < 0:
                    actor = k
                    foreign = foreign or low == "counterparts"
                    foreign = foreign or ("foreign" in t.low[lo:k] and low not in ("ministry", "officials", "officers"))
            elif low in ENVOYS:
                return False
            elif low in ABROAD and actor >= 0:
                foreign = True
            elif low in PLACING:
                if low == "by" and "operation" in t.low[lo:k]:
                    # "an operation by Spanish police led to"
                    prep = -1
                else:
                    # "courts in Kenya", but not "officers at the border with Kenya"
                    prep, placed = k, actor == k - 1 and low in ("of", "in", "from")
            k += width
        return foreign

    def _placed_abroad(self, lo: int, first: int, last: int) -> bool:
        """ "In Kenya, courts …", "the Philippines and Thailand, where authorities …": plain authorities of a country
        named before."""
        t, items = self.t, self.items
        words = [w for w in t.low[first:last] if w not in ("the", "local", "national")]
        if not words or any(w not in ACTORS for w in words) or lo == 0:
            return False
        before = items[lo - 1]
        if before.kind == "sub" and t.low[before.first] == "where":
            k = before.first - 1
            codes: list[str] = []
            while k >= 0 and (t.low[k] in (",", "and", "the") or t.text[k][:1].isupper()):
                named = country_at(t.text, k)
                codes += [named[0]] if named else []
                k -= 1
            return bool(codes) and not self.own & set(codes)
        if before.kind == "comma":
            start = before.first
            while start > 0 and t.low[start - 1] != ";":
                start -= 1
            if t.low[start : start + 1] == ["in"]:
                k = start + (2 if t.low[start + 1 : start + 2] == ["the"] else 1)
                named = country_at(t.text, k)
                return named is not None and named[0] not in self.own and t.low[k + named[1]] == ","
        return False

    def _joint(self, lo: int, verb: int) -> bool:
        """Whether the clause says that the own authorities took part ("together with Moldovan police, …")."""
        t, items = self.t, self.items
        start = lo
        while start > 0 and items[start - 1].kind not in ("semi", "rel", "sub", "verb"):
            start -= 1
        end = verb + 1
        while end < len(items) and items[end].kind not in ("semi", "rel", "sub", "verb"):
            end += 1
        first, stop = items[start].first, items[end - 1].last + 1
        for k in range(first, stop):
            if t.low[k] == "with" and JOINT & set(t.low[max(first, k - 4) : k]):
                codes = {c for i in range(k + 1, min(stop, k + 6)) if (c := self._code(i)) is not None}
                if not codes or codes & self.own:
                    return True
        return False

    def _code(self, k: int) -> str | None:
        named = country_at(self.t.text, k)
        return named[0] if named else demonyms().get(self.t.text[k])


def private_actor(a: Analysis, frame: Frame, metric: str) -> bool:
    """Whether an NGO, an international organization or a donor alone held the training ("IOM funded a course for 60
    lawyers"): the state's own trainings count."""
    if metric not in ("trainings", "persons_trained"):
        return False
    low = a.tokens.low
    if _by_private(a, frame):
        return True
    verb = next((x for x in reversed(a.items[: frame.item]) if x.kind == "verb" and x.finite), None)
    if verb is None or verb.voice != "active":
        return False
    hi = verb.first
    lo = _clause_start(low, hi)
    if lo and low[lo - 1] == ",":
        # over a remark: "IOM, whose campaign reached 24 towns, trained"
        opened = next((i for i in range(lo - 2, 0, -1) if low[i] == ","), None)
        if lo == hi and opened is not None and low[opened + 1] in ("whose", "which", "who"):
            lo, hi = _clause_start(low, opened), opened
    return _private(_own_clause(a, low[lo:hi], lo))


#: how far behind a noun "held by …" says who held it
AGENT = 8


def _by_private(a: Analysis, frame: Frame) -> bool:
    """ "11 workshops, paid for and held by an international organization, reached": who held them."""
    low, end = a.tokens.low, frame.np_end + 1
    by = next((i for i in range(end, min(len(low), end + AGENT)) if low[i] == "by"), None)
    held = [x for x in a.items[frame.item :][:AGENT] if x.kind == "verb" and x.first >= end]
    if by is None or not any(x.concept in ("hold", "operate") and x.last == by - 1 for x in held):
        return False
    stop = next((i for i in range(by + 1, len(low)) if low[i] in (",", ";", ".", ")")), len(low))
    return _private(low[by + 1 : stop]) and not JOINT.intersection(low[end:stop])


def _own_clause(a: Analysis, words: list[str], at: int) -> list[str]:
    """A subject without the "and" that joins its clause to one before it; in a list of subjects the "and" stays."""
    joins = words[:1] in (["and"], ["but"]) and any(x.kind == "verb" and x.finite and x.last < at for x in a.items)
    return words[1:] if joins else words


def _private(words: list[str]) -> bool:
    """Whether a subject names an organization or a donor, and no office of the state beside it."""
    return bool(PRIVATE.intersection(words)) and STATE.isdisjoint(words)


#: what donors and organizations do with their own money
GIVING = frozenset(["contributed", "gave", "donated", "paid", "provided", "funded", "spent", "granted", "financed"])


def private_gift(a: Analysis, frame: Frame) -> bool:
    """Whether an NGO, an international organization or a donor alone gave a sum: only the state's money counts."""
    low = a.tokens.low
    verb = next((x for x in reversed(a.items[: frame.item]) if x.kind == "verb" and x.finite), None)
    if verb is None or verb.voice != "active" or low[verb.last] not in GIVING:
        return False
    lo = _clause_start(low, verb.first)
    return _private(_own_clause(a, low[lo : verb.first], lo))


def _clause_start(low: list[str], hi: int) -> int:
    """The token at which the subject that ends before ``hi`` begins."""
    lo = hi
    while lo and low[lo - 1] not in (";", ",", "while", "whereas", "but", "that", "("):
        lo -= 1
    return lo
