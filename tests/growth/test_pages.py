"""Pages that open many elements and close none are judged and read in one pass."""

from __future__ import annotations

import contextlib

import pytest

from tests.growth.steps import steps
from tipetl.alarm import interrupted_after
from tipetl.documents.html import parse_html
from tipetl.errors import SourceError
from tipetl.markup import elements, without
from tipetl.sources.addresses import Address
from tipetl.sources.judge import check_answer, follow, holds_narrative
from tipetl.sources.web import Answer, Trouble

#: the five pages on which the judge hung, and similar pages
PAGES = {
    "unclosed comments": "<!-- a ",
    "unclosed scripts": "<script> a ",
    "unclosed tags": "<a href=b ",
    "unclosed titles": "<title ",
    "unclosed styles": "<style>/* a ",
    "nested boxes": "<div>",
    "nested spans": "<b><i>",
    "attributes": "a=b ",
    "entities": "&amp;&#1;&",
    "signs": "< ",
    "declarations": "<!a ",
    "captions": "<caption a ",
    "captions in an attribute": '<p title="<caption>">',
    "notes": "<a href=#fn1> 1</a> ",
    "addresses": "<a href=href=href= ",
    "spaces": " ",
    "dashes": " - ",
    "raw text": "<xmp ",
}
ADDRESS = Address("https://example.org/2013/kosovo", kind="country", iso3="XKX", report_year=2013)


def page(fragment: str, size: int) -> bytes:
    body = "<html><title>Kosovo</title><body><p>Courts in Kosovo convicted eight traffickers.</p>"
    return (body + fragment * (size // len(fragment))).encode()


def judge(data: bytes) -> None:
    answer = Answer(ADDRESS.url, 200, data, "text/html", None, None)
    with contextlib.suppress(Trouble):
        check_answer(ADDRESS, answer)
    holds_narrative(answer, "XKX")
    follow(ADDRESS, answer, None)


def parse(data: bytes) -> None:
    with contextlib.suppress(SourceError):
        parse_html(data)


@pytest.mark.parametrize("call", [judge, parse])
@pytest.mark.parametrize("fragment", PAGES.values(), ids=PAGES.keys())
def test_a_page_takes_steps_that_grow_with_it(fragment: str, call: object) -> None:
    assert callable(call)
    call(page(fragment, 100))
    short, long = (steps(lambda size=size: call(page(fragment, size))) for size in (4_000, 8_000))
    assert long <= 2.3 * short
    # test_patterns counts the work of patterns inside a line. This test would take minutes if reading were not one
    # pass; the alarm ends a failure.
    with interrupted_after(60):
        call(page(fragment, 300_000))


def test_what_never_ends_loses_its_tag_alone() -> None:
    page = "a <script>b</script  > c <!-- d --> e <p>f</p> <script>g <!-- h < i"
    assert without(page, ["script"]).split() == ["a", "c", "e", "f", "g", "<!--", "h", "<", "i"]
    kept = without(page, ["script"], tags=False)
    assert kept.split() == ["a", "c", "e", "<p>f</p>", "<script>g", "<!--", "h", "<", "i"]


def test_elements_are_those_that_end() -> None:
    page = '<caption class="a">One</caption><CAPTION>Two <b>b</b></Caption ><captions>no</captions><caption>Three'
    assert [*elements(page, ["caption"])] == [(' class="a"', "One"), ("", "Two <b>b</b>")]
