"""Reads the noun phrase that a number counts: its head, its other nouns, and its end.

What belongs here: reading a phrase item by item. What does not belong here: the words and patterns
(``data/phrases.yaml``), or the number's governors (``governors``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.language import concepts, forms
from tipetl.language.demonyms import demonyms
from tipetl.language.particles import WORD
from tipetl.syntax.chunks import kinds, voices
from tipetl.syntax.chunks.symbols import BOOK

if TYPE_CHECKING:
    from collections.abc import Callable

    from tipetl.language.tokens import Tokens
    from tipetl.syntax.chunks.items import Item
    from tipetl.syntax.frames.frame import Frame

WORDS = BOOK.words
INNER_MARKS, POSSESSIVES, NAMED_FORMS = WORDS["inner_marks"], WORDS["possessives"], WORDS["named_forms"]
PERSON_ENDINGS = tuple(sorted(WORDS["person_endings"]))
#: classes of concepts; a list may join several concepts of one class
CLASSES = (WORDS["persons"], WORDS["events"], WORDS["buildings"])
#: kinds of items that may precede "of" and the name of a whole
OPENS_A_WHOLE = frozenset((kinds.NUMBER, kinds.SEMICOLON, kinds.COMMA, kinds.CONJUNCTION))


def noun_phrase(tokens: Tokens, items: list[Item], place: int, frame: Frame, *, listing: bool = False) -> None:
    """Adds the noun phrase of number item ``place`` to ``frame``. With ``listing``, a phrase continues past commas ("no
    arrests, charges, or convictions")."""
    phrase = _Phrase(tokens, items, place, frame, listing)
    begin = phrase.begin()
    if begin is not None:
        phrase.read(begin)
        phrase.close()


class _Phrase:
    """The state of reading a noun phrase. ``last`` is its last item so far; ``headed``: a head has followed the last
    joining word."""

    __slots__ = ("frame", "headed", "items", "last", "listing", "place", "tokens")

    def __init__(self, tokens: Tokens, items: list[Item], place: int, frame: Frame, listing: bool) -> None:
        self.tokens, self.items, self.place, self.frame, self.listing = tokens, items, place, frame, listing
        self.last, self.headed = place, False

    def begin(self) -> int | None:
        """Finds the item at which the counted noun begins, after "of the" if need be. Returns None if no noun follows:
        "nine of them"."""
        behind, frame, items = self.place + 1, self.frame, self.items
        if behind + 1 >= len(items) or items[behind].form != WORD.whole:
            return behind
        if BOOK["of_them"].fits(items, behind):
            frame.partitive = True
            frame.np_end, frame.np_end_item = items[behind + 1].last, behind + 1
            return None
        whole = BOOK["of_a_whole"].end(items, behind)
        if whole != -2:
            frame.partitive, self.last = True, whole - 1
            return whole
        named = behind + 1
        while named < len(items) and items[named].kind in kinds.DETERMINER_OR_NUMBER:
            named += 1
        if BOOK["names_something_counted"].fits(items, named):
            return named
        # "16 of labor trafficking": this describes the 16 and is not counted
        frame.np_end, frame.np_end_item = items[self.place].last, self.place
        return None

    def read(self, begin: int) -> None:
        """Adds items from ``begin`` on to the phrase until an item does not belong to it."""
        at: int | None = begin
        while at is not None and at < len(self.items):
            step = _STEPS.get(self.items[at].kind)
            at = step(self, self.items[at], at) if step is not None else None

    def close(self) -> None:
        """Sets the end of the phrase, and recognizes people by the ending of the last word."""
        frame = self.frame
        if frame.partitive and not frame.heads and frame.head_word in WORDS["one_of_two"]:
            frame.head_word = ""  # "12 of the latter" means "12 of those"
        if not frame.heads and frame.head_word and names_person(self.tokens, self.items, self.place + 1, self.last):
            frame.heads.append(concepts.PERSON)
        frame.np_end_item, frame.np_end = self.last, self.items[self.last].last

    # -- steps: each accepts an item and returns the next index, or rejects the item (None)
    # ----------------------------------------

    def _word_of(self, item: Item) -> str:
        return self.tokens.low[item.first]

    def _next(self, at: int) -> Item | None:
        return self.items[at + 1] if at + 1 < len(self.items) else None

    def _taken(self, at: int) -> int:
        self.last = at
        return at + 1

    def _set_back(self, *, behind_noun: bool = False) -> None:
        """Makes the current head a modifier of the next word: "[police] stations"."""
        frame = self.frame
        if frame.heads and (not behind_noun or self.items[self.last].kind == kinds.NOUN):
            frame.nouns.append(frame.heads.pop())

    def _noun(self, item: Item, at: int) -> int | None:
        if self._is_given_to_them(item, at) or (self.headed and self._word_of(item) == WORD.known):
            return None
        if self.headed and self._is_subject_behind(item):
            return None
        if self.headed:
            self._set_back(behind_noun=True)
        concept = item.concept or ""
        self.frame.heads.append(concept)
        self.frame.nouns.append(concept)
        self.frame.head_word = self.tokens.low[item.last]
        self.headed = True
        return self._taken(at)

    def _is_subject_behind(self, item: Item) -> bool:
        """Return whether people named after a plural noun for things are the subject of a new clause: "on 12 farms
        inspectors made checks"."""
        head = self.items[self.last]
        things = head.kind == kinds.NOUN and head.form == forms.PLURAL and head.concept not in WORDS["persons"]
        return things and item.form == forms.PLURAL and item.concept in WORDS["persons"]

    def _is_given_to_them(self, item: Item, at: int) -> bool:
        """Return whether the noun ``item`` after the people counted is singular, so that the number cannot count it:
        "gave 14 victims shelter"."""
        head, behind = self.items[self.last], self._next(at)
        persons = head.kind == kinds.NOUN and head.form == forms.PLURAL and head.concept in WORDS["persons"]
        counts = self.items[self.place].form == forms.COUNT  # "a police hotline"
        return persons and counts and item.form != forms.PLURAL and (behind is None or behind.kind not in kinds.NAMING)

    def _word(self, item: Item, at: int) -> int | None:
        if self._is_said_of_it(item, at):
            return None
        if item.concept == "exploitation":
            self._set_back()
        else:
            # "police stations", "trafficking victim shelters": an unknown last word is the head
            self.frame.head_word = self.tokens.low[item.last]
            self._set_back(behind_noun=True)
        return self._taken(at)

    def _is_said_of_it(self, item: Item, at: int) -> bool:
        """Return whether a word is the noun's predicate, not part of its name: "15 defendants guilty", "six cases
        pending", "three of the four guilty"."""
        word, behind = self._word_of(item), self._next(at)
        named = bool(self.frame.heads) or (self.frame.partitive and (behind is None or behind.kind not in kinds.NAMING))
        return word in WORDS["said_of_all"] or (word in WORDS["postposed"] and named)

    def _determiner(self, item: Item, at: int) -> int | None:
        return self._taken(at) if self._word_of(item) in WORDS["name_openings"] else None

    def _adverb(self, item: Item, at: int) -> int | None:
        """Accepts an adverb that modifies the noun: "two further workshops", "two newly registered victims"."""
        behind = self._next(at)
        if behind is None or self.last != self.place:
            return None
        names = BOOK["newly_done"].fits(self.items, at)
        return self._taken(at) if names or (self._word_of(item) == "further" and behind.kind != kinds.VERB) else None

    def _participle(self, item: Item, at: int) -> int | None:
        """Accepts a participle before its noun: "12 convicted traffickers"; a participle after its noun begins a
        clause."""
        if not self._may_modify(item):
            return None
        behind = self._next(at)
        if behind is None or behind.kind not in kinds.NAMING:
            return None
        if (item.form == forms.GERUND and self.last == self.place) or (
            item.form == forms.PAST and self.frame.head_word
        ):
            return None
        if item.concept == concepts.CONTINUE and self.last == self.place:
            self.frame.acts.append(item.concept)  # "29 continued prosecutions"
        if item.concept and self._is_whole():
            self.frame.post.append(item.concept)  # "of 12 convicted men, nine appealed": they had been convicted
        return self._taken(at)

    def _is_whole(self) -> bool:
        """Return whether the number is a whole with a part counted before it: "three of the eight"."""
        before = self.place - 1
        while before > 0 and self.items[before].kind == kinds.DETERMINER:
            before -= 1
        opens = before == 0 or (before > 0 and self.items[before - 1].kind in OPENS_A_WHOLE)
        return before >= 0 and self.items[before].form == WORD.whole and opens

    def _may_modify(self, item: Item) -> bool:
        participle = (
            item.form in forms.GERUND_OR_PARTICIPLE_OR_PAST
            and item.voice in voices.ACTIVE_OR_BARE
            and item.first == item.last
        )
        # "the other ten refused help"
        clause = item.concept in WORDS["never_before_a_noun"] or self._word_of(item) in WORDS["declining"]
        return participle and not self.frame.heads and not clause

    def _number(self, item: Item, at: int) -> int | None:
        behind = self._next(at)
        if item.form in NAMED_FORMS:
            return self._taken(at) if behind is not None and behind.kind in kinds.MARK_OR_NOUN_OR_WORD else None
        if item.form != forms.COUNT or not self.frame.partitive or self.tokens.low[item.first - 1] not in POSSESSIVES:
            return None
        # "three of the country's eight shelters"
        self.frame.head_word = ""
        return self._taken(at)

    def _mark(self, item: Item, at: int) -> int | None:
        if self._next(at) is None or self._word_of(item) not in INNER_MARKS:
            return None
        if self._word_of(item) in ("'s", "’s") and self.frame.heads:
            self.frame.nouns.append(self.frame.heads.pop())
        return self._taken(at)

    def _comma(self, item: Item, at: int) -> int | None:
        if not self.listing:
            return None
        behind = self._next(at)
        joined = behind is not None and behind.kind == kinds.CONJUNCTION
        return self._join(behind if behind is not None and joined else item, at, at + 1 + joined)

    def _conjunction(self, item: Item, at: int) -> int | None:
        if at == self.place + 1 and not self.listing and self._word_of(item) == WORD.also:
            # "arrests rose from 112 to 120 and convictions from 36": the number has no noun, and the next has its own
            return None
        return self._join(item, at, at + 1)

    def _join(self, item: Item, at: int, begin: int) -> int | None:
        """Continues past a joining item if the joined words belong to the phrase: "police and immigration officers",
        "tea and tobacco estates", "prosecutions or convictions"."""
        items = self.items
        while begin < len(items) and items[begin].kind == kinds.DETERMINER:
            begin += 1
        end = BOOK["joined_name"].end(items, begin) if begin < len(items) else -2
        if end == -2 or self._word_of(item) == WORD.contrast:
            return None
        # "16 victims and the men's shelter": the joined noun is the thing owned
        owners = [q for q in range(begin + 1, min(end, len(items) - 1)) if self._word_of(items[q]) in ("'s", "’s")]
        begin = owners[-1] + 1 if owners else begin
        if not self._belongs(self._word_of(item), items[begin:end], items[end : end + 2]):
            return None
        self.last, self.headed = at, False
        return begin

    def _belongs(self, joiner: str, names: list[Item], behind: list[Item]) -> bool:
        """Return whether the number also counts joined nouns, which may neither begin a clause nor have their own
        figure ("94 investigations and prosecutions of 78 defendants")."""
        nouns = [x.concept for x in names if x.kind == kinds.NOUN]
        tells = behind[0].voice if behind and behind[0].finite else ""
        if self.listing:
            return bool(nouns) and (tells != voices.ACTIVE or joiner != WORD.also)
        heads = self.frame.heads
        alike = bool(heads) and any(_same_class(noun, heads[-1]) for noun in nouns)
        if tells in voices.ACTIVE_OR_PASSIVE and not alike and joiner != WORD.choice:
            return tells == voices.PASSIVE
        return (alike or not heads) and not BOOK["of_a_figure"].fits(behind, 0)


_STEPS: dict[str, Callable[[_Phrase, Item, int], int | None]] = {
    kinds.NOUN: _Phrase._noun,
    kinds.WORD: _Phrase._word,
    kinds.DETERMINER: _Phrase._determiner,
    kinds.ADVERB: _Phrase._adverb,
    kinds.VERB: _Phrase._participle,
    kinds.NUMBER: _Phrase._number,
    kinds.MARK: _Phrase._mark,
    kinds.COMMA: _Phrase._comma,
    kinds.CONJUNCTION: _Phrase._conjunction,
}


def names_person(tokens: Tokens, items: list[Item], first: int, last: int) -> bool:
    """Return whether a phrase's last word, which the lexicon does not list, names people: it is a demonym
    ("Venezuelans") or has a person's ending."""
    if last < first or last >= len(items):
        return False
    word = tokens.text[items[last].last]
    if word in demonyms():
        return True
    return word.islower() and word.endswith(PERSON_ENDINGS) and word not in WORDS["not_persons"]


def _same_class(one: str | None, other: str | None) -> bool:
    """Return whether one list may join both concepts."""
    return one == other or any(one in together and other in together for together in CLASSES)
