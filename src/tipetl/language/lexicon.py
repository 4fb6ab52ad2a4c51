"""Loads the lexicon, which lists words and phrases by concept, from ``data/lexicon/*.yaml``, and finds all its terms in
one pass.

What belongs here: reading the files, inflecting, and finding terms in a token list. What does not belong here: the
meaning of a term for a figure (the rules), or the structure of a sentence (``tipetl.syntax``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import compress, product
from typing import TYPE_CHECKING

from tipetl.errors import DataFileError
from tipetl.language import forms
from tipetl.language.memo import one
from tipetl.language.yamlfile import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tipetl.language.tokens import Tokens

#: the concepts that name a kind of exploitation
KINDS = ("sex", "labor")
_INFLECTION = read_yaml("lexicon/inflection.yaml")
DOUBLED_LETTERS: frozenset[str] = frozenset(_INFLECTION["doubled_letters"])
DOUBLED_IN_BRITISH: frozenset[str] = frozenset(_INFLECTION["doubled_in_british"])
IRREGULAR_PLURALS: dict[str, str] = _INFLECTION["irregular_plurals"]


@dataclass(frozen=True, slots=True)
class Tag:
    """One meaning of a term. ``category`` is noun, verb or context. ``form`` is the inflection (base, s, past, part,
    ing, singular, plural), or "" for a context term."""

    category: str
    concept: str
    form: str = ""


def _tag_order(tag: Tag) -> tuple[str, str, str]:
    return tag.category, tag.concept, tag.form


Tags = tuple[Tag, ...]
Words = tuple[str, ...]
Phrases = dict[str, list[tuple[Words, Tags]]]
#: a word's meanings on its own, and the phrases that may begin with it
Start = tuple[Tags | None, Phrases | None]
#: for each first word, the terms that begin with it in each kind of ``Terms``
Table = dict[str, list[Start | None]]
#: the number of kinds of terms in the lexicon
KINDS_OF_TERMS = 3


class Terms:
    """Terms indexed by their first two words, from which ``find`` picks the longest term at each token. The lexicon has
    one instance for each kind of term, and each runs once per sentence. All instances share a ``table``, where each has
    its own ``place``, so that a single look-up of a sentence's words serves all."""

    def __init__(self, table: Table, place: int) -> None:
        self.single: dict[str, Tags] = {}
        self.phrases: dict[str, Phrases] = {}
        self.table, self.place = table, place

    def add(self, terms: Iterable[tuple[Words, Tag]]) -> None:
        """Adds the written forms of all terms. Call ``add`` only once."""
        meanings: dict[Words, Tags] = {}
        for words, tag in terms:
            known = meanings.get(words, ())
            if tag not in known:
                # sorted, so that the order of the files does not matter
                meanings[words] = tuple(sorted((*known, tag), key=_tag_order)) if known else (tag,)
        for words, tags in meanings.items():
            if len(words) == 1:
                self.single[words[0]] = tags
            else:
                self.phrases.setdefault(words[0], {}).setdefault(words[1], []).append((words, tags))
        for rows in (rows for phrases in self.phrases.values() for rows in phrases.values() if len(rows) > 1):
            rows.sort(key=lambda row: (-len(row[0]), row[0]))
        for word in self.single.keys() | self.phrases.keys():
            row = self.table.setdefault(word, [None] * KINDS_OF_TERMS)
            row[self.place] = self.single.get(word), self.phrases.get(word)

    def find(self, tokens: Tokens) -> list[tuple[int, int, tuple[Tag, ...]]]:
        """Return a sentence's terms as (first token, last token, tags), leftmost and longest first, without
        overlaps."""
        out: list[tuple[int, int, tuple[Tag, ...]]] = []
        low, place = tokens.low, self.place
        end = len(low)
        free = 0
        if tokens.starts_of is not self.table:
            tokens.starts, tokens.starts_of = [*map(self.table.get, low)], self.table
        starts = tokens.starts
        for at in compress(range(end), starts):
            start: Start | None = starts[at][place]
            if start is None or at < free:
                continue
            alone, behind = start
            if behind is not None and at + 1 < end:
                rows = behind.get(low[at + 1])
                if rows is not None:
                    for words, tags in rows:
                        size = len(words)
                        if size == 2 or (at + size <= end and tuple(low[at : at + size]) == words):
                            out.append((at, at + size - 1, tags))
                            free = at + size
                            break
                    if free > at:
                        continue
            if alone is not None:
                out.append((at, at, alone))
        return out


def regular_past(verb: str) -> str:
    """Return the regular past of a verb ("probe" → "probed", "try" → "tried")."""
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + "ed"


def third_person(verb: str) -> str:
    """Return a verb's third person singular or a noun's regular plural ("process" → "processes", "try" → "tries")."""
    if verb.endswith(("s", "x", "z", "ch", "sh")):
        return verb + "es"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + "s"


def gerund(verb: str) -> str:
    """Return the -ing form ("probe" → "probing", "refer" → "referring")."""
    if verb in DOUBLED_LETTERS:
        return verb + verb[-1] + "ing"
    if verb == "traffic":
        return "trafficking"
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    return verb + "ing"


def plural(noun: str) -> str:
    """Return the plural of a noun or noun phrase, by inflecting its last word or the word before "of"."""
    if noun in IRREGULAR_PLURALS:
        return IRREGULAR_PLURALS[noun]
    head, of, rest = noun.partition(" of ")
    if of:
        return plural(head) + of + rest  # "withdrawals of charges"
    head, _, last = noun.rpartition(" ")
    if last in IRREGULAR_PLURALS:
        return f"{head} {IRREGULAR_PLURALS[last]}".strip()
    return third_person(noun)


