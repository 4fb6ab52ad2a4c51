"""Decides which sums of money are public funding, which are compensation to victims, and which are neither (contract
section 3, rule 6).

What belongs here: the meanings of a sum, in the order in which they are tried. What does not belong here: the words for
each meaning (``data/money_words.yaml``), or the names of currencies (``currencies``).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import dropwhile, pairwise, takewhile
from typing import TYPE_CHECKING, NamedTuple

from tipetl.language import concepts, forms
from tipetl.language.particles import WORD
from tipetl.language.words import word_lists
from tipetl.model import codes

if TYPE_CHECKING:
    from collections.abc import Callable

    from tipetl.language.numbers import Number
    from tipetl.language.tokens import Tokens
    from tipetl.syntax.frames.frame import Frame

WORDS = word_lists("tipetl.figures.money", "money_words.yaml")
#: The only words that may separate a sum in local currency from its value in dollars.
TWIN_LINKS = ((",", WORD.choice), (WORD.choice,), (",", "about"))
#: The number of words before a verb to search for its subject.
DOER_REACH = 6
#: The number of words after a sum to search for its recipients.
RECIPIENT_REACH = 9
PURPOSES = (codes.PROTECTION, codes.PREVENTION, "enforcement")


def twins(tokens: Tokens, numbers: list[Number]) -> set[int]:
    """Return the indices of sums in local currency that appear beside their value in dollars: "9.7 million koruna
    ($431,700)", or the reverse."""
    out: set[int] = set()
    for index, (one, other) in enumerate(pairwise(numbers)):
        if one.form != forms.MONEY or other.form != forms.MONEY or (one.unit == "USD") == (other.unit == "USD"):
            continue
        if _same_sum(tokens.low[one.last + 1 : other.begins]):
            out.add(index if other.unit == "USD" else index + 1)
    return out


def _same_sum(gap: list[str]) -> bool:
    """Whether the words between two sums show that both are the same amount."""
    if "(" in gap:
        return ")" not in gap
    return tuple(gap) in TWIN_LINKS or not WORDS["equivalence"].isdisjoint(gap)


@dataclass(frozen=True, slots=True)
class Wording:
    """A sum over tokens ``first`` to ``last`` and its surroundings: its ``frame``, the words ``low`` of its sentence,
    and the words of its ``clause``, which begins at token ``begin``."""

    low: list[str]
    frame: Frame
    first: int
    last: int
    begin: int
    clause: frozenset[str]

    def before(self, reach: int) -> list[str]:
        """Return at most ``reach`` words of the clause right before the sum."""
        return self.low[max(self.begin, self.first - reach) : self.first]

    def behind(self, reach: int) -> list[str]:
        """Return at most ``reach`` words right after the sum."""
        return self.low[self.last + 1 : self.last + 1 + reach]

    def tells(self, name: str) -> bool:
        """Whether the clause contains a word from the list ``name``."""
        return not WORDS[name].isdisjoint(self.clause)

    def acts(self, name: str) -> bool:
        """Whether a verb from the list ``name`` acts on the sum."""
        return not WORDS[name].isdisjoint(self.frame.acts)


def _fine(said: Wording) -> bool:
    return not WORDS["penalties"].isdisjoint((*said.before(4), *said.behind(3)))


def _average(said: Wording) -> bool:
    return not WORDS["averages"].isdisjoint(said.before(4))


def _difference(said: Wording) -> bool:
    words, changes = said.before(9), WORDS["changes"]
    changed = [at for at, (one, other) in enumerate(pairwise(words)) if one in changes and other == WORD.whole]
    between = words[changed[-1] + 2 :] if changed else [""]
    twin = between[-1:] == ["("] and WORDS["beside_a_change"].isdisjoint(between)
    return twin or WORDS["about"].issuperset(between)


def _unmet(said: Wording) -> bool:
    return said.frame.negated or not WORDS["requests"].isdisjoint(said.behind(5))


def _from_others(said: Wording) -> bool:
    """Whether the words after the sum name a source other than the state."""
    behind = [*dropwhile(WORDS["before_a_source"].__contains__, said.low[said.last + 1 :])]
    if WORDS["leads_to_a_source"].isdisjoint(behind[:1]):
        return False
    source = set(behind[1:5])
    own = WORDS["own_sources"] - ({"government"} if "foreign" in source else set())
    return not (WORDS["donors"] | WORDS["private_sources"]).isdisjoint(source) and own.isdisjoint(source)


def _threatened(said: Wording) -> bool:
    return said.tells("words_of_a_law")


def _awarded(said: Wording) -> bool:
    """Whether the clause mentions a payment to victims that was made or that a court ordered."""
    given = not WORDS["nouns_of_giving"].isdisjoint(said.frame.left | said.frame.right)
    return said.tells("awards") and (given or said.tells("courts"))


def _awarded_by_court(said: Wording) -> bool:
    to_victims = said.tells("recipients") or said.frame.acts[:1] == [concepts.AWARD]
    return said.tells("courts") and to_victims and said.acts("verbs_of_awarding")


def _paid_to_victims(said: Wording) -> bool:
    """Whether the sum was paid to victims, and not by donors: "a state fund paid $84,600 to six victims"."""
    behind = [*dropwhile(WORDS["before_a_recipient"].__contains__, said.behind(RECIPIENT_REACH))]
    receiver = [*takewhile(lambda word: word != WORD.purpose, behind[1:4])]
    named = behind[:1] == [WORD.goal] and not WORDS["victims"].isdisjoint(receiver)
    return named and said.tells("paying_out") and not _spent_by_donors(said)


