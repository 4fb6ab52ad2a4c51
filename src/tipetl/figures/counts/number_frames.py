"""Builds the frame of each number that may count something, including information about the number from the sentence's
subject and opening phrase.

What does not belong here: the rules that match a frame (``counted``).
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from tipetl.figures.counts.book import BOOK, WORDS
from tipetl.figures.record import reasons
from tipetl.figures.record.readings import PERSON_NOUNS
from tipetl.language import concepts, forms
from tipetl.language.particles import WORD
from tipetl.language.rules import EVENT_NOUNS
from tipetl.syntax.chunks import kinds
from tipetl.syntax.chunks.symbols import BOOK as SYNTAX
from tipetl.syntax.frames.frames import build_frame
from tipetl.syntax.frames.governors import add_verb, collect_subject
from tipetl.syntax.frames.shared_nouns import SAYS_HOW_MANY, joined

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis, Draft
    from tipetl.syntax.chunks.items import Item
    from tipetl.syntax.frames.frame import Frame

#: kinds of items to skip before a number in order to reach the subject that it counts
BEHIND_A_SUBJECT = frozenset((kinds.PREPOSITION, kinds.NUMBER, kinds.ADVERB, kinds.TIME))
#: kinds of items that never occur in the subject of a verb
ENDS_A_SUBJECT = frozenset(
    (kinds.SEMICOLON, kinds.COMMA, kinds.SUBORDINATOR, kinds.NUMBER, kinds.COLON, kinds.CLOSE_BRACKET)
)

#: kinds of items that end the object of a verb
ENDS_AN_OBJECT = frozenset((kinds.SEMICOLON, kinds.COMMA, kinds.PREPOSITION, kinds.VERB, kinds.CONJUNCTION, kinds.MARK))
#: kinds of items after which no verb can have been omitted
ENDS_A_GAP = frozenset((kinds.NUMBER, kinds.VERB, kinds.RELATIVE))
#: kinds of items that open a part of a sentence that may have its own label
PARTS = frozenset((kinds.SEMICOLON, kinds.COLON, kinds.OPEN_BRACKET))

PUT_AT, NUMBER_NOUNS, RECKONING = SYNTAX["put_at"], SYNTAX.words["number_nouns"], SYNTAX.words["reckoning"]
#: the number of nouns before "of which" to try as its antecedent
FAR_NOUN = 6
#: the minimum figure for which a following sum in parentheses may be the same sum in dollars
SUM = 1000


def frame_counts(analysis: Draft) -> None:
    """Adds the frames of the numbers that may count something."""
    items = analysis.items
    frames: dict[int, Frame] = {}
    for place in analysis.nums:
        index = items[place].number
        number = analysis.numbers[index]
        if number.form not in WORDS["forms_of_counts"]:
            continue
        if (number.low or 0) >= SUM and BOOK["sum_twin"].fits(items, place + 1):
            # "92.2 million ($150,110)": a sum in a currency named before
            analysis.why_not[index] = reasons.TWIN
            continue
        frames[index] = _frame(analysis, place)
    analysis.frames = frames
    for place in analysis.nums:
        if items[place].number in frames:
            _one_each(analysis, place)
            _by_the_same_verb(analysis, place)


def _frame(analysis: Analysis, place: int) -> Frame:
    """Builds the frame of the number at an item."""
    tokens, items = analysis.tokens, analysis.items
    number = analysis.numbers[items[place].number]
    none = number.form == forms.ZERO or number.low == 0
    listing = none or number.form == forms.UNKNOWN
    frame = build_frame(tokens, items, place, analysis.hits, words_end(analysis, place), listing=listing)
    frame.none = none
    span = analysis.comparator_at(items[place].first)
    if span is not None and tokens.low[span[0]] == WORD.target:
        # "13 cases in 2000 against 26 the year before": the noun before "against" belongs to the other figure
        frame.of = [pair for pair in frame.of if pair[1] != WORD.target]
    add_subject(analysis, frame)
    if number.low != 1:
        _lead_verb(items, frame)
    _got_them(analysis, frame)
    return frame


def words_end(analysis: Analysis, place: int) -> int:
    """Return the token at which the words of the number at an item end: the next figure that counts, or the sentence's
    end."""
    items = analysis.items
    row = joined(analysis.tokens, items, place)
    whole = BOOK["referred_back_to"].end(items, place + 1) - 1
    for other in analysis.nums[bisect_right(analysis.nums, place) :]:
        counts = analysis.numbers[items[other].number].form in WORDS["forms_that_end_words"]
        # "12 and seven children" is one phrase
        if counts and other != whole and other not in row:
            return items[other].first
    return len(analysis.tokens.low)


# -- rows of numbers, and the antecedents of pronouns and "which" ------------------------------------------------------


def _one_each(analysis: Analysis, place: int) -> None:
    """Pairs each noun with its own number: "Investigations and prosecutions numbered 38 and 29"."""
    items, frame = analysis.items, analysis.frames[analysis.items[place].number]
    if not frame.heads or frame.head_word or concepts.AMOUNT not in frame.acts:
        return
    nouns = _listed_subject(items, frame)
    row = [place]
    for at in range(place + 1, min(len(items), place + 3 * len(nouns))):
        if items[at].kind == kinds.NUMBER and items[at].number in analysis.frames:
            row.append(at)
        elif items[at].kind not in kinds.JOINTS:
            break
    if len(row) < 2 or len(row) != len(nouns):
        return
    for at, noun in zip(row, nouns, strict=True):
        other = analysis.frames[items[at].number]
        other.heads, other.acts, other.linked = [noun], list(frame.acts), kinds.VERB


def _by_the_same_verb(analysis: Draft, place: int) -> None:
    """Copies the verb of an earlier number to a number that follows the same preposition: "Those of the north cared for
    40, those of the south for 22"."""
    items, frame, low = analysis.items, analysis.frames[analysis.items[place].number], analysis.tokens.low
    if not frame.bare() or frame.acts or frame.of or frame.prep not in WORDS["repeated_prepositions"]:
        return
    earlier = next((x for x in reversed(items[:place]) if x.kind in ENDS_A_GAP), None)
    told = analysis.frames.get(earlier.number) if earlier is not None and earlier.kind == kinds.NUMBER else None
    named = place + 1 < len(items) and items[place + 1].kind in kinds.NAMING
    named = named or (frame.prep == WORD.goal and not BOOK["doer_in_a_gap"].fits(items, place - 1))
    compared = analysis.comparator_at(items[place].first) is not None
    if told is None or named or compared or low[analysis.numbers[told.number].begins - 1] != frame.prep:
        return
    frame.acts, frame.of, frame.again = [*told.acts], [*told.of], told.number


