"""Find the acronyms that a text introduces, and their long names.

This module turns "the Border Guard Service (BGS)" into a pair of spans. ``mentions`` decides what kind of entity the
long name denotes, and finds the acronym elsewhere in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tipetl.entities.words import WORDS

#: an acronym begins with a capital and contains another capital or a digit
_ACRONYM = r"(?=[A-Z](?:(?![A-Z0-9])[\w&/.-])*+[A-Z0-9])[A-Z][A-Za-z0-9&/-]{0,13}[A-Za-z0-9]"
_QUOTE = "[“”\"‘’']?"
#: "(BGS)", "(the BGS)", "(“BGS”)", "(BGS, by its French acronym)", "(or BGS)", "(hereafter BGS)"
_IN_PARENTHESES = re.compile(
    rf"(?:[’']s?)?{_QUOTE},?(?<!\s)\s++[(\[](?:the\s+|or\s+|hereafter\s+|locally\s+|known\s+as\s+|abbreviated\s+"
    rf"|in\s+[A-Z]\w+,?\s+"
    rf"|[A-Z]\w+\s+acronym:?\s+)*{_QUOTE}(?P<acronym>{_ACRONYM}){_QUOTE}(?P<more>[^()\[\]]*)[)\]]"
)
#: "the Border Guard Service, or BGS,", "..., known as BGS,"
_BETWEEN_COMMAS = re.compile(
    rf",?(?<!\s)\s++(?:or|known\s+(?:locally\s+)?(?:as|by\s+(?:its|the)\s+(?:\w+\s+)?(?:acronym|initials|abbreviation))"
    rf"|abbreviated(?:\s+as)?|called|hereafter)\s+(?:the\s+)?{_QUOTE}(?P<acronym>{_ACRONYM}){_QUOTE}(?=[,.;) ])"
)
#: "BGS (the Border Guard Service)", "the BGS, or Border Guard Service,", "BGS, the Border Guard Service,"
_ACRONYM_FIRST = re.compile(
    rf"(?<![\w(-])(?P<acronym>{_ACRONYM})(?:\s+[(\[](?:the\s+)?(?P<inside>[^()\[\]]{{6,110}})[)\]]"
    rf"|,\s+(?:or\s+|short\s+for\s+|which\s+stands\s+for\s+"
    rf"|that\s+is,?\s+)?(?:the\s+)?(?P<after>[A-Z][^,.;()]{{6,110}})(?=[,.;]))"
)
_WORD = re.compile(r"[\w’'&.]+(?:-[\w’'&.]+)*")
_SMALL, _OPENING, _BREAK = WORDS["small_words"], WORDS["before_names"], WORDS["parts_names"]
#: Matches the boundaries that no name crosses. A heading ends at the end of its line or at a blank line.
_STOPS = re.compile(r"[.;:!?]\s|[()\[\]—;]|\n[ \t]*\n|(?<![^\n])[A-Z][A-Za-z]+\n")
#: "the Immigration (Guest Workers) Ordinance": words in parentheses that are part of the name.
_INNER = re.compile(r"\(([A-Z][a-z]+(?: (?:of|and|[A-Z][a-z]+))*)\)(?= [A-Z])")
MOST_WORDS = 14


@dataclass(frozen=True, slots=True)
class Tie:
    """An acronym and the span of its long name; ``sure`` means that the name's words spell the acronym."""

    acronym: str
    acronym_start: int
    long_start: int
    long_end: int
    sure: bool


def acronym_ties(text: str) -> tuple[Tie, ...]:
    """Return the first tie of each acronym that a text introduces, in order."""
    found: dict[str, Tie] = {}
    text = _INNER.sub(lambda match: f" {match[1]} ", text)
    if "(" in text or "[" in text:
        for match in _IN_PARENTHESES.finditer(text):
            _keep(found, _long_before(text, match["acronym"], match.start("acronym"), match.start()))
    for match in _BETWEEN_COMMAS.finditer(text):
        tie = _long_before(text, match["acronym"], match.start("acronym"), match.start())
        _keep(found, tie if tie and tie.sure else None)
    for match in _ACRONYM_FIRST.finditer(text):
        which = "inside" if match["inside"] else "after"
        words = _WORD.findall(match[which])
        if len(words) > 1 and _spells(match["acronym"], words) and words[0].casefold() not in _OPENING:
            place = match.start(which)
            end = place + len(match[which].rstrip())
            _keep(found, Tie(match["acronym"], match.start("acronym"), place, end, True))
    return tuple(sorted(found.values(), key=lambda tie: tie.acronym_start))


def _keep(found: dict[str, Tie], tie: Tie | None) -> None:
    if tie is not None:
        found.setdefault(tie.acronym, tie)


