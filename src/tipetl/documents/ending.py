"""Detect a text that ends in mid-sentence, or with a heading that has no text below it.

Only the last paragraph is examined. Tables, lists without end punctuation, one-sentence texts, and texts that use no
end punctuation at all are considered complete.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tipetl.headings import is_heading
from tipetl.language.words import word_set

_END_MARK = re.compile(r"(?:[.!?…][\"”’')\]*_\d\s†‡]*|[)\]*_|©®™])$")
_ITEM = re.compile(r"\s*(?:[•●▪■◦‣·*–—-]\s|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s)")
_SENTENCE = re.compile(r"[.!?][\"”’')\]]*\s")
_LONG = 8
"""The minimum number of words in a line of running text; a shorter line may be a heading."""
_MARKED_SHARE = 0.8
"""The share of a text's other long paragraphs that must end in punctuation to show that its author uses end
punctuation."""
_SHOWN = 60


def broken_end(text: str) -> str | None:
    """Return the last words of a text that breaks off in mid-sentence or at a heading, or None if it ends properly."""
    text = text.rstrip()
    paragraphs = [part for part in re.split(r"\n[ \t]*\n", text) if part.strip()]
    # A one-sentence text is a fragment, and its period may have been left out.
    if not paragraphs or _END_MARK.search(text) or not _SENTENCE.search(text):
        return None
    last = paragraphs[-1]
    if not (_dangles(last) or _breaks(last, paragraphs[:-1])):
        return None
    words = " ".join(last.split())
    return words if len(words) <= _SHOWN else "…" + words[1 - _SHOWN :]


def _dangles(last: str) -> bool:
    """Return whether the last line is a heading, or ends with words that cannot end a text, even in a list."""
    line = last.rsplit("\n", 1)[-1]
    if is_heading(line):
        return True
    words = last.split()
    return len(words) > 1 and (words[-1].lower() in word_set("ending.dangles") or words[-1][-1] in ",-–—($")


def _breaks(last: str, others: Sequence[str]) -> bool:
    """Return whether the last paragraph or list item lacks the end punctuation of similar paragraphs or items."""
    line = last.rsplit("\n", 1)[-1]
    words = last.split()
    if "|" in line or "\t" in line:
        return False
    if _ITEM.match(line):
        items = [one for part in (*others, last) for one in part.split("\n") if _ITEM.match(one)]
        return len(items) > 2 and _marked(items[:-1], ends=(".", ";"))
    if len(words) < _LONG:
        return bool(others) and words[0].lower() in word_set("ending.opens")
    return not _is_table(last) and _marked([part for part in others if len(part.split()) >= _LONG])


def _marked(parts: Sequence[str], ends: tuple[str, ...] = ()) -> bool:
    """Return whether nearly all parts end in punctuation or in one of the strings in ``ends``, which may end a list
    item."""
    parts = [part.rstrip() for part in parts]
    marked = sum(1 for part in parts if _END_MARK.search(part) or part.endswith(ends))
    return marked >= _MARKED_SHARE * len(parts)


def _is_table(paragraph: str) -> bool:
    """Return whether most lines of a paragraph have only a few words, as in a list without bullets, a table or
    verse."""
    lines = [line for line in paragraph.split("\n") if line.strip()]
    return len(lines) > 1 and sum(1 for line in lines if len(line.split()) < _LONG) * 2 > len(lines)
