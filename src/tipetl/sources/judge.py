"""Check that a response is what was requested, and follow the links of an index.

The checks here look only briefly at the fetched bytes. Later stages read the bytes in full.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from html import unescape
from urllib.parse import urljoin, urlsplit

from tipetl.blocked import blocked_text, blocked_title
from tipetl.countries import by_iso3, find_country, fold
from tipetl.markup import without
from tipetl.sniff import kind_in_words, sniff
from tipetl.sources.addresses import Address
from tipetl.sources.web import Answer, Trouble, check_address

_TITLE = re.compile(r"<title[^<>]*+>([^<]*+)", re.IGNORECASE)
_NOT_TEXT = ("script", "style", "noscript", "head")
_ANCHOR = re.compile(r"<(?:a(?=[\s/])(?P<attributes>[^<>]*+)|/a\s*+)>", re.IGNORECASE)
_HREF = re.compile(
    r"(?<![\w-])href\s*+=\s*+(?:\"(?P<double>[^\"]*+)|'(?P<single>[^']*+)|(?P<bare>[^\s\"']++))", re.IGNORECASE
)
_YEAR = re.compile(r"(?<!\d)20[0-4]\d(?!\d)")
_GROUP = re.compile(r"\b([A-Z])\s*(?:through|thru|to|-|–|—)+\s*([A-Z])\b")


def check_answer(address: Address, answer: Answer) -> None:
    """Raise Trouble if the bytes are not what the address promises, such as a block page, an empty page or another
    page.
    """
    data = answer.data or b""
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise Trouble("empty", "The answer is empty.", again=True)
    kind = sniff(data, urlsplit(answer.url).path)
    content_type = (answer.content_type or "").partition(";")[0].strip().lower()
    wants_pdf = address.form == "pdf" or urlsplit(address.url).path.lower().endswith(".pdf")
    if kind == "other" or (wants_pdf and kind != "pdf"):
        wanted = "a PDF" if wants_pdf else "a report"
        raise Trouble("wrong_type", f"The answer is {kind_in_words(data)} where {wanted} was asked for.")
    if kind == "text" and content_type and not content_type.startswith(("text/", "application/octet-stream")):
        raise Trouble("wrong_type", f"The answer is {content_type} where a report was asked for.")
    if kind == "html":
        _check_page(address, answer, data)


def _check_page(address: Address, answer: Answer, data: bytes) -> None:
    page = _text(data)
    title = _TITLE.search(page)
    if title and blocked_title(unescape(title[1])):
        raise Trouble("blocked", f"The page says “{' '.join(title[1].split())[:80]}”.")
    words = unescape(without(page, _NOT_TEXT))
    if not words.strip():
        raise Trouble("blocked", "The page holds no text.")
    if kind := blocked_text(words):
        raise Trouble("blocked", kind.says)
    # A site may redirect an unknown address to a similar page: another year, or the list of countries.
    years = set(_YEAR.findall(answer.url)) - set(_YEAR.findall(address.url))
    if address.report_year is not None and years and str(address.report_year) not in _YEAR.findall(answer.url):
        raise Trouble("wrong_page", f"The server led to a page of another year, {answer.url}")
    country = by_iso3(address.iso3) if address.kind == "country" and address.iso3 else None
    if country is not None:
        text = f" {fold(words)} "
        if not any(f" {fold(name)} " in text for name in (country.name, *country.aliases)):
            raise Trouble("wrong_page", f"The page does not name {country.name}.")


def _text(data: bytes) -> str:
    """Return a page's text, in a form that is good enough for finding names. A later stage extracts the page's text
    properly."""
    for encoding in ("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "cp1252"):
        with suppress(UnicodeDecodeError):
            return data.decode(encoding)
    return data.decode("latin-1")


def follow(index: Address, answer: Answer, iso3: str | None) -> list[Address]:
    """Return the addresses that an index page lists for a country (ISO3): the country's own page, or else the page for
    its letters.

    Links to other hosts are ignored. A link labeled just "Country Narratives" leads to another index, or to the
    narratives. Without a country, all links to narratives are returned.
    """
    host = urlsplit(answer.url).hostname
    own: list[Address] = []
    groups: list[Address] = []
    more: list[Address] = []
    for href, words in _links(_text(answer.data or b"")):
        try:
            url = check_address(urljoin(answer.url, href))
        except (Trouble, ValueError):
            continue
        if urlsplit(url).hostname != host or url == answer.url:
            continue
        found = replace(index, url=url, form=None, iso3=None)
        country = find_country(words)
        if country is not None:
            if iso3 in (None, country.iso3):
                own.append(replace(found, kind="country", iso3=country.iso3))
        elif (group := _GROUP.search(words)) and _in_group(iso3, group[1], group[2]):
            groups.append(replace(found, kind="volume"))
        elif "country narratives" in words.casefold() and not _GROUP.search(words):
            more.append(replace(found, kind="index"))
    return list({address.url: address for address in (own or groups or more)}.values())


def holds_narrative(answer: Answer, iso3: str | None) -> bool:
    """Return whether a page with several narratives contains a country's, as shown by its name printed like a heading
    before a tier.
    """
    country = by_iso3(iso3) if iso3 else None
    if country is None:
        return False
    text = f" {fold(unescape(without(_text(answer.data or b''), _NOT_TEXT)))} "
    return any(
        re.search(rf" {re.escape(fold(name))} (?:\w+ )?tier [123i]", text) for name in (country.name, *country.aliases)
    )


def _in_group(iso3: str | None, first: str, last: str) -> bool:
    country = by_iso3(iso3) if iso3 else None
    if country is None:
        return first <= last
    # A report may list a country under another word of its name ("Korea, Republic of").
    return any(first <= word[0] <= last for word in fold(country.name).upper().split())


def _links(page: str) -> Iterator[tuple[str, str]]:
    """Yield the addresses and labels of a page's links."""
    page = without(page, ("script", "style"), tags=False)
    href, begin = "", 0
    for match in _ANCHOR.finditer(page):
        if href:
            yield href, _plain(page[begin : match.start()])
        href, begin = _address(match["attributes"] or ""), match.end()
    if href:
        yield href, _plain(page[begin:])


def _address(attributes: str) -> str:
    found = _HREF.search(attributes)
    return unescape(found["double"] or found["single"] or found["bare"] or "") if found else ""


def _plain(markup: str) -> str:
    return " ".join(unescape(without(markup, ())).split())
