"""Identify the country and the report year of a narrative.

This module ranks its sources by trust: the caller, the metadata, the address, the heading, the file name and the text.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from tipetl.countries import all_countries, find_country, fold, spelled
from tipetl.model import Hints, Metadata, YearFrom

NO_METADATA = Metadata()


@dataclass(frozen=True, slots=True)
class CountryFound:
    """A country's ordinary ``name``, its ``iso3`` code, and the place where it was found.

    The place is one of ``caller``, ``metadata``, ``heading``, ``address``, ``file_name`` or ``text``.
    """

    name: str
    iso3: str
    how: str


@dataclass(frozen=True, slots=True)
class YearFound:
    """The report year (four digits) and the place where it was found."""

    year: int
    how: YearFrom


TIER_TAIL = re.compile(r"(?<![\s:;,.(\[–—|-])[\s:;,.(\[–—|-]*+\b(?:tier\b|special\s+case).*$", re.IGNORECASE)
"""Matches the tier that follows a country's name in a heading."""
_BANNER = re.compile(
    r"(?:\b(?:19|20)\d\d\b|\btrafficking\s+in\s+persons\s+report\b|\btip\s+report\b|\bcountry\s+narratives?\b"
    r"|\bu\.?s\.?\s+department\s+of\s+state\b|\breport\b)",
    re.IGNORECASE,
)
_SEPARATORS = re.compile(r"(?:(?<!\s)\s++)?[|–—:/•]\s*+|(?<!\s)\s++-\s++|(?:(?<!\s)\s++)?,\s*+(?=\d)|[#*_\[\]]")
_GOVERNMENT = re.compile(
    r"\b[Gg]overnment\s+of\s+(?:the\s+)?((?:[A-ZÀ-Þ][\w’'.-]*)(?:\s+(?:(?:and|of|the|da|de)\s+){0,3}(?:[A-ZÀ-Þ][\w’'.-]*)){0,5})"
)


def country_in_line(line: str) -> tuple[str, str] | None:
    """Return (name, iso3) of the country that a heading line names, or None: "KOSOVO (Tier 2)", "2019 TIP Report:
    Cuba"."""
    bare = TIER_TAIL.sub("", line.strip().strip("#* "))
    candidates = [bare, _BANNER.sub(" ", bare), *_SEPARATORS.split(bare)]
    candidates += [_BANNER.sub(" ", part) for part in _SEPARATORS.split(bare)]
    for candidate in candidates:
        words = candidate.strip(' \t.,:;()[]*#"“”')
        # A country code counts only if it is alone and in capitals, because "Can" or "Per" at the start of a line is a
        # word.
        if words and (len(words) > 3 or words.isupper()) and (country := find_country(words)):
            return spelled(words), country.iso3
    return None


def find_identity_country(
    hints: Hints,
    heading: str,
    file_name: str,
    text: str,
    *,
    metadata: Metadata = NO_METADATA,
    printed: str | None = None,
) -> CountryFound | None:
    """Find the narrative's country in the first source that names one: the caller, the volume's heading (``printed``),
    the heading, the source's metadata, the address, the file name, or the text.

    A heading comes before a title, because "US TIP Report 2023" names the publisher. If the caller's name matches no
    country, the function returns None (see ``find_country``); an unknown name printed in a source is skipped.
    """
    if hints.country is not None:
        country = find_country(hints.country)
        return CountryFound(spelled(hints.country), country.iso3, "caller") if country else None
    if printed is not None and (country := find_country(printed)):
        return CountryFound(spelled(printed), country.iso3, "heading")
    for line in heading.splitlines():
        if found := country_in_line(line):
            return CountryFound(*found, "heading")
    if metadata.country is not None and (country := find_country(metadata.country)):
        return CountryFound(spelled(metadata.country), country.iso3, "metadata")
    for address in (hints.url, metadata.url):
        if address and (found := _from_file_name(_last_of(address))):
            return CountryFound(*found, "address")
    if found := _from_file_name(file_name):
        return CountryFound(*found, "file_name")
    return _from_text(text)


def _last_of(address: str) -> str:
    """Return the last segment of an address's path: ".../2023-trafficking-in-persons-report/kosovo/" gives "kosovo"."""
    path = unquote(urlsplit(address).path).rstrip("/")
    return path.rsplit("/", 1)[-1]


def _from_file_name(file_name: str) -> tuple[str, str] | None:
    stem = file_name.rsplit(".", 1)[0] if "." in file_name else file_name
    words = re.sub(r"[_\-.~]+|(?:19|20)\d\d", " ", stem)
    words = " ".join(
        re.sub(r"\b(?:tip|report|trafficking in persons|narrative)\b", " ", words, flags=re.IGNORECASE).split()
    )
    if not words:
        return None
    if len(words) == 3 and not words.isupper():
        # "can.txt", "and.txt": three lower-case letters count as a code only next to a year ("xkx-2013").
        if not re.search(r"(?:19|20)\d\d", stem):
            return None
        words = words.upper()
    country = find_country(words)
    return (spelled(words), country.iso3) if country else None


def _from_text(text: str) -> CountryFound | None:
    """Return the country after "The Government of", or else the country that the text names most often."""
    votes: Counter[str] = Counter()
    for match in _GOVERNMENT.finditer(text):
        words = re.sub(r"[’']s$", "", match[1]).split()
        while words:
            name = " ".join(words).strip(".,'’")
            if find_country(name):
                votes[name] += 1
                break
            words.pop()
    if not votes:
        votes = _named(text)
        ahead = votes.most_common(2)
        # A single mention, or a tie between two countries, does not identify the narrative's country.
        if not ahead or ahead[0][1] < 2 or (len(ahead) > 1 and ahead[0][1] == ahead[1][1]):
            return None
    by_code: Counter[str] = Counter()
    names: dict[str, str] = {}
    for name, times in votes.items():
        country = find_country(name)
        if country:
            by_code[country.iso3] += times
            names.setdefault(country.iso3, spelled(name))
    # In a tie, the country named first wins, because Counter keeps equal counts in order of first appearance.
    code = by_code.most_common(1)[0][0]
    return CountryFound(names[code], code, "text")


