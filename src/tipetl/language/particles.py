"""Names function words by their meaning: ``WORD.whole`` is "of".

What belongs here: a field for each word in ``data/lexicon/particles.yaml``, which explains the fields. What does not
belong here: lists of words (``words``), or words that only patterns use.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from tipetl.errors import DataFileError
from tipetl.language.memo import one
from tipetl.language.yamlfile import read_yaml

FILE = "lexicon/particles.yaml"


@dataclass(frozen=True, slots=True)
class Particles:
    """The function words, one field for each meaning."""

    whole: str
    goal: str
    source: str
    place: str
    purpose: str
    company: str
    lack: str
    doer: str
    matter: str
    target: str
    also: str
    choice: str
    denied_too: str
    denied_pair: str
    contrast: str
    known: str
    pair: str
    everyone: str
    every_one: str
    whichever: str
    single: str
    told: str
    near: str
    far: str
    further: str
    told_thing: str
    told_person: str
    told_object: str
    told_owner: str
    existence: str
    same_deed: str
    same_kind: str
    likeness: str
    measure: str
    span: str
    denial: str
    not_one: str
    each_to_each: str
    while_it_was: str


def load_particles() -> Particles:
    """Loads the function words from ``particles.yaml``. Raises DataFileError if a field has no word, or a word no
    field."""
    raw = read_yaml(FILE)
    names = [field.name for field in fields(Particles)]
    if not isinstance(raw, dict) or [*raw] != names or not all(isinstance(word, str) for word in raw.values()):
        raise DataFileError(f"expected one word each for {', '.join(names)}, in this order", file=FILE)
    return Particles(*[one(word) for word in raw.values()])


WORD = load_particles()
