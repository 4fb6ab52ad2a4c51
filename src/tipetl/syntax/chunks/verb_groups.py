"""Merges verbs with their auxiliaries, "not" and adverbs.

What belongs here: the voice, negation and mood of the verbs among a sentence's items. What does not belong here: the
role of a single word (``items``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.language import concepts, forms
from tipetl.language.lexicon import load_lexicon
from tipetl.language.particles import WORD
from tipetl.language.words import word_set
from tipetl.syntax.chunks import kinds, voices
from tipetl.syntax.chunks.items import BE, HAVE, MODALS, NEGATORS, Item
from tipetl.syntax.chunks.symbols import BOOK, UNSEEN, see_all

if TYPE_CHECKING:
    from tipetl.language.tokens import Tokens

WISHES, COMING_TO_BE_KNOWN = BOOK.words["wishes"], BOOK.words["coming_to_be_known"]
FAILING, OPENS_NO_OBJECT = BOOK.words["failing"], BOOK.words["opens_no_object"]
UNDERGOING, REFLEXIVES = BOOK.words["verbs_of_undergoing"], BOOK.words["reflexives"]
#: kinds of items that may begin a verb group or negate the verb after them
OPENING = frozenset((kinds.AUXILIARY, kinds.PREPOSITION, kinds.VERB))
#: the possible kinds of the items "neither" and "nor"
JOINING = frozenset((kinds.WORD, kinds.DETERMINER, kinds.ADVERB, kinds.NUMBER, kinds.CONJUNCTION))
#: adverbials of several words, or of words that are prepositions elsewhere
INSERTED = [phrase.split() for phrase in sorted(BOOK.words["inserted"])]
#: the forms of an inverted "did", words that name nobody, and the maximum number of items in the subject after "did"
DOING, ANYBODY, LONGEST_SUBJECT = BOOK.words["turned_did"], BOOK.words["no_person"], 8
#: words such as "only", before which "not" does not negate
LIMITING = BOOK.words["limiting_denials"]
IN_A_SUBJECT = frozenset((kinds.DETERMINER, kinds.NOUN, kinds.WORD, kinds.MARK))
UNDERGONE = word_set("verb_phrases.undergone")
#: kinds of items in a verbless remark between commas
IN_A_REMARK = kinds.IN_A_PHRASE | {kinds.PREPOSITION, kinds.TIME, kinds.MARK}
#: kinds of items that may be the object of a past form
OBJECTS = frozenset((kinds.NUMBER, kinds.DETERMINER, kinds.NOUN, kinds.WORD, kinds.PRONOUN, kinds.RELATIVE))


def group_verbs(tokens: Tokens, raw: list[Item]) -> list[Item]:
    """Return the items of a sentence with auxiliaries, "not" and adverbs merged into their verbs, and each verb's
    voice set."""
    _join_reflexives(tokens, raw)
    _only(tokens, raw)
    out: list[Item] = []
    at = 0
    neither = WORD.denied_pair in tokens.words
    # items that are not part of a verb group stay unchanged
    opening = OPENING | JOINING if neither else OPENING
    for place in [k for k, x in enumerate(raw) if x.kind in opening]:
        if place < at:
            continue
        out += raw[at:place]
        at, item = place, raw[place]
        if item.kind == kinds.AUXILIARY:
            at = _auxiliaries(tokens, raw, at, out)
            continue
        if item.kind == kinds.PREPOSITION and item.form == WORD.goal and (verb := _infinitive(raw, at + 1)):
            out.append(_led_by_to(tokens, item, raw[verb], out))
            at = verb + 1
            continue
        at += 1
        if neither and _denies_next(tokens, raw, at - 1) and item.kind != kinds.CONJUNCTION:
            continue
        if item.kind == kinds.PREPOSITION and item.form == WORD.lack:
            _deny_gerund(raw, at)
        elif item.kind == kinds.VERB:
            _tell_voice(tokens, raw, at - 1)
        out.append(item)
    out += raw[at:]
    if not DOING.isdisjoint(tokens.words):
        _after_did(tokens, out)
    see_all(tokens.low, out)
    if WORD.denied_too in tokens.words:
        _after_nor(tokens, out)
    _after_not_only(tokens, out)
    return out


def _join_reflexives(tokens: Tokens, raw: list[Item]) -> None:
    """Makes "found themselves" before a participle an auxiliary: "nine found themselves charged" means "nine were
    charged"."""
    if REFLEXIVES.isdisjoint(tokens.words):
        return
    for place in range(len(raw) - 3, -1, -1):
        finding, self_, behind = raw[place : place + 3]
        participle = raw[place + 3] if behind.kind == kinds.ADVERB and place + 3 < len(raw) else behind
        if (
            tokens.low[finding.last] in UNDERGOING
            and tokens.low[self_.first] in REFLEXIVES
            and participle.kind == kinds.VERB
            and participle.form in forms.PAST_OR_PARTICIPLE
        ):
            raw[place : place + 2] = [Item(kinds.AUXILIARY, finding.first, self_.last, None, "was")]


