"""Sums of money: which are public funding, which compensation to victims, which neither (contract section 3, rule
6)."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from tipetl.language.words import word_set

if TYPE_CHECKING:
    from tipetl.language.numbers import Number
    from tipetl.language.tokens import Tokens
    from tipetl.syntax.frame import Frame

MONEY_VERBS = word_set("money.money_verbs")

DONORS = word_set("money.donors")
OWN_PAYERS = frozenset(["government", "ministry", "state", "authorities", "government's", "federal"])
CLAUSE_BEGINS = frozenset([",", ";", ":", "(", "and", "but", "which", "whom", "that", "while", "whereas"])
AVERAGES = frozenset(("average", "averaged", "averaging", "averages"))
UNMET = frozenset(("requested", "sought"))
OTHER_MONEY = word_set("money.other_money")
PROTECT = word_set("money.protect")
PREVENT = word_set("money.prevent")
ENFORCE = word_set("money.enforce")


@cache
def currency_words() -> dict[str, str]:
    """Every currency word or phrase, lower case, singular and plural, to itself."""
    table = _table()
    return {w: w for w in (*table["unique"], *table["by_country"])}


@cache
def _table() -> dict[str, dict[str, str | dict[str, str]]]:
    path = resources.files("tipetl.language") / "data" / "currencies.json"
    data: dict[str, dict[str, str | dict[str, str]]] = json.loads(path.read_text(encoding="utf-8"))
    return data


def currency_code(unit: str, iso3: str | None) -> str | None:
    """The ISO 4217 code of a printed currency ("pesos", "Canadian dollars", "USD") in a narrative of ``iso3``; None
    if unknown."""
    table = _table()
    if len(unit) == 3 and unit.isupper():
        return unit
    word = unit.lower()
    if word in table["unique"]:
        return str(table["unique"][word])
    local = table["by_country"].get(word)
    if isinstance(local, dict):
        return local.get(iso3 or "", local.get("", None))
    prefixes = table["prefixes"].get(unit)
    if prefixes is not None:
        return str(prefixes)
    adjective, _, noun = word.partition(" ")
    code = table["adjectives"].get(adjective)
    if code is not None and noun:
        return str(code)
    tail = table["by_country"].get(noun)
    return tail.get(iso3 or "") if isinstance(tail, dict) else None


def sum_unit(number: Number, iso3: str | None) -> str | None:
    """The currency of a sum as the number reader found it: a code stays, a printed word is looked up."""
    unit = number.unit or ""
    return unit if len(unit) == 3 and unit.isupper() else currency_code(unit, iso3)


def twins(t: Tokens, numbers: list[Number]) -> set[int]:
    """Indices of the local sums that a dollar sum beside them repeats: "9.7 million koruna ($431,700)" and the
    reverse."""
    out: set[int] = set()
    for k in range(len(numbers) - 1):
        a, b = numbers[k], numbers[k + 1]
        if a.form != "money" or b.form != "money":
            continue
        gap = t.low[a.last + 1 : b.begins]
        if (
            ("(" in gap and ")" not in gap and len(gap) <= 10)
            or ("equivalent" in gap and len(gap) <= 6)
            or gap in ([",", "or"], ["or"], [",", "about"], [",", "equivalent", "to"])
            or (gap[-1:] == ["to"] and "equivalent" in gap)
            or tuple(gap) == (",", "equal", "to")
        ):
            if b.unit == "USD" and a.unit != "USD":
                out.add(k)
            elif a.unit == "USD" and b.unit != "USD":
                out.add(k + 1)
    return out


def money_metric(t: Tokens, frame: Frame, first: int, last: int, lo: int, hi: int) -> tuple[str | None, str]:
    """(metric, rule id) of a sum over tokens ``first`` to ``last`` in the clause ``lo`` to ``hi``; (None, why) where
    it is neither."""
    low = t.low
    before = low[max(lo, first - 9) : first]
    near = set(low[max(lo, first - 4) : first]) | set(low[last + 1 : last + 4])
    if near & {"fine", "fines", "fined", "bribe", "bribes", "ransom", "bail", "bribery"} and not near & {
        "compensation",
        "restitution",
    }:
        return None, "money.fine"
    if set(low[max(lo, first - 4) : first]) & AVERAGES:
        return None, "money.average"
    if frame.negated or UNMET & set(low[last + 1 : last + 6]):
        # "did not disburse the 90 million set aside", "out of the $94,000 it had requested"
        return None, "money.unmet"
    if _from_donors(low, last + 1):
        return None, "money.foreign"
    law = bool({"prescribe", "prescribes", "prescribed", "punishable", "carries", "penalties"} & set(low[lo:hi]))
    if law:
        return None, "money.penalty"
    clause = set(low[lo:hi])
    about_compensation = bool(
        {"compensation", "restitution", "damages", "reparation", "reparations", "wages", "indemnity"} & clause
    )
    court = bool({"court", "courts", "judge", "judges", "judge's", "magistrate", "tribunal", "ordered"} & clause)
    victims = bool({"victim", "victims", "women", "girls", "workers", "woman", "girl", "survivors"} & clause)
    given = court or bool({"award", "pay", "obtain"} & set(frame.acts)) or "compensation_n" in frame.left | frame.right
    budgeted = bool({"budget", "allocated", "budgeted", "disbursed"} & clause)
    if about_compensation and given and (court or not budgeted):
        return "compensation", "compensation.named"
    if court and (victims or frame.acts[:1] == ["award"]) and ("award" in frame.acts or "pay" in frame.acts):
        return "compensation", "compensation.court"
    if {"victims'", "crime"} <= clause and "fund" in clause and "pay" in frame.acts:
        return "compensation", "compensation.fund"
    if (OTHER_MONEY & set(before)) and not ({"budget", "spent", "allocated", "provided"} & set(before)):
        return None, "money.other"
    if {"estimated", "projected"} & set(low[max(lo, first - 3) : first]) and {"cost", "costs"} & set(before):
        return None, "money.plan"  # "a plan whose total cost was estimated at $6.8 million"
    if (
        frame.modal
        or {"foresees", "envisages", "would", "will", "envisaged"} & set(low[lo:first])
        or _planned(low[lo:first])
    ):
        return None, "money.plan"
    if low[last + 1 : last + 2] in (["each"], ["apiece"]) or low[last + 1 : last + 3] == [")", "each"]:
        # "sent them home with 10,000 kyat ($12) each": what each of them got is no sum of what was paid
        return None, "money.each"
    verbs = MONEY_VERBS
    if (
        verbs & set(frame.acts)
        or "money_n" in frame.left | frame.right | frame.subject
        or verbs & {c.removeprefix("verb:") for c in frame.left if c.startswith("verb:")}
        or (
            {"amount", "be"} & set(frame.acts)
            and {
                "funding",
                "budget",
                "support",
                "outlay",
                "spending",
                "expenditure",
                "expenditures",
                "allocation",
                "contribution",
            }
            & clause
        )
    ):
        verb_at = frame.verb_token if 0 <= frame.verb_token < first else first
        actor = set(low[lo:verb_at])
        if {"foreign", "governments"} <= actor:
            return None, "money.foreign"
        nearest = _nearest_doer(low, lo, verb_at)
        if any(doer & DONORS and not doer & OWN_PAYERS for doer in (actor, nearest)):
            return None, "money.donor"
        return "funding", "funding.spent"
    return None, "money.other"


def _nearest_doer(low: list[str], lo: int, verb_at: int) -> set[str]:
    """The words right before a verb, back to where its clause begins ("for which foreign donors paid")."""
    j = verb_at
    while j > lo and verb_at - j < 6 and low[j - 1] not in CLAUSE_BEGINS:
        j -= 1
    return set(low[j:verb_at])


def _planned(words: list[str]) -> bool:
    """ "the commission's plans to spend": a plan with what is planned, not a plan that money was spent on."""
    return any(w in ("plan", "plans", "planned") and words[i + 1] == "to" for i, w in enumerate(words[:-1]))


def _from_donors(low: list[str], k: int) -> bool:
    """Whether what follows a sum (from token ``k``) names another than the state as its source: "$1.1 million from
    foreign donors", "2.65 million cedis ($432,000) from a foreign government"."""
    while k < len(low) and low[k] in (")", ",", "more", "in", "funding", "came", "received", "was", "contributed"):
        k += 1
    if low[k : k + 1] not in (["from"], ["by"]):
        return False
    source = set(low[k + 1 : k + 5])
    return bool(source & (DONORS | {"private"})) and not source & {"government", "state", "ministry"} - (
        {"government"} if "foreign" in source else set()
    )


def purpose_of(t: Tokens, lo: int, hi: int) -> str:
    """What a sum pays for, by the words of its clause."""
    words = set(t.low[lo:hi])
    marks = [
        (len(words & PROTECT), "protection"),
        (len(words & PREVENT), "prevention"),
        (len(words & ENFORCE), "enforcement"),
    ]
    best = max(marks)
    return best[1] if best[0] else "general"
