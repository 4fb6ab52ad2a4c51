"""Finds multiword verbs with words separated in the text: "threw the complaint out", "took 12 suspects into custody",
"looked closely into nine cases".

What belongs here: finding the rest of a lexicon phrase after an object, an adverb or a determiner that follows the
phrase's verb. What does not belong here: phrases written without a gap, which the lexicon itself finds.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tipetl.language import forms
from tipetl.language.lexicon import Tag, load_lexicon
from tipetl.language.memo import Memo
from tipetl.language.particles import WORD
from tipetl.language.words import word_set
from tipetl.syntax.chunks import kinds
from tipetl.syntax.chunks.items import Item

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.language.tokens import Tokens

#: words that end a phrasal verb ("throw out") and may follow its object
PARTICLES = word_set("verb_phrases.particles")
#: words that may be inserted in a phrase: "into [the] custody [of the state]"
LOOSE = word_set("verb_phrases.loose")
#: words that cannot alone be the rest of a phrase
TOO_LITTLE = word_set("verb_phrases.too_little")
#: forms of "be" that open a phrase ("were under the wing of"), and the words that may follow (so "was heard" is not a
#: phrase)
FORMS_OF_BE, BEHIND_BE = word_set("verb_phrases.forms_of_be"), word_set("verb_phrases.behind_be")
#: words that are part of a phrase although they are numbers elsewhere: "found [a] haven", "went [no] further"
NO_FIGURES = word_set("verb_phrases.no_figures")
#: kinds of items that may follow a particle that ends a phrasal verb; before a noun, the particle is a preposition
#: ("put 44 women in a home")
ENDING = frozenset(
    (
        kinds.MARK,
        kinds.COMMA,
        kinds.SEMICOLON,
        kinds.CONJUNCTION,
        kinds.SUBORDINATOR,
        kinds.PREPOSITION,
        kinds.TIME,
        kinds.ADVERB,
        kinds.CLOSE_BRACKET,
        kinds.OPEN_BRACKET,
        kinds.COLON,
        kinds.DASH,
    )
)
OBJECT = frozenset((kinds.DETERMINER, kinds.NUMBER, kinds.NOUN, kinds.WORD, kinds.ADVERB))
#: kinds of items that may separate a clause-opening phrase from its verb
FRONT = OBJECT - {kinds.NUMBER} | {kinds.MARK, kinds.COMMA, kinds.PREPOSITION, kinds.TIME, kinds.CONJUNCTION}
BEFORE_A_FRONTED_PHRASE = frozenset((kinds.COMMA, kinds.SEMICOLON, kinds.COLON, kinds.CONJUNCTION, kinds.TIME))
#: the maximum number of items in an object
LONGEST = 12
#: particles that may instead lead to a place or number, and the words that then follow: "opened 12 cases up from ten"
LEADING_SOMEWHERE = word_set("verb_phrases.leading_somewhere")
MOVING = word_set("verb_phrases.moving")

#: a phrase's words after the verb, without its loose words, and the phrase's meaning
Phrase = tuple[tuple[str, ...], Tag]


def _first_tried(phrase: Phrase) -> tuple[int, tuple[str, ...], bool]:
    """Return a sort key that orders longer phrases before shorter phrases, and a past form before an identical
    participle."""
    tail, tag = phrase
    return -len(tail), tail, tag.form != forms.PAST


def _tail(words: Sequence[str]) -> tuple[str, ...]:
    """Return the words that must follow the verb to complete the phrase: "fell to" alone is not "fell to police"."""
    tail = tuple([word for word in words[1:] if word not in LOOSE])
    return tuple(words[1:]) if TOO_LITTLE.issuperset(tail) else tail


def _phrases_of(word: str) -> list[Phrase]:
    being = word in FORMS_OF_BE
    rows = [
        (_tail(words), replace(tag, form=forms.PAST) if being else tag)
        for phrases in load_lexicon().words.phrases.get("be" if being else word, {}).values()
        for words, tags in phrases
        for tag in tags
        if tag.category == forms.VERB and (not being or words[1] in BEHIND_BE)
    ]
    return sorted(rows, key=_first_tried)


_PHRASES = Memo(_phrases_of)


def phrases_of(word: str) -> list[Phrase]:
    """Return the multiword verbs that begin with a given verb form, the longest first."""
    return _PHRASES[word]


def join_phrases(tokens: Tokens, raw: list[Item]) -> None:
    """Sets the meaning of verbs that open a phrase. The phrase's other words join the verb if they follow it ("looked
    closely into"), or become an adverb if they follow its object ("threw the complaint [out]"). ``raw`` contains items
    with verb groups not yet merged."""
    present = {form for word in tokens.low for form in (word, word.removesuffix("s"))}
    for place in range(len(raw) - 1, -1, -1):
        item = raw[place]
        is_or_was = item.kind == kinds.AUXILIARY and tokens.word(item.last + 1) in BEHIND_BE
        if item.kind in (kinds.VERB, kinds.WORD) or (is_or_was and tokens.low[item.first] in FORMS_OF_BE):
            known = [row for row in _PHRASES[tokens.low[item.first]] if row[0] and row[0][0] in present]
            if known:
                _join(tokens, raw, place, known)


def _join(tokens: Tokens, raw: list[Item], place: int, phrases: list[Phrase]) -> None:
    """Joins the words of the phrase that the verb at item ``place`` opens, if any."""
    verb = raw[place]
    behind = _behind_adverbs(tokens, raw, place)
    splits = verb.first == verb.last and verb.kind != kinds.AUXILIARY
    over = _behind_object(tokens, raw, place) if splits else 0
    for tail, tag in phrases:
        if verb.kind == kinds.WORD and tag.form not in (forms.PAST, forms.PARTICIPLE, forms.GERUND):
            continue
        end = _tail_end(tokens, raw, behind, tail)
        if end > place + 1:
            verb.last = raw[end - 1].last
            del raw[place + 1 : end]
        else:
            begin, end = _tail_behind_object(tokens, raw, (place, over), tail) if over else (0, 0)
            if end:
                raw[begin:end] = [Item(kinds.ADVERB, raw[begin].first, raw[end - 1].last)]
            elif not _opens_the_clause(tokens, raw, place, tail):
                continue
        verb.kind, verb.concept, verb.form = kinds.VERB, tag.concept, tag.form
        return


def _behind_adverbs(tokens: Tokens, raw: list[Item], place: int) -> int:
    """Return the token after the verb at item ``place`` and its adverbs. Only a one-word verb may have adverbs
    here."""
    at = place + 1
    single = raw[place].first == raw[place].last
    while single and at < len(raw) - 1 and raw[at].kind == kinds.ADVERB and tokens.low[raw[at].first] not in PARTICLES:
        at += 1
    return raw[at].first if at > place + 1 else raw[place].first + 1


def _tail_end(tokens: Tokens, raw: list[Item], token: int, tail: tuple[str, ...]) -> int:
    """Return the item after the rest of a phrase that begins at token ``token``, or 0 if the rest does not begin
    there."""
    matched = 0
    while matched < len(tail):
        if token == len(tokens.low):
            return 0
        word = tokens.low[token]
        if word in (tail[matched], tail[matched] + "s"):
            matched += 1
        elif word not in LOOSE:
            return 0
        token += 1
    end = next((place for place, item in enumerate(raw) if item.last >= token - 1), 0)
    return end + 1 if raw[end].last == token - 1 else 0


def _opens_the_clause(tokens: Tokens, raw: list[Item], place: int, tail: tuple[str, ...]) -> bool:
    """Return whether the rest of a phrase opens the clause with its verb at item ``place``: "[before the bench] in
    2012 stood 14 men", "[to a shelter] in Lima the police took 17 girls"."""
    if len(tail) < 2 or tail[0] not in tokens.low[: raw[place].first]:
        return False
    begin = place
    while begin and (raw[begin - 1].kind in FRONT or tokens.low[raw[begin - 1].last] in NO_FIGURES):
        begin -= 1
        item = raw[begin]
        if (
            item.kind == kinds.PREPOSITION
            and tokens.low[item.first] == tail[0]
            and (not begin or raw[begin - 1].kind in BEFORE_A_FRONTED_PHRASE)
        ):
            return 0 < _tail_end(tokens, raw, item.first, tail) <= place
    return False