def _only(tokens: Tokens, raw: list[Item]) -> None:
    """Makes "but" between a verb and a number an adverb: "convicted but two"."""
    for place in range(1, len(raw) - 1) if WORD.contrast in tokens.words else ():
        before, item, behind = raw[place - 1 : place + 2]
        if item.kind == kinds.CONJUNCTION and before.kind == kinds.VERB and behind.kind == kinds.NUMBER:
            only = tokens.low[item.first] == WORD.contrast and behind.form in forms.COUNT_OR_ONE
            raw[place] = Item(kinds.ADVERB, item.first, item.last) if only else item


def _led_by_to(tokens: Tokens, to: Item, verb: Item, out: list[Item]) -> Item:
    """Return the infinitive after "to". The infinitive absorbs the preceding verb in "failed to identify" ("did not
    identify") and "has yet to convict" ("has not convicted")."""
    verb.voice, verb.first = voices.INFINITIVE, to.first
    if out and _denies_infinitive(tokens, out[-1]):
        verb.first, verb.voice, verb.finite, verb.negated = out.pop().first, voices.ACTIVE, True, True
    elif out and _has_to(tokens, out[-1]):
        verb.first, verb.voice, verb.finite = out.pop().first, voices.ACTIVE, True
    return verb


def _has_to(tokens: Tokens, before: Item) -> bool:
    """Return whether the item before "to" is "had" in the sense of "must": "nine had to answer to a judge"."""
    return (
        before.kind == kinds.VERB
        and before.first == before.last
        and tokens.low[before.first] == "had"
        and not before.negated
    )


def _denies_infinitive(tokens: Tokens, before: Item) -> bool:
    """Return whether the item before "to" negates the verb after it."""
    word = tokens.low[before.last]
    return word in FAILING or (word == "used" and before.negated)  # "laws were not used to prosecute anyone"


def _denies_next(tokens: Tokens, raw: list[Item], place: int) -> bool:
    """Negates the verb right after the "neither" or "nor" at item ``place``. Returns whether such a verb follows:
    "neither arrested nor charged"."""
    item = raw[place]
    if item.kind not in JOINING or tokens.low[item.first] not in (WORD.denied_pair, WORD.denied_too):
        return False
    if place + 1 == len(raw) or raw[place + 1].kind != kinds.VERB:
        return False
    raw[place + 1].negated = True
    return True


def _deny_gerund(raw: list[Item], place: int) -> None:
    """Negates the verb after "without": "without convicting anyone"."""
    if place < len(raw) and raw[place].kind == kinds.VERB:
        raw[place].negated = True


