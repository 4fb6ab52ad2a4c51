"""Finds the participles and relative clauses after a number's noun phrase, and the verb with the phrase as its subject.

What belongs here: the search from the phrase to its verb. What does not belong here: the governors to the number's left
(``governors``), or the patterns for the words in between (``data/clauses.yaml``, through ``lookahead``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.language import concepts, forms
from tipetl.language.particles import WORD
from tipetl.language.words import word_set
from tipetl.syntax.chunks import kinds, voices
from tipetl.syntax.chunks.items import HAVE
from tipetl.syntax.chunks.symbols import BOOK
from tipetl.syntax.frames.governors import add_verb
from tipetl.syntax.frames.lookahead import (
    clause_of_others,
    closing_comma,
    ends_clause,
    list_to_verb,
    main_verb_behind,
    only_describes,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tipetl.language.tokens import Tokens
    from tipetl.syntax.chunks.items import Item
    from tipetl.syntax.frames.frame import Frame


#: forms of numbers that may share a verb in a list
MEMBERS = frozenset((forms.COUNT, forms.ONE))
#: kinds of items that end the search for a subject's further verbs
FURTHER_ENDS = frozenset(
    (kinds.SEMICOLON, kinds.SUBORDINATOR, kinds.NUMBER, kinds.RELATIVE, kinds.COLON, kinds.DASH, kinds.OPEN_BRACKET)
)
#: words between the colon after a number and the verb that acts on the number ("that is how many")
SO_MANY = [phrase.split() for phrase in sorted(BOOK.words["so_many"])]
#: concepts of verbs that do not name an action
NO_DEEDS = frozenset((concepts.BE, concepts.DO, concepts.HAVE))
#: the links that a number at the start of its clause may have
OPENINGS = frozenset((kinds.START, kinds.COMMA, kinds.SEMICOLON, kinds.LIST, kinds.COLON))
#: words before a number that sums up earlier numbers
SUMMING_UP = BOOK.words["summing_up"]
#: concepts of nouns that name people
PERSONS = word_set("nouns_of_persons")
#: the maximum number of items between a noun phrase and its verb
LONGEST_SUBJECT = 40


def verbs_right(tokens: Tokens, items: list[Item], frame: Frame, *, subject_allowed: bool) -> None:
    """Reads the words after the noun phrase and adds participles, relative clauses and the phrase's own verb to the
    frame."""
    begin = frame.np_end_item + 1
    if frame.partitive and begin and items[begin - 1].kind == kinds.RELATIVE and clause_of_others(items, begin):
        # "26 of whom police had referred"
        verb = next(q for q in range(begin, len(items)) if items[q].kind == kinds.VERB)
        add_verb(frame, items[verb], subject=False)
        frame.verbs.append(verb)
        return
    _Predicate(tokens, items, frame, subject_allowed).read(begin)


class _Predicate:
    """The search from a noun phrase to its verb.

    ``relative``: a relative clause has begun and has no verb yet; ``aside``: the relative clause is enclosed in commas;
    ``shared``: the number may be one of several subjects.
    """

    __slots__ = ("aside", "frame", "items", "relative", "shared", "subject_allowed", "tokens")

    def __init__(self, tokens: Tokens, items: list[Item], frame: Frame, subject_allowed: bool) -> None:
        self.tokens, self.items, self.frame, self.subject_allowed = tokens, items, frame, subject_allowed
        self.relative = self.aside = False
        # a number without a noun cannot be the first member of a subject: "nine in 2011 and six in 2010, and two clerks
        # were held"
        self.shared = not frame.bare() or frame.partitive

    def read(self, begin: int) -> None:
        """Reads on from item ``begin`` until it finds the verb or no verb can follow."""
        items = self.items
        at: int | None = begin
        depth = 0
        for _ in range(LONGEST_SUBJECT):
            if at is None or at >= len(items):
                return
            kind = items[at].kind
            if depth:
                depth += (kind == kinds.OPEN_BRACKET) - (kind == kinds.CLOSE_BRACKET)
                at += 1
            elif kind == kinds.OPEN_BRACKET:
                depth = 1
                at += 1
            else:
                step = _STEPS.get(kind)
                at = step(self, at) if step is not None else at + 1

    # -- steps: each returns the item at which to continue, or None to stop
    # ------------------------------------------------------------

    def _end(self, _: int) -> None:
        return None

    def _colon(self, at: int) -> None:
        """Adds the verb after a colon that states an event affecting the number: "12 victims: that is how many police
        freed"."""
        low, begin = self.tokens.low, self.items[at].last + 1
        told = next((words for words in SO_MANY if low[begin : begin + len(words)] == words), None)
        if told is None or not self.subject_allowed:
            return
        verbs = (place for place in range(at, len(self.items)) if self.items[place].kind == kinds.VERB)
        for place in verbs:
            if self.items[place].first >= begin + len(told) and self.items[place].concept not in NO_DEEDS:
                add_verb(self.frame, self.items[place], subject=self.items[place].voice == voices.PASSIVE)
                self.frame.verbs.append(place)
                return

    def _dash(self, at: int) -> int | None:
        """Skips a breakdown between dashes: returns the item after the second dash."""
        close = next((q for q in range(at + 1, len(self.items)) if self.items[q].kind == kinds.DASH), None)
        return None if close is None or not self.subject_allowed else close + 1

    def _relative(self, at: int) -> int | None:
        """Enters a relative clause, so that the next verb acts on the number: "the victims whom the teams assisted"."""
        if self.tokens.low[self.items[at].first - 1] in BOOK.words["before_a_purpose"] or self._of_a_thing(at):
            return None
        if self._of_its_cases(at) or (self._is_governed() and BOOK["things_of_theirs"].fits(self.items, at)):
            return None
        if self._is_governed() and BOOK["of_a_numbered_whole"].fits(self.items, at - 1):
            return None  # "closed 12 of the 50 cases that they had opened": the clause says which cases the 50 are
        self.relative = True
        end = BOOK["acted_on_by_others"].end(self.items, at)
        if end == -2:
            return at + 1
        main = self._main_verb_of_those(end)
        if main is not None:
            return main
        verb = self.items[end - 1]
        add_verb(self.frame, verb, subject=verb.voice == voices.PASSIVE)
        self.relative = False
        return end

    def _is_governed(self) -> bool:
        """Return whether a verb, or a noun with a preposition other than "of", governs the number."""
        by_noun = self.frame.linked == kinds.PREPOSITION and self.frame.prep != WORD.whole and bool(self.frame.of)
        return by_noun or (self.frame.linked == kinds.VERB and bool(self.frame.acts))

    def _main_verb_of_those(self, end: int) -> int | None:
        """Finds the main verb after a clause that ends before item ``end`` and only identifies "those": "16 of those
        whom police had arrested were tried"."""
        those = self.frame.partitive and self.tokens.low[self.frame.np_end] == WORD.far
        return main_verb_behind(self.items, end - 1) if those and self.subject_allowed else None

    def _of_a_thing(self, at: int) -> bool:
        """Return whether a clause with "which" describes a thing named after the people counted: "took 12 men to
        court, which convicted nine"."""
        which = self.tokens.low[self.items[at].first] == WORD.told_thing and at > self.frame.np_end_item + 2
        return which and not PERSONS.isdisjoint(self.frame.heads)

    def _of_its_cases(self, at: int) -> bool:
        """Return whether a clause or a participle describes the cases of the people counted, not the people:
        "convicted 22, 18 of them in cases carried over from 2018"."""
        return self.frame.partitive and BOOK["in_court_events"].end(self.items, self.frame.np_end_item + 1) == at

    def _verb(self, at: int) -> int | None:
        verb, frame = self.items[at], self.frame
        if self.relative:
            return self._verb_of_relative(at)
        if at == frame.np_end_item + 1 and BOOK["being_done"].fits(self.items, at):
            add_verb(frame, verb, subject=True)  # "ended with three men being cleared"
            return None
        turned = BOOK["object_before_did"].end(self.items, at) if frame.linked in OPENINGS else -2
        if turned != -2:
            # "twelve victims did the police find"
            add_verb(frame, self.items[turned - 1], subject=False)
            frame.verbs.append(turned - 1)
            return None
        if verb.voice == voices.BARE and not self._is_predicate(at):
            return self._participle(at)
        if verb.voice == voices.INFINITIVE or (verb.form == forms.GERUND and not verb.finite):
            return at + 1 if self.subject_allowed else None
        if self.subject_allowed and verb.finite:
            add_verb(frame, verb, subject=True)
            frame.verbs.append(at)
            _further(self.items, _coordinated(self.items, at, frame), frame)
        return None

    def _verb_of_relative(self, at: int) -> int:
        verb, frame = self.items[at], self.frame
        main = None if self.aside or not self.subject_allowed else main_verb_behind(self.items, at)
        self.relative = False
        if self.aside and frame.linked == kinds.COLON and self.tokens.low[verb.first] in HAVE:
            return at + 1  # "assisted 54 victims: 30 Albanians, who had been sent back, and 24 foreigners"
        if main is not None:
            # "two officers who owned a brothel were investigated": the clause only describes them
            frame.post += [verb.concept] if verb.concept and verb.voice == voices.PASSIVE else []
            return main
        add_verb(frame, verb, subject=True)
        return _coordinated(self.items, at, frame)

    def _is_predicate(self, at: int) -> bool:
        """Return whether a past form without an object is the number's verb: "nine testified"."""
        if not self.subject_allowed or self.frame.linked == kinds.VERB or self._of_its_cases(at):
            return False
        return ends_clause(self.items, at) and not only_describes(self.items, at)

    def _participle(self, at: int) -> int:
        """Adds a participle that describes the number, to be used if no other verb matches: "six victims found in a
        raid"."""
        items, frame, verb = self.items, self.frame, self.items[at]
        adjoins = frame.np_end_item == at - 1
        if frame.partitive and adjoins and self.tokens.low[frame.np_end] == WORD.far:
            return at + 1  # "six of those arrested were": the participle says who "those" are
        had = (
            frame.acts == [concepts.HAVE]
            and items[frame.np_end_item + 1].form == WORD.whole
            and at == frame.np_end_item + 3
        )
        if not verb.concept or not (adjoins or had or items[at - 1].kind in kinds.ADVERB_OR_TIME):
            return at + 1
        if frame.acts == [concepts.HAVE] and frame.linked == kinds.VERB:
            frame.acts = []  # "had 12 victims flown home": they did not act: somebody had others fly them home
            add_verb(frame, verb, subject=False)
        frame.post.append(verb.concept)
        joined = items[at + 2] if at + 2 < len(items) and items[at + 1].kind == kinds.CONJUNCTION else None
        if joined is not None and joined.concept and joined.voice == voices.BARE:
            frame.post.append(joined.concept)
            return at + 3
        return at + 1

    def _conjunction(self, at: int) -> int | None:
        """Continues past a conjunction if only words of a noun phrase follow: "two judges and a clerk were"."""
        if not self.subject_allowed:
            return None
        items, behind = self.items, at + 1
        while behind < len(items) and items[behind].kind in (kinds.DETERMINER, kinds.ADVERB):
            behind += 1
        if behind == len(items):
            return at + 1
        if self._is_member(behind) or items[behind].form == forms.ONE:
            return behind + 1  # "four officers and a guard were": "a" opens the next member of the subject
        return None if items[behind].kind in (kinds.VERB, kinds.NUMBER, kinds.PRONOUN) else at + 1

    def _is_member(self, place: int) -> bool:
        """Return whether item ``place`` is a number that shares the verb: "74 prosecutors and 48 judges took part"."""
        item = self.items[place]
        if item.kind != kinds.NUMBER or item.form not in MEMBERS or self._sums_up(place):
            return False
        return self.shared and list_to_verb(self.items, place)

    def _sums_up(self, place: int) -> bool:
        """Return whether a number without a noun sums up everyone named before it: "two guards and a clerk, and all
        three were"."""
        bare = self.items[place + 1 : place + 2] and self.items[place + 1].kind == kinds.VERB
        return bool(bare) and self.tokens.word(self.items[place].first - 1) in SUMMING_UP

    def _number(self, at: int) -> int | None:
        before = self.items[at - 1]
        inside = before.kind in kinds.DETERMINER_OR_PREPOSITION or (before.kind == kinds.VERB and not before.finite)
        return at + 1 if inside and self.subject_allowed else None

    def _comma(self, at: int) -> int | None:
        if not self.subject_allowed:
            return None
        items, behind = self.items, at + 1
        while behind < len(items) and items[behind].kind in (kinds.CONJUNCTION, kinds.DETERMINER, kinds.ADVERB):
            behind += 1
        if behind < len(items) and items[behind].kind == kinds.NUMBER:
            if self.frame.linked == kinds.LEAD:
                return None  # "Of the 78 convicted, 48 received": the verb belongs to the 48
            if self._is_member(behind):
                return behind + 1
        return self._behind_comma(at + 1)

    def _behind_comma(self, place: int) -> int | None:
        """Continues after the comma before item ``place``: at a relative clause, at the main verb after a relative
        clause, or after a remark."""
        if place >= len(self.items):
            return None
        item = self.items[place]
        if item.kind == kinds.RELATIVE:
            self.relative = self.aside = True
            return place
        if self.aside and item.kind == kinds.VERB and item.voice != voices.BARE:
            # "one broker, who had sold girls, got off": the main verb after the descriptive clause
            self.aside = False
            return place
        close = closing_comma(self.items, place)
        participle = item.kind == kinds.VERB and item.voice == voices.BARE and item.concept
        if close is not None and participle and self.frame.definite:
            self.frame.post.append(participle)  # "the other four, convicted of forced labor, got three years"
        if close is None and self.frame.bare():
            self._gapped_behind_remark(place)
        return None if close is None else close + 1

    def _gapped_behind_remark(self, place: int) -> None:
        """Adds a participle without its auxiliary after a remark that begins at ``place``: "one was convicted; two,
        both guards, acquitted"."""
        end = BOOK["gapped_behind_remark"].end(self.items, place)
        if end != -2:
            verb = next(at for at in range(end - 1, place, -1) if self.items[at].kind == kinds.VERB)
            self.frame.acts.append(self.items[verb].concept or "")
            self.frame.verbs.append(verb)