def _behind_object(tokens: Tokens, raw: list[Item], place: int) -> int:
    """Return the item after the object of the verb at item ``place``, or 0 if the verb has no object."""
    at = place + 1
    while at < min(len(raw), place + LONGEST) and _in_object(tokens, raw, at, first=place + 1):
        at += 1
    return at if at > place + 1 and at < len(raw) else 0


def _tail_behind_object(
    tokens: Tokens, raw: list[Item], between: tuple[int, int], tail: tuple[str, ...]
) -> tuple[int, int]:
    """Return the bounds of the rest of a phrase after the verb's object, or (0, 0). ``between`` contains the verb and
    the item after the object. A participle that seems to belong to the object may belong to the phrase: "ordered 12
    suspects [held pending] trial"."""
    verb, over = between
    if _separable(tokens, raw, over, tail) and (end := _tail_end(tokens, raw, raw[over].first, tail)):
        return over, end
    for begin in range(verb + 2, over) if len(tail) > 1 else ():
        item = raw[begin]
        opens = item.kind == kinds.VERB and tokens.low[item.first] == tail[0]
        if opens and (end := _tail_end(tokens, raw, item.first, tail)):
            return begin, end
    return 0, 0


def _in_object(tokens: Tokens, raw: list[Item], at: int, *, first: int) -> bool:
    item = raw[at]
    if tokens.low[item.first] in PARTICLES and at > first:
        return False
    if item.kind == kinds.VERB and item.form in forms.PAST_OR_PARTICIPLE and first < at < len(raw) - 1:
        return raw[at + 1].kind in kinds.NAMING  # "33 alleged traffickers"
    return item.kind in OBJECT or (item.kind == kinds.PREPOSITION and item.form in (WORD.whole,) and at > first)


def _separable(tokens: Tokens, raw: list[Item], over: int, tail: tuple[str, ...]) -> bool:
    """Return whether the rest of a phrase, a particle that ends a clause or several words, may follow the object that
    ends before item ``over``."""
    if len(tail) > 1:
        return True
    if tail[0] not in PARTICLES or over + 1 >= len(raw):
        return False
    behind = raw[over + 1]
    if behind.kind not in ENDING or (tail[0] in LEADING_SOMEWHERE and tokens.low[behind.first] in MOVING):
        return False
    counted = raw[over + 2].kind == kinds.NUMBER if over + 2 < len(raw) else False
    return not (counted and tokens.low[behind.first] == WORD.whole)  # "sent three out of 40 victims"
