"""Finds the verbs and nouns that govern a number: verbs with the number as object or subject, and words to which a
preposition ties the number.

What belongs here: finding the governors to a number's left. What does not belong here: the words to the number's right
(``predicates``), or metrics.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.language import concepts, forms
from tipetl.language.particles import WORD
from tipetl.syntax.chunks import kinds, voices
from tipetl.syntax.chunks.symbols import BOOK
from tipetl.syntax.frames.lookahead import own_verb

if TYPE_CHECKING:
    from collections.abc import Callable

    from tipetl.language.tokens import Tokens
    from tipetl.syntax.chunks.items import Item
    from tipetl.syntax.frames.frame import Frame

#: kinds of items that separate a number from the preceding words
PARTING = kinds.MARKS | {kinds.CONJUNCTION}
#: kinds of items that bound the subject of a verb
SUBJECT_BOUNDS = frozenset((kinds.SEMICOLON, kinds.COMMA, kinds.SUBORDINATOR, kinds.NUMBER, kinds.COLON))


def add_verb(frame: Frame, verb: Item, *, subject: bool) -> None:
    """Adds a verb to the frame; ``subject``: the number is the verb's subject."""
    frame.verb_token = verb.last
    frame.modal = frame.modal or verb.modal
    frame.negated = frame.negated or verb.negated
    if verb.concept is None:
        frame.generic_verb = True
        frame.acts += [] if subject else [concepts.GENERIC]
        return
    if not subject or verb.voice in voices.BARE_OR_PASSIVE:
        frame.acts.append(verb.concept)
    if subject and verb.voice != voices.PASSIVE:
        frame.does.append(verb.concept)


def verbs_left(tokens: Tokens, items: list[Item], place: int, frame: Frame) -> None:
    """Finds the verb or noun to the left of number item ``place`` that governs it."""
    governor = BOOK["to_the_governor"].end(items, place - 1)
    if (
        governor > 0
        and items[governor].form == WORD.whole
        and tokens.low[items[governor - 1].last] in BOOK.words["sums"]
    ):
        governor -= 1  # "a budget of 12": the number is the budget itself
    if any(tokens.low[x.first] in BOOK.words["definite_words"] for x in items[governor + 1 : place]):
        frame.definite = True
    verb = BOOK["inserted_remark"].end(items, governor) if governor > 0 else -2
    if verb > 0 and items[verb].kind == kinds.VERB and _before_a_remark(items, verb):
        governor = verb  # "police arrested, in two raids, 12 men"
    if governor > 1 and items[governor].kind == kinds.COMMA:
        raised = BOOK["raised_object"].end(items, governor) + 1
        if raised > -1:
            # "the police rescued, and a shelter housed, 31 girls"
            frame.linked = kinds.VERB
            for at in (governor - 1, raised):
                add_verb(frame, items[at], subject=False)
                frame.verbs.append(at)
            return
    changed = BOOK["by_how_much"].end(items, governor) if governor > 0 else -2
    if changed > 0 and items[changed].concept == concepts.AMOUNT:
        governor = changed  # "trials fell by eight, to 12"
    if governor < 0:
        frame.linked = kinds.START
        return
    link = _LINKS.get(items[governor].kind)
    if link is not None:
        link(items, governor, frame)
    else:
        frame.linked = items[governor].kind


def _before_a_remark(items: list[Item], verb: int) -> bool:
    """Return whether a remark may separate the verb at an item from its number: nothing before the verb may be
    counted."""
    fronted = BOOK["fronted_phrase"].fits(items, verb) or BOOK["fronted_participle"].fits(items, verb)
    return fronted or BOOK["plain_subject"].fits(items, verb - 1)


def _by_verb(items: list[Item], place: int, frame: Frame) -> None:
    """Adds the verb right before the number: "convicted 43 traffickers"."""
    frame.linked = kinds.VERB
    govern(items, place, frame)


def _by_preposition(items: list[Item], place: int, frame: Frame) -> None:
    """Adds the noun or verb that a preposition ties to the number: "support to 43 victims", "referred to nine
    shelters"."""
    prep = items[place].form
    before = place - 1
    if before >= 0 and prep in BOOK.words["particles_before_objects"] and items[before].kind == kinds.VERB:
        # "pulled out 12 girls": the particle belongs to the verb
        _by_verb(items, before, frame)
        return
    frame.linked, frame.prep = kinds.PREPOSITION, prep
    if before >= 0 and items[before].kind == kinds.ADVERB:
        before -= 1
    if before < 0:
        frame.linked = kinds.LEAD
        return
    before = _before_an_aside(items, before, prep)
    head = items[before]
    verb = _passive_before_agent(items, before)
    if verb >= 0:
        _described(items, verb, frame, prep)
    elif head.kind == kinds.NOUN:
        _hangs_on_noun(items, before, frame, prep)
    elif head.kind == kinds.VERB:
        _described(items, before, frame, prep)
    elif head.kind in (kinds.WORD, kinds.MARK, kinds.CLOSE_BRACKET, kinds.TIME) or head.form == forms.MONEY:
        _hangs_on_words(items, before, frame, prep)
    more = _MORE.get(prep)
    if more is not None:
        more(items, before, frame)
    # the earlier number with the phrase on which this number depends
    other = BOOK["named_left"].end(items, before)
    if other >= 0 and items[other].kind == kinds.NUMBER:
        frame.under = other


