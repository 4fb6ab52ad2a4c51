"""Read a narrative's tier, tier movement and years on the Watch List from the heading line or from sentences.

Examples are "KOSOVO (Tier 2)", "Special Case" and "was downgraded to Tier 2 Watch List". The tier of another year
("after three years on Tier 2 Watch List") is not the narrative's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from tipetl.model import Tier, TierMovement


@dataclass(frozen=True, slots=True)
class Standing:
    """A country's ranking according to its narrative. The fields correspond to those of ``Document``."""

    tier: Tier | None = None
    movement: TierMovement | None = None
    waiver: bool = False
    automatic: bool = False
    watch_list_years: int | None = None


_ROMAN = {"i": "1", "ii": "2", "iii": "3", "one": "1", "two": "2", "three": "3"}
_TIER = re.compile(
    r"tier[\s:-]*(?P<t>[123]|iii|ii|i|one|two|three)(?=\b|wl)(?P<tw>[\s,:(–—-]*(?:watch[\s-]*list|wl\b)\)?|wl\b)?"
    r"|(?P<list>\bwatch[\s-]*list\b)|(?P<special>\bspecial\s+case\b)"
    r"|\b(?:at|in|on|held|from|to)\s+the\s+(?:(?P<highest>highest|top)|(?P<lowest>lowest|bottom))\b"
    r"(?P<named>\s+(?:tier|rank(?:ing)?|rung|category|level)\b)?",
    re.IGNORECASE,
)
_RANK = {"1": 4, "2": 3, "2WL": 2, "3": 1}
#: "KENYA (Tier 2 Watch List)", "Kenya: Special Case" at the very start: a name, punctuation, then the tier
_OPENING = re.compile(r"[A-Z][\w.’', -]{2,60}?(?:\([A-Z][\w ]*\) ?)?[(:–—\n-]\s*(?=tier|special)", re.IGNORECASE)