def _auxiliaries(tokens: Tokens, raw: list[Item], begin: int, out: list[Item]) -> int:
    """Adds to ``out`` the verb with auxiliaries that begin at item ``begin``. If no verb follows, the auxiliaries form
    the verb. A remark between auxiliaries and verb moves in front of both. Returns the index of the next item."""
    item, end = raw[begin], begin
    remark: list[Item] = []
    while end < len(raw):
        if raw[end].kind == kinds.COMMA and (close := _closes_remark(raw, end)):
            remark, end = raw[end : close + 1], close + 1
            continue
        if raw[end].kind != kinds.AUXILIARY and (raw[end].kind != kinds.ADVERB or end + 1 == len(raw)):
            inserted = _inserted(tokens, raw, end)
            if not inserted:
                break
            end += inserted
            continue
        end += 1
    group = [one.form or tokens.low[one.first] for one in raw[begin:end]]
    tense = [form for form in group if form in BE or form in HAVE]
    be = bool(tense) and tense[-1] in BE
    verb = raw[end] if end < len(raw) else None
    if verb is not None and verb.kind == kinds.VERB:
        verb.voice = voices.PASSIVE if be and verb.form in forms.PAST_OR_PARTICIPLE else voices.ACTIVE
        verb.first = verb.first if remark else item.first
        end += 1
    else:
        verb = Item(kinds.VERB, item.first, raw[end - 1].last, _own_concept(tense, be, item.form), concepts.BE)
        verb.voice = voices.ACTIVE
    # "not only did courts try 12": "not" here does not deny that the courts tried them
    denied = any(word in NEGATORS and LIMITING.isdisjoint(group[at + 1 : at + 2]) for at, word in enumerate(group))
    verb.negated, verb.finite = denied or _yet_to_be(tokens, raw, begin), True
    # "recommended that they be tried" is a wish: nothing has happened yet
    wished = (
        group[0] == concepts.BE
        and begin > 0
        and raw[begin - 1].form != WORD.goal
        and not tokens.words.isdisjoint(WISHES)
    )
    verb.modal = wished or not (MODALS.isdisjoint(group) or _came_to_be_known(tokens, group, verb))
    out += [*remark, verb]
    return end


def _yet_to_be(tokens: Tokens, raw: list[Item], begin: int) -> bool:
    """Return whether auxiliaries follow "yet to": "charges have yet to be brought against anyone"."""
    if begin < 2 or raw[begin - 1].form != WORD.goal or tokens.low[raw[begin - 2].last] not in BOOK.words["not_so_far"]:
        return False
    return not BOOK.words["no_person"].isdisjoint(tokens.words)


def _closes_remark(raw: list[Item], begin: int) -> int:
    """Finds the comma that closes the remark opened by the comma at ``begin`` between an auxiliary and its verb, or 0:
    "were [, by the ministry's count,] rescued"."""
    # "according to" looks like a verb, but is a preposition
    close = begin + 1 + (begin + 1 < len(raw) and raw[begin + 1].form == forms.GERUND)
    while close < len(raw) and raw[close].kind in IN_A_REMARK:
        close += 1
    verb = next((x for x in raw[close + 1 : close + 3] if x.kind != kinds.ADVERB), None)
    ends = close > begin + 1 and verb is not None and raw[close].kind == kinds.COMMA
    return close if ends and verb is not None and verb.form in forms.PAST_OR_PARTICIPLE else 0


def _came_to_be_known(tokens: Tokens, forms: list[str], verb: Item) -> bool:
    """Return whether "could be" reports an act that took place: "106 cases could be identified"."""
    return forms[-2:] == ["could", "be"] and tokens.low[verb.last] in COMING_TO_BE_KNOWN


def _inserted(tokens: Tokens, raw: list[Item], begin: int) -> int:
    """Counts the items of an adverbial between an auxiliary and its verb, from item ``begin`` on (0 if there is none):
    "has [since] been indicted", "were [in the end] acquitted"."""
    for words in INSERTED:
        size = len(words)
        first = raw[begin].first
        if tokens.low[first : first + size] != words:
            continue
        end = next((k for k in range(begin, len(raw)) if raw[k].last == first + size - 1), len(raw)) + 1
        if end < len(raw) and (raw[end].kind == kinds.AUXILIARY or raw[end].form in forms.PAST_OR_PARTICIPLE):
            return end - begin
    return 0