def _concepts(name: str) -> dict[str, list[str]]:
    raw = read_yaml(f"lexicon/{name}")
    if not isinstance(raw, dict):
        raise DataFileError("expected concepts with lists of terms", file=name)
    seen: dict[str, str] = {}
    for concept, terms in raw.items():
        if not isinstance(terms, list) or not all(isinstance(x, str) for x in terms):
            raise DataFileError(f"{concept}: expected a list of terms (quote yes, no and numbers)", file=name)
        for term in terms:
            key = term.lower()
            if name != "context.yaml" and key in seen and seen[key] != concept:
                raise DataFileError(
                    f"'{term}' stands in {seen[key]} and in {concept}", file=name, advice="Keep a word in one concept."
                )
            seen[key] = concept
    return raw


def _verbs() -> dict[str, list[str]]:
    """Return one-word and multiword verbs, by concept."""
    verbs = {concept: [*terms] for concept, terms in _concepts("verbs.yaml").items()}
    taken = {term for terms in verbs.values() for term in terms}
    for concept, written in _concepts("verb_phrases.yaml").items():
        for term in dict.fromkeys(written_out for phrase in written for written_out in alternatives(phrase)):
            # a phrase listed in verbs.yaml keeps its meaning there
            if term not in taken:
                taken.add(term)
                verbs.setdefault(concept, []).append(term)
    return verbs


def alternatives(phrase: str) -> list[str]:
    """Expands the alternatives in a phrase ("{put,clap} in {irons,chains}" gives four phrases)."""
    parts = [part.split(",") if at % 2 else [part] for at, part in enumerate(re.split(r"[{}]", phrase))]
    return ["".join(words) for words in product(*parts)]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lexicon's terms by kind. ``words`` contains nouns and verbs in all inflections, and ``context`` contains the
    context terms. ``exploitation`` contains only the names of the two kinds of exploitation, so that no longer context
    term can hide one of these names ("from domestic servitude")."""

    words: Terms
    context: Terms
    exploitation: Terms
    concepts: frozenset[str]


def verb_forms(verb: str, irregular: dict[str, list[str]]) -> list[tuple[str, str]]:
    """Return the forms of a verb, each with its name ("hand" → "past", "handed"). ``irregular`` maps a base form to
    its past, and to its participle if that differs."""
    past, *part = irregular.get(verb, [regular_past(verb)])
    inflected = [
        (forms.BASE, verb),
        (forms.THIRD_PERSON, "has" if verb == "have" else third_person(verb)),
        (forms.PAST, past),
        (forms.PARTICIPLE, part[0] if part else past),
        (forms.GERUND, gerund(verb)),
    ]
    if verb in DOUBLED_IN_BRITISH:
        inflected += [(forms.PAST, verb + "led"), (forms.PARTICIPLE, verb + "led"), (forms.GERUND, verb + "ling")]
    return inflected


@cache
def load_lexicon() -> Lexicon:
    """Return the shipped lexicon (cached). Raises DataFileError, with file and line, if a file is invalid."""
    table: Table = {}
    words, context, exploitation = (Terms(table, place) for place in range(KINDS_OF_TERMS))
    irregular: dict[str, list[str]] = read_yaml("lexicon/irregular.yaml")
    nouns, contexts, verbs = _concepts("nouns.yaml"), _concepts("context.yaml"), _verbs()
    words.add(
        [
            *_tagged(nouns, forms.NOUN, forms.SINGULAR),
            *((_split(plural(term)), Tag(forms.NOUN, concept, forms.PLURAL)) for concept, term in _terms(nouns)),
            *_inflected(verbs, irregular),
        ]
    )
    context.add(_tagged(contexts, forms.CONTEXT))
    kinds = {concept: contexts.get(concept, []) for concept in KINDS}
    named = [*_tagged(kinds, forms.CONTEXT), *_tagged(_concepts("exploitation.yaml"), forms.CONTEXT)]
    # "child-prostitution cases"
    exploitation.add([*named, *((("-".join(words_of),), tag) for words_of, tag in named)])
    return Lexicon(words, context, exploitation, frozenset((*nouns, *verbs, *contexts)))


def _terms(concepts: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Yield each concept with each of its terms."""
    return ((concept, term) for concept, terms in concepts.items() for term in terms)


def _split(term: str) -> Words:
    return tuple([one(word) for word in term.lower().split()])


def _tagged(concepts: dict[str, list[str]], category: str, form: str = "") -> Iterator[tuple[Words, Tag]]:
    return ((_split(term), Tag(category, concept, form)) for concept, term in _terms(concepts))


def _inflected(verbs: dict[str, list[str]], irregular: dict[str, list[str]]) -> Iterator[tuple[Words, Tag]]:
    """Yield each verb in all forms, which differ in the first word."""
    heads: dict[tuple[str, str], list[tuple[Words, Tag]]] = {}
    for concept, term in _terms(verbs):
        head, _, tail = term.partition(" ")
        if (concept, head) not in heads:
            found = verb_forms(head, irregular)
            heads[concept, head] = [(_split(word), Tag(forms.VERB, concept, form)) for form, word in found]
        behind = _split(tail)
        for words, tag in heads[concept, head]:
            yield words + behind, tag