# A verb of movement or placement governs a tier at most four words later. Movement is matched first: in "was upgraded
# to Tier 2" the "was" alone would only indicate a placement.
_ENDS = re.compile(r"\s*(?:$|[.;:(\n])")
_GAP = r"(?:\s+(?!tier\b)[\w’']+){0,4}\s*[\"“]?$"
_MOVED = re.compile(
    r"\b(?:(?P<up>upgraded?|raised|promoted|elevated|lifted|moved\s+up|moves\s+up|improve[sd]?|rose|rises|risen|climb(?:s|ed)|advance[sd]"
    r"|(?:upgrade|promotion)(?:\s+of\s+\w+)?\s+to|(?:its|the|this)\s+rise\s+to)"
    r"|(?P<down>downgraded?|lowered|demoted|moved\s+down|moves\s+down|dropped|drops|fell|falls|fallen|sank|sinks|slipped|slips|slid|slides"
    r"|must\s+(?:now\s+)?(?:fall|drop)"
    r"|relegated|(?:downgrade|demotion)(?:\s+of\s+\w+)?\s+to|(?:its|the|this)\s+(?:fall|drop)\s+to)"
    r"|(?P<same>left(?=\s+(?:\w+\s+){0,3}on\b)|remain(?:s|ed|ing)?|stay(?:s|ed)?|kept|keeps|held|holds|continue[sd]?|maintain(?:s|ed)|retain(?:s|ed)"
    r"|again\s+(?:placed|ranked|put|on)|(?:is|was)\s+(?:still|again)))\b" + _GAP,
    re.IGNORECASE,
)
_PLACED = re.compile(
    r"\b(?:placed|puts?|places|placement|ranking|position|rank(?:ed|s)|list(?:ed|s)|moved?|moves|is|was|been|stands|sits|appears|lands|designated"
    r"|classified|assigned|joins|joined|reach(?:es|ed)|enter(?:s|ed)|return(?:s|ed)?"
    r"|(?:progress|enough|qualif(?:y|ies|ied)|earn(?:s|ed)?|merit(?:s|ed)?)(?:\s+for)?)\b" + _GAP,
    re.IGNORECASE,
)
#: "its Tier 2 ranking is unchanged"
_ITS = re.compile(r"(?:\bits|['’]s?)\s+(?:current\s+)?$", re.IGNORECASE)
_RANKING = re.compile(
    r"\s+(?:rank(?:ing)?|placement|status|place)\b(?P<same>[^.;,]{0,30}\b(?:unchanged|maintained|the\s+same)\b)?",
    re.IGNORECASE,
)
#: "tier rating: Tier 2 Watch List – …"
_LABELLED = re.compile(r"\b(?:tier|tip)\s+(?:rating|ranking|rank|placement|status|level)\s*[:–—-]\s*$", re.IGNORECASE)
#: "Serbia, a Tier 2 country, …"
_APPOSED = re.compile(r"[,(]\s+(?:as\s+)?an?\s+$", re.IGNORECASE)
_COUNTRY = re.compile(r"\s+(?:country|nation|state|territory)\s*[,)]", re.IGNORECASE)
_AS_BEFORE = re.compile(
    r",?\s*(?:just\s+)?(?:as\s+(?:it\s+was\s+)?(?:in\s+)?(?:last\s+year|the\s+(?:previous|prior|year\s+before)|before|(?:19|20)\d\d)|again)\b",
    re.IGNORECASE,
)
_NOT_OURS = re.compile(
    r"\b(?:otherwise|would|could be|may be|might be|instead of|countr(?:y|ies)\b.{0,90}\b(?:be|must|shall)|neighbors?"
    r"|(?:waivers?|waived)\b(?!.{0,80}\b(?:placed|ranked|listed|downgraded|lowered|falls?|fell|drops|moved)\b)"
    r"|rather than|avoid\w*|risk\w*"
    r"|faces?|faced|spared?|threat\w*|prevent\w*|absent|short of"
    r"|(?:not|never)\s+(?:be(?:en)?\s+)?(?:\w+ed|on|in))\b",
    re.IGNORECASE,
)
_NOT_OURS_BEHIND = re.compile(
    r"\s*(?:would|could|might|may|countries|list\s+countr|(?:is|was)\s+(?:required|averted|waived))\b",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:from|leaving|left|off|out\s+of|los(?:t|es?|ing)\s+its|no\s+longer\s+(?:on|in))\s+(?:the\s+|its\s+place\s+on\s+)?$",
    re.IGNORECASE,
)
#: an earlier rank: "after two years on", "having been on", "had stood at"
_HAD = re.compile(
    r"\b(?:after|having|following|previously|formerly|had\s+(?:long\s+)?(?:been|stood|ranked|held|remained|spent)"
    r"|had\s+it|once)\b(?:(?!\b(?:is|was|has|therefore|thus|now)\b)[^,;]){0,60}$",
    re.IGNORECASE,
)
_LAST = (
    r"last\s+year(?:['’]s)?|(?:the\s+)?(?:previous|prior|preceding|earlier)\s+(?:years?|reports?)"
    r"|the\s+(?:year|report)\s+before"
)
_BEHIND = re.compile(
    rf"[^,;]{{0,30}}?\b(?:{_LAST}|in\s+(?:each\s+of\s+)?the\s+\w+\s+(?:preceding|previous|earlier)\s+(?:reports|years))\b",
    re.IGNORECASE,
)
_OPENS_BEFORE = re.compile(rf"\W*(?:in|of|during)\s+(?:{_LAST})\b", re.IGNORECASE)
_NOW = re.compile(r"\b(?:this\s+year|this\s+report|now|currently|at\s+present|present\s+report)\b", re.IGNORECASE)
_IN_YEAR = re.compile(
    r"[\"”]?,?\s*(?:where\s+it\s+\w+\s+)?\b(?:[Ii]n|of|[Dd]uring)\s+(?:the\s+(?:report\s+of\s+)?)?"
    r"(?:[A-Z][a-z]+\s+)?((?:19|20)\d\d)\b"
)
_NTH = r"\b(?:for|is|was)\s+(?:the|a|its)\s+(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+th)\s+"
_YEARS_RUNNING = re.compile(_NTH + r"(?:consecutive\s+|straight\s+|successive\s+)?year", re.IGNORECASE)
_REPORT_OF = re.compile(r"\b(?:the|its)\s+((?:19|20)\d\d)\s+(?:\w+\s+)?report\b", re.IGNORECASE)
_LOWER = re.compile(r"\branked\s+(?:(?P<low>lower)|higher)\b(?=[^,;]{0,20}\b(?:in\s+\d{4}|last|before))", re.IGNORECASE)
#: boundaries of sentences, and of clauses after a semicolon
_UNITS = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])|\n+|;\s+")