def _before_an_aside(items: list[Item], place: int, prep: str) -> int:
    """Return the noun before an aside that ends at ``place`` and precedes "of", or ``place`` if no aside ends there:
    "the [capture], in two raids, of 12"."""
    if prep != WORD.whole or items[place].kind != kinds.COMMA:
        return place
    noun = BOOK["inserted_remark"].end(items, place)
    return noun if noun >= 0 and items[noun].kind == kinds.NOUN else place


def _add_proceedings(items: list[Item], end: int, frame: Frame) -> None:
    """Adds the clause's legal steps "against" the people counted, at any distance before item ``end``, and their verb:
    "[proceedings] for selling girls were [brought] against nine"."""
    begin = BOOK["before_against"].end(items, end) + 1
    if begin < 0:
        return
    steps = [x.concept or "" for x in items[begin : end + 1] if x.concept in BOOK.words["legal_steps"]]
    if not steps or any(noun in BOOK.words["legal_steps"] for noun, _ in frame.of):
        return
    frame.of.append((steps[0], WORD.target))
    verb = next((x for x in items[begin : end + 1] if x.kind == kinds.VERB and x.finite and x.concept), None)
    if verb is not None:
        frame.of.append((f"verb:{verb.concept}", WORD.target))
        frame.modal = frame.modal or verb.modal


def _hangs_on_noun(items: list[Item], place: int, frame: Frame, prep: str) -> None:
    """Adds the noun before the preposition, the nouns before that noun, and their verb: "provided support and
    counseling to 43 victims"."""
    head = items[place].concept or ""
    begin = BOOK["object_part"].end(items, place - 1)
    frame.of.append((head, prep))
    frame.of += [(x.concept or "", prep) for x in reversed(items[begin + 1 : place]) if x.kind == kinds.NOUN]
    verb = items[begin] if begin >= 0 else None
    if verb is not None and verb.kind == kinds.VERB and verb.concept:
        _add_fronted(frame, verb, prep)
        frame.of += [(f"verb:{verb.concept}", prep), (f"{verb.concept}+{head}", prep)]
        frame.modal = frame.modal or verb.modal


def _hangs_on_words(items: list[Item], place: int, frame: Frame, prep: str) -> None:
    """Adds all nouns before the preposition, and the verb: "spent $2,000 on 43 victims"."""
    fate = BOOK["fate_of"].end(items, place)
    if fate >= -1:
        # "acquittal was the outcome for three": the subject names the outcome for the three
        frame.of += [(noun, WORD.whole) for noun in _subject_nouns(items, fate + 1)]
        return
    begin = BOOK["loose_part"].end(items, place)
    frame.of += [(x.concept or "", prep) for x in reversed(items[begin + 1 : place + 1]) if x.kind == kinds.NOUN]
    if begin >= 0 and items[begin].kind == kinds.VERB and items[begin].concept:
        _described(items, begin, frame, prep)


def _by_list(items: list[Item], place: int, frame: Frame) -> None:
    """Links the number to a verb further left, past earlier list members without numbers: "trained police, clerks, and
    43 judges"."""
    kind = items[place].kind
    frame.linked = kinds.LIST if kind in kinds.JOINTS else kind
    if kind == kinds.COLON:
        _by_label(items, place, frame)
    if frame.linked != kinds.LIST or (kind == kinds.COMMA and _by_opening_participle(items, place, frame)):
        return
    before = place - 1
    if kind == kinds.CONJUNCTION and before >= 0 and items[before].kind == kinds.COMMA:
        before -= 1
    verb = BOOK["earlier_members"].end(items, before) if before >= 0 else -1
    if (
        0 <= verb < before
        and items[verb].kind == kinds.VERB
        and items[verb].voice == voices.ACTIVE
        and not own_verb(items, frame)
    ):
        govern(items, verb, frame)
        frame.linked = kinds.LIST


def _by_label(items: list[Item], colon: int, frame: Frame) -> None:
    """Reads a label before a colon, which states an act done to the people or cases counted, or their location: "Fined
    despite having been trafficked: 11 girls", "unresolved in court: six trials"."""
    begin = BOOK["label_before_colon"].end(items, colon) if frame.heads else -2
    if begin == -2:
        return
    frame.inverted, frame.label = True, begin + 1
    frame.acts += [items[at].concept or "" for at in _opening_participles(items, begin + 1, colon)]


