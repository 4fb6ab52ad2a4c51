"""Run the site's queries: they return rows of a published version as records. Of the other modules, only ``revisions``
contains SQL.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar

import duckdb

from tipetl.site.names import worded
from tipetl.site.records import (
    Block,
    CitedFigure,
    Claim,
    Correction,
    Country,
    Fact,
    Finding,
    Gone,
    History,
    Link,
    Mention,
    Metric,
    Narrated,
    Narrative,
    Quantity,
    Recommendation,
    RegionTotal,
    Restatement,
    Revision,
    Route,
    RouteCount,
    Section,
    StatedFigure,
    TierYear,
    ToldFigure,
)

NOTHING_BEFORE = History()
_Record = TypeVar("_Record")
_FIRST_REPORT = 2001
_UNSAFE = re.compile(r"[^A-Za-z0-9-]+")

_BLOCKS = """(
    SELECT doc, min(char_start) AS char_start, max(char_end) AS char_end FROM sentence
    GROUP BY doc, section_position, paragraph
)"""
# Each query about documents has one parameter: the list of their names.
_OF_DOCS: Mapping[type, str] = {
    Section: "SELECT {columns} FROM section WHERE list_contains(?, doc) ORDER BY doc, position",
    Block: f"SELECT {{columns}} FROM {_BLOCKS} WHERE list_contains(?, doc) ORDER BY doc, char_start",  # noqa: S608
    Fact: """
        SELECT {columns} FROM (
            SELECT metric.*, coalesce(fct_metric.cited, false) AS cited
            FROM metric LEFT JOIN fct_metric USING (doc, fact_id)
        ) WHERE list_contains(?, doc) ORDER BY doc, char_start, char_end, fact_id""",
    Quantity: """
        SELECT {columns} FROM quantity
        WHERE list_contains(?, doc) AND NOT EXISTS (
            FROM metric WHERE metric.doc = quantity.doc AND metric.fact_id = quantity.fact_id
                AND metric.char_start <= quantity.char_start AND metric.char_end >= quantity.char_end
        ) ORDER BY doc, char_start, char_end""",
    Mention: """
        SELECT {columns} FROM (
            SELECT mention.*, entity.name, entity.code, entity.subkind, entity.year, entity.aliases
            FROM mention JOIN entity USING (entity_id)
        ) WHERE list_contains(?, doc) ORDER BY doc, char_start, char_end, entity_id""",
    Route: """
        SELECT {columns} FROM (
            SELECT flow.*,
                coalesce(o.name, origin_region, origin_iso3, '') AS origin,
                coalesce(d.name, destination_region, destination_iso3, '') AS destination
            FROM flow
            LEFT JOIN dim_country AS o ON o.iso3 = origin_iso3
            LEFT JOIN dim_country AS d ON d.iso3 = destination_iso3
        ) WHERE list_contains(?, doc) ORDER BY doc, char_start, origin, destination, flow_id""",
    Recommendation: "SELECT {columns} FROM recommendation WHERE list_contains(?, doc) ORDER BY doc, position",
    Finding: """
        SELECT {columns} FROM (
            SELECT finding.*, check_result.reason, sentence.char_end AS sentence_end
            FROM finding JOIN check_result USING (check_id)
            LEFT JOIN sentence ON sentence.doc = finding.doc AND sentence.position = finding.sentence_position
        ) WHERE list_contains(?, doc) ORDER BY doc, char_start, finding_id""",
    Link: "SELECT {columns} FROM link WHERE list_contains(?, doc) ORDER BY ALL",
    Claim: """
        SELECT {columns} FROM (
            SELECT claim.doc, claim.kind, claim.says, claim.text, operand.role, operand.fact_id
            FROM claim JOIN claim_operand AS operand USING (doc, claim_id) WHERE operand.fact_id IS NOT NULL
        ) WHERE list_contains(?, doc) ORDER BY ALL""",
    Correction: """
        SELECT {columns} FROM correction
        WHERE list_contains(?, doc) AND kind = 'corrected' ORDER BY doc, fact_id, field""",
}
_RESTATEMENTS = """
    SELECT {columns} FROM (
        SELECT told.*, later.sentence AS later_sentence, earlier.sentence AS first_sentence
        FROM restatement AS told
        JOIN metric AS later ON later.doc = later_doc AND later.fact_id = later_fact_id
        JOIN metric AS earlier ON earlier.doc = first_doc AND earlier.fact_id = first_fact_id
    ) WHERE iso3 = ? ORDER BY metric, year, later_report_year, later_fact_id"""


# The tables from which a country's pages are made: tables with a column ``doc``, and tables with a column ``iso3``.
_DIGESTED_BY_DOC = (
    "document", "section", "metric", "fct_metric", "quantity", "flow", "recommendation", "finding", "link", "claim",
    "claim_operand", "correction",
)  # fmt: skip
_DIGESTED_BY_COUNTRY = ("country_year", "tier_history", "restatement")
_NAMED = "(SELECT doc, iso3, narrative_id, report_year FROM document) JOIN"
# The downloads on a country's page, with the table of each.
DOWNLOADS = {
    "figures": "figures_by_country_and_year",
    "tiers": "tier_history",
    "routes": f"{_NAMED} flow USING (doc)",
    "recommendations": f"{_NAMED} recommendation USING (doc)",
    "restatements": "restatement",
}
_MENTIONS = "(SELECT * FROM mention JOIN entity USING (entity_id))"


class Library:
    """A published version, as records, with its connection and the names of all narratives' pages.

    ``history`` lists what earlier versions read differently.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, history: History = NOTHING_BEFORE) -> None:
        self._connection = connection
        self._revisions: defaultdict[str, list[Revision]] = defaultdict(list)
        for revision in history.revisions:
            self._revisions[revision.doc].append(revision)
        self._gone: defaultdict[str, list[Gone]] = defaultdict(list)
        for fact in history.gone:
            self._gone[fact.doc].append(fact)
        self.countries: tuple[Country, ...] = self._records(
            Country, "SELECT {columns} FROM dim_country WHERE narratives > 0 ORDER BY name"
        )
        self.metrics: tuple[Metric, ...] = self._records(
            Metric,
            r'''SELECT metric, label, metric_group, regexp_replace(counts, '; `unit`.*|`|\*\*', '', 'g'),
                measure, one_a_year
            FROM dim_metric ORDER BY "position"''',
        )
        self.labels: Mapping[str, str] = {metric.metric: metric.label for metric in self.metrics}
        # All countries are included, because routes and tier tables name some countries without a narrative.
        self.names: Mapping[str, str] = dict(self._rows("SELECT iso3, name FROM dim_country ORDER BY name"))
        named = self._rows(
            "SELECT doc, narrative_id, iso3, country, report_year FROM document ORDER BY narrative_id, doc"
        )
        self.pages: Mapping[str, str] = _pages((doc, narrative_id) for doc, narrative_id, *_ in named)
        self.titles: Mapping[str, str] = {
            doc: f"{self.names.get(iso3, country) or doc} {year or ''}".rstrip()
            for doc, _, iso3, country, year in named
        }
        docs: defaultdict[str | None, list[str]] = defaultdict(list)
        for doc, _, iso3, *_ in named:
            docs[iso3].append(doc)
        self.docs: Mapping[str | None, Sequence[str]] = docs
        self.known = frozenset(country.iso3 for country in self.countries)
        self.span: tuple[int, int] = self._span("SELECT min(year), max(year) FROM country_year")
        self.report_span: tuple[int, int] = self._span("SELECT min(report_year), max(report_year) FROM tier_history")
        self.eras = tuple(
            row[0] for row in self._rows("SELECT min(year) FROM dim_year WHERE era IS NOT NULL GROUP BY era ORDER BY 1")
        )[1:]

    def digests(self) -> Mapping[str | None, str]:
        """Return a text for each country that changes whenever a row of the country or a row shared by all countries
        changes, or a country that it mentions gets a page.
        """
        by_doc = "JOIN (SELECT doc, iso3 AS of_country FROM document) USING (doc)"
        queries = [
            *((name, f'"{name}" {by_doc}') for name in _DIGESTED_BY_DOC),
            ("mention", f"{_MENTIONS} {by_doc}"),
            ("paragraph", f"{_BLOCKS} {by_doc}"),
            *((name, f'(SELECT *, iso3 AS of_country FROM "{name}")') for name in _DIGESTED_BY_COUNTRY),  # noqa: S608
        ]
        found: defaultdict[str | None, list[str]] = defaultdict(list)
        for name, rows in queries:
            selected = f"SELECT * FROM {rows}"  # noqa: S608 - names from our own lists
            summed = f"SELECT of_country, sum(hash(t)::HUGEINT)::VARCHAR FROM ({selected}) AS t GROUP BY ALL"  # noqa: S608
            for country, digest in self._rows(summed):
                found[country].append(f"{name} {digest}")
        for country, docs in self.docs.items():
            for before in (self._revisions, self._gone):
                found[country].append(repr([before[doc] for doc in docs if doc in before]))
        names = self._rows("SELECT iso3, name, other_names, region FROM dim_country ORDER BY iso3")
        reasons = self._rows("SELECT check_id, reason FROM check_result ORDER BY check_id")
        linked = self._rows(f"""
            SELECT of_country, list(DISTINCT code ORDER BY code) FROM (
                SELECT doc, unnest([origin_iso3, destination_iso3]) AS code FROM flow
                UNION ALL SELECT doc, code FROM {_MENTIONS}
            ) {by_doc} JOIN dim_country ON iso3 = code AND narratives > 0 GROUP BY ALL""")  # noqa: S608 - our own names
        for country, codes in linked:
            found[country].append(repr(codes))
        shared = repr((names, reasons, self.metrics, self.eras))
        return {country: "\n".join((shared, *digests)) for country, digests in found.items()}

    def narrated(self, iso3: str | None) -> tuple[Narrated, ...]:
        """Return all of a country's narratives (None: those without a known country), by report year."""
        docs = list(self.docs.get(iso3, ()))
        parts = {kind: self._by_doc(kind, sql, docs) for kind, sql in _OF_DOCS.items()}
        restated: defaultdict[str, list[Restatement]] = defaultdict(list)
        for restatement in self.restatements(iso3):
            restated[restatement.first_doc].append(restatement)
            restated[restatement.later_doc].append(restatement)
        found = []
        for one in self._narratives(docs):
            values: list[Any] = [one, *(tuple(of[one.doc]) for of in parts.values()), tuple(restated[one.doc])]
            values += [tuple(self._revisions.get(one.doc, ())), tuple(self._gone.get(one.doc, ()))]
            found.append(Narrated(*values))
        return tuple(found)

    def restatements(self, iso3: str | None) -> tuple[Restatement, ...]:
        """Return what later reports state about figures in earlier reports."""
        return self._records(Restatement, _RESTATEMENTS, [iso3])

    def cited(self, iso3: str | None = None, metric: str | None = None) -> tuple[CitedFigure, ...]:
        """Return the figures to cite: all, or those of one country or metric."""
        return self._records(
            CitedFigure,
            "SELECT {columns} FROM country_year WHERE iso3 = coalesce(?, iso3) AND metric = coalesce(?, metric)"
            " ORDER BY iso3, metric, year",
            [iso3, metric],
        )

    def told(self, iso3: str) -> tuple[ToldFigure, ...]:
        """Return all totals and comparators about a country, whichever report states them."""
        return self._records(
            ToldFigure,
            """
            SELECT {columns} FROM (
                SELECT m.metric, y.year, f.value, f.unit, f.role, d.report_year, f.doc, f.fact_id, d.iso3
                FROM fct_metric AS f JOIN dim_metric AS m USING (metric_key) JOIN dim_year AS y USING (year_key)
                JOIN document AS d USING (doc)
                WHERE f.role <> 'part' AND f.value IS NOT NULL AND d.report_year IS NOT NULL
                    AND f.exploitation IS NULL AND f.age IS NULL AND f.gender IS NULL AND f.nationality IS NULL
                    AND NOT f.official AND m.one_a_year AND f.period <> 'multi_year'
            ) WHERE iso3 = ? ORDER BY metric, year, report_year, fact_id""",
            [iso3],
        )

    def stated(self, iso3: str | None = None) -> tuple[StatedFigure, ...]:
        """Return the figures of metrics that one figure a year cannot represent, for one country or all.

        Counts are included only if they are totals, as in ``told``. Terms, penalties and money are included even if
        they concern only some people.
        """
        return self._records(
            StatedFigure,
            """
            SELECT {columns} FROM (
                SELECT d.iso3, m.metric, coalesce(y.year, d.report_year) AS year, y.year IS NOT NULL AS dated, f.value,
                    f.value_high, f.qualifier, f.unit, f.status, f.exploitation, f.age, f.gender, f.nationality,
                    f.official, f.purpose, f.persons, d.report_year, f.doc, f.fact_id
                FROM fct_metric AS f JOIN dim_metric AS m USING (metric_key) LEFT JOIN dim_year AS y USING (year_key)
                JOIN document AS d USING (doc)
                WHERE NOT m.one_a_year AND d.iso3 IS NOT NULL AND d.report_year IS NOT NULL
                    AND f.period <> 'multi_year' AND (m.measure <> 'count' OR f.role <> 'part'
                        AND coalesce(f.exploitation, f.age, f.gender, f.nationality) IS NULL AND NOT f.official)
            ) WHERE iso3 = coalesce(?, iso3) ORDER BY iso3, metric, year, report_year, value, fact_id""",
            [iso3],
        )

    def tiers(self, iso3: str | None = None) -> tuple[TierYear, ...]:
        """Return the tier in every report, for one country or all."""
        return self._records(
            TierYear,
            """
            SELECT iso3, report_year, tier, coalesce(waiver, false), coalesce("automatic", false),
                coalesce(watch_list_years, 0), doc
            FROM tier_history WHERE iso3 = coalesce(?, iso3) ORDER BY iso3, report_year""",
            [iso3],
        )

    def region_totals(self) -> tuple[RegionTotal, ...]:
        """Return the totals in the reports' own tables, each with the sum of the figures to cite for the same
        region.
        """
        return self._records(
            RegionTotal,
            """
            WITH told AS (
                UNPIVOT (
                    SELECT coalesce(region_code, 'World') AS code, any_value(region) AS region, year,
                        max(prosecutions) AS prosecutions, max(convictions) AS convictions,
                        max(victims_identified) AS victims_identified
                    FROM global_total GROUP BY ALL
                ) ON prosecutions, convictions, victims_identified INTO NAME metric VALUE reported
            ), ours AS (
                SELECT unnest([c.region_code, 'World']) AS code, y.year, y.metric, y.value, y.iso3
                FROM country_year AS y JOIN dim_country AS c USING (iso3)
            )
            SELECT told.region, told.year, told.metric, told.reported, sum(ours.value), count(DISTINCT ours.iso3)
            FROM told LEFT JOIN ours ON ours.code = told.code AND ours.year = told.year AND ours.metric = told.metric
            GROUP BY ALL ORDER BY told.region, told.metric, told.year""",
        )

    def routes(self) -> tuple[RouteCount, ...]:
        """Return the routes between two countries, most frequently mentioned first."""
        return self._records(
            RouteCount,
            """
            SELECT origin_iso3, destination_iso3, narratives, last.doc, last.flow_id FROM (
                SELECT origin_iso3, destination_iso3, count(DISTINCT doc) AS narratives,
                    max({'year': coalesce(report_year, 0), 'doc': doc, 'flow_id': flow_id}) AS last
                FROM flow JOIN document USING (doc) WHERE origin_iso3 <> destination_iso3 GROUP BY ALL
            ) ORDER BY narratives DESC, origin_iso3, destination_iso3""",
        )

    def findings(self) -> tuple[Finding, ...]:
        """Return the findings, grouped by check, most severe first."""
        found = self._records(
            Finding,
            """
            SELECT {columns} FROM (
                SELECT finding.*, check_result.reason, NULL AS sentence_end
                FROM finding JOIN check_result USING (check_id)
            )
            ORDER BY list_position(['critical', 'warning', 'info'], severity), check_id, doc, char_start, finding_id""",
        )
        return tuple(map(self._worded, found))

    def checks(self) -> tuple[tuple[str, str, str, int], ...]:
        """Return the checks that found something, each with its name, severity, reason and number of findings."""
        return tuple(
            self._rows("""
                SELECT check_id, any_value(finding.severity), any_value(reason), count(*)
                FROM finding JOIN check_result USING (check_id) GROUP BY check_id
                ORDER BY list_position(['critical', 'warning', 'info'], any_value(finding.severity)), 4 DESC, 1""")
        )

    def sources(self) -> tuple[tuple[str | None, str | None, int], ...]:
        """Return the publishers and licenses of the sources, and the number of sources for each pair."""
        return tuple(self._rows("SELECT publisher, licence, count(*) FROM audit_document GROUP BY ALL ORDER BY 3 DESC"))

    def telling(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """Return the top three countries (code and name) in each of these: years with convictions to cite, reports with
        recommendations, contradictions.
        """
        rows = self._rows("""
            SELECT kind, iso3, name FROM (
                SELECT 'cited' AS kind, iso3, count(*) AS n FROM country_year WHERE metric = 'convictions' GROUP BY iso3
                UNION ALL SELECT 'asked', iso3, count(DISTINCT doc) FROM recommendation JOIN document USING (doc)
                GROUP BY iso3
                UNION ALL SELECT 'contradicted', iso3, count(*) FROM restatement WHERE status = 'contradicted'
                GROUP BY iso3
            ) JOIN dim_country USING (iso3)
            QUALIFY row_number() OVER (PARTITION BY kind ORDER BY n DESC, name) <= 3 ORDER BY kind, n DESC, name""")
        return {kind: [(iso3, name) for _, iso3, name in found] for kind, found in groupby(rows, itemgetter(0))}

    def downloads(self, iso3: str) -> Iterator[tuple[str, Any]]:
        """Yield a country's downloads: the name of each and its rows, as an Arrow table."""
        for name, rows in DOWNLOADS.items():
            selected = f"SELECT * FROM {rows} WHERE iso3 = ? ORDER BY ALL"  # noqa: S608 - from our own list
            yield name, self._connection.execute(selected, [iso3]).to_arrow_table()

    def whole(self, name: str) -> Any:
        """Return a table as an Arrow table."""
        return self._connection.execute(f'SELECT * FROM "{name}" ORDER BY ALL').to_arrow_table()  # noqa: S608

    def _span(self, sql: str) -> tuple[int, int]:
        first, last = self._rows(sql)[0]
        return (first, last) if first is not None else (_FIRST_REPORT, _FIRST_REPORT)

    def _narratives(self, docs: Sequence[str]) -> list[Narrative]:
        rows = self._rows(
            """
            SELECT d.doc, d.narrative_id, d.iso3, coalesce(c.name, d.country), d.report_year, d.tier, d.tier_waiver,
                d.tier_automatic, d.roles, d.form, d.source_id, a.name, a.url, a.publisher, a.licence, d.text
            FROM document AS d JOIN audit_document AS a ON a.doc = d.source_doc
            LEFT JOIN dim_country AS c ON c.iso3 = d.iso3
            WHERE list_contains(?, d.doc) ORDER BY d.report_year, d.doc""",
            [docs],
        )
        return [Narrative(row[0], self.pages[row[0]], *map(_frozen, row[1:])) for row in rows]

    def _by_doc(self, kind: type[Any], sql: str, docs: Sequence[str]) -> defaultdict[str, list[Any]]:
        found: defaultdict[str, list[Any]] = defaultdict(list)
        for record in self._records(kind, sql, [docs]):
            found[record.doc].append(self._worded(record) if isinstance(record, Finding) else record)
        return found

    def _worded(self, one: Finding) -> Finding:
        """Put a finding into readers' words, because checks name metrics by their codes."""
        labels = self.labels
        expected, found = (text and worded(text, labels) for text in (one.expected, one.found))
        return replace(one, message=worded(one.message, labels), expected=expected, found=found)

    def _records(self, kind: type[_Record], sql: str, values: Sequence[object] = ()) -> tuple[_Record, ...]:
        columns = ", ".join(f'"{field.name}"' for field in fields(kind))  # type: ignore[arg-type]
        return tuple(kind(*map(_frozen, row)) for row in self._rows(sql.replace("{columns}", columns), values))

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql, list(values)).fetchall()


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _pages(named: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    """Name each document's page by its narrative id, which outlives versions, or else by the document's name."""
    pages: dict[str, str] = {}
    taken: set[str] = set()
    for doc, narrative_id in named:
        name = base = narrative_id or _UNSAFE.sub("-", doc).strip("-") or "narrative"
        number = 2
        while name.lower() in taken:
            name, number = f"{base}-{number}", number + 1
        taken.add(name.lower())
        pages[doc] = name
    return pages
