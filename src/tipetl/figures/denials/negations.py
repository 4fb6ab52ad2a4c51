"""Determines how far a denial extends, and when a denial means less than "none".

What belongs here: verbs that share another verb's "not" ("did not charge anyone or close any case"), verbs with two
denied subjects ("neither X nor Y prosecuted"), and denials that fall short of "none". What does not belong here: the
words and the patterns (``syntax/data/denial.yaml``), or the metric of a denied verb (``denied``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.language import concepts, forms
from tipetl.language.lexicon import load_lexicon
from tipetl.language.particles import WORD
from tipetl.syntax.chunks import voices
from tipetl.syntax.chunks.items import SealedItem, copy_of
from tipetl.syntax.chunks.kinds import VERB
from tipetl.syntax.chunks.sealing import seal
from tipetl.syntax.chunks.symbols import BOOK, see_again, words

if TYPE_CHECKING:
    from tipetl.language.tokens import Tokens
    from tipetl.syntax.chunks.items import Item

WORDS = BOOK.words
ANY_AT_ALL, DECLINING, ENDING = WORDS["any_at_all"], WORDS["declining"], WORDS["ending_verbs"]
SHARED_DENIAL = BOOK.scopes["shared_denial"]
VERB_UNDER_SAME_DENIAL, DENIED_TWICE = BOOK["verb_under_same_denial"], BOOK["denied_twice"]
OF_A_CASE_OF_ITS_OWN, DENIED_OF_SOME, LESS_THAN_NONE = (
    BOOK[name] for name in ("of_a_case_of_its_own", "denied_of_some", "less_than_none")
)
#: the number of words after a verb to search for the manner of its action
BEHIND = 10


def with_denials_shared(tokens: Tokens, items: list[Item]) -> list[Item]:
    """Return the items with every verb that a denial reaches negated, or the same items if no denial spreads."""
    words = tokens.words
    shared = not words.isdisjoint((WORD.choice, WORD.denied_too)) and any(item.negated for item in items)
    turned = not words.isdisjoint(WORDS["words_of_occasions"]) and any(
        BOOK["turned_denial"].fits(items, at) for at in range(len(items))
    )
    turned = turned or _fronted_denial(tokens, items) != -2
    if not shared and not turned and WORD.denied_pair not in words:
        return items
    items = [*map(copy_of, items)]
    _share_denials(tokens, items)
    _deny_after_neither(tokens, items)
    _deny_turned(tokens, items)
    for item in items:
        seal(item, SealedItem)
    return items


def denied_verbs(items: list[Item]) -> list[int]:
    """Return the indices of negated verb items that have a concept ("did not convict", "never prosecuted")."""
    return [
        index
        for index, item in enumerate(items)
        if item.kind == VERB
        and item.negated
        and item.concept not in (None, concepts.BE, concepts.DO)
        and not item.modal
    ]


def verbs_under_same_denial(items: list[Item], first: int) -> list[int]:
    """Return the denied verb item ``first`` and the verbs of the same form that are joined to it: "did not try or
    convict"."""
    verbs = [first]
    while (end := VERB_UNDER_SAME_DENIAL.end(items, verbs[-1] + 1)) != -2 and items[end - 1].form == items[first].form:
        verbs.append(end - 1)
    return verbs


def denies_no_figure(tokens: Tokens, items: list[Item], index: int) -> bool:
    """Whether the denied verb item ``index`` denies only a manner, an end, or one person's case, and so yields no
    zero."""
    verb = items[index]
    low = tokens.low
    if DENIED_TWICE.fits(items, index - 1) or OF_A_CASE_OF_ITS_OWN.fits(items, index - 1) or low[verb.last] in ENDING:
        return True
    own, behind = low[verb.first : verb.last + 1], verb.last + 1
    if own[1:2] == ["having"]:
        return True  # "not having been heard, 12 cases rolled over"
    if ANY_AT_ALL.isdisjoint(low[behind : behind + 4]) and (
        own[0] in DECLINING
        or not WORDS["limiting_adverbs"].isdisjoint(own)
        or LESS_THAN_NONE.fits(words(low, behind, behind + BEHIND), 0)
    ):
        return True
    return verb.voice in voices.BARE_OR_PASSIVE and (
        not WORDS["present_states"].isdisjoint(own[:1]) or DENIED_OF_SOME.fits(items, index - 1)
    )


def _share_denials(tokens: Tokens, items: list[Item]) -> None:
    """Negates the verbs in base form that "or" joins to a denied verb: "did not investigate any offense or convict
    anyone", "failed to identify victims or to train judges"."""
    for index, item in enumerate(items):
        if item.kind != VERB or not item.negated or item.modal:
            continue
        for joint in range(index + 1, SHARED_DENIAL.end(items, index + 1)):
            behind = BOOK["joins_denial"].end(items, joint)
            if behind != -2 and (verb := _base_verb(tokens, items, behind)) is not None:
                verb.negated, verb.finite, verb.voice = True, True, voices.ACTIVE
                see_again(tokens.low, verb)


def _base_verb(tokens: Tokens, items: list[Item], index: int) -> Item | None:
    """Return item ``index`` if it is a verb in its base form, or makes the item a verb if only the preceding denial
    shows that the word is not a noun ("did not open a case or charge any suspect")."""
    if index >= len(items):
        return None
    item = items[index]
    if item.kind == VERB:
        return item if item.form == forms.BASE else None
    if not BOOK["may_be_a_verb"].fits(items, index):
        return None
    meanings = load_lexicon().words.single.get(tokens.low[item.first], ())
    verb = next((tag for tag in meanings if tag.category == forms.VERB and tag.form == forms.BASE), None)
    if verb is None:
        return None
    item.kind, item.concept, item.form = VERB, verb.concept, forms.BASE
    return item


def _deny_after_neither(tokens: Tokens, items: list[Item]) -> None:
    """Negates the verb after "neither … nor": "neither the ministry nor the police prosecuted any official"."""
    for index in range(len(items)):
        end = BOOK["neither_nor_verb"].end(items, index)
        if end != -2:
            items[end - 1].negated = True
            see_again(tokens.low, items[end - 1])
            return


def _fronted_denial(tokens: Tokens, items: list[Item]) -> int:
    """Return the item after the denial and the verb that open a sentence ("never has the country tried"), or -2 if no
    denial opens the sentence. "Did not have funds" does not begin with a denial, and "not having funds" inverts no
    verb."""
    if not items:
        return -2
    first, last = tokens.low[items[0].first], tokens.low[items[0].last]
    plain = items[0].kind == VERB and not (first in WORDS["fronted_denials"] and last in WORDS["turned_verbs"])
    return -2 if plain else BOOK["opens_with_denial"].end(items, 0)


def _deny_turned(tokens: Tokens, items: list[Item]) -> None:
    """Negates the verb after a denial that inverts the clause: "in no case did a court award damages", "under no
    circumstances were victims jailed"."""
    for index in range(len(items)):
        behind = BOOK["turned_denial"].end(items, index) if index else _fronted_denial(tokens, items)
        if behind in (-2, len(items)):
            continue
        end = BOOK["verb_of_turned_clause"].end(items, behind)
        verb = items[end - 1] if end != -2 else None
        if tokens.low[items[behind].first] == WORD.existence:
            verb = items[behind - 1]  # "nowhere was there a shelter"
        if verb is not None:
            verb.negated, verb.finite = True, True
            verb.voice = voices.ACTIVE if verb.form == forms.BASE else verb.voice
            see_again(tokens.low, verb)