def _own_concept(tense: list[str], be: bool, form: str) -> str:
    """Return the concept of auxiliaries without a verb after them: "had 12 cases", "were in jail", "did so"."""
    if be or not (tense or form.startswith("d")):
        return concepts.BE
    return concepts.HAVE if tense else concepts.DO


def _tell_voice(tokens: Tokens, raw: list[Item], place: int) -> None:
    """Sets the voice of a verb without auxiliaries. A past form without an object is bare, because it may be a
    participle."""
    verb = raw[place]
    verb.finite = verb.form in (forms.BASE, forms.PAST, forms.THIRD_PERSON)
    verb.voice = voices.ACTIVE
    if verb.form in forms.PAST_OR_PARTICIPLE and verb.concept not in UNDERGONE:
        behind = raw[place + 1] if place + 1 < len(raw) else None
        if behind is not None and behind.kind == kinds.ADVERB and place + 2 < len(raw):
            behind = raw[place + 2]
        if behind is None or not _is_object(tokens, behind):
            verb.voice = voices.BARE


def _is_object(tokens: Tokens, item: Item) -> bool:
    """Return whether an item after a verb may open its object."""
    return item.kind in OBJECTS and not (item.kind == kinds.WORD and tokens.low[item.first] in OPENS_NO_OBJECT)


def _infinitive(raw: list[Item], place: int) -> int:
    """Return the index of the base verb at item ``place`` or after an adverb there ("to formally identify"), or 0."""
    if place + 1 < len(raw) and raw[place].kind == kinds.ADVERB:
        place += 1
    return place if place < len(raw) and raw[place].kind == kinds.VERB and raw[place].form == forms.BASE else 0


def _after_did(tokens: Tokens, items: list[Item]) -> None:
    """Makes the base form after an inverted "did" and its subject a verb; elsewhere the word might be a noun: "nowhere
    did the courts convict a trafficker", "12 victims did the police find"."""
    known = load_lexicon().words.single
    for place, did in enumerate(items):
        if did.kind != kinds.VERB or tokens.low[did.last] not in DOING:
            continue
        for at in range(place + 2, min(place + LONGEST_SUBJECT, len(items))):
            item = items[at]
            if items[at - 1].kind not in IN_A_SUBJECT or item.kind not in kinds.NAMING:
                break
            tags = known.get(tokens.low[item.first], ()) if item.first == item.last else ()
            verb = next((tag for tag in tags if tag.category == forms.VERB and tag.form == forms.BASE), None)
            behind = items[at + 1] if at + 1 < len(items) else None
            if verb and (behind is None or behind.kind not in kinds.NAMING or tokens.low[behind.first] in ANYBODY):
                item.kind, item.concept, item.form = kinds.VERB, verb.concept, forms.BASE
                item.voice, item.finite, item.negated = voices.ACTIVE, True, did.negated
                break


def _after_nor(tokens: Tokens, items: list[Item]) -> None:
    """Negates the verb after "nor" and the subject: "nor was any official prosecuted", "nor did it train judges"."""
    for place in range(len(items)):
        end = BOOK["denied_behind_nor"].end(items, place)
        if end != -2:
            verb = items[end - 1]
            verb.negated, verb.finite = True, True
            verb.voice = voices.PASSIVE if items[place + 1].concept == concepts.BE else voices.ACTIVE
            verb.symbol = UNSEEN
    see_all(tokens.low, items)


def _after_not_only(tokens: Tokens, items: list[Item]) -> None:
    """Joins "were" to its verb across the subject in "not only were 12 arrested", and makes the auxiliary's item an
    adverb."""
    if WORD.denial not in tokens.words or LIMITING.isdisjoint(tokens.words):
        return
    for place, item in enumerate(items):
        end = BOOK["behind_not_only"].end(items, place)
        if end == -2:
            continue
        verb = items[end - 1]
        passive = item.concept == concepts.BE or verb.voice == voices.PASSIVE
        verb.voice, verb.finite = voices.PASSIVE if passive else voices.ACTIVE, True
        items[place] = Item(kinds.ADVERB, item.first, item.last)
        verb.symbol = UNSEEN
    see_all(tokens.low, items)