@dataclass(frozen=True, slots=True)
class _Said:
    """A rank named in a text: the sentence number, the rank, whether it is current or earlier, its offsets (end
    exclusive), and, for an earlier rank, the report's year, if stated.
    """

    unit: int
    level: Tier
    now: bool
    movement: TierMovement | None = None
    span: tuple[int, int] = (0, 0)
    year: int | None = None


def _level(match: re.Match[str]) -> Tier:
    if match["special"]:
        return "SC"
    if match["list"]:
        return "2WL"
    if match["highest"] or match["lowest"]:
        return "1" if match["highest"] else "3"
    digit = match["t"].lower()
    digit = _ROMAN.get(digit, digit)
    return cast(Tier, "2WL" if digit == "2" and match["tw"] else digit)


def tier_of(
    heading: str, summary: str, text: str, report_year: int | None = None
) -> tuple[Tier | None, TierMovement | None]:
    """Read the tier and its movement. ``heading`` and ``summary`` are the texts of these sections ("" if there is
    none).

    The heading's tier has priority, followed by the words that open the text ("KENYA (Tier 2)"), a sentence in the
    summary, and any other sentence. The movement comes from a sentence that agrees with the tier: from its verb, a
    count of years, or an earlier rank that it names. Anything dated before ``report_year`` is earlier.
    """
    found = _TIER.search(heading)
    if found is None and (opening := _OPENING.match(text, 0, 120)):
        found = _TIER.match(text, opening.end())
    elif found is None and (alone := _TIER.match(text)) and _ENDS.match(text, alone.end()):
        found = alone
    tier = _level(found) if found else None
    for part in (summary, text):
        stated, movement = _from_sentences(part, tier, report_year)
        if stated is not None:
            return stated, movement
    return tier, None


def placements(sentence: str, report_year: int | None = None) -> list[tuple[Tier, int, int]]:
    """Return the ranks that a sentence assigns to the country now, each with its offsets (end exclusive)."""
    return [(said.level, *said.span) for said in _said_in(sentence, 0, report_year) if said.now and any(said.span)]


def earlier_placements(sentence: str, report_year: int | None = None) -> list[tuple[Tier, int, int, int]]:
    """Return the ranks that a sentence assigns to the country in earlier reports, each with its offsets (end exclusive)
    and the year of the report; "upgraded from Tier 3 in the 2017 report" yields 2016.
    """
    said = (one for one in _said_in(sentence, 0, report_year) if not one.now)
    return [(one.level, *one.span, one.year) for one in said if one.year is not None]


def _from_sentences(text: str, tier: Tier | None, report_year: int | None) -> tuple[Tier | None, TierMovement | None]:
    """Return the first placement that does not contradict the tier known so far, and its movement."""
    if not _TIER.search(text):
        return None, None
    said = [one for number, unit in enumerate(_UNITS.split(text)) for one in _said_in(unit, number, report_year)]
    ours = [one for one in said if one.now and tier in (None, one.level)]
    for one in ours:
        if one.movement is not None:
            return one.level, one.movement
    for one in ours:
        near = [other for other in said if not other.now and 0 <= abs(other.unit - one.unit) <= 1]
        for other in sorted(near, key=lambda other: abs(other.unit - one.unit)):
            movement = _compare(other.level, one.level)
            if movement is not None and (movement != "same" or other.unit == one.unit):
                return one.level, movement
    if ours:
        return ours[0].level, None
    # "upgraded from Tier 3" moves to the tier stated in the heading
    left = (one.movement for one in said if one.movement and tier and _compare(one.level, tier) == one.movement)
    movement = next(left, None)
    return (tier, movement) if movement else (None, None)