def _listed_subject(items: list[Item], frame: Frame) -> list[str]:
    """Return the nouns listed before the verb that states a number, in order."""
    at = next((verb for verb in frame.verbs if items[verb].concept == concepts.AMOUNT), frame.item)
    while at > 0 and (items[at].kind in BEHIND_A_SUBJECT or at == frame.item):
        at -= 1
    nouns: list[str] = []
    for item in reversed(items[:at]):
        if item.kind == kinds.NOUN and item.concept in EVENT_NOUNS:
            nouns.insert(0, item.concept)
        elif item.kind in (kinds.SEMICOLON, kinds.VERB):
            break
    return nouns


def _got_them(analysis: Analysis, frame: Frame) -> None:
    """Adds the antecedent of a pronoun for something received: "12 victims applied for permits; nine received them"."""
    if concepts.OBTAIN not in frame.does or not frame.verbs:
        return
    items, verb = analysis.items, frame.verbs[0]
    if verb + 1 < len(items) and analysis.tokens.low[items[verb + 1].first] in WORDS["given_before"]:
        nouns = (item.concept for item in reversed(items[:verb]) if item.kind == kinds.NOUN)
        noun = next((concept for concept in nouns if concept in WORDS["gifts"]), None)
        frame.right |= {noun} if noun else set()


def _of_which_there_were(analysis: Analysis, frame: Frame) -> bool:
    """Gives a number the noun that its "of which" clause counts: "shelters for women, of which there were nine"."""
    if not frame.bare() or concepts.BE not in frame.acts or not frame.verbs:
        return False
    items, low = analysis.items, analysis.tokens.low
    which = items[frame.verbs[0]].first - 3
    if low[max(0, which) : which + 3] != [WORD.whole, WORD.told_thing, WORD.existence]:
        return False
    named = [item for item in items[: analysis.items_from(which)] if item.kind in kinds.NAMING][-FAR_NOUN:]
    if named and named[-1].kind == kinds.WORD and low[named[-1].last].endswith("s"):
        frame.head_word = low[named[-1].last]  # "special rooms, of which there were 16"
        return True
    noun = next((x for x in reversed(named) if x.kind == kinds.NOUN and x.concept not in PERSON_NOUNS), None)
    if noun is not None and noun.concept:
        frame.heads, frame.head_word = [noun.concept], low[noun.last]
    return noun is not None


# -- the subject of a verb that states a number --------------------------------------------------------------------