_MOST_WORDS = 12
"""The maximum number of words in a country name; the longest name has eight."""
_CAPITALISED = re.compile(r"[A-ZÀ-Þ][\w’'.-]*(?:\s+(?:(?:and|of|the|da)\s+)?[A-ZÀ-Þ][\w’'.-]*)*")


def _named(text: str) -> Counter[str]:
    """Count the country names and demonyms in the text, each under the country's name."""
    demonyms = {fold(word): country.name for country in all_countries() for word in country.demonyms}
    votes: Counter[str] = Counter()
    for match in _CAPITALISED.finditer(text):
        words = re.sub(r"[’']s\b", "", match[0]).split()
        place = 0
        while place < len(words):
            for size in range(min(len(words) - place, _MOST_WORDS), 0, -1):
                name = " ".join(words[place : place + size]).strip(".,'’")
                found = name if len(name) > 3 and find_country(name) else demonyms.get(fold(name))
                if found:
                    votes[found] += 1
                    break
            place += size if found else 1
    return votes


_YEAR = re.compile(r"(?<![\d$€£,.\-–/])(20[0-4]\d)(?![\d%]|[,.]\d|\s*[-–]\s*\d|/\d)")
_FILE_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")
_TIP_YEAR = re.compile(r"(?:^|[/_-])(20[0-4]\d)-?(?:trafficking|tip)|tiprpt/(20[0-4]\d)(?!\d)", re.IGNORECASE)
_REPORT_YEAR = re.compile(
    r"(?<!\d)(20[0-4]\d)(?!\d)[^\n]{0,20}?(?:trafficking\s+in\s+persons|tip)\s+report"
    r"|(?:trafficking\s+in\s+persons|tip)\s+report[^\n]{0,20}?(?<!\d)(20[0-4]\d)(?!\d)",
    re.IGNORECASE,
)
ACT = re.compile(r"\bact(?:\s+of)?,?\s+20\d\d\b", re.IGNORECASE)
"""Matches the end of a law's name with its year."""
# Words before a year that show that it is the year of a law, a plan, a span or an earlier figure, or a future year.
_NOT_THE_PERIOD = re.compile(
    r"\b(?:by|until|through|before|since|of|from|to|the|for|dated|amended)\s+$"
    r"|\b(?:plan|law|act|protocol|adopted|enacted|ratified|hopes?|will|would|expects?|planned|scheduled)\b[^.;]{0,45}$",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?:compared|comparison|against|versus|than|over|down|up|from|same|had|earlier|previously|rise|drop)\b[^.;]{0,45}$|\(\s*[\w,]+\s+in\s+$",
    re.IGNORECASE,
)
_OPENS = re.compile(r"(?:^|[.\n][^\S\n]*+)(?:In|During|Throughout)\s++$")
_IN = re.compile(r"\b(?:in|during|throughout|end\s+of)\s+$", re.IGNORECASE)


def find_report_year(
    hints: Hints, heading: str, file_name: str, text: str, *, metadata: Metadata = NO_METADATA
) -> YearFound | None:
    """Find the report year in the first source that names one: the caller or catalog, the source's metadata, the
    address, the file name, the heading, or the text.

    A report describes the preceding calendar year, so a year inferred from the text is that year plus one.
    """
    if hints.report_year is not None:
        return YearFound(hints.report_year, hints.year_from)
    if metadata.report_year is not None:
        return YearFound(metadata.report_year, "metadata")
    for address in (hints.url, metadata.url):
        if address and (year := _year_of_address(address)):
            return YearFound(year, "address")
    if found := _FILE_YEAR.search(file_name):
        return YearFound(int(found[1]), "file_name")
    if found := _REPORT_YEAR.search(heading):
        return YearFound(int(found[1] or found[2]), "heading")
    # The title of the first report includes the law that mandates it: "... Protection Act of 2000".
    if found := _FILE_YEAR.search(ACT.sub(" ", heading)):
        return YearFound(int(found[1]), "heading")
    year = _inferred(text)
    return YearFound(year, "inferred") if year else None


def _year_of_address(address: str) -> int | None:
    """Return the year in an address's path, or None. A year in the archive's host name ("2009-2017.state.gov") does not
    count."""
    path = urlsplit(address).path
    found = _TIP_YEAR.search(path) or _FILE_YEAR.search(path)
    return int(next(year for year in found.groups() if year)) if found else None


def _inferred(text: str) -> int | None:
    """Return the year that follows the year of most figures ("In 2012, police ..."), or None.

    Comparison years carry little weight, and years of laws and plans carry none. If two years are about equally
    frequent, the later one wins.
    """
    votes: Counter[int] = Counter()
    for match in _YEAR.finditer(text):
        left = text[max(0, match.start() - 60) : match.start()]
        if _OPENS.search(left):
            weight = 4
        elif _NOT_THE_PERIOD.search(left):
            weight = 0
        elif _EARLIER.search(left):
            weight = 1
        else:
            weight = 3 if _IN.search(left) else 1
        votes[int(match[1])] += weight
    if not votes:
        return None
    most = max(votes.values())
    return max(year for year, times in votes.items() if times * 2 >= most) + 1
