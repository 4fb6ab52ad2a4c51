"""The noun phrase that a number counts: its head, its other nouns, where it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.language.demonyms import demonyms
from tipetl.language.words import word_set
from tipetl.syntax.items import NEVER_PREMODIFIER

if TYPE_CHECKING:
    from tipetl.language.tokens import Tokens
    from tipetl.syntax.frame import Frame
    from tipetl.syntax.items import Item

POSTPOSED = word_set("phrases.postposed")


def noun_phrase(t: Tokens, items: list[Item], k: int, frame: Frame, *, listing: bool = False) -> None:
    """Fills the noun side of ``frame`` for the number item ``k``. ``listing`` follows commas too ("no arrests,
    charges, or
    convictions")."""
    n = len(items)
    j = k + 1
    low = t.low
    last_skipped = -1
    if j < n and items[j].kind == "prep" and items[j].form == "of" and j + 1 < n:
        nxt = items[j + 1]
        w = low[nxt.first]
        if nxt.kind in ("pron", "rel") or (
            w in ("these", "those", "which") and (j + 2 >= n or items[j + 2].kind not in ("noun", "word"))
        ):
            frame.partitive = True
            frame.np_end, frame.np_end_item = nxt.last, j + 1
            return
        if nxt.kind in ("det", "num", "noun", "word", "time"):
            frame.partitive = nxt.kind in ("det", "num") and w not in ("a", "an")
            q = j + 1
            while q < n and items[q].kind in ("det", "num"):
                q += 1
            if not frame.partitive and not _names_counted(items, q):
                # "16 of labor trafficking": what follows describes, it is not what was counted
                frame.np_end, frame.np_end_item = items[k].last, k
                return
            if frame.partitive:
                last_skipped = q - 1
            j = q
    last = max(k, last_skipped)
    seen_head = False
    while j < n:
        x = items[j]
        if x.kind == "adv" and low[x.first] == "further" and last == k and j + 1 < n and items[j + 1].kind != "verb":
            # "two further workshops"
            last = j
        elif x.kind == "noun":
            if seen_head and frame.heads and items[last].kind == "noun" and last == j - 1:
                frame.nouns.append(frame.heads.pop())
            frame.heads.append(x.concept or "")
            frame.nouns.append(x.concept or "")
            frame.head_word = low[x.last]
            seen_head = True
            last = j
        elif x.kind == "word" or (
            x.kind == "det"
            and low[x.first] in ("other", "more", "additional", "new", "such", "further", "total", "others", "same")
        ):
            if low[x.first] in ("respectively", "there") or (frame.heads and low[x.first] in POSTPOSED):
                # "15 defendants guilty", "six cases pending": said of the noun, not part of its name
                break
            if x.concept == "exploitation":
                if frame.heads and last == j - 1:
                    frame.nouns.append(frame.heads.pop())
            elif x.kind == "word":
                frame.head_word = low[x.last]
                if frame.heads and last == j - 1 and items[last].kind == "noun":
                    # "police stations", "trafficking victim shelters": an unknown last word is the head
                    frame.nouns.append(frame.heads.pop())
            elif low[x.first] == "others":
                frame.heads.append("person")
            last = j
        elif (
            x.kind == "verb"
            and x.form in ("past", "part", "ing")
            and x.voice in ("active", "bare")
            and x.first == x.last
            and not frame.heads
            and (x.concept not in NEVER_PREMODIFIER)
        ):
            behind = items[j + 1] if j + 1 < n else None
            if behind is None or behind.kind not in ("noun", "word") or (x.form == "ing" and last == k):
                break
            if frame.head_word and x.form == "past":
                break
            last = j
        elif (
            x.kind == "num"
            and x.form in ("duration", "compound", "ordinal", "age", "label")
            and j + 1 < n
            and items[j + 1].kind in ("noun", "word", "mark")
        ):
            last = j
        elif x.kind == "num" and x.form == "count" and frame.partitive and low[x.first - 1] in ("'s", "’s", "'", "’"):
            # "three of the country's eight shelters"
            frame.head_word = ""
            last = j
        elif x.kind == "mark" and j + 1 < n and low[x.first] in ("'", "’", "'s", "’s", "-", "/", '"', "“", "”", "+"):
            if low[x.first] in ("'s", "’s") and frame.heads:
                frame.nouns.append(frame.heads.pop())
            last = j
        elif x.kind == "conj" and j == k + 1 and not listing and low[x.first] == "and":
            # "arrests rose from 112 to 120 and convictions from 36": the number has no noun, the next has its own
            break
        elif x.kind in ("conj",) or (listing and x.kind == "comma"):
            step = j + 1
            if listing and x.kind == "comma" and step < n and items[step].kind == "conj":
                step += 1
            while step < n and items[step].kind == "det":
                step += 1
            joined = items[step] if step < n else None
            if joined is None or joined.kind not in ("noun", "word") or low[x.first] == "but":
                break
            # "police and immigration officers", "tea and tobacco estates", "prosecutions or convictions"
            tail = step
            while tail + 1 < n and items[tail + 1].kind in ("noun", "word", "mark"):
                tail += 1
                if low[items[tail].first] in ("'s", "’s") and tail + 1 < n:
                    step = tail + 1  # "16 victims and the men's shelter": what is owned is what is joined
            follows = items[tail + 1] if tail + 1 < n else None
            if listing:
                if not any(items[q].kind == "noun" for q in range(step, tail + 1)):
                    break
            elif (
                follows is not None
                and follows.kind == "verb"
                and follows.finite
                and follows.voice in ("active", "passive")
                and not (
                    frame.heads
                    and any(
                        items[q].kind == "noun" and _same_class(items[q].concept, frame.heads[-1])
                        for q in range(step, tail + 1)
                    )
                )
                and low[x.first] != "or"
            ):
                if follows.voice == "active":
                    break
            elif not frame.heads and not any(items[q].kind == "noun" for q in range(step, tail + 1)):
                pass
            elif frame.heads and not any(
                items[q].kind == "noun" and _same_class(items[q].concept, frame.heads[-1])
                for q in range(step, tail + 1)
            ):
                break
            last = j
            j = step
            seen_head = False
            continue
        else:
            break
        j += 1
    if frame.partitive and not frame.heads and frame.head_word in ("latter", "former"):
        frame.head_word = ""  # "12 of the latter": of those
    if not frame.heads and frame.head_word and names_person(t, items, k + 1, last):
        frame.heads.append("person")
    frame.np_end_item = last
    frame.np_end = items[last].last


def _names_counted(items: list[Item], q: int) -> bool:
    """Whether a noun phrase that begins at item ``q`` ends in a noun that can be counted here."""
    concept = None
    while q < len(items) and items[q].kind in ("noun", "word", "verb"):
        if items[q].kind == "noun":
            concept = items[q].concept
        elif items[q].kind == "word":
            concept = None
        q += 1
    return concept in PERSONS or concept in EVENTS or concept in ("training", "inspection", "shelter", "call", "site")


def names_person(t: Tokens, items: list[Item], first: int, last: int) -> bool:
    """Whether the last word of a phrase that the lexicon does not know names people: a demonym ("Venezuelans") or by
    its ending."""
    if last < first or last >= len(items):
        return False
    word = t.text[items[last].last]
    if word in demonyms():
        return True
    return (
        word.islower()
        and word.endswith(("ers", "ors", "ists", "men", "women", "ees", "ians", "wives", "dancers"))
        and word not in NOT_PERSONS
    )


NOT_PERSONS = word_set("frames.not_persons")


PERSONS = word_set("frames.persons")
EVENTS = word_set("frames.events")


def _same_class(a: str | None, b: str | None) -> bool:
    return (
        a == b
        or (a in PERSONS and b in PERSONS)
        or (a in EVENTS and b in EVENTS)
        or (a in ("shelter", "facility") and b in ("shelter", "facility"))
    )