def _lead_verb(items: list[Item], frame: Frame) -> None:
    """Adds the clause's verb, and its subject if that is a charge, to the frame of a number whose phrase opens the
    clause: "In 11 cases, judges dismissed the charges", "to 38 victims the state gave shelter", "against 29 suspects
    charges were brought"."""
    cases = frame.prep == WORD.place and not WORDS["where_courts_act"].isdisjoint(frame.heads)
    company = frame.linked == kinds.LEAD and SYNTAX["in_company"].fits(items, frame.item - 1)
    sites = frame.prep in WORDS["prepositions_of_a_site"] and not WORDS["where_inspectors_act"].isdisjoint(frame.heads)
    if frame.linked != kinds.LEAD or not (cases or company or sites or frame.prep in (WORD.goal, WORD.target)):
        return
    end = BOOK["to_the_main_verb"].end(items, frame.np_end_item + 1)
    if sites and end != -2:
        # "on 12 farms inspectors made checks"
        behind = next((at for at in range(end, len(items)) if items[at].kind in ENDS_AN_OBJECT), len(items))
        frame.of += [(x.concept, frame.prep) for x in items[end:behind] if x.kind == kinds.NOUN and x.concept]
        return
    if company and end != -2:
        # "besides three civilians, a captain was charged"
        add_verb(frame, items[end - 1], subject=True)
        frame.verbs.append(end - 1)
        return
    if frame.prep == WORD.target:
        steps = EVENT_NOUNS | SYNTAX.words["legal_steps"]
        nouns = [x for x in items[frame.np_end_item + 1 : end] if x.kind == kinds.NOUN and x.concept in steps]
        frame.of += [(noun.concept or "", frame.prep) for noun in nouns]
    turned = SYNTAX["turned_passive"].end(items, end - 1) if end != -2 else -2
    if turned != -2:
        # "to no victim was compensation paid"
        frame.of += [(x.concept or "", frame.prep) for x in items[end:turned] if x.kind == kinds.NOUN]
        end = turned
    verb = items[end - 1] if end != -2 else None
    if cases and concepts.TRIAL in frame.heads:
        frame.of.append((f"verb:{concepts.PROSECUTE}", frame.prep))
    elif verb is not None and verb.concept and not verb.negated:
        frame.of.append((f"verb:{verb.concept}", frame.prep))


def add_subject(analysis: Analysis, frame: Frame) -> None:
    """Adds the subject's information about a number whose verb only states it ("the number of victims identified rose
    to 55")."""
    if _numbers_what_follows(analysis.tokens.low, analysis.items, frame):
        return
    if frame.bare() and frame.linked in (kinds.VERB, kinds.NOUN):
        _gave_the_figure(analysis.items, frame)
    stating = _stating_verb(analysis.tokens.low, analysis.items, frame)
    if _of_which_there_were(analysis, frame):
        return
    if stating is None:
        subject = _gapped_subject(analysis.items, frame) if frame.bare() else []
        frame.heads += [noun.concept or "" for noun in subject if noun.kind == kinds.NOUN][:1]
        frame.acts += [done.concept for done in subject if done.kind == kinds.VERB and done.concept]
        frame.acts += [concepts.AMOUNT, concepts.REPORT] if subject else []
        return
    low, verb = analysis.tokens.low, analysis.items[stating]
    stating = _number_before(low, analysis.items, stating, frame)
    stating = _before_which(analysis.items, stating, frame)
    if low[verb.last] in WORDS["reaching"] and not NUMBER_NOUNS.isdisjoint(low[: verb.first]):
        # "the number of traffickers prosecuted reached 17"
        frame.acts = [concepts.AMOUNT]
        collect_subject(analysis.items, stating, frame)
    if frame.bare():
        nouns = _before_an_aside(low, analysis.items, stating, frame) or _subject_nouns(low, analysis.items, stating)
        if nouns and not (concepts.GATHER in frame.acts and concepts.TRAINING in nouns):
            frame.heads = nouns
    said = {concepts.AMOUNT, concepts.BE, concepts.GATHER}.intersection(frame.acts)
    if said & SAYS_HOW_MANY:
        verbs = [concept.removeprefix("verb:") for concept in sorted(frame.subject) if concept.startswith("verb:")]
        frame.acts += verbs
        frame.does += verbs
        if said != {concepts.BE} and not EVENT_NOUNS.isdisjoint(frame.heads):
            frame.acts.append(concepts.REPORT)


def _gave_the_figure(items: list[Item], frame: Frame) -> None:
    """Marks a number in "gave the figure of" as counting the same thing as an earlier figure: "for 2011 it gave the
    figure of 42"."""
    if BOOK["gave_the_figure"].fits(items, frame.item - 1):
        frame.acts, frame.generic_verb, frame.linked = [concepts.AMOUNT], False, kinds.VERB


