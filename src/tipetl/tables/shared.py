"""Define columns, keys and code lists that several tables share."""

from __future__ import annotations

from typing import get_args

from tipetl import model
from tipetl.tables.schema import Column, ForeignKey

SEVERITIES: tuple[str, ...] = get_args(model.Severity)
CHECK_STATUSES: tuple[str, ...] = ("passed", "failed", "error")
FINDING_STATES: tuple[str, ...] = ("open", "accepted", "corrected")
RESTATEMENT_STATUSES: tuple[str, ...] = ("confirmed", "restated", "contradicted")
CORRECTION_KINDS: tuple[str, ...] = ("accepted", "corrected")
LIKELY: tuple[str, ...] = ("report", "misread")
VICTIMS: tuple[str, ...] = ("women", "men", "children", "girls", "boys")
ROLES: tuple[str, ...] = ("source", "transit", "destination")

FORMS: tuple[str, ...] = get_args(model.Form)
SIDES: tuple[str, ...] = ("preferred", "other")

ERAS: tuple[str, ...] = ("2001–2009", "2010–2017", "2018–")
ROLES_OF_FIGURES: tuple[str, ...] = ("total", "part", "comparator")
"""The roles of figures: a total counts everyone, a part only some (one form of exploitation, age, gender or
nationality, or a part of another figure); a comparator is an earlier figure.
"""
TIER_SOURCES: tuple[str, ...] = ("placement", "heading", "sentence")
MOVEMENT_SOURCES: tuple[str, ...] = ("told", "compared")
WATCH_LIST_SOURCES: tuple[str, ...] = ("told", "counted")

DOC = Column(
    "doc",
    "VARCHAR",
    "Short name of the document: the stem of its file, with a suffix for duplicates; STEM#ISO3 in a volume.",
)
SOURCE_DOC = Column("source_doc", "VARCHAR", "Name of its source: its own, or that of its volume.")
START = Column(
    "char_start", "INTEGER", "Where the words begin in document.text, in characters from 0.", unit="character"
)
END = Column("char_end", "INTEGER", "Where the words end in document.text, exclusive.", unit="character")
SENTENCE = Column("sentence_position", "INTEGER", "Position of the sentence that contains the words.")
EXPLOITATION = Column(
    "exploitation", "VARCHAR", "Empty: both, mixed or unstated.", nullable=True, codes=("sex", "labor")
)
AGE = Column("age", "VARCHAR", "Age group counted.", nullable=True, codes=("adult", "child"))
GENDER = Column("gender", "VARCHAR", "Gender counted.", nullable=True, codes=("female", "male"))
NATIONALITY = Column("nationality", "VARCHAR", "Nationality counted.", nullable=True, codes=("foreign", "national"))
OFFICIAL = Column("official", "BOOLEAN", "Whether those counted are officials accused of complicity.")
PURPOSE = Column(
    "purpose",
    "VARCHAR",
    "Only funding: what it pays for.",
    nullable=True,
    codes=("protection", "prevention", "enforcement", "general"),
)
TO_DOCUMENT = ForeignKey(("doc",), "document", ("doc",))
TO_SOURCE = ForeignKey(("source_doc",), "audit_document", ("doc",))
TO_SENTENCE = ForeignKey(("doc", "sentence_position"), "sentence", ("doc", "position"))