def _long_before(text: str, acronym: str, at: int, end: int) -> Tie | None:
    """Return the tie to the long name that ends at ``end``: the run of capitalized words there, or the words that spell
    the acronym."""
    floor = max(0, end - 160)
    stops = list(_STOPS.finditer(text, floor, end))
    words = list(_WORD.finditer(text, stops[-1].end() if stops else floor, end))[-MOST_WORDS:]
    if not words or words[-1].end() < end - 1:
        return None
    plain = [word[0] for word in words]
    spelled = [first for first in range(len(words)) if _spells(acronym, plain[first:])]
    run = _run_start(text, words)
    if run is not None:
        starts = [first for first in _starts(plain, run) if first in spelled]
        if run in spelled or not starts:
            first = run
        else:
            first = starts[-1] if _exact(acronym, plain[starts[-1] :]) else starts[0]
        return Tie(acronym, at, words[first].start(), words[-1].end(), first in spelled)
    exact = [first for first in spelled if _exact(acronym, plain[first:])]
    if exact or spelled:
        first = (exact or spelled)[-1]
        return Tie(acronym, at, words[first].start(), words[-1].end(), True)
    return None


def _run_start(text: str, words: list[re.Match[str]]) -> int | None:
    """Find the first word of the capitalized run at the end of ``words``, or None if the last word begins in lower
    case."""
    if not words[-1][0][0].isupper() and not words[-1][0][0].isdigit():
        return None
    first = number = len(words) - 1
    while number >= 0:
        word = words[number][0]
        if word[0].isupper() or (word[0].isdigit() and word[-1].isalpha()):
            first = number
        elif word.casefold() not in _SMALL and not word.isdigit():
            break
        gap = text[words[number - 1].end() : words[number].start()] if number else ""
        if "," in gap and not _lists(text, words, number):
            break
        number -= 1
    while first < len(words) - 1 and (words[first][0].casefold() in _OPENING or words[first][0].isdigit()):
        first += 1
    return first


def _lists(text: str, words: list[re.Match[str]], number: int) -> bool:
    """Return whether the comma before a word is part of a list within a name: "Ministry of Women, Family, and
    Children"."""
    later = text[words[number].start() : words[-1].end()]
    return re.search(r"(?:^|,\s+)(?:and|&)\s|\w\s+and\s", later) is not None


def _starts(plain: list[str], run: int) -> list[int]:
    """Return the positions in the run at which a name may begin: the run's start, and after words that separate
    names."""
    inner = [
        n
        for n in range(run + 1, len(plain))
        if plain[n - 1].casefold() in _BREAK or plain[n - 1].endswith(("'s", "’s"))
    ]
    return [run, *(n for n in inner if plain[n][0].isupper())]


def _exact(acronym: str, words: list[str]) -> bool:
    """Return whether the acronym's letters are the initials of the words. Small words and parts of hyphenated words may
    be skipped."""
    letters = re.sub(
        r"[^a-z0-9]", "", acronym.casefold().removesuffix("s") if acronym.endswith("s") else acronym.casefold()
    )
    initials = [
        (part[0].casefold(), word.casefold() in _SMALL or n > 0)
        for word in words
        for n, part in enumerate(word.split("-"))
        if part
    ]
    return _matches(letters, initials)


def _matches(letters: str, initials: list[tuple[str, bool]]) -> bool:
    places = {0}
    for letter, optional in initials:
        following = {place + 1 for place in places if place < len(letters) and letters[place] == letter}
        places = following | places if optional else following
        if not places:
            return False
    return len(letters) in places


def _spells(acronym: str, words: list[str]) -> bool:
    """Return whether the words contain the acronym's letters in order. The first letter must begin the first word, and
    most letters must begin a word.
    """
    letters = [c for c in acronym.casefold() if c.isalnum()]
    if acronym.endswith("s") and len(letters) > 2 and acronym[:-1].isupper():
        letters.pop()
    if not words or not letters or words[0][0].casefold() != letters[0]:
        return False
    heads = inside = 0
    parts = [part for word in words for part in word.casefold().split("-") if part]
    number, place = 0, 0
    for letter in letters:
        ahead = next(
            (n for n in range(number if place == 0 else number + 1, len(parts)) if parts[n][0] == letter), None
        )
        within = parts[number].find(letter, place) if number < len(parts) and place else -1
        if ahead is not None and (within < 0 or all(p in _SMALL for p in parts[number + 1 : ahead])):
            number, place, heads = ahead, 1, heads + 1
        elif within >= 0:
            place, inside = within + 1, inside + 1
        else:
            return False
    left = [p for p in parts[number + 1 :] if p not in _SMALL]
    return not left and inside <= heads and heads >= 2