def _before_which(items: list[Item], verb: int, frame: Frame) -> int:
    """Return the comma before "which" if the "which" clause states the number of the things named before the comma
    ("arrests, which had stood at 44, reached 61"), otherwise the verb itself. Adds the subject before such a comma."""
    comma = verb - 2
    if not frame.bare() or comma < 1 or not BOOK["which_of_a_subject"].fits(items, verb - 1):
        return verb
    collect_subject(items, comma, frame)
    return comma


def _number_before(low: list[str], items: list[Item], verb: int, frame: Frame) -> int:
    """Return the verb of the "number" to which "it" refers before another verb ("the number of suspects tried changed,
    for it fell to 40"), or that other verb if there is no such number. Adds the subject of the verb found."""
    if not frame.bare() or concepts.AMOUNT not in frame.acts or low[items[verb].first - 1] != "it":
        return verb
    number = next((at for at in range(verb - 1, -1, -1) if low[items[at].last] in NUMBER_NOUNS), verb)
    ends = (at for at in range(number, verb) if items[at].kind in ENDS_A_SUBJECT)
    said = [at for at in range(number, next(ends, number)) if items[at].kind == kinds.VERB]
    if not said:
        return verb
    collect_subject(items, said[-1], frame)
    return said[-1]


def _stating_verb(low: list[str], items: list[Item], frame: Frame) -> int | None:
    """Return the item of the verb that only states the number: the number's own verb, or a verb reached by going back
    from the number's preposition. In the latter case, adds that verb's subject to the frame."""
    for verb in frame.verbs:
        if items[verb].concept in WORDS["stating"] or (items[verb].concept == concepts.GATHER and frame.bare()):
            return verb
    labelled = frame.linked == kinds.COLON or BOOK["number_behind_its_label"].fits(items, frame.item - 1)
    end = BOOK["details_of_a_label"].end(items, frame.item - 1) + 1 if labelled else 0
    end = end if end > 0 else frame.item - 1
    if labelled and frame.bare() and not frame.does and _named(low, items, end):
        # "Convicted: 12", "How many were convicted? Twelve.", "arrests, 40; convictions, 12"
        frame.acts.append(concepts.AMOUNT)
        frame.right |= frame.left  # "cases sent to court, nine"
        collect_subject(items, end, frame)
        return end
    given = BOOK["given_as"].end(items, frame.item - 1) if frame.bare() and frame.prep == WORD.likeness else -2
    if given != -2:
        # "the number of men convicted is given as 36"
        frame.acts, frame.of, frame.linked = [concepts.AMOUNT], [], kinds.VERB
        collect_subject(items, given + 1, frame)
        return given + 1
    if frame.linked != kinds.PREPOSITION or frame.prep not in WORDS["before_a_stated_number"]:
        return None
    if frame.bare() and (verb := PUT_AT.end(items, frame.item - 1)) >= 0:
        # "the unit puts its arrests at 72": the number belongs to the object
        if RECKONING.isdisjoint(low[: items[verb].first]):
            _state_object(items, verb, frame)
        return None
    before = BOOK["to_the_amount"].end(items, frame.item - 1)
    if before == -2:
        change = SYNTAX["to_the_change"].end(items, frame.item - 1) if frame.bare() else -2
        if change != -2:
            # "a fall in arrests to 18"
            _state_object(items, change + 2, frame)
        return None
    frame.acts.append(concepts.AMOUNT)
    collect_subject(items, before + 1, frame)
    return before + 1


def _numbers_what_follows(low: list[str], items: list[Item], frame: Frame) -> bool:
    """Adds to the frame of a number that opens the sentence the events that it counts ("at 12, convictions were up from
    nine"), or the events after "the number of" ("at 12, the number of traffickers arrested was a record")."""
    if frame.linked != kinds.LEAD or frame.prep != "at" or not frame.bare():
        return False
    verb = SYNTAX["number_behind_its_lead"].end(items, frame.item + 1) - 1
    if verb > 0:
        frame.heads, frame.linked, frame.acts = _subject_nouns(low, items, verb), kinds.VERB, [concepts.AMOUNT]
        collect_subject(items, verb, frame)
        done = [concept.removeprefix("verb:") for concept in sorted(frame.subject) if concept.startswith("verb:")]
        frame.acts += [concepts.REPORT, *done]
        frame.does += done
        return True
    end = SYNTAX["lead_of_subject"].end(items, frame.item + 1)
    if end == -2:
        return False
    events = (x.concept for x in items[frame.item + 2 : end] if x.kind == kinds.NOUN and x.concept in EVENT_NOUNS)
    frame.heads, frame.linked = [next(events) or ""], kinds.VERB
    frame.acts = [concepts.AMOUNT, concepts.REPORT]
    return True