def _said_in(unit: str, number: int, report_year: int | None) -> Iterator[_Said]:
    """Yield the ranks that a sentence names, except other countries' ranks and hypothetical ranks."""
    past = _OPENS_BEFORE.match(unit) or ((opening := _IN_YEAR.match(unit)) and _is_past(opening, report_year))
    if relative := _LOWER.search(unit):
        yield _Said(number, "3" if relative["low"] else "1", now=False)
    for match in _TIER.finditer(unit):
        left, right = unit[max(0, match.start() - 120) : match.start()], unit[match.end() : match.end() + 160]
        piece_left, piece_right = re.split(r"[,;]", left)[-1], re.split(r"[,;]", right)[0]
        if _NOT_OURS.search(piece_left) or _NOT_OURS_BEHIND.match(right):
            continue
        level = _level(match)
        before = _FROM.search(left) or _HAD.search(left) or past
        before = before or _BEHIND.match(right)
        before = before or ((report := _REPORT_OF.search(piece_left)) and _is_past(report, report_year))
        before = before or ((dated := _IN_YEAR.match(right)) and _is_past(dated, report_year))
        if before and (_FROM.search(left) or not _NOW.search(piece_left + piece_right)):
            leaves = _FROM.search(left)
            moved = _MOVED.search(_FROM.sub("", left)) if leaves and not past else None
            told = _IN_YEAR.search(right.partition(";")[0]) or _IN_YEAR.match(unit)
            year = int(told[1]) - bool(leaves) if told and _is_past(told, report_year) else None
            yield _Said(number, level, now=False, movement=_direction(moved), span=match.span(), year=year)
            continue
        governed = re.sub(rf"\bfrom\s+(?:the\s+)?{_RANK_WORDS}", "", left, flags=re.IGNORECASE)
        moved = _MOVED.search(governed)
        ranking = _RANKING.match(right) if _ITS.search(left) else None
        named = _LABELLED.search(left) or (_APPOSED.search(left) and _COUNTRY.match(right))
        if not left.strip():
            named = named or _ENDS.match(right)  # a line with only "Tier 2 Watch List."
        if not (moved or ranking or named or _PLACED.search(governed)):
            continue
        if (match["highest"] or match["lowest"]) and not match["named"]:
            continue
        movement = _direction(moved)
        if moved is None and (_AS_BEFORE.match(right) or (ranking and ranking["same"])):
            movement = "same"
        if moved is None and (_YEARS_RUNNING.search(right) or _YEARS_RUNNING.search(left)):
            movement = "same"
        yield _Said(number, level, now=True, movement=movement, span=match.span())


_RANK_WORDS = r"(?:tier[\s-]*\w+(?:[\s-]+watch[\s-]*list)?|watch[\s-]*list)"


def _direction(moved: re.Match[str] | None) -> TierMovement | None:
    if moved is None:
        return None
    return "up" if moved["up"] else "down" if moved["down"] else "same"


def _is_past(year: re.Match[str], report_year: int | None) -> bool:
    return report_year is not None and int(year[1]) < report_year


def _compare(earlier: Tier, now: Tier) -> TierMovement | None:
    """Return the movement from an earlier rank to the current rank, or None if either rank is off the scale."""
    if earlier not in _RANK or now not in _RANK:
        return None
    return "down" if _RANK[now] < _RANK[earlier] else "up" if _RANK[now] > _RANK[earlier] else "same"