_STEPS: dict[str, Callable[[_Predicate, int], int | None]] = {
    kinds.DASH: _Predicate._dash,
    kinds.RELATIVE: _Predicate._relative,
    kinds.VERB: _Predicate._verb,
    kinds.SEMICOLON: _Predicate._end,
    kinds.COLON: _Predicate._colon,
    kinds.SUBORDINATOR: _Predicate._end,
    kinds.CONJUNCTION: _Predicate._conjunction,
    kinds.NUMBER: _Predicate._number,
    kinds.COMMA: _Predicate._comma,
}


def _further(items: list[Item], place: int, frame: Frame) -> None:
    """Adds further verbs that share the number as their subject: "87 lodged complaints and gave evidence"."""
    while place < len(items) and items[place].kind not in FURTHER_ENDS:
        item, verb = items[place], items[place + 1] if place + 1 < len(items) else items[place]
        of_whom = kinds.RELATIVE in (items[max(0, frame.item - 1)].kind, items[frame.np_end_item].kind)
        if of_whom and item.kind == kinds.COMMA and verb.kind == kinds.CONJUNCTION:
            return  # "prosecuted 183, of whom 145 (145 of whom) were women, and convicted 166"
        if item.kind == kinds.CONJUNCTION and verb.kind == kinds.VERB and verb.finite and verb.concept:
            undergone = verb.voice == voices.PASSIVE or (
                verb.voice == voices.BARE and verb.concept not in BOOK.words["undergone_alone"]
            )
            (frame.acts if undergone else frame.does).append(verb.concept)
        elif item.kind == kinds.VERB and item.finite and items[place - 1].kind not in (kinds.ADVERB, kinds.CONJUNCTION):
            return
        place += 1


def _coordinated(items: list[Item], place: int, frame: Frame) -> int:
    """Adds the verbs joined to the verb at ``place``, which have the number as their subject ("were arrested and
    charged"). Returns the item after the last verb."""
    passive = items[place].voice == voices.PASSIVE
    end = place + 1
    while True:
        behind = end
        while behind < len(items) and items[behind].kind in (kinds.COMMA, kinds.CONJUNCTION, kinds.ADVERB):
            behind += 1
        if behind == end or behind == len(items) or not _goes_on(items[behind], passive):
            return end
        verb = items[behind]
        if passive and verb.voice == voices.BARE and verb.concept:
            frame.acts.append(verb.concept)
        else:
            add_verb(frame, verb, subject=True)
        end = behind + 1


def _goes_on(verb: Item, passive: bool) -> bool:
    """Return whether a verb shares its subject with the verb before it; ``passive``: the verb before is passive."""
    if verb.kind != kinds.VERB or verb.form not in forms.PAST_OR_PARTICIPLE:
        return False
    if verb.voice == voices.ACTIVE:
        return not passive and verb.concept is not None
    return passive or verb.voice != voices.PASSIVE
