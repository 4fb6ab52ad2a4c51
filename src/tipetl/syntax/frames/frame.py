"""Defines the record of a number's syntactic surroundings.

What belongs here: the record ``Frame`` and its fields. What does not belong here: finding the parts of a frame
(``phrases``, ``governors``), or metrics.
"""

from __future__ import annotations

from tipetl.syntax.chunks.kinds import START, LinkKind
from tipetl.syntax.chunks.sealing import sealed_kind


class Frame:
    """The surroundings of one number (or of a negated verb, which counts as the number 0).

    ``heads``: concepts of the counted noun, or of several listed nouns. ``acts``: concepts of verbs that act on the
    number, as the object of an active verb or the subject of a passive verb. ``does``: concepts of verbs with the
    number as their doer. ``of``: (concept, preposition) pairs that govern the number. ``right`` and ``left``: concepts
    of nouns on either side within the clause. ``partitive``: the number counts part of a whole ("of them", "of whom").
    ``linked``: how the number depends on the preceding words (list, prep, start, verb). ``np_end``: the last token of
    the number's noun phrase.
    """

    __slots__ = (
        "acts", "again", "definite", "does", "generic_verb", "head_word", "heads", "inverted", "item",
        "label", "left", "linked", "modal", "negated",
        "none", "nouns", "np_end", "np_end_item", "number", "of", "partitive", "post", "prep", "right", "subject",
        "under", "verb_token", "verbs",
    )  # fmt: skip

    def __init__(self, number: int, item: int) -> None:
        # written out for speed: every number gets a frame, and a dataclass takes twice as long to create nine lists
        self.number, self.item = number, item
        self.heads: list[str] = []
        self.nouns: list[str] = []
        self.head_word = ""
        self.acts: list[str] = []
        #: acts of a participle that only describes the noun ("victims found in a raid were jailed"); used if no other
        #: verb matches
        self.post: list[str] = []
        self.does: list[str] = []
        self.of: list[tuple[str, str]] = []
        self.right: set[str] = set()
        self.left: set[str] = set()
        self.partitive = False
        self.definite = False
        #: the number is zero ("no", "did not …")
        self.none = False
        self.linked: LinkKind = START
        #: the number is the subject of a verb that precedes it
        self.inverted = False
        #: index of the first item of a label before a colon ("fined by mistake: 11 girls"), or -1
        self.label = -1
        self.prep = ""
        self.np_end = -1
        self.np_end_item = -1
        self.modal = False
        self.negated = False
        self.generic_verb = False
        self.verb_token = -1
        self.subject: set[str] = set()
        self.verbs: list[int] = []
        #: item index of the number with a noun phrase that contains this number ("46 cases involving 202 suspects"), or
        #: -1
        self.under = -1
        #: index of the earlier number that shares the verb omitted before this number ("cared for 40, the others for
        #: 22"), or -1
        self.again = -1

    def bare(self) -> bool:
        """Return whether the number has no noun of its own."""
        return not self.heads and not self.head_word


SealedFrame = sealed_kind(Frame)