def _by_opening_participle(items: list[Item], comma: int, frame: Frame) -> bool:
    """Return whether participles that open the sentence, up to a comma, state acts done to the people counted
    ("Arrested in May and later charged, 12 men …"); if so, adds the participles to the frame."""
    if BOOK["opening_participle"].end(items, 0) != comma + 1:
        return False
    frame.linked, frame.inverted = kinds.START, True
    frame.verbs = [at for at in range(comma) if items[at].kind == kinds.VERB and items[at].concept]
    frame.acts += [items[at].concept or "" for at in frame.verbs]
    return True


def _by_noun(items: list[Item], place: int, frame: Frame) -> None:
    """Adds the verb before a noun that precedes the number: "provided the shelter 43 victims". The verb may also be
    elided: "and church groups 39"."""
    frame.linked = kinds.NOUN
    begin = BOOK["agent"].end(items, place)
    if begin < 0:
        return
    if items[begin].kind == kinds.VERB and items[begin].voice == voices.ACTIVE:
        govern(items, begin, frame)
    elif begin > 1 and [x.kind for x in items[begin - 2 : begin + 1]] == [
        kinds.CONJUNCTION,
        kinds.VERB,
        kinds.PREPOSITION,
    ]:
        # "identified and referred to the program seven victims"
        frame.linked = kinds.VERB
        govern(items, begin - 1, frame)


_LINKS: dict[str, Callable[[list[Item], int, Frame], None]] = {
    kinds.VERB: _by_verb,
    kinds.PREPOSITION: _by_preposition,
    kinds.NOUN: _by_noun,
    kinds.WORD: _by_noun,
    **dict.fromkeys(PARTING, _by_list),
}


def _described(items: list[Item], place: int, frame: Frame, prep: str) -> None:
    """Adds the governor that reaches the number through the verb at ``place``. If that verb is a participle that only
    dates a noun, the governor is the noun ("continued prosecutions begun in 2015 against nine suspects") or the noun's
    own number ("nine cases begun in 2015 against 14 suspects")."""
    if (
        items[place].voice == voices.BARE
        and items[place].concept == concepts.OPEN
        and place
        and items[place - 1].kind == kinds.NOUN
    ):
        noun, at = items[place - 1].concept, items[place - 2] if place > 1 else None
        if at is not None and at.form == forms.COUNT:
            frame.under = place - 2
            return
        frame.of.append((noun or "", prep))
        if at is not None and at.kind == kinds.VERB and at.concept:
            frame.of.append((f"{at.concept}+{noun}", prep))
    _add_fronted(frame, items[place], prep)
    frame.of.append((f"verb:{items[place].concept or ''}", prep))
    if _only_came_about(items[place]):
        frame.of += [(noun, prep) for noun in _subject_nouns(items, place)]


def _add_fronted(frame: Frame, verb: Item, prep: str) -> None:
    """Adds the joint concept of a passive verb and its subject if their preposition leads to the number: "room was
    found for nine"."""
    if verb.fronted is not None and verb.fronted.prep == prep and not verb.negated:
        frame.acts.append(verb.fronted.concept)
        frame.modal = frame.modal or verb.modal


def _add_agent(items: list[Item], end: int, frame: Frame) -> None:
    """Adds the joint concept of a passive verb and its subject to a number that names the doers after "by": "evidence
    was given in court by 12 victims". Item ``end`` is the last one before "by"."""
    place = BOOK["to_a_passive"].end(items, end)
    verb = items[place] if place >= 0 else None
    if verb is not None and verb.fronted is not None and not verb.negated:
        frame.does.append(verb.fronted.concept)
        frame.inverted = True
        frame.modal = frame.modal or verb.modal


#: for some prepositions, the function that adds further governors
_MORE: dict[str, Callable[[list[Item], int, Frame], None]] = {WORD.doer: _add_agent, WORD.target: _add_proceedings}


def _passive_before_agent(items: list[Item], end: int) -> int:
    """Finds the passive verb with an agent that ends at item ``end``, or -1: "[was accorded] by the center to 46
    persons"."""
    verb = BOOK["agent_of_passive"].end(items, end)
    return verb if verb >= 0 and items[verb].kind == kinds.VERB and items[verb].voice == voices.PASSIVE else -1


def _only_came_about(verb: Item) -> bool:
    """Return whether a verb says only that its subject took place: "charges were filed against 12", "indictments
    followed against 12"."""
    if verb.voice == voices.PASSIVE:
        return True
    return verb.concept in BOOK.words["coming_about"] and verb.finite