_YEARS = "second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNT = "|".join((*_NUMBERS, r"\d"))
_LIST = r"(?:tier\s*(?:2|two|ii)\s+watch\s*list|watch\s*list)"
_NTH_ONE = rf"(?:{_YEARS}|\d(?:nd|rd|th))\s+(?:(?:consecutive|straight|successive)\s+)?(?:year|report)"
#: "on Tier 2 Watch List for the third consecutive year", "for a third year in a row", "after its fourth year on"
_NTH_YEAR = re.compile(
    rf"\b{_LIST}\b[^.;]{{0,60}}?\b(?:for|in)\s+(?:the|a|its)\s+(?P<nth>{_NTH_ONE})"
    rf"|\b(?:for|in|after|is|was)\s+(?:the|a|its)\s+(?P<first>{_NTH_ONE})[^.;]{{0,60}}?\b{_LIST}\b"
    rf"|\bthere\s+for\s+(?:the|a|its)\s+(?P<there>{_NTH_ONE})",
    re.IGNORECASE,
)
_LAST_N = r"(?:the\s+)?(?:(?:last|past|previous|preceding|prior)\s+)?"
_N_YEARS = r"(?:(?:consecutive|straight|successive|full)\s+)?years\b"
#: "for the last four consecutive years", "has been on the Watch List for two consecutive years", "three years running";
#: a number of years that a law allows does not count
_SPAN = re.compile(
    rf"\b{_LIST}\b[^.;]{{0,50}}?\b(?:for|over|during)\s+{_LAST_N}(?P<n>{_COUNT})\s+{_N_YEARS}"
    rf"|(?<!than\s)(?<!maximum\sof\s)(?<!limit\sof\s)(?<!allows\s)(?<!most\s)\b(?P<after>{_COUNT})\s+{_N_YEARS}"
    rf"[^.;]{{0,30}}?\b(?:on|at)\s+(?:the\s+)?{_LIST}\b"
    rf"|\b{_LIST}\s+in\s+(?:(?:each|all)\s+of\s+)?{_LAST_N}(?P<each>{_COUNT})\s+"
    rf"(?:(?:last|past|previous|preceding|prior|earlier|consecutive)\s+)?(?:reports|years)\b",
    re.IGNORECASE,
)
#: a waiver, or the reason for a waiver: "was not placed on Tier 3 per Section 107, as the government has a written
#: plan"
_WAIVER = re.compile(
    r"\bwaiver\b|\bwaived\b|\bspared\b[^.;]{0,40}\b(?:downgrade|fall)\b"
    r"|\bnot\s+(?:placed|downgraded|lowered|moved)\b[^.;]{0,20}\btier\s*3\b[^.;]{0,200}\bwritten\s+plan\b",
    re.IGNORECASE,
)
_NO_WAIVER = re.compile(
    r"\b(?:no|without|exhausted|unavailable|ineligible|longer|maximum|last|never|did\s+not|was\s+not\s+(?:given|granted))\b"
    r"[^.;]{0,50}?\bwaiver|\bwaiver[^.;]{0,60}?\b(?:not|no longer|exhausted|used up|unavailable|expired)\b"
    r"|\b(?:visa|fee|fees|exit|tuition|sanctions?|aid)\s+waiver|\bwaiver\s+of\s+(?:fees|visa|sanctions|aid)"
    r"|\bwaived\s+(?:the\s+)?(?:\w+\s+)?(?:sanctions|restrictions|fees)",
    re.IGNORECASE,
)
_REQUIRED = re.compile(
    r"\botherwise\b|\brequire[ds]?\b|\bwritten\s+plan\b|\bdowngrade\b|\bfall\b|\bWatch\s+List\b|\bTVPA\b|\bTier\s*3\b",
    re.IGNORECASE,
)
#: the permitted years on the Watch List are used up, or the law leaves no choice: "no third waiver", "falls by rule"
_AUTOMATIC = re.compile(
    r"(?<!sanctions\s)(?<!aid\s)\bwaivers?\b[^.;]{0,60}\b(?:no\s+longer|not)\s+(?:be\s+)?(?:available|eligible|possible|granted"
    r"|given)\b"
    r"|\b(?:not|never)\s+(?:qualif|eligib)\w*\b[^.;]{0,30}\bwaivers?\b"
    r"|\bno\s+longer\s+(?:allow|permit|grant|give|qualif|eligib|available)\w*\b[^.;]{0,60}\bwaivers?\b"
    r"|\bno\s+(?:further|more|other|additional|second|third|new)\s+waivers?\b"
    r"|\bno\s+waivers?\s+(?:was|were|is|could\s+be|remain\w*|left)\b|\bwithout\s+(?:a|another|further)\s+waivers?\b"
    r"|\b(?:used|spent)\s+(?:all|both|its|the)\b[^.;]{0,30}\bwaivers\b|\bout\s+of\s+waivers\b"
    r"|\bautomatic(?:ally)?\b[^.;]{0,60}\b(?:downgrad|lower|fall|fell|dropp|mov|plac)"
    r"|\b(?:downgrad|lower|fell|fall|dropp|mov|plac)\w*[^.;]{0,60}\bautomatic(?:ally)?\b"
    r"|\b(?:falls?|fell|downgraded|lowered|drops?|dropped|moved|placed)\s+(?:\w+\s+){0,4}(?:by\s+(?:rule|law)"
    r"|as\s+(?:the\s+)?(?:law|TVPA)\s+(?:requires|demands))\b"
    r"|\b(?:law|TVPA|statute|act)\s+(?:leaves\s+no|mandates?|compels?|requires?\s+(?:a|the|its|that\s+it))\b"
    r"|\bmust\s+(?:now\s+)?(?:fall|drop|be\s+(?:downgraded|lowered|moved|placed))\b"
    r"|\b(?:maximum|exhausted|used\s+up|no\s+longer\s+(?:eligible|available))\b[^.;]{0,90}\b(?:waivers?|watch\s*list|tier\s*3)\b"
    r"|\b(?:waivers?|watch\s*list)\b[^.;]{0,60}\b(?:exhausted|used\s+up|run\s+out|ran\s+out|expired|lapsed|may\s+no\s+longer"
    r"|cannot\s+be)\b",
    re.IGNORECASE,
)
_STANDING = re.compile(
    r"watch\s*list|waive|automatic|there\s+for|tier\s*3|\bmust\b|\brequire|\bmandate|\bby\s+(?:rule|law)\b",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z])|\n+")


