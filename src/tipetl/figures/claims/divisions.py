"""Finds divisions of a number: the list of counts or sums of money and, if the sentence gives it, the number divided.

"intercepted 1,146 children - 628 boys and 548 girls", "The total consisted of $186,000 for shelters, $94,000 for the
hotline, and $152,000 for campaigns", "By nationality, the victims were 11 Ethiopians and seven Nepalis".

What belongs here: where such a list begins and ends. What does not belong here: whether the list adds up, or which
number of an earlier sentence is divided, which a check decides.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from tipetl.figures.claims.acts import is_of_a_kind
from tipetl.figures.claims.rows import BOOK, COUNT, MONEY, Row, row_of
from tipetl.language.number_ranges import is_year

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tipetl.figures.record.analysis import Analysis
    from tipetl.language.number import Number

WORDS = BOOK.words
JOINTS, LAST_JOINTS, ENDS = WORDS["division_joints"], WORDS["division_last_joints"], WORDS["division_ends"]
CLOSING = {"(": ")", "-": "-", "–": "–", "—": "—"}
MARKS = CLOSING.keys() | {":"}
#: the maximum number of words in a part, from a joint to the part's number, and from a number to its list
PART, LEAD, TO_LIST = 24, 7, 14
#: the maximum number of words, apart from times, between a number and "comprising"
OWN_NOUN = 3
#: the maximum number of words in the subject of a sentence that lists parts of a group mentioned earlier
SUBJECT = 18
#: the minimum and maximum number of numbers in a list
FEWEST, MOST = 2, 12
#: the number of words after a number to search for the people it counts
BEHIND = 2


class Division(NamedTuple):
    """A list of ``parts`` (numbers) over tokens ``first`` to ``last``, and the number divided (None if another sentence
    gives it)."""

    first: int
    last: int
    parts: list[int]
    whole: int | None


def divisions(analysis: Analysis) -> Iterator[Division]:
    """Yield the divisions in a sentence that have complete lists."""
    if len(analysis.numbers) < FEWEST:
        return
    row = row_of(analysis.tokens.low, analysis.numbers)
    counted = [place for place, symbol in enumerate(row.symbols) if symbol in (COUNT, MONEY)]
    counted = [place for place in counted if not (_converts(row, place) or _is_converted(row, place))]
    at = 0
    while at < len(counted) - 1:
        listed = _listed(row, counted[at : at + MOST])
        following = next(iter(counted[at + len(listed) :]), None)
        opens = None if _goes_on(row, listed[-1], following) else _opening(analysis, row, counted[:at], listed)
        if opens is None:
            at += 1
            continue
        whole, begin = opens
        parts = [row.numbers[place] for place in listed]
        divided = None
        if whole is not None:
            named = not WORDS["division_groups"].isdisjoint(row.words[whole + 1 : whole + 1 + BEHIND])
            divided = _divided(analysis.numbers, row.numbers[whole], parts, named=named)
        if not _is_less(analysis.numbers, divided, parts):
            yield Division(row.spans[begin][0], row.spans[_end(row, listed[-1])][1], parts, divided)
        at += len(listed)


def _converts(row: Row, place: int) -> bool:
    """Whether a sum repeats the previous sum in another currency: "1.2 million euros ($1.3 million)"."""
    return row.symbols[place] is MONEY and row.words[place - 1] == "(" and row.symbols[place - 2] is MONEY


def _is_converted(row: Row, place: int) -> bool:
    """Whether a sum without a currency is repeated in another currency: "of which [4 million] ($7,000) went to
    shelters"."""
    bracket, behind = row.words[place + 1 : place + 2], row.symbols[place + 2 : place + 3]
    return place >= 0 and row.symbols[place] is COUNT and bracket == ["("] and behind != [] and behind[0] is MONEY


def _listed(row: Row, counted: Sequence[int]) -> list[int]:
    """Return the numbers of a list that begins with the first of those ``counted``, up to the number after "and"."""
    listed: list[int] = [counted[0]]
    apart = ""
    for place in counted[1:]:
        alike = row.symbols[place] is row.symbols[listed[0]]
        joint = _joint(row, listed[-1], place) if alike else ""
        # "80 adults and 51 children; 66 men and 65 women" divide a number twice, as do "15 of labor, two of sex; or, …"
        if not joint or apart in LAST_JOINTS or (apart == "," and joint == ";"):
            break
        apart = joint
        listed.append(place)
    return listed


