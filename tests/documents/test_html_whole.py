"""Test pages that are incomplete or partly hidden: cut markup, open comments and elements, struck-out and
hidden words.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.documents.test_html import LAYOUTS, NARRATIVES
from tipetl.documents.html import parse_html
from tipetl.documents.html_whole import markup_issues
from tipetl.errors import SourceError

PROSE = "<p>Courts convicted 12 traffickers in 2012, and police identified 41 victims of forced labor in the ports.</p>"
HEAD = "<!doctype html><html><head><title>Kenya</title></head><body><div><h1>KENYA (Tier 2)</h1>"
TAIL = "</div></body></html>"
NOT_WHOLE = {
    "no end": HEAD + PROSE,
    "no end of html and body": HEAD + PROSE + "</div>",
    "in a tag": HEAD + PROSE + "<p class",
    "in an attribute": HEAD + PROSE + '<p title="a b',
    "open comment": HEAD + PROSE + "<!-- " + PROSE + TAIL,
    "open comment at the end": HEAD + PROSE + TAIL + "<!-- generated",
    "open script": HEAD + PROSE + "<script>var a = 1;" + PROSE + TAIL,
    "open style": HEAD + PROSE + "<style>p { }" + PROSE + TAIL,
    "open textarea": HEAD + PROSE + "<textarea>" + PROSE + TAIL,
    "open title": "<html><head><title>Kenya</head><body>" + PROSE + TAIL,
    "a part without html": "<div><h1>KENYA</h1>" + PROSE,
    "capitals": HEAD.upper() + PROSE + "<SCRIPT>" + PROSE,
}
SWALLOWED = {
    "comment closed by the next": HEAD + "<!-- note " + PROSE * 3 + "<!-- end -->" + PROSE + TAIL,
    "nav": HEAD + PROSE + "<nav>" + PROSE * 3 + TAIL,
    "select": HEAD + PROSE + "<select>" + PROSE * 3 + TAIL,
    "noscript": HEAD + PROSE + "<noscript>" + PROSE * 3 + TAIL,
    "svg": HEAD + PROSE + "<svg>" + PROSE * 3 + TAIL,
    "template": HEAD + PROSE + "<template>" + PROSE * 3 + TAIL,
    "object": HEAD + PROSE + "<object>" + PROSE * 3 + TAIL,
    "dialog": HEAD + PROSE + "<dialog>" + PROSE * 3 + TAIL,
    "button": HEAD + PROSE + "<button>" + PROSE * 3 + TAIL,
    "video": HEAD + PROSE + "<video>" + PROSE * 3 + TAIL,
}
WHOLE = {
    "plain": HEAD + PROSE + TAIL,
    "no end of boxes": HEAD + PROSE + "</body></html>",
    "comments": HEAD + "<!-- a --><!--><!---><!-- b --!>" + PROSE + TAIL,
    "conditional": HEAD + "<!--[if lt IE 9]><!-- old " + PROSE * 3 + "--><![endif]-->" + PROSE + TAIL,
    "script with a comment": HEAD + "<script><!-- var a = '<div>'; //--></script>" + PROSE + TAIL,
    "end tags left out": "<!doctype html><html><title>Kenya</title><h1>KENYA</h1>" + PROSE,
    "a paragraph alone": PROSE,
    "less than": HEAD + "<p>Of the accused, < 5 were tried.</p>" + PROSE + TAIL,
    "a small svg": HEAD + "<svg/>" + PROSE + TAIL,
    "an open button": HEAD + PROSE + "<button>OK" + TAIL,
}


def codes(page: str) -> list[str]:
    return [issue.code for issue in markup_issues(page)]


@pytest.mark.parametrize("name", NOT_WHOLE)
def test_a_page_that_breaks_off_is_told(name: str) -> None:
    assert codes(NOT_WHOLE[name]) == ["breaks_off"]


@pytest.mark.parametrize("name", SWALLOWED)
def test_text_that_an_open_element_takes_is_told(name: str) -> None:
    assert codes(SWALLOWED[name]) == ["text_swallowed"]


@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_page_is_no_cause_for_alarm(name: str) -> None:
    assert codes(WHOLE[name]) == []


def cuts() -> Iterator[tuple[str, bytes]]:
    for name, make in LAYOUTS.items():
        page = make(NARRATIVES[3], 7)
        for share in (30, 45, 60, 75, 90, 95):
            yield f"{name} at {share}", page[: len(page) * share // 100]


@pytest.mark.parametrize(("name", "page"), [pytest.param(*cut, id=cut[0]) for cut in cuts()])
def test_a_layout_cut_off_is_refused_or_told(name: str, page: bytes) -> None:
    try:
        parsed = parse_html(page)
    except SourceError:
        return
    assert "breaks_off" in {issue.code for issue in parsed.issues}, name


STRUCK = [
    "<del>104</del> 96", "<s>104</s> 96", "<strike>104</strike> 96", "<S>nine</S> ten",
    '<span style="text-decoration: line-through">104</span> 96',
    '<span style="text-decoration-line:underline line-through">104</span> 96', '<span class="msoDel">104</span> 96',
    '<span class="gone">104</span> 96', "<b><del>1</del></b>96", "<del>no</del> 96",
]  # fmt: skip
HIDDEN = [
    '<span style="display:none">104</span> 96', '<span style="visibility: hidden">104</span> 96',
    "<span hidden>104</span> 96", '<span aria-hidden="true">104</span> 96', '<b style="font-size:0">104</b> 96',
    '<span style="position:absolute;left:-9999px">104</span> 96', '<font color="#ffffff" style="background:#FFF">104</font> 96',
    '<span style="color:white;background-color:rgb(255, 255, 255)">104</span> 96',
    '<span style="color:transparent">104</span> 96', '<i style="font-size: 0px !important">one hundred</i> 96',
]  # fmt: skip


def with_words(words: str) -> bytes:
    sheet = "<style>.gone { text-decoration: line-through }</style>"
    more = "<p>The government of Kenya identified 41 victims of forced labor, and its courts tried four men.</p>" * 2
    page = f"{HEAD}<p>In all, courts of Kenya convicted {words} traffickers in 2012.</p>{more}{TAIL}"
    return page.replace("</head>", sheet + "</head>").encode()


@pytest.mark.parametrize(
    ("code", "words"), [*(("deleted_figure", w) for w in STRUCK), *(("hidden_figure", w) for w in HIDDEN)]
)
def test_a_figure_that_a_page_strikes_out_or_hides_is_not_read_and_is_told(code: str, words: str) -> None:
    parsed = parse_html(with_words(words))
    text = parsed.parts[0].text
    assert "104" not in text and "one hundred" not in text and "nine" not in text
    assert "convicted 96 traffickers" in text or "convicted ten traffickers" in text
    assert [issue.code for issue in parsed.issues] == [code]


@pytest.mark.parametrize(
    "words",
    [
        "<ins>96</ins>",
        '<span style="color:white;background:#003366">96</span>',
        '<span style="color:#fff">96</span>',
        '<span style="font-size:0.9em">96</span>',
        '<span style="text-decoration:underline">96</span>',
        '96<span aria-hidden="true">→</span>',
        '96<span class="icon" hidden>link</span>',
        '<span style="visibility:visible">96</span>',
        "<u>96</u>",
        '<span style="background:#fff;color:#111">96</span>',
    ],
)
def test_words_that_are_shown_are_read_without_alarm(words: str) -> None:
    parsed = parse_html(with_words(words))
    assert "96" in parsed.parts[0].text and parsed.issues == ()


def test_struck_out_words_without_a_figure_are_told_quietly() -> None:
    parsed = parse_html(with_words("<del>about</del> 96"))
    assert [(issue.code, issue.severity) for issue in parsed.issues] == [("deleted_text", "info")]
    assert "about" not in parsed.parts[0].text


def test_a_page_that_is_struck_out_as_a_whole_is_read_and_told() -> None:
    parsed = parse_html(f"{HEAD}<del>{PROSE * 3}</del>{TAIL}".encode())
    assert "12 traffickers" in parsed.parts[0].text
    assert "hidden_text" in {issue.code for issue in parsed.issues}


def test_words_shown_backwards_are_marked_so() -> None:
    (part,) = parse_html(with_words('<bdo dir="rtl">401</bdo>')).parts
    (found,) = part.disturbances
    assert "401" in part.text[found.char_start : found.char_end]


def test_an_element_for_direction_that_reverses_nothing_leaves_no_sign_behind() -> None:
    (part,) = parse_html(with_words("<bdo>401</bdo>")).parts
    assert "401" in part.text
    assert "\u202c" not in part.text


def test_an_invisible_sign_within_a_figure_of_a_page_is_found() -> None:
    (part,) = parse_html(with_words("1&#8203;04 and 1&#8203;<b>&#8203;05</b>")).parts
    assert [part.text[found.char_start : found.char_end] for found in part.disturbances] == ["10", "10"]
    assert "104 and 105" in part.text
