"""Divide a narrative's text into sections (contract section 5).

This module sets the order in which paragraphs are classified. ``tipetl.headings`` lists the heading words; ``lines``
finds the paragraphs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast

from tipetl.headings import heading_of, worded_kind
from tipetl.model import SECTION_KINDS, Section, SectionKind
from tipetl.structure.headings import cue_scores, is_country_line, opening_kind
from tipetl.structure.lines import Paragraph, is_bullet, paragraphs_of

_BODY: tuple[SectionKind, ...] = ("prosecution", "protection", "prevention")
_SUMMARY = re.compile(
    r"\bminimum\s+standards\b"
    r"|\b(?:was|were|is|are|has\s+been|been|remain(?:s|ed)?|stay(?:s|ed)?|kept)\s+(?:\w+\s+){0,3}?"
    r"(?:placed|put|upgraded|downgraded|on|in|at|to)\s+(?:\w+\s+){0,2}?tier\s*[123]\b",
    re.IGNORECASE,
)
_PROFILE = re.compile(
    r"\b(?:source|origin|transit|destination)\b[^.]{0,80}?\b(?:countr(?:y|ies)|point|territory|for\s+(?:men|women|children|girls|boys|persons|victims))"
    r"|\bcountry\s+of\s+(?:origin|transit|destination)\b"
    r"|\btraffickers\s+(?:exploit|subject)\b|\b(?:are|is|were)\s+(?:\w+\s+){0,2}?(?:trafficked|subjected\s+to|forced\s+into|exploited\s+in|lured)\b"
    r"|\bas\s+reported\s+over\s+the\s+(?:past|last)\s+five\s+years\b",
    re.IGNORECASE,
)
_IMPERATIVES = re.compile(
    r"(?:^|[;•\n][^\S\n]*+(?:and\s++)?)(?:significantly\s+|vigorously\s+|further\s+|continue\s+(?:to\s+)?)?"
    r"(?:increase|continue|prosecute|investigate|strengthen|expand|provide|ensure|develop|train|enact|amend|implement|improve"
    r"|establish|adopt|allocate|fund|screen|enforce|conduct|finalize|pursue|identify|institute|punish|cease|draft|pass|undertake"
    r"|make|raise|hold|enhance|create|launch|proactively|issue|create|collect|publish|open|stop|dedicate|seek|end|proactively)\b",
    re.IGNORECASE,
)
_SENTENCE_ENDS = re.compile(r"(?<=[.!?])[”\"’)]*\s+(?=[A-ZÀ-Þ“\"])")
#: acts against victims, and places to which victims are taken
_SUFFERED = re.compile(
    r"\b(?:source|origin|transit|destination|trafficked|subjected|exploit(?:s|ed|ation)?|lured?|forced\s+(?:into|labor|labour"
    r"|to\s+\w+|prostitution|begging|marriages?)|prostitution|domestic\s+(?:servitude|servants?|workers?)|sex\s+trafficking"
    r"|debt\s+bondage|bonded\s+labor|child\s+soldiers?|brothels?|sexual\s+slavery|come\s+from|taken\s+to|sold\s+(?:to|into)"
    r"|made\s+to|sends?|receives?|begging|recruit(?:s|ed|ers)?|hail\s+from|held\s+in|work\s+in|traffickers\s+(?:\w+\s+)?(?:exploit|take|bring|force|recruit|sell))\b",
    re.IGNORECASE,
)
#: acts against victims that the text describes as ongoing
_NOW = re.compile(
    r"\b(?:is|are|exploits?|force|subject|recruits?|come|takes?|lure|hail|works?|have\s+been|has\s+been|remains?|sends?|sell"
    r"|loses?|receives?|travel|migrate|pass|go|end\s+up|face|make\s+up|promise|include)\b",
    re.IGNORECASE,
)
#: words for acts of the state, or of people who help victims, against trafficking
_ACTED = re.compile(
    r"\b(?:government|authorities|police|courts?|judges?|prosecutors?|ministr(?:y|ies)|parliament|agency|officers|inspectors?"
    r"|NGOs?|IOM)\b(?:[^.;]{0,40}?)\b(?:arrested|investigated|prosecuted|convicted|identified|referred|assisted|trained"
    r"|reported|provided|sentenced|opened|operated|spent|allocated|funded|conducted|held|carried|ran|made|continued|began|did"
    r"|does|has|have|had|provides?|maintains?|adopted|enacted|signed|launched|gave|helped|sheltered|repatriated|acquitted)\b"
    r"|\b(?:law|act|article|section|code)\b[^.;]{0,40}\b(?:prohibits?|prescribes?|criminali[sz]es?|provides?|punish)"
    r"|\bwere\s+(?:arrested|convicted|sentenced|prosecuted|acquitted|charged|identified|referred|assisted|sheltered|trained)\b",
    re.IGNORECASE,
)
_METADATA = re.compile(
    r"\s*+(?:[#*_]++\s*+)?(?:title|publisher|author|country|publication\s+date|cite\s+as|topics|source|date|url|https?://|office\s+to\s+monitor"
    r"|(?:\d{4}\s+)?trafficking\s+in\s+persons|u\.?s\.?\s+department|united\s+states\s+department|country\s+narratives?|report)\b",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.!?][\"”’)\]]*$")
_UNDER = 160
_AHEAD, _AHEAD_CHARACTERS = 20, 2_500
_FIRST_SENTENCE = re.compile(r".+?[.!?](?=\s|$)|.+", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Part:
    """A paragraph with its section kind and heading. ``kind`` is None until decided; ``title`` is the heading's
    span."""

    start: int
    end: int
    kind: SectionKind | None
    title: tuple[int, int] | None = None
    heading_only: bool = False


def split_sections(text: str, *, section_hint: str | None = None) -> tuple[Section, ...]:
    """Return the sections in reading order, without overlap; every non-whitespace character is in one of them.

    ``text`` is canonical. ``section_hint`` is the section code of the whole text; an unknown code is ignored.
    """
    paragraphs = paragraphs_of(text)
    if not paragraphs:
        return ()
    if section_hint in SECTION_KINDS:
        return (_whole(text, paragraphs, cast(SectionKind, section_hint)),)
    parts = _headed(text, paragraphs)
    parts = _lead(text, parts)
    parts = _worded(text, parts)
    parts = _unheaded(text, parts)
    return _merge(text, parts)


def _whole(text: str, paragraphs: list[Paragraph], kind: SectionKind) -> Section:
    first = paragraphs[0]
    heading = heading_of(text[first.start : first.end])
    title = None
    if heading and heading.kind == kind:
        title = text[first.start + heading.title_start : first.start + heading.title_end]
    return Section(0, kind, title, first.start, paragraphs[-1].end)


def _headed(text: str, paragraphs: list[Paragraph]) -> list[_Part]:
    """Mark the paragraphs that consist of a section heading or begin with one."""
    parts = []
    for paragraph in paragraphs:
        line = text[paragraph.start : paragraph.end]
        heading = heading_of(line)
        if heading is None:
            parts.append(_Part(paragraph.start, paragraph.end, None))
        else:
            title = (paragraph.start + heading.title_start, paragraph.start + heading.title_end)
            alone = heading.body_start >= len(line.rstrip())
            parts.append(_Part(paragraph.start, paragraph.end, heading.kind, title, alone))
    return parts


def _worded(text: str, parts: list[_Part]) -> list[_Part]:
    """Mark headings in an author's own words: short lines between paragraphs, if no other heading is of their kind."""
    headed = {part.kind for part in parts}
    found = list(parts)
    for number, part in enumerate(parts[:-1]):
        after = text[parts[number + 1].start : parts[number + 1].end]
        if part.kind is not None or not number or parts[number + 1].kind is not None or not _ENDED.search(after):
            continue
        before = parts[number - 1]
        if before.kind is None and not _ENDED.search(text, before.start, before.end):
            continue
        kind = worded_kind(text[part.start : part.end])
        if kind is not None and kind not in headed:
            found[number] = _Part(part.start, part.end, kind, (part.start, part.end), heading_only=True)
    return found


