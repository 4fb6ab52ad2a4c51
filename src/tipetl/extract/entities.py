"""Countries, regions, organizations and laws that a text names, with offsets.

What belongs here: one pass over the capitalised words of a text. Each is looked up in a table from first word to the
names that begin with it, longest first, so that the cost does not grow with the number of names. A run of capitalised
words with a head such as Ministry or Police is an organization too. Names of places are not recognised.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from tipetl.countries import by_iso3
from tipetl.extract.entity_names import Name, demonyms, first_words, organization_words
from tipetl.model import Document, Entity, Mention, MentionKind, Section, Sentence

__all__ = ["entity_id", "extract_mentions"]


def entity_id(kind: str, key: str) -> str:
    """A stable id made of the kind and the canonical name or code: ``country:XKX``, ``organization:`` and ten hex
    digits.
    """
    if kind == "country":
        return f"country:{key}"
    return f"{kind}:{hashlib.sha256(key.casefold().encode()).hexdigest()[:10]}"


# Names that begin in lower case.
_LOWER = "sub-Saharan|former|mainland|eSwatini"
_WORD = r"[A-ZÀ-Þ](?:[\w’'-]|\.(?=[A-ZÀ-Þ]))*(?:(?<=\.[A-Z])\.)?"
# A run of capitalised words; the small words between them only where another capitalised word follows.
_RUN = re.compile(
    rf"(?<![\w’'-])(?:{_LOWER}|{_WORD})"
    rf"(?:(?:[ \n](?:of|and|for|the|in|on|against|to|de|da|del|la|du|des|d[’']|with|&)){{0,3}}[ \n]{_WORD})*"
)
_TOKEN = re.compile(rf"(?<![\w’'-])(?:{_LOWER}|{_WORD})")
_ACRONYM = re.compile(r"\s*\(\s*(?:the\s+)?[“\"]?([A-Z][A-Za-z&-]{1,9}[A-Z]|[A-Z]{2,10})[”\"]?\s*\)")
# A run that begins a sentence may begin with one of these; the organization begins after it.
_BODY_NEXT = re.compile(r"(?:[’']s)?[ \n][A-ZÀ-Þ]")
_LEADING = re.compile(
    r"(?:The|An?|In|On|At|By|With|For|From|To|And|But|As|Its|Their|This|These|Those|When|While|After|Before|Some|Several|Many"
    r"|All|Both|Each|Most|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|[A-Z][a-z]+teen|Twenty|Officials|Under)$"
)
# A run with one of these names a law or a treaty, whatever body stands in its name.
_LAW = frozenset(
    {
        "Resolution",
        "Convention",
        "Conventions",
        "Protocol",
        "Act",
        "Law",
        "Code",
        "Declaration",
        "Treaty",
        "Decree",
        "Bill",
    }
)
_LANGUAGE_AFTER = re.compile(r"[- ]languages?\b|[- ]speaking\b")
# "in English", "in Sinhala, Tamil, and English": the end of a list of bare adjectives after "in".
_LANGUAGE_LIST = re.compile(r"\bin\s+(?:both\s+)?(?:[A-Z]\w+(?:,\s+(?:and\s+|or\s+)?|\s+(?:and|or)\s+))*$")
_LANGUAGE_END = re.compile(
    r"(?:,?\s+(?:and|or)\s+[A-Z]\w+|,\s+[A-Z]\w+)*(?:[,.;:)]|$|\s+(?:and|on|at|to|for|through|which|that)\b)(?!\s+[A-Z]\w+\s+(?:and\s+)?[a-z])"
)
_NUMBER = re.compile(r"(?:\s+(?:No\.\s*)?\d[\d/.-]*\d|\s+(?:No\.\s*)?\d+)?(?:\s+of\s+(?:19|20)\d\d)?")
_ITEM = r"\d+(?:[-.]\d+)*(?:\(\w+\))*"
_ARTICLES = re.compile(
    rf"\b(?:[Aa]rticles?|[Ss]ections?|Art\.)\s+{_ITEM}"
    rf"(?:(?:,\s*{_ITEM})*,?\s+(?:and|or|to)\s+{_ITEM}(?![\d,])(?!\s+(?:years?|months?|victims|cases|persons)))?"
    r"(?:\s+of\s+(?:the|its)\s+(?:[\w’'-]+\s+){0,4}?(?:[Cc]ode|[Ll]aw|Act|[Cc]onstitution)\b)?"
)
_GOVERNMENT = re.compile(r"(?:[Gg]overnments?|[Ee]mbassy|[Ee]mbassies)\s+of\s+(?:the\s+)?$")


def extract_mentions(
    document: Document, sections: Sequence[Section], sentences: Sequence[Sentence]
) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    """Entities in order of first appearance, and the mentions of them in reading order.

    Mentions do not overlap; ``mention.text`` is the slice of the document's text. An acronym that the document puts in
    parentheses after a name stands for that name from there on.
    """
    return _Reader(document).read(sentences)


class _Reader:
    """The state of one pass: entities found so far, acronyms tied so far."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.home = document.iso3
        self.names = first_words()
        self.words = organization_words()
        self.acronyms: dict[str, Entity] = {}
        self.entities: dict[str, Entity] = {}
        self.mentions: list[Mention] = []
        self.congo = _which_congo(document)

    def read(self, sentences: Sequence[Sentence]) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
        for sentence in sentences:
            for run in _RUN.finditer(self.text, sentence.char_start, sentence.char_end):
                self._run(run.start(), run.end(), sentence)
            for match in _ARTICLES.finditer(self.text, sentence.char_start, sentence.char_end):
                self._add("law", match.start(), match.end(), _plain(match[0]), None, sentence.position)
            for match in self.words.lower.finditer(self.text, sentence.char_start, sentence.char_end):
                self._add("organization", match.start(), match.end(), _plain(match[0]), None, sentence.position)
        self.mentions.sort(key=lambda mention: mention.char_start)
        kept: list[Mention] = []
        for mention in self.mentions:
            if not kept or mention.char_start >= kept[-1].char_end:
                kept.append(mention)
        order = dict.fromkeys(mention.entity_id for mention in kept)
        return tuple(self.entities[key] for key in order), tuple(kept)

    def _run(self, start: int, end: int, sentence: Sentence) -> None:
        """All names in one run of capitalised words."""
        place = start
        while place < end:
            token = _TOKEN.search(self.text, place, end)
            if token is None:
                return
            known = self._known(token.start(), token[0], sentence.char_end)
            stretch = self._organization(token.start(), end)
            if law := self._law(token.start(), end, sentence.char_end):
                self._add("law", token.start(), law, _plain(self.text[token.start() : law]), None, sentence.position)
                place = law
                continue
            known_end = token.start() + len(known.words) if known else token.start()
            if known and known.kind != "organization" and not _BODY_NEXT.match(self.text, known_end):
                # "Italy and the Ministry of Health" are two; "Malawi Police Service" is one.
                stretch = None
            if stretch and known_end < stretch:
                name = _plain(self.text[token.start() : stretch])
                entity = self._add("organization", token.start(), stretch, name, None, sentence.position)
                self._tie(entity, stretch)
                place = stretch
            elif known:
                place = token.start() + len(known.words)
                if known.kind is not None and not self._is_language(token.start(), place):
                    entity = self._add(known.kind, token.start(), place, known.canonical, known.code, sentence.position)
                    if known.kind == "organization":
                        self._tie(entity, place)
            elif entity_of := self.acronyms.get(token[0]):
                place = token.end()
                self._mention(entity_of, token.start(), place, sentence.position)
            else:
                place = token.end()

    def _law(self, start: int, end: int, limit: int) -> int | None:
        """Where the law or treaty that begins at ``start`` ends, its number and year included; None when there is
        none.
        """
        tokens = list(re.finditer(r"\S+", self.text[start:end]))
        if _LEADING.match(tokens[0][0]) or not any(token[0] in _LAW for token in tokens):
            return None
        if tokens[-1][0] == "No" and len(tokens) > 1:
            end = start + tokens[-2].end()
        number = _NUMBER.match(self.text, end, limit)
        # "Law" alone, as the first word of a sentence, names no law.
        if len(tokens) == 1 and not (number and number[0].strip()):
            return None
        return number.end() if number else end

    def _known(self, start: int, word: str, limit: int) -> Name | None:
        """The longest listed name that begins here."""
        bare = re.sub(r"[’']s?$", "", word)
        for first in dict.fromkeys((word, bare, word + ".", word.rstrip("."), bare.split("-")[0])):
            for name in self.names.get(first, ()):
                end = start + len(name.words)
                if end > limit or not self.text.startswith(name.words, start):
                    continue
                after = self.text[end : end + 1]
                if after.isalnum() or (
                    after == "-" and self.text[end + 1 : end + 2].isupper() and name.kind == "country"
                ):
                    continue
                return self._resolve(name)
        return None

    def _is_language(self, start: int, end: int) -> bool:
        """Whether an adjective names a language: "on television in both Albanian and Serbian, ...", "an English-
        language form".
        """
        if self.text[start:end] not in demonyms():
            return False
        if _LANGUAGE_AFTER.match(self.text, end):
            return True
        return _LANGUAGE_LIST.search(self.text, max(0, start - 60), start) is not None and (
            _LANGUAGE_END.match(self.text, end) is not None
        )

    def _resolve(self, name: Name) -> Name:
        """Names that two countries share: the narrative's own country is meant, or the one that the text names in
        full.
        """
        if name.words in ("Congo", "Congolese"):
            return Name(name.words, "country", self.congo, by_iso3(self.congo).name)  # type: ignore[union-attr]
        if name.words in ("Dominican", "Dominicans") and self.home == "DMA":
            return Name(name.words, "country", "DMA", "Dominica")
        if name.words in ("Guinean", "Guineans") and self.home in ("GNQ", "GNB"):
            return Name(name.words, "country", self.home, by_iso3(self.home).name)  # type: ignore[union-attr]
        return name

    def _organization(self, start: int, end: int) -> int | None:
        """Where the organization that begins at ``start`` ends; None when the run names none."""
        words = self.text[start:end]
        if not any(head in words for head in self.words.heads):
            return None
        tokens = list(re.finditer(r"\S+", words))
        if (
            _LEADING.match(tokens[0][0])
            or any(token[0] in _LAW for token in tokens)
            or _GOVERNMENT.search(self.text, max(0, start - 20), start)
        ):
            return None
        heads = [
            number
            for number, token in enumerate(tokens)
            if re.sub(r"[’']s?$", "", token[0]).strip(".,") in self.words.heads
        ]
        heads += [number for number, token in enumerate(tokens) if token[0].replace("’", "'") in self.words.heads]
        if not heads or len(tokens) == 1:
            return None
        last = self._first_body(tokens, sorted(set(heads)), start)
        stretch = start + tokens[last].end()
        if last == 0 or any(self._reaches(start + token.start(), token[0], stretch) for token in tokens[1 : last + 1]):
            return None
        return (
            start + tokens[last].end() - (2 if re.search(r"[’']s$", tokens[last][0]) and last == len(tokens) - 1 else 0)
        )

    def _reaches(self, start: int, word: str, end: int) -> bool:
        """Whether a listed name runs from ``start`` to ``end``: then it is the name, and not what stands before it."""
        known = self._known(start, word, len(self.text))
        return known is not None and start + len(known.words) == end

    def _first_body(self, tokens: list[re.Match[str]], heads: list[int], start: int) -> int:
        """The last token of the first body in the run: "and" before a second head or a listed name begins another
        body.
        """
        for number, token in enumerate(tokens):
            if token[0] not in ("and", "&", "in", "with", "to", "for") or number < 1:
                continue
            after = number + 1
            while after < len(tokens) and tokens[after][0] in ("the", "of", "and"):
                after += 1
            if after >= len(tokens):
                return number - 1
            rest = any(head >= after for head in heads)
            listed = self._known(start + tokens[after].start(), tokens[after][0], len(self.text))
            before = any(head < number for head in heads)
            if token[0] in ("in", "with", "to"):
                if listed or not rest:
                    return number - 1
            elif before and (rest or listed):
                return number - 1
        return len(tokens) - 1

    def _tie(self, entity: Entity, end: int) -> None:
        """Ties an acronym in parentheses behind a name to it."""
        match = _ACRONYM.match(self.text, end)
        if match:
            self.acronyms.setdefault(match[1], entity)

    def _add(self, kind: MentionKind, start: int, end: int, canonical: str, code: str | None, sentence: int) -> Entity:
        if kind == "organization" and (tied := self.acronyms.get(self.text[start:end])):
            self._mention(tied, start, end, sentence)
            return tied
        key = entity_id(kind, code or canonical)
        entity = self.entities.setdefault(key, Entity(key, kind, canonical, code))
        self._mention(entity, start, end, sentence)
        return entity

    def _mention(self, entity: Entity, start: int, end: int, sentence: int) -> None:
        self.mentions.append(Mention(entity.kind, self.text[start:end], start, end, entity.entity_id, sentence))


def _plain(words: str) -> str:
    """A name on one line with straight apostrophes, for comparison."""
    return " ".join(words.replace("’", "'").split())


def _which_congo(document: Document) -> str:
    """The Congo that a bare "Congo" or "Congolese" means in this document: COG or COD."""
    if document.iso3 in ("COG", "COD"):
        return document.iso3
    text = document.text
    republic = re.search(r"(?<!Democratic )Republic of (?:the )?Congo|Congo[- (]*Brazzaville", text)
    democratic = re.search(r"Democratic Republic of (?:the )?Congo|\bDRC\b|Congo[- (]*Kinshasa", text)
    return "COG" if republic and not democratic else "COD"