def _state_object(items: list[Item], verb: int, frame: Frame) -> None:
    """Gives a number the head noun of its verb's object; the verb, at an item, states the object's number."""
    nouns = [at for at in range(verb + 1, frame.item) if items[at].kind == kinds.NOUN and items[at].concept]
    if nouns:
        # "the number of child victims" counts victims
        head = next(at for at in nouns if at + 1 not in nouns)
        frame.heads, frame.of, frame.linked = [items[head].concept or ""], [], kinds.VERB
        done = [item.concept for item in items[verb + 2 : frame.item] if item.kind == kinds.VERB and item.concept]
        frame.acts = [concepts.AMOUNT, concepts.REPORT, *done]


def _named(low: list[str], items: list[Item], colon: int) -> bool:
    """Whether the words before a colon, none of them a number, name an event or something done. After another part of
    the sentence, or before a comma, the words must be a noun for events or a participle: "arrests, 40; men convicted,
    12", not "courts, 12"."""
    begin = max((at for at, x in enumerate(items[:colon]) if x.kind in PARTS), default=-1)
    before = items[begin + 1 : colon]
    if begin >= 0 or items[colon].kind == kinds.COMMA:
        return BOOK["label_of_a_number"].end(before, 0) == len(before)
    if any(x.kind == kinds.NUMBER and x.form != forms.LABEL for x in before):
        return False
    return any(x.kind == kinds.VERB and x.concept for x in before) or bool(_subject_nouns(low, items, colon))


def _gapped_subject(items: list[Item], frame: Frame) -> list[Item]:
    """Return the subject of an omitted verb: "prosecutions rose from 56 to 109, and convictions from 36 to 46",
    "trials numbered 12 and the men convicted in them 20"."""
    before = BOOK["gapped_subject"].end(items, frame.item - 1)
    if before == -2 or all(item.concept != concepts.AMOUNT for item in items[: before + 2]):
        return []
    return items[before + 2 : frame.item]


def _before_an_aside(low: list[str], items: list[Item], verb: int, frame: Frame) -> list[str]:
    """Return the nouns of a subject that an aside separates from its verb ("victims found by police, at home and
    abroad, amounted to 62"), or none if there is no aside. Adds the participles that describe the subject."""
    begin = SYNTAX["aside_behind_subject"].end(items, verb - 1) + 1
    for comma in range(begin, verb - 1) if begin > 0 else ():
        nouns = _subject_nouns(low, items, comma) if items[comma].kind == kinds.COMMA else []
        if nouns:
            collect_subject(items, comma, frame)
            return nouns
    return []


def _subject_nouns(low: list[str], items: list[Item], verb: int) -> list[str]:
    """Return the concepts of the nouns before a verb, last first. Omits nouns that only give the number's place,
    purpose or owner ("the court's number of trials", "the trials that police could show")."""
    nouns: list[str] = []
    for at in range(verb - 1, -1, -1):
        item = items[at]
        if (item.kind in ENDS_A_SUBJECT and item.form != forms.LABEL) or (nouns and low[item.last] in NUMBER_NOUNS):
            break
        sort = nouns and item.kind == kinds.NOUN and items[at + 1].kind == kinds.NOUN and at + 1 < verb
        if sort:
            continue  # a number before "police dossiers" does not count police
        if item.kind == kinds.NOUN and item.concept and item.concept != concepts.HOTLINE:
            # a number before "referrals of victims" does not count victims
            nouns = [item.concept] if item.concept in WORDS["deeds"] else [*nouns, item.concept]
        elif item.kind == kinds.VERB and at and items[at - 1].kind == kinds.NOUN:
            nouns.clear()  # a number before "victims given shelter" does not count shelters
        elif item.form == WORD.purpose and at and low[items[at - 1].last] in NUMBER_NOUNS:
            break  # "the figure for arrests"
        elif _tells_more(low, item) or (item.kind == kinds.PREPOSITION and item.form in WORDS["behind_a_subject"]):
            nouns.clear()
    return list(dict.fromkeys(nouns))


def _tells_more(low: list[str], item: Item) -> bool:
    """Whether an item begins a relative clause that only adds something about its noun. "The persons whose trials
    began" and "the complaints that led to trials" count trials."""
    said = low[item.last + 1]
    other = low[item.last] == WORD.told_owner or said == WORD.whole or said in WORDS["becoming"]
    return item.kind == kinds.RELATIVE and not other