def _lead(text: str, parts: list[_Part]) -> list[_Part]:
    """Mark the lines above the narrative (country, tier, banner, publisher) as headings."""
    found = list(parts)
    ahead, has_content = _named_ahead(text, parts)
    for number in range(ahead):
        # The text above the narrative contains no figures about the country.
        start, end = parts[number].start, parts[number].end
        title = None if has_content else (start, end)
        found[number] = _Part(
            start, end, "statement" if has_content else "heading", title, heading_only=not has_content
        )
    for number, part in enumerate(parts[ahead:], ahead):
        line = text[part.start : part.end]
        if part.kind is not None and not (number == ahead and is_country_line(line)):
            break
        # A title page has at most a dozen lines.
        if is_country_line(line) or (number < ahead + 12 and _of_title_page(line)):
            found[number] = _Part(part.start, part.end, "heading", (part.start, part.end), True)
        else:
            break
    lead = [part for part in found if part.kind == "heading"]
    named = any(
        is_country_line(line) or _METADATA.match(line) for line in (text[part.start : part.end] for part in lead)
    )
    if not named or len(lead) == len(found):
        # Short lines without a country's name, or a text of only short lines, are a fragment rather than a title page.
        return [
            part if is_country_line(text[part.start : part.end]) else old
            for part, old in zip(found, parts, strict=True)
        ]
    return found


def _of_title_page(line: str) -> bool:
    """Return whether a line is typical of a title page: short and not a sentence, or the page's metadata."""
    short = len(line) <= 100 and not re.search(r"[.!?;]$", line) and not is_bullet(line)
    return short or (len(line) < 300 and _METADATA.match(line) is not None)


def _named_ahead(text: str, parts: list[_Part]) -> tuple[int, bool]:
    """Return the position of the line with country and tier, and whether earlier lines have content. The position is 0
    if no lines precede that line.

    Sentences and tables of contents count as content, but the lines of a title page do not.
    """
    for number, part in enumerate(parts[:_AHEAD]):
        line = text[part.start : part.end]
        if is_country_line(line) and re.search(r"\btier\b|\bspecial\s+case\b", line, re.IGNORECASE):
            has_content = any(p.heading_only or re.search(r"[.!?;:]$", text[p.start : p.end]) for p in parts[:number])
            return number, has_content
        if part.kind not in (None, "statement") and not part.heading_only:
            break
        if part.end - parts[0].start > _AHEAD_CHARACTERS:
            break
    return 0, False


