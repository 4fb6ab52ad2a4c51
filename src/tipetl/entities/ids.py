"""Make entity ids from kind, country and canonical name, and infer sub-kinds and years from names.

This module derives id, sub-kind and year from a name's own words, without the text around it.
"""

from __future__ import annotations

import hashlib
import re

from tipetl.language.particles import WORD
from tipetl.model import codes
from tipetl.yamlfile import packaged_yaml

#: British spellings and short forms with their standard forms, so that both forms of a name refer to the same body.
_SPELLINGS: dict[str, str] = packaged_yaml("tipetl.entities", "data", "spellings.yaml")
_LOWER_MINISTRY = re.compile(r"^(?:the )?([a-z][\w'-]*(?: [a-z][\w'-]*)?) ministry$")
_POLICE = re.compile(
    r"\b(?:police|gendarmer\w+|constabulary|criminal investigations?|marechaussee|carabineros)\b", re.I
)
_COURT = re.compile(r"\b(?:courts?|tribunals?)\b", re.I)
_MINISTRY = re.compile(r"\bministr(?:y|ies)\b", re.I)
_INTERNATIONAL = re.compile(r"^(?:UN|U\.N\.|United Nations|EU|European|OSCE|African Union|ASEAN)\b")
_NGO = re.compile(r"\b(?:NGOs?|Foundation|Association|Coalition|Alliance|Caritas|Crisis Cent(?:er|re))\b")
_TREATY = re.compile(r"\b(?:Conventions?|Protocol|Treaty|Declaration|Covenant|Resolution|Agreement)\b")
_ARTICLE = re.compile(r"^(?:articles?|sections?|art\.|paragraph|chapter)\b", re.I)
_YEAR = re.compile(r"(?<![\d.])((?:19|20)\d\d)(?![\d])")


def canonical_key(name: str) -> str:
    """Normalize a name's case, articles and British spelling for comparison; "labor ministry" becomes Ministry of
    Labor."""
    plain = " ".join(name.replace("’", "'").split())
    if match := _LOWER_MINISTRY.match(plain):
        plain = f"ministry of {match[1]}"
    words = [_SPELLINGS.get(word, word) for word in plain.casefold().split()]
    return " ".join(word for word in words if word not in (WORD.known, WORD.whole))


def entity_id(kind: str, key: str, country: str | None = None) -> str:
    """Return a stable id made from the kind, the country of a national body or law, and the canonical name or code.

    ``country:XKX`` for countries; for others the kind and ten hex digits, as in ``organization:0a1b2c3d4e``. The id
    depends on neither position nor document, so it stays the same whatever else is read.
    """
    if kind == codes.COUNTRY:
        return f"country:{key}"
    content = f"{country or ''}|{canonical_key(key)}"
    return f"{kind}:{hashlib.sha256(content.encode()).hexdigest()[:10]}"


def body_kind(name: str) -> str:
    """Return an organization's kind, based on the words of its name: ministry, police, court, ngo, international or
    other."""
    if _INTERNATIONAL.search(name):
        return codes.INTERNATIONAL
    for pattern, kind in (
        (_NGO, codes.NGO),
        (_MINISTRY, codes.MINISTRY),
        (_COURT, codes.COURT),
        (_POLICE, codes.POLICE),
    ):
        if pattern.search(name):
            return kind
    return codes.OTHER


def law_kind(name: str) -> str:
    """Return a law's kind, based on its name: an article (of a code or law), a treaty, or a statute."""
    if _ARTICLE.match(name):
        return codes.ARTICLE
    return codes.TREATY if _TREATY.search(name) else codes.STATUTE


def year_of(name: str) -> int | None:
    """Return the year in a law's name ("the 2005 Act", "Act of 2005", "Law 2016-61"), or None."""
    match = _YEAR.search(name)
    return int(match[1]) if match else None
