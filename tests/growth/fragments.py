"""Fragments that hostile or broken texts repeat: punctuation, every class of words that the readers know, markup."""

from __future__ import annotations

LEAD = "Courts convicted eight traffickers of forced labor in Kosovo in 2013. "

#: the kinds of fragment that took minutes at 200 kB
KINDS = {
    "dots": ".",
    "slashes": "/",
    "at-signs": "@",
    "capitals": "A ",
    "Roman numerals": "XIV. ",
    "blank lines": "\n",
    "short lines": "a1\n",
    "countries": "Kosovo and ",
    "nationalities": "Albanian and ",
    "abbreviations": "U.S. ",
    "numbers joined by dots": "1.",
    "numbers joined by slashes": "1/",
    "letters joined by slashes": "A/b/",
}

OTHERS = {
    "spaces": " ",
    "question marks": "?",
    "ampersands": "&",
    "three dots a line": "...\n",
    "rules of signs": "===\n",
    "Republic of Republic of": "Republic of ",
    "the Congo": "the Congo ",
    "acts": "the Trafficking Act and ",
    "ministries": "Ministry of Justice and ",
    "governments": "Government of ",
    "acronyms": "ABC (ABC) ",
    "open parentheses": "(A ",
    "bullets": "• ",
    "headings": "Prosecution\n",
    "tiers": "Tier 2\n",
    "articles": "article 5 of the ",
    "terms": "from 5 to 10 years ",
    "money": "$3 ",
    "victims": "8 traffickers and ",
    "sources": "is a source country for ",
    "comments": "<!--",
    "notes": "[1]",
    "sentences": "Courts convicted nine traffickers in 2013.\n",
    "combining accents": "e\u0301 ",
}


def text(fragment: str, size: int) -> str:
    """Return ``size`` characters of a fragment after a sentence that makes the text a narrative."""
    return LEAD + fragment * (size // len(fragment))