def _unheaded(text: str, parts: list[_Part]) -> list[_Part]:
    """Assign a kind to every paragraph without a heading, based on the preceding heading or on its own words."""
    headed = {part.kind for part in parts if part.title is not None}
    has_body = any(kind in headed for kind in _BODY)
    missing = [kind for kind in _BODY if kind not in headed] if has_body else []
    whole = has_body or bool(headed - {"statement", "other"})
    current: SectionKind | None = None
    found: list[_Part] = []
    begun: set[SectionKind | None] = set()
    """The kinds of earlier parts that have a title."""
    for part in parts:
        if part.kind is not None:
            current = part.kind if part.kind != "heading" else None
            found.append(part)
            if part.title:
                begun.add(part.kind)
            continue
        words = text[part.start : part.end]
        first = cast(re.Match[str], _FIRST_SENTENCE.match(words))[0]
        if current in _BODY and current in begun:
            opened = opening_kind(first)
            # A section that lacks a heading begins inside another section, after that section's first paragraph.
            if opened in missing and not found[-1].heading_only and cue_scores(first).get(current, 0) == 0:
                current = opened
        elif current in (None, "profile", "summary", *_BODY) and not (
            current == "profile" and found[-1].title and found[-1].heading_only
        ):
            current = _from_content(words, first, current, has_body, whole, not begun.isdisjoint(_BODY))
        found.append(_Part(part.start, part.end, current or "other"))
    return found


def _from_content(
    words: str, first: str, current: SectionKind | None, has_body: bool, whole: bool, begun: bool
) -> SectionKind:
    """Decide the kind of a paragraph without a governing heading.

    ``current`` is the kind of the previous paragraph; ``begun``: a headed section came before.
    """
    if current not in _BODY and _may_summarize(words) and _SUMMARY.search(words):
        return "summary"
    if len(_IMPERATIVES.findall(words)) >= 3 and not re.match(r"the\s+government\b", words, re.IGNORECASE):
        return "recommendations"
    if has_body and begun and current == "profile":
        # Only more of the profile, or words that a page prints below the narrative, can follow the closing profile.
        return "profile" if _PROFILE.search(words) or len(words) > _UNDER else "other"
    if has_body:
        # Between the heading line and the first headed section, only profile and summary are possible.
        return "summary" if current == "summary" or not _PROFILE.search(words) else "profile"
    if current in (None, "profile") and whole and _PROFILE.search(words):
        return "profile"
    # A text without headings may end with its profile, as recent reports do.
    if (current in (None, "profile") or not whole) and _tells_of_victims(words):
        return "profile"
    opened = opening_kind(first)
    scores = cue_scores(words)
    if opened:
        scores[opened] += 3
    best = max(scores.values())
    if best == 0:
        return current or "other"
    if not whole and current is None and _PROFILE.search(first) and best <= 2:
        return "profile"
    leaders = [kind for kind in _BODY if scores[kind] == best]
    return current if current in leaders else leaders[0]


def _may_summarize(words: str) -> bool:
    """Return whether the text contains, in either case, part of a word that ``_SUMMARY`` requires."""
    return any(part in words for part in ("inimum", "INIMUM", "ier", "IER"))


def _tells_of_victims(words: str) -> bool:
    """Return whether a paragraph is mainly about victims and places of exploitation rather than about acts of the
    state.

    At least half of the paragraph's sentences must be about victims, and more sentences must be about victims than
    about the state.
    """
    sentences = [sentence for sentence in _SENTENCE_ENDS.split(words) if sentence.strip()]
    # The first sentences decide most paragraphs; the rest need not be examined.
    spare = len(sentences) // 2
    suffered = 0
    for sentence in sentences:
        if _SUFFERED.search(sentence) is not None and _NOW.search(sentence) is not None:
            suffered += 1
        elif spare == 0:
            return False
        else:
            spare -= 1
    return suffered > 2 * sum(_ACTED.search(sentence) is not None for sentence in sentences)


def _merge(text: str, parts: list[_Part]) -> tuple[Section, ...]:
    """Join neighboring paragraphs of the same kind. A paragraph with its own heading starts a section, but heading
    lines stay together.
    """
    sections: list[Section] = []
    for part in parts:
        kind = part.kind or "other"
        last = sections[-1] if sections else None
        if last and last.kind == kind and (part.title is None or kind == "heading"):
            title = last.title
            if kind == "heading" and not is_country_line(title or "") and is_country_line(text[part.start : part.end]):
                title = text[part.start : part.end].strip("#* ")
            sections[-1] = Section(last.position, kind, title, last.char_start, part.end)
            continue
        title = text[part.title[0] : part.title[1]].strip("#*_ \n") if part.title else None
        sections.append(Section(len(sections), kind, title, part.start, part.end))
    return tuple(sections)