def _joint(row: Row, before: int, place: int) -> str:
    """Return the words that join two numbers of a list; empty if anything but a part and a joint comes between the
    numbers."""
    between = row.words[before + 1 : place]
    if between[-1:] == [","] and not WORDS["division_rest"].isdisjoint(between[-2:]):  # "and the rest, 65 men,"
        between = between[:-1]
    at = next((k for k in range(len(between) - 1, -1, -1) if between[k] in JOINTS), -1)
    if between[:1] == [")"] and not JOINTS.isdisjoint(between[1:2]):  # "the police (nine[),] shelters and clinics (11)"
        at = next((k for k in range(len(between) - 1) if between[k] in JOINTS and between[k + 1] not in JOINTS), at)
    behind = row.words[place + 1 : place + 1 + BEHIND]  # "…, 15 of them foreigners"
    if at < 0 or len(between) > PART or len(between) - at > LEAD or not ENDS.isdisjoint(between):
        return ""
    in_brackets = row.symbols[place] is COUNT and not {"(", ")"}.isdisjoint(between)  # "from Mali (9), Chad (7), and …"
    out_of_dashes = any(one in CLOSING and other in JOINTS for one, other in itertools.pairwise(between))
    turns = in_brackets or out_of_dashes or _turns(between) or _turns(behind, row.words[place + 1 + BEHIND :])
    if turns or between.count("(") != between.count(")"):
        return ""
    return ";" if ";" in between else between[at]


def _goes_on(row: Row, last: int, following: int | None) -> bool:
    """Whether another number belongs to a list that "and" seemed to close: "12 men and nine women abroad, ten here"."""
    between = [] if following is None else row.words[last + 1 : following]
    ends = {".", *CLOSING, *CLOSING.values(), ":"}
    compares = not WORDS["division_compares"].isdisjoint(between)  # "… and 38 of both forms, compared with 274"
    return following is not None and ends.isdisjoint(between) and not JOINTS.isdisjoint(between) and not compares


def _opening(
    analysis: Analysis, row: Row, before: Sequence[int], listed: Sequence[int]
) -> tuple[int | None, int] | None:
    """Return the number that a list divides (None: another sentence gives it) and the place where the division begins.
    Returns None if the list divides nothing, or is incomplete."""
    if len(listed) < FEWEST or not _is_complete(row, listed):
        return None
    whole = before[-1] if before and row.symbols[before[-1]] is row.symbols[listed[0]] else None
    if whole is not None:
        return (whole, whole) if _leads_to_list(row, whole, listed) else None
    subject = row.words[: listed[0]]
    if before or not subject or len(subject) > SUBJECT or subject[0] not in WORDS["division_subjects"]:
        return None
    lists = subject[-1] in WORDS["division_verbs"] or _composes(subject)
    whole_list = WORDS["division_leaves_out"].isdisjoint(subject) and _ends_sentence(row, listed[-1])
    some = is_of_a_kind(analysis, 0, row.spans[listed[0]][0] - 1)  # "The foreign victims were 12 men and nine women"
    return (None, 0) if lists and whole_list and not some else None


def _composes(words: Sequence[str]) -> bool:
    """Whether some words end with words for a division: "consisted of", "made up of", "divided into"."""
    return words[-1] in WORDS["division_leads_on"] and not WORDS["division_verbs_of_parts"].isdisjoint(words[-2:])


def _is_complete(row: Row, listed: Sequence[int]) -> bool:
    """Whether a list is complete: a joint precedes its last part, it mentions at most one year, and all its parts are
    numbers (not "… and a Dutchman")."""
    # "… and 14 boys), compared with 145 in 2010 and 155 in 2009"
    closing = {*CLOSING.values(), *WORDS["division_compares"]}
    behind = itertools.takewhile(lambda word: word not in closing, row.words[listed[-1] : listed[-1] + PART])
    words = [*row.words[listed[0] : listed[-1]], *behind]
    years = {word for word in words if is_year(word)}
    opening = zip(words, words[1:], words[2:], strict=False)
    one_more = any(a in JOINTS and b in WORDS["articles"] and c not in WORDS["division_rest"] for a, b, c in opening)
    return _joint(row, listed[-2], listed[-1]) in LAST_JOINTS and len(years) <= 1 and not one_more


