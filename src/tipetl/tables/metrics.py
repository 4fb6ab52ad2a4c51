"""What each metric is called, what it counts and of which kind it is: the rows behind ``dim_metric``.

The definitions are those of section 2 of the fact contract (``docs/reference/facts.md``); a test compares them.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

__all__ = ["MEASURES", "METRIC_GROUPS", "METRIC_KINDS", "MetricKind"]

METRIC_GROUPS: tuple[str, ...] = ("law_enforcement", "protection", "resources_and_prevention")


@dataclass(frozen=True, slots=True)
class MetricKind:
    """One metric: its name for people, the group of the contract that it stands in, and what it counts.

    ``units`` are the units that it may have; empty where it is money, in whichever currency. ``measure`` is what a
    value is: a ``count``, ``months`` or ``money``.
    """

    label: str
    group: str
    counts: str
    units: tuple[str, ...]

    @property
    def measure(self) -> str:
        return "money" if not self.units else "months" if self.units == ("month",) else "count"


MEASURES: tuple[str, ...] = ("count", "months", "money")

_CASES_OR_PERSONS = ("case", "person")
_LAW, _PROTECTION, _RESOURCES = METRIC_GROUPS


METRIC_KINDS: MappingProxyType[str, MetricKind] = MappingProxyType(
    {
        "investigations": MetricKind(
            "Investigations", _LAW, "investigations opened or conducted; persons investigated", _CASES_OR_PERSONS
        ),
        "arrests": MetricKind("Arrests", _LAW, "persons arrested or detained on trafficking grounds", ("person",)),
        "charges": MetricKind("Charges", _LAW, "persons or cases charged or indicted", _CASES_OR_PERSONS),
        "prosecutions": MetricKind(
            "Prosecutions", _LAW, "prosecutions begun or carried out in the period", _CASES_OR_PERSONS
        ),
        "prosecutions_ongoing": MetricKind(
            "Ongoing prosecutions",
            _LAW,
            "prosecutions or cases still open, pending, or carried over from earlier years",
            _CASES_OR_PERSONS,
        ),
        "convictions": MetricKind(
            "Convictions", _LAW, "convictions; persons convicted or found guilty", _CASES_OR_PERSONS
        ),
        "acquittals": MetricKind("Acquittals", _LAW, "persons or cases acquitted", _CASES_OR_PERSONS),
        "dismissals": MetricKind(
            "Dismissals", _LAW, "cases dropped, dismissed or closed without a verdict", _CASES_OR_PERSONS
        ),
        "sentence_terms": MetricKind(
            "Prison terms given",
            _LAW,
            "`value`..`value_high` are **months** of imprisonment (unit `month`), `count` the persons who got that "
            "term",
            ("month",),
        ),
        "sentences_suspended": MetricKind(
            "Suspended sentences",
            _LAW,
            "persons whose sentence was suspended, or who got probation only",
            ("person",),
        ),
        "penalty_prescribed": MetricKind(
            "Penalties prescribed",
            _LAW,
            "what a law provides: `value`..`value_high` in **months**, `statute` as printed; life imprisonment as a "
            "high end: `value_high` 1200",
            ("month",),
        ),
        "victims_identified": MetricKind(
            "Victims identified",
            _PROTECTION,
            "victims (or potential victims) identified, found, rescued, recognised or registered",
            ("person",),
        ),
        "victims_referred": MetricKind(
            "Victims referred", _PROTECTION, "victims referred to care or to a referral mechanism", ("person",)
        ),
        "victims_assisted": MetricKind(
            "Victims assisted", _PROTECTION, "victims given services, care, support or shelter", ("person",)
        ),
        "victims_repatriated": MetricKind(
            "Victims repatriated", _PROTECTION, "victims returned to, or from, another country", ("person",)
        ),
        "victims_residence": MetricKind(
            "Victims given residence",
            _PROTECTION,
            "victims given a residence permit, visa or reflection period",
            ("person",),
        ),
        "victims_in_proceedings": MetricKind(
            "Victims in proceedings", _PROTECTION, "victims who took part in investigations or trials", ("person",)
        ),
        "victims_compensated": MetricKind(
            "Victims compensated", _PROTECTION, "victims awarded compensation or restitution", ("person",)
        ),
        "victims_penalized": MetricKind(
            "Victims penalized",
            _PROTECTION,
            "victims arrested, fined, deported or otherwise punished for acts they were made to commit",
            ("person",),
        ),
        "compensation": MetricKind("Compensation", _PROTECTION, "money awarded to victims; `unit` a currency", ()),
        "shelters": MetricKind(
            "Shelters", _PROTECTION, "shelters or other facilities running; `unit` `facility`", ("facility",)
        ),
        "funding": MetricKind(
            "Funding",
            _RESOURCES,
            "public money allocated, provided or spent against trafficking; `unit` a currency; `purpose` by what it "
            "pays for",
            (),
        ),
        "persons_trained": MetricKind(
            "Persons trained", _RESOURCES, "officials or others trained; `unit` `person`", ("person",)
        ),
        "trainings": MetricKind(
            "Trainings", _RESOURCES, "training courses, sessions or workshops held; `unit` `event`", ("event",)
        ),
        "inspections": MetricKind(
            "Inspections", _RESOURCES, "labor or other inspections carried out; `unit` `event`", ("event",)
        ),
        "hotline_calls": MetricKind("Hotline calls", _RESOURCES, "calls to a hotline; `unit` `call`", ("call",)),
    }
)
"""By code, in the order of the contract."""