def standing_of(heading: str, summary: str, text: str, report_year: int | None = None) -> Standing:
    """Read the tier, movement, waiver and years on the Watch List. The function takes the same arguments as
    ``tier_of``.

    Waivers, years and automatic downgrades are read only for Tier 2 Watch List and Tier 3, so that the history of a
    country that has left those tiers is not mistaken for its current state.
    """
    tier, movement = tier_of(heading, summary, text, report_year)
    if tier not in ("2WL", "3"):
        return Standing(tier, movement)
    waiver = automatic = False
    years: int | None = None
    for sentence in _SENTENCES.split(summary or text):
        if not _STANDING.search(sentence):
            continue
        if (
            tier == "2WL"
            and _WAIVER.search(sentence)
            and _REQUIRED.search(sentence)
            and not _NO_WAIVER.search(sentence)
            and not _of_the_past(sentence, report_year)
        ):
            waiver = True
        if tier == "3" and _AUTOMATIC.search(sentence):
            automatic = True
        years = years or _years(sentence, tier)
    return Standing(tier, movement, waiver, automatic, years)


def _of_the_past(sentence: str, report_year: int | None) -> bool:
    """Return whether all years in the sentence precede the report year."""
    years = [int(year[1]) for year in re.finditer(r"\b(?:in|and|of)\s+((?:19|20)\d\d)\b", sentence)]
    return report_year is not None and bool(years) and max(years) < report_year and not _NOW.search(sentence)


def _years(sentence: str, tier: Tier) -> int | None:
    """Return the number of consecutive years that the country has been on the Watch List, including this report's year,
    or None."""
    if (match := _NTH_YEAR.search(sentence)) and (tier == "2WL" or match["first"]):
        word = (match["nth"] or match["first"] or match["there"]).split()[0].lower()
        return int(word[0]) if word[0].isdigit() else _YEARS.split("|").index(word) + 2
    if match := _SPAN.search(sentence):
        word = (match["n"] or match["after"] or match["each"]).lower()
        return int(word) if word.isdigit() else _NUMBERS.index(word) + 2
    return None