def _subject_nouns(items: list[Item], verb: int) -> list[str]:
    """Return the concepts of the nouns that head a verb's subject."""
    nouns: list[str] = []
    described = False
    for item in items[BOOK["subject_before"].end(items, verb - 1) + 1 : verb]:
        if item.kind == kinds.COMMA:
            nouns, described = [], False
        elif item.kind == kinds.PREPOSITION:
            described = True
        elif item.kind == kinds.NOUN and not described:
            nouns.append(item.concept or "")
    return nouns


def govern(items: list[Item], place: int, frame: Frame) -> None:
    """Adds to the frame the verb at ``place``, left of the number, and the verbs joined to it ("identified and assisted
    40 victims")."""
    verb = items[place - 1] if _carried_on(items, place) else items[place]
    frame.verbs.append(place)
    if frame.bare() and verb.voice == voices.ACTIVE and BOOK["time_as_subject"].fits(items, place - 1):
        frame.acts.append(concepts.BE)  # "2011 had brought 12" means that there were 12
        frame.verb_token = verb.last
        frame.negated = frame.negated or verb.negated
        return
    add_verb(frame, verb, subject=False)
    if verb.voice == voices.BARE or verb.concept in BOOK.words["stating_verbs"]:
        collect_subject(items, place, frame)
    done = _fronted_participles(items, place)
    if done:
        # "freed and sheltered, said the ministry, were 14 girls"
        frame.acts, frame.inverted = [items[at].concept or "" for at in done], True
    elif verb.concept == concepts.BE and BOOK["fronted_gerund"].fits(items, place):
        # "awaiting judgment were 14 men": the participle could equally follow its subject
        frame.inverted = True
    elif verb.concept and BOOK["fronted_phrase"].fits(items, place):
        # "before the courts came 14 men": the subject follows its verb
        frame.does.append(verb.concept)
        frame.inverted = True
    elif BOOK["fronted_home"].fits(items, place):
        frame.does.append(concepts.HOMECOME)
        frame.inverted = True
    before = place - 1
    if before < 0 or items[before].kind != kinds.CONJUNCTION:
        return
    before -= before > 0 and items[before - 1].kind == kinds.COMMA
    before -= 1
    while (
        before >= 0
        and items[before].kind == kinds.VERB
        and items[before].concept
        and items[before].voice in voices.ACTIVE_OR_BARE
        and items[before - 1].kind not in kinds.DETERMINER_OR_NUMBER  # "freed 25 of those convicted and acquitted two"
    ):
        frame.acts.append(items[before].concept or "")
        frame.verbs.append(before)
        before -= 2


def _fronted_participles(items: list[Item], place: int) -> list[int]:
    """Finds the participles that open a clause if its verb is the "be" at ``place`` and its subject comes last."""
    begin = BOOK["fronted_participle"].end(items, place) if items[place].concept == concepts.BE else -2
    return _opening_participles(items, begin + 1, place) if begin != -2 else []


def _opening_participles(items: list[Item], begin: int, end: int) -> list[int]:
    """Finds the verb that opens the items from ``begin`` up to ``end``, and the participles joined to it."""
    inside = [at for at in range(begin, end) if items[at].kind == kinds.VERB and items[at].concept]
    if inside and any(items[at].kind in kinds.NAMING for at in range(begin, inside[0])):
        return []
    return [at for at in inside if at == inside[0] or (items[at].voice == voices.BARE and _joined_left(items, at))]


def _joined_left(items: list[Item], place: int) -> bool:
    """Return whether a conjunction or comma, perhaps with an adverb, joins the verb at ``place`` to the words before
    it: "charged with it [and later jailed]", but not "jailed rather than fined"."""
    before = place - 1
    return items[before - (items[before].kind == kinds.ADVERB)].kind in kinds.JOINTS


def _carried_on(items: list[Item], place: int) -> bool:
    """Return whether the verb at ``place`` is the complement of "continue": "continued prosecuting 12 defendants"."""
    verb = items[place]
    nonfinite = verb.form == forms.GERUND or verb.voice == voices.INFINITIVE
    if not nonfinite or verb.concept != concepts.PROSECUTE or not place:
        return False
    return items[place - 1].kind == kinds.VERB and items[place - 1].concept == concepts.CONTINUE


def collect_subject(items: list[Item], verb: int, frame: Frame) -> None:
    """Adds to the frame the concepts of the nouns and participles in a verb's subject."""
    place = verb - 1
    while place >= 0 and (items[place].kind not in SUBJECT_BOUNDS or items[place].form == forms.LABEL):
        item = items[place]
        if item.kind in kinds.NOUN_OR_VERB and item.concept:
            frame.subject.add(item.concept if item.kind == kinds.NOUN else "verb:" + item.concept)
        place -= 1