def _other(said: Wording) -> bool:
    before = said.before(9)
    return not WORDS["other_money"].isdisjoint(before) and WORDS["words_of_spending"].isdisjoint(before)


def _reckoned(said: Wording) -> bool:
    return not WORDS["reckoned"].isdisjoint(said.before(3))


def _planned(said: Wording) -> bool:
    """Whether the sum has yet to be spent, for instance because the clause states a plan."""
    lead = said.low[said.begin : said.first]
    if said.frame.modal or not WORDS["foreseen"].isdisjoint(lead):
        return True
    return any(word in WORDS["plans"] and after == WORD.goal for word, after in pairwise(lead))


def _each(said: Wording) -> bool:
    behind = said.behind(2)
    return behind == [")", WORD.every_one] or not WORDS["shares"].isdisjoint(behind[:1])


def _spent(said: Wording) -> bool:
    """Whether the sum is spent, no matter by whom."""
    frame, verbs = said.frame, WORDS["verbs_of_spending"]
    if said.acts("verbs_of_spending") or concepts.MONEY in frame.left | frame.right | frame.subject:
        return True
    if any(concept.removeprefix("verb:") in verbs for concept in frame.left if concept.startswith("verb:")):
        return True
    return said.acts("verbs_of_size") and said.tells("nouns_of_spending")


def _before_verb(said: Wording) -> list[str]:
    """Return the words of the clause before the sum's verb, which name the verb's subject."""
    verb = said.frame.verb_token
    return said.low[said.begin : verb if 0 <= verb < said.first else said.first]


def _spent_by_other_states(said: Wording) -> bool:
    return _spent(said) and WORDS["other_states"].issubset(_before_verb(said))


def _spent_by_donors(said: Wording) -> bool:
    """Whether the verb's subjects, named in the clause or right before the verb, are donors and not the state."""
    lead = _before_verb(said)
    # "paid for by foreign donors, which spent $2 million": the relative pronoun follows the donors
    behind_relative = lead[:-2] if lead[-2:-1] == [","] and lead[-1] in WORDS["relatives"] else lead
    nearest = [*takewhile(lambda word: word not in WORDS["clause_openings"], reversed(behind_relative[-DOER_REACH:]))]
    donors, own = WORDS["donors"], WORDS["own_payers"]
    return _spent(said) and any(not donors.isdisjoint(doer) and own.isdisjoint(doer) for doer in (lead, nearest))


class Meaning(NamedTuple):
    """One possible meaning of a sum: its metric (None: no fact), its id, the test for it, and an example sentence."""

    metric: str | None
    rule: str
    holds: Callable[[Wording], bool]
    example: str


#: The meanings, in the order in which they are tried; the first that passes its test applies.
MEANINGS = (
    Meaning(None, "money.fine", _fine, "A court ordered him to pay a fine of $500."),
    Meaning(None, "money.difference", _difference, "It spent $65,000, an increase of $12,000."),
    Meaning(None, "money.average", _average, "Victims paid an average of $300 for a passport."),
    Meaning(None, "money.unmet", _unmet, "The ministry did not spend the $2 million."),
    Meaning(None, "money.foreign", _from_others, "The shelter received $1.1 million from foreign donors."),
    Meaning(None, "money.penalty", _threatened, "Article 9 prescribes payment of up to $5,000."),
    Meaning("compensation", "compensation.named", _awarded, "A judge ordered $2,000 in restitution for two victims."),
    Meaning("compensation", "compensation.court", _awarded_by_court, "A court ordered him to pay $2,000 to six women."),
    Meaning("compensation", "compensation.paid", _paid_to_victims, "A state fund paid $84,600 to six victims."),
    Meaning(None, "money.other", _other, "Recruiters demanded a fee of $400."),
    Meaning(None, "money.plan", _reckoned, "The project, whose cost was estimated at $6 million, began."),
    Meaning(None, "money.plan", _planned, "The commission plans to spend $2 million."),
    Meaning(None, "money.each", _each, "The ministry gave victims 10,000 kyat ($12) each."),
    Meaning(None, "money.foreign", _spent_by_other_states, "Foreign governments spent $2 million on shelters."),
    Meaning(None, "money.donor", _spent_by_donors, "UNICEF spent $2 million on shelters."),
    Meaning("funding", "funding.spent", _spent, "The ministry spent $2 million on shelters."),
)
#: The rule id of a sum with no known meaning.
UNKNOWN = "money.other"


def money_metric(tokens: Tokens, frame: Frame, first: int, last: int, lo: int, hi: int) -> tuple[str | None, str]:
    """Return the (metric, rule id) of a sum over tokens ``first`` to ``last`` in the clause ``lo`` to ``hi``. If the
    sum is neither public funding nor compensation, returns (None, the rule that says why not)."""
    said = Wording(tokens.low, frame, first, last, lo, frozenset(tokens.low[lo:hi]))
    for meaning in MEANINGS:
        if meaning.holds(said):
            return meaning.metric, meaning.rule
    return None, UNKNOWN


def purpose_of(tokens: Tokens, lo: int, hi: int, section: str) -> str:
    """Return the purpose with the most words in a sum's clause, or else in its sentence, or else the purpose of its
    section. Returns "general" if the section has no purpose."""
    for words in (set(tokens.low[lo:hi]), tokens.words):
        most, purpose = max((len(words & WORDS[name]), name) for name in PURPOSES)
        if most:
            return purpose
    return section if section in PURPOSES and WORDS["at_large"].isdisjoint(tokens.words) else "general"