def _leads_to_list(row: Row, whole: int, listed: Sequence[int]) -> bool:
    """Whether punctuation or a word for a division leads from a number to a list that ends with the clause."""
    if _answers_for_all(row, whole, listed):
        return True
    between = row.words[whole + 1 : listed[0]]
    if row.words[listed[0] + 1] == ")":  # "divided among the police ([nine]), shelters ([11]), and …"
        composing = (k for k in range(2, len(between)) if _composes(between[:k]))
        between = between[: next(composing, len(between))]
    # after "divided", the word "among" excludes no parts
    inner = between[:-1] if between and _composes(between) else between
    if len(between) > TO_LIST or not WORDS["division_leaves_out"].isdisjoint(inner) or _turns(inner):
        return False
    mark = between[-1] if between else ""
    named = [word for word in between if word.isalpha() and word not in WORDS["division_times"]]
    divides = bool(between) and (mark in WORDS["division_leads"] or _composes(between))
    if divides and len(named) > OWN_NOUN + 1:
        return False  # "40 victims through a task force comprising 12 officers and 20 social workers"
    if not (divides or mark in MARKS) or not ENDS.isdisjoint(set(between) - MARKS):
        return False
    behind = row.words[listed[-1] + 1 : listed[-1] + 1 + PART]
    if mark in CLOSING and CLOSING[mark] in behind:
        inside = behind[: behind.index(CLOSING[mark])]
        told = [*row.words[listed[0] : listed[-1]], *inside]
        # "27 children (12 boys and 17 girls in 2016)", "20 (17 and 13)", "(49 and 11; 10 not specified)"
        bare = JOINTS.issuperset(row.words[listed[0] + 1 : listed[1]])
        dated = any(map(is_year, told)) or not WORDS["division_earlier"].isdisjoint(told)
        earlier = mark == "(" and (bare or dated)
        whole_list = ";" not in inside and WORDS["division_goes_on"].isdisjoint(inside)
        return not earlier and bool(inside) and whole_list and _is_a_part(inside)
    return mark != "(" and _ends_sentence(row, listed[-1])


def _answers_for_all(row: Row, whole: int, listed: Sequence[int]) -> bool:
    """Whether a list matches, entry by entry, names that cover everyone counted: "arrested 68, [all of them] in Java
    and on Sumatra, where 40 and 28 suspects, [respectively], were detained"."""
    between = row.words[whole + 1 : listed[0]]
    everyone = any(
        word in WORDS["everyone_words"] and of in WORDS["of_everyone"] and them in WORDS["everyone_told"]
        for word, of, them in zip(between, between[1:], between[2:], strict=False)
    )
    answers = not WORDS["each_to_each"].isdisjoint(row.words[listed[0] : listed[-1] + PART])
    return everyone and answers and len(between) <= PART


def _ends_sentence(row: Row, last: int) -> bool:
    """Whether the last part extends to the end of its clause, and nothing else follows in the clause."""
    behind = list(itertools.takewhile(lambda word: word not in (".", ";"), row.words[last + 1 :]))
    own = list(itertools.takewhile(lambda word: word != ",", behind))
    return _is_a_part(own) and WORDS["division_goes_on"].isdisjoint(behind)


def _is_a_part(words: Sequence[str]) -> bool:
    described = enumerate(itertools.pairwise(words))  # "17 cases [in which] both forms were alleged"
    in_which = (
        k for k, (word, other) in described if word in WORDS["placing"] and other in WORDS["division_describes"]
    )
    return len(words) <= PART and not _turns(words[: next(in_which, len(words))])


def _turns(words: Sequence[str], following: Sequence[str] = ()) -> bool:
    """Whether words turn to other figures, or to some members of one part. False for "of both [forms]" and "against
    [trafficking]"."""
    pairs = itertools.zip_longest(words, [*words[1:], *following[:1]])
    return any(word in WORDS["division_turns"] and behind not in WORDS["division_stays"] for word, behind in pairs)


def _divided(numbers: Sequence[Number], whole: int, parts: Sequence[int], *, named: bool) -> int | None:
    """Return the number that is divided. A number ``named`` as the number of parts is not divided ("all 54 came from
    three countries: 22 …"). Of several sums, the one in the parts' currency is divided ("12 million shillings
    ($120,000): $60,000 …")."""
    first = numbers[parts[0]]
    if numbers[whole].low == len(parts) and named:
        most = max(numbers[part].low or 0 for part in parts)
        before = (k for k in range(whole - 1, -1, -1) if numbers[k].form == first.form)
        return next((k for k in before if (numbers[k].low or 0) > most), None)
    following = numbers[whole + 1]
    converted = numbers[whole].unit != first.unit and (following.form, following.unit) == (first.form, first.unit)
    return whole + (converted and whole + 1 < parts[0])


def _is_less(numbers: Sequence[Number], whole: int | None, parts: Sequence[int]) -> bool:
    """Whether a number is less than one of its parts, and so is not the number divided: "under [one] form: 81 …"."""
    return whole is not None and any((numbers[part].low or 0) > (numbers[whole].low or 0) for part in parts)


def _end(row: Row, last: int) -> int:
    """Return the place of the last word of the last part."""
    behind = range(last + 1, len(row.words))
    return next((place - 1 for place in behind if row.words[place] in ENDS | {",", ";", "-", ")"}), len(row.words) - 1)
