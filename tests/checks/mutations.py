"""Ways to break a build, each with the check that should detect it."""

from __future__ import annotations

from collections.abc import Callable

from tests.checks.breaking import (
    a_child,
    another_source,
    anything,
    assisted_beyond_two_years,
    changed,
    decided,
    doubled,
    emptied,
    filled,
    in_doubt,
    metric,
    more,
    restated,
    six_regions,
    without,
)
from tipetl.tables import TABLES, Rows

# Each change, and the check that should detect it; other checks may detect it, too.
MUTATIONS: dict[str, tuple[Callable[[Rows], Rows], str]] = {
    "a fact twice": (lambda r: doubled(r, "metric"), "metric.key"),
    "a sentence twice": (lambda r: doubled(r, "sentence"), "sentence.key"),
    "a section twice": (lambda r: doubled(r, "section"), "section.key"),
    "a document twice": (lambda r: doubled(r, "document"), "document.key"),
    "a source twice": (lambda r: doubled(r, "audit_document"), "audit_document.key"),
    "a number twice": (lambda r: doubled(r, "quantity"), "quantity.key"),
    "an entity twice": (lambda r: doubled(r, "entity", name="Moldavia"), "entity.key"),
    "a mention twice": (lambda r: doubled(r, "mention"), "mention.key"),
    "a route twice": (lambda r: doubled(r, "flow"), "flow.key"),
    "an item twice": (lambda r: doubled(r, "recommendation"), "recommendation.key"),
    "an issue twice": (lambda r: doubled(r, "issue"), "issue.key"),
    "a candidate twice": (lambda r: doubled(r, "candidate"), "candidate.key"),
    "no metric": (lambda r: changed(r, "metric", anything, metric=None), "metric.required.metric"),
    "a confidence that is no number": (
        lambda r: changed(r, "metric", anything, confidence=float("nan")),
        "metric.required.confidence",
    ),
    "no rule": (lambda r: changed(r, "metric", anything, rule=None), "metric.required.rule"),
    "no text": (lambda r: changed(r, "document", anything, text=None), "document.required.text"),
    "no outcome": (lambda r: changed(r, "audit_document", anything, outcome=None), "audit_document.required.outcome"),
    "unknown metric": (lambda r: changed(r, "metric", anything, metric="parking_fines"), "metric.codes.metric"),
    "unknown status": (lambda r: changed(r, "metric", anything, status="perhaps"), "metric.codes.status"),
    "unknown tier": (lambda r: changed(r, "document", anything, tier="4"), "document.codes.tier"),
    "unknown role": (lambda r: changed(r, "document", anything, roles=["hub"]), "document.codes.roles"),
    "unknown victims": (lambda r: changed(r, "flow", anything, victims=["people"]), "flow.codes.victims"),
    "unknown section": (lambda r: changed(r, "section", anything, kind="preface"), "section.codes.kind"),
    "unknown outcome": (
        lambda r: changed(r, "audit_document", anything, outcome="fine"),
        "audit_document.codes.outcome",
    ),
    "unknown kind of number": (lambda r: changed(r, "quantity", anything, kind="sum"), "quantity.codes.kind"),
    "unknown kind of entity": (
        lambda r: doubled(r, "entity", entity_id="person:x", kind="person"),
        "entity.codes.kind",
    ),
    "unknown severity": (lambda r: changed(r, "issue", anything, severity="grave"), "issue.codes.severity"),
    "fact without document": (lambda r: changed(r, "metric", anything, doc="nowhere"), "metric.to_document"),
    "fact without sentence": (lambda r: changed(r, "metric", anything, sentence_position=99), "metric.to_sentence"),
    "part without total": (
        lambda r: changed(r, "metric", lambda row: row["part_of"] is not None, part_of="gone"),
        "metric.to_part_of",
    ),
    "repeats nothing": (lambda r: changed(r, "metric", anything, restates="gone"), "metric.to_restates"),
    "sentence without section": (
        lambda r: changed(r, "sentence", anything, section_position=77),
        "sentence.to_section",
    ),
    "section without document": (lambda r: changed(r, "section", anything, doc="nowhere"), "section.to_document"),
    "document without source": (lambda r: without(r, "audit_document", anything), "document.to_audit_document"),
    "mention without entity": (lambda r: changed(r, "mention", anything, entity_id="country:XXX"), "mention.to_entity"),
    "number with a lost fact": (
        lambda r: changed(r, "quantity", lambda row: row["fact_id"] is not None, fact_id="gone"),
        "quantity.to_metric",
    ),
    "fact one character on": (
        lambda r: changed(r, "metric", anything, char_start=more("char_start"), char_end=more("char_end")),
        "metric.slice.text",
    ),
    "other words in a fact": (lambda r: changed(r, "metric", anything, text="forty"), "metric.slice.text"),
    "candidate one character on": (
        lambda r: changed(r, "candidate", anything, char_end=more("char_end")),
        "candidate.slice.text",
    ),
    "number one character on": (
        lambda r: changed(r, "quantity", anything, char_end=more("char_end")),
        "quantity.slice.text",
    ),
    "mention one character on": (
        lambda r: changed(r, "mention", anything, char_start=more("char_start")),
        "mention.slice.text",
    ),
    "item one character on": (
        lambda r: changed(r, "recommendation", anything, char_end=more("char_end")),
        "recommendation.slice.text",
    ),
    "other words in a sentence": (lambda r: changed(r, "sentence", anything, text="Nothing."), "sentence.slice.text"),
    "sentence before the text": (lambda r: changed(r, "sentence", anything, char_start=-4), "sentence.slice.text"),
    "negative figure": (
        lambda r: changed(r, "metric", metric("convictions", 40), value=-40),
        "metric.not_negative.value",
    ),
    "year of another age": (
        lambda r: changed(r, "metric", metric("convictions", 40), year=201),
        "metric.year_range.year",
    ),
    "too sure": (lambda r: changed(r, "metric", anything, confidence=1.5), "metric.confidence_range.confidence"),
    "odd unit": (lambda r: changed(r, "metric", anything, unit="people"), "metric.unit_form.unit"),
    "short hash": (lambda r: changed(r, "document", anything, source_id="abc"), "document.sha256.source_id"),
    "country name for a code": (lambda r: changed(r, "document", anything, iso3="Ruritania"), "document.iso3.iso3"),
    "flow to a name": (lambda r: changed(r, "flow", anything, origin_iso3="Moldova"), "flow.iso3.origin_iso3"),
    "report before the first": (
        lambda r: changed(r, "document", anything, report_year=1999),
        "document.report_year.report_year",
    ),
    "source of another hash": (
        lambda r: changed(r, "document", anything, source_id="0" * 64),
        "cross_table.one_outcome_a_source",
    ),
    "read but said to be corrupt": (
        lambda r: changed(r, "audit_document", anything, outcome="corrupt"),
        "cross_table.one_outcome_a_source",
    ),
    "said to be read but no document": (
        lambda r: doubled(r, "audit_document", doc="lost", name="lost.txt"),
        "cross_table.one_outcome_a_source",
    ),
    "text changed behind the offsets": (
        lambda r: changed(r, "document", anything, text=lambda row: row["text"] + "!"),
        "cross_table.canonical_text",
    ),
    "carriage return in the text": (
        lambda r: changed(r, "document", anything, text=lambda row: row["text"][:-1] + "\r"),
        "cross_table.canonical_text",
    ),
    "narrative of another year": (
        lambda r: changed(r, "document", anything, narrative_id="RUR-1999"),
        "cross_table.narrative_named",
    ),
    "sections overlap": (
        lambda r: changed(r, "section", lambda row: row["position"] == 1, char_start=3),
        "cross_table.sections_in_order",
    ),
    "section past the end": (
        lambda r: changed(r, "section", lambda row: row["position"] == 4, char_end=10**6),
        "cross_table.sections_in_order",
    ),
    "sentence in another section": (
        lambda r: changed(r, "sentence", lambda row: row["position"] == 1, section_position=3),
        "cross_table.sentences_in_order",
    ),
    "a sentence lost in the middle": (
        lambda r: without(r, "sentence", lambda row: row["position"] == 3),
        "cross_table.sentences_in_order",
    ),
    "an item lost": (
        lambda r: without(r, "recommendation", lambda row: row["position"] == 0),
        "cross_table.recommendations_in_order",
    ),
    "fact told of the sentence before": (
        lambda r: changed(
            r, "metric", metric("convictions", 40), sentence_position=lambda row: row["sentence_position"] - 1
        ),
        "cross_table.words_in_sentence",
    ),
    "another sentence in a fact": (
        lambda r: changed(r, "metric", anything, sentence="Judges convicted nobody."),
        "cross_table.sentence_as_told",
    ),
    "another section in a fact": (
        lambda r: changed(r, "metric", anything, section="prevention"),
        "cross_table.sentence_as_told",
    ),
    "another sentence in a route": (
        lambda r: changed(r, "flow", anything, sentence="Nobody."),
        "cross_table.sentence_as_told",
    ),
    "none that is one": (
        lambda r: changed(r, "metric", lambda row: row["status"] == "none", value=1),
        "cross_table.status_and_value",
    ),
    "reported without a value": (
        lambda r: changed(r, "metric", metric("convictions", 40), value=None),
        "cross_table.status_and_value",
    ),
    "not reported with a value": (
        lambda r: changed(r, "metric", metric("convictions", 40), status="not_reported"),
        "cross_table.status_and_value",
    ),
    "victims counted in cases": (
        lambda r: changed(r, "metric", metric("victims_identified", 54), unit="case"),
        "cross_table.unit_of_metric",
    ),
    "term in dollars": (
        lambda r: changed(r, "metric", metric("sentence_terms", 12), unit="USD"),
        "cross_table.unit_of_metric",
    ),
    "a sum in no known currency": (
        lambda r: changed(r, "metric", metric("victims_identified", 54), metric="funding", unit=None),
        "cross_table.currency_known",
    ),
    "victims in no unit": (
        lambda r: changed(r, "metric", metric("victims_identified", 54), unit=None),
        "cross_table.unit_of_metric",
    ),
    "count on convictions": (
        lambda r: changed(r, "metric", metric("convictions", 40), count=3),
        "metric.only_of_terms.count",
    ),
    "purpose on victims": (
        lambda r: changed(r, "metric", metric("victims_identified", 54), purpose="general"),
        "metric.only_of_funding.purpose",
    ),
    "year on a law": (
        lambda r: changed(r, "metric", metric("penalty_prescribed", 36), year=2012),
        "metric.penalty_has_no_year.year",
    ),
    "figure without words": (
        lambda r: changed(r, "metric", anything, char_end=lambda row: row["char_start"]),
        "metric.offsets_in_order",
    ),
    "number of kind fact without one": (
        lambda r: changed(r, "quantity", lambda row: row["kind"] == "ordinal", kind="fact"),
        "cross_table.number_and_fact",
    ),
    "ordinal with a fact": (
        lambda r: changed(r, "quantity", lambda row: row["fact_id"] is not None, kind="ordinal"),
        "cross_table.number_and_fact",
    ),
    "a part of itself": (
        lambda r: changed(r, "metric", anything, part_of=lambda row: row["fact_id"]),
        "cross_table.totals_not_circular",
    ),
    "candidate counted too": (
        lambda r: {**r, "candidate": [*r["candidate"], r["metric"][0]]},
        "cross_table.candidate_is_no_fact",
    ),
    "mention of another kind": (
        lambda r: changed(r, "mention", anything, kind="place"),
        "cross_table.mention_of_its_kind",
    ),
    "penalty of no law": (
        lambda r: changed(r, "law_penalty", anything, entity_id="country:MDA"),
        "cross_table.law_penalty_is_penalty",
    ),
    "penalty that is none": (
        lambda r: changed(r, "metric", lambda row: row["metric"] == "penalty_prescribed", metric="sentence_terms"),
        "cross_table.law_penalty_is_penalty",
    ),
    "claim twice": (lambda r: doubled(r, "claim"), "claim.key"),
    "claim without words": (lambda r: changed(r, "claim", anything, text=None), "claim.required.text"),
    "unknown kind of claim": (lambda r: changed(r, "claim", anything, kind="hope"), "claim.codes.kind"),
    "claim without document": (lambda r: changed(r, "claim", anything, doc="nowhere"), "claim.to_document"),
    "claim without sentence": (lambda r: changed(r, "claim", anything, sentence_position=99), "claim.to_sentence"),
    "claim with other words": (lambda r: changed(r, "claim", anything, text="an increase"), "claim.slice.text"),
    "claim against the figures": (
        lambda r: changed(r, "claim", anything, says="less"),
        "cross_table.direction_fits",
    ),
    "figure of a claim twice": (lambda r: doubled(r, "claim_operand"), "claim_operand.key"),
    "figure of a claim without a role": (
        lambda r: changed(r, "claim_operand", anything, role=None),
        "claim_operand.required.role",
    ),
    "unknown role of a figure": (
        lambda r: changed(r, "claim_operand", anything, role="guest"),
        "claim_operand.codes.role",
    ),
    "figure of a lost claim": (
        lambda r: changed(r, "claim_operand", anything, claim_id="gone"),
        "claim_operand.to_claim",
    ),
    "claim about a lost fact": (
        lambda r: changed(r, "claim_operand", anything, fact_id="gone"),
        "claim_operand.to_fact",
    ),
    "figure of a claim without document": (
        lambda r: changed(r, "claim_operand", anything, doc="nowhere"),
        "claim_operand.to_document",
    ),
    "link twice": (lambda r: doubled(r, "link"), "link.key"),
    "unknown kind of link": (lambda r: changed(r, "link", anything, kind="near"), "link.codes.kind"),
    "link of a lost fact": (lambda r: changed(r, "link", anything, fact_id="gone"), "link.to_fact"),
    "link to a lost fact": (lambda r: changed(r, "link", anything, related_to="gone"), "link.to_related"),
    "link without document": (lambda r: changed(r, "link", anything, doc="nowhere"), "link.to_document"),
    "figure leans on itself": (
        lambda r: changed(r, "link", anything, related_to=lambda row: row["fact_id"]),
        "cross_table.links_not_circular",
    ),
    "part without a link": (lambda r: without(r, "link", anything), "cross_table.part_of_is_linked"),
    "link without a part": (
        lambda r: changed(r, "metric", lambda row: row["part_of"] is not None, part_of=None),
        "cross_table.part_of_is_linked",
    ),
    "law and penalty twice": (lambda r: doubled(r, "law_penalty"), "law_penalty.key"),
    "law of another list": (
        lambda r: changed(r, "law_penalty", anything, entity_id="law:gone"),
        "law_penalty.to_entity",
    ),
    "treaty of a country": (
        lambda r: changed(r, "entity", lambda row: row["kind"] == "country", subkind="treaty"),
        "cross_table.subkind_of_kind",
    ),
    "law that is a ministry": (
        lambda r: changed(r, "entity", lambda row: row["kind"] == "law", subkind="ministry"),
        "cross_table.subkind_of_kind",
    ),
    "unknown subkind": (lambda r: changed(r, "entity", anything, subkind="club"), "entity.codes.subkind"),
    "region of no code": (lambda r: changed(r, "entity", anything, code="12"), "entity.code.code"),
    "law of a far century": (lambda r: changed(r, "entity", anything, year=1066), "entity.year.year"),
    "unknown sector": (lambda r: changed(r, "flow", anything, sectors=["weaving"]), "flow.codes.sectors"),
    "unknown theme": (lambda r: changed(r, "recommendation", anything, themes=["war"]), "recommendation.codes.themes"),
    "waiver off the Watch List": (
        lambda r: changed(r, "document", anything, tier_waiver=True),
        "cross_table.watch_list_on_watch_list",
    ),
    "automatic fall to Tier 2": (
        lambda r: changed(r, "document", anything, tier_automatic=True),
        "cross_table.watch_list_on_watch_list",
    ),
    "half a century on the Watch List": (
        lambda r: changed(r, "document", anything, watch_list_years=50),
        "document.watch_list_years.watch_list_years",
    ),
    "route without an end": (
        lambda r: changed(r, "flow", anything, destination_iso3=None),
        "cross_table.flow_has_ends",
    ),
    "route with two ends": (
        lambda r: changed(r, "flow", anything, origin_region="Europe"),
        "cross_table.flow_has_ends",
    ),
    "range backwards": (
        lambda r: changed(r, "metric", metric("sentence_terms", 24), value=72),
        "cross_table.range_in_order",
    ),
    "year to come": (
        lambda r: changed(r, "metric", metric("convictions", 40), year=2031),
        "cross_table.year_before_report",
    ),
    "comparator of the same year": (
        lambda r: changed(r, "metric", metric("prosecutions", 20), year=lambda row: row["year"] + 1),
        "cross_table.comparator_before_current",
    ),
    "fact from the recommendations": (
        lambda r: changed(r, "metric", anything, section="recommendations"),
        "cross_table.recommendation_is_no_fact",
    ),
    "the same narrative again": (
        lambda r: changed(r, "document", anything, narrative_id="RUR-2001", report_year=2001),
        "cross_table.narrative_once",
    ),
    "noted while reading": (lambda r: changed(r, "issue", anything, severity="warning"), "cross_table.reading_issue"),
    "a text cut off": (lambda r: changed(r, "issue", anything, code="breaks_off"), "cross_table.source_breaks_off"),
    "a captcha": (lambda r: changed(r, "issue", anything, code="block_page"), "cross_table.page_instead"),
    "a figure struck out": (
        lambda r: changed(r, "issue", anything, code="deleted_figure"),
        "cross_table.text_not_shown",
    ),
    "a figure backwards": (
        lambda r: changed(r, "issue", anything, code="figure_disturbed"),
        "cross_table.figure_disturbed",
    ),
    "a volume read as one": (
        lambda r: changed(r, "issue", anything, code="countries_run_together"),
        "cross_table.narratives_together",
    ),
    "a text without figures": (lambda r: changed(r, "issue", anything, code="no_figure"), "cross_table.little_read"),
    "a document without facts": (
        lambda r: without(without(r, "metric", anything), "quantity", anything),
        "cross_table.document_has_facts",
    ),
    "numbers that mean nothing": (
        lambda r: {
            **r,
            "quantity": [(row[0], "unexplained", *row[2:8], None, *row[9:]) for row in r["quantity"]],
        },
        "cross_table.unexplained_numbers",
    ),
    "more children than victims": (
        lambda r: changed(r, "metric", lambda row: row["age"] == "child", value=120),
        "cross_table.part_within_total",
    ),
    "more foreigners than victims": (
        lambda r: changed(r, "metric", a_child, age=None, nationality="foreign", value=120),
        "cross_table.part_within_total",
    ),
    "more assisted than identified, of whom they are a part": (
        lambda r: changed(r, "metric", a_child, age=None, metric="victims_assisted", value=120),
        "cross_table.part_within_total",
    ),
    "more assisted than two years identified": (assisted_beyond_two_years, "cross_table.assisted_within_identified"),
    "another tier in the sentence": (
        lambda r: changed(r, "claim", anything, kind="tier", says="3", sentence_position=1),
        "cross_table.tier_of_sentence",
    ),
    "a part above its total": (
        lambda r: changed(r, "metric", metric("victims_identified", 30), value=55),
        "cross_table.part_within_total",
    ),
    "parts above their total": (
        lambda r: changed(r, "metric", metric("victims_identified", 24), value=25),
        "cross_table.parts_within_total",
    ),
    "more sentenced than convicted": (
        lambda r: changed(r, "metric", lambda row: row["count"] == 23, count=230),
        "cross_table.sentenced_within_convicted",
    ),
    "a term above every law": (
        lambda r: changed(r, "metric", metric("sentence_terms", 24), value_high=240),
        "cross_table.terms_within_penalties",
    ),
    "more outcomes than cases": (
        lambda r: changed(r, "metric", metric("acquittals", 9), value=90),
        "cross_table.outcomes_within_prosecutions",
    ),
    "far outside its history": (
        lambda r: changed(r, "metric", metric("convictions", 40), value=4000),
        "cross_table.jump_in_history",
    ),
    "another movement than the tiers": (
        lambda r: changed(r, "document", anything, tier_movement="down"),
        "cross_table.tier_movement",
    ),
    "regions that are not the world": (six_regions, "cross_table.regions_add_up"),
    "a past figure told otherwise": (restated, "cross_table.restatement_told"),
    "a past figure of an agency told otherwise": (
        lambda r: restated(r, metric="trainings"),
        "cross_table.restatement_elsewhere",
    ),
    "a restatement of two kinds of figures": (
        lambda r: restated(r, first_value=31.0),
        "cross_table.restatement_as_stated",
    ),
    "a restatement twice": (lambda r: doubled(restated(r), "restatement"), "restatement.key"),
    "a restatement of a lost figure": (lambda r: restated(r, first_fact_id="gone"), "restatement.to_first"),
    "a restatement by a lost figure": (lambda r: restated(r, later_fact_id="gone"), "restatement.to_later"),
    "unknown status of a restatement": (lambda r: restated(r, status="hinted"), "restatement.codes.status"),
    "a restatement without a country": (lambda r: restated(r, iso3=None), "restatement.required.iso3"),
    "a correction that no figure shows": (
        lambda r: changed(decided(r), "metric", metric("convictions", 40), corrected=[]),
        "cross_table.correction_shown",
    ),
    "a figure that shows a correction of nobody": (
        lambda r: changed(r, "metric", metric("convictions", 40), corrected=["year"]),
        "cross_table.correction_shown",
    ),
    "a correction twice": (lambda r: doubled(decided(r), "correction"), "correction.key"),
    "a correction by nobody": (lambda r: decided(r, author=None), "correction.required.author"),
    "unknown kind of correction": (lambda r: decided(r, kind="guessed"), "correction.codes.kind"),
    "a correction of a lost figure": (lambda r: decided(r, fact_id="gone"), "correction.to_metric"),
    "a correction of a lost sentence": (lambda r: decided(r, sentence_position=99), "correction.to_sentence"),
    "a page twice": (lambda r: doubled(r, "page"), "page.key"),
    "a page without source": (lambda r: changed(r, "page", anything, source_doc="nowhere"), "page.to_audit_document"),
    "a page before the first": (lambda r: changed(r, "page", anything, page=0), "page.page.page"),
    "a span of a page twice": (lambda r: doubled(r, "document_page"), "document_page.key"),
    "a total twice": (lambda r: doubled(r, "global_total"), "global_total.key"),
    "a region that no bureau has": (
        lambda r: changed(r, "global_total", anything, region_code="ASIA"),
        "global_total.codes.region_code",
    ),
    "a country twice in a region": (lambda r: doubled(r, "country_region"), "country_region.key"),
    "a country of no region": (
        lambda r: changed(r, "country_region", anything, region_code="ASIA"),
        "country_region.codes.region_code",
    ),
    "a figure out of a box": (
        lambda r: changed(r, "section", lambda row: row["kind"] == "prosecution", aside="box", kind="other"),
        "cross_table.aside_gives_no_fact",
    ),
    "a box amid the narrative": (
        lambda r: changed(r, "section", lambda row: row["kind"] == "heading", aside="caption"),
        "cross_table.aside_gives_no_fact",
    ),
    "unknown kind of section beside": (
        lambda r: changed(r, "section", anything, aside="map"),
        "section.codes.aside",
    ),
    "a cell that two readers read differently": (in_doubt, "cross_table.tables_read_twice"),
    "a doubt twice": (lambda r: doubled(in_doubt(r), "cell_doubt"), "cell_doubt.key"),
    "a doubt about no table": (lambda r: in_doubt(r, table_name="page"), "cell_doubt.codes.table_name"),
    "an essay twice": (lambda r: doubled(r, "aside"), "aside.key"),
    "unknown kind of aside": (lambda r: changed(r, "aside", anything, kind="map"), "aside.codes.kind"),
    "an aside of a narrative's section": (
        lambda r: changed(r, "aside", anything, section_kind="protection"),
        "aside.codes.section_kind",
    ),
    "an aside of no source": (lambda r: changed(r, "aside", anything, source_doc="nowhere"), "aside.to_audit_document"),
    "an aside of a lost document": (lambda r: changed(r, "aside", anything, doc="nowhere"), "aside.to_document"),
    "an aside of a lost section": (
        lambda r: changed(r, "aside", anything, doc=r["document"][0][0], section_position=99),
        "aside.to_section",
    ),
    "a total below zero": (
        lambda r: changed(r, "global_total", anything, convictions=-3),
        "global_total.counts.convictions",
    ),
    "a placement twice": (lambda r: doubled(r, "tier_placement"), "tier_placement.key"),
    "unknown tier in the chart": (
        lambda r: changed(r, "tier_placement", anything, tier="5"),
        "tier_placement.codes.tier",
    ),
    "unknown form": (lambda r: changed(r, "document", anything, form="fax"), "document.codes.form"),
    "two preferred sources": (lambda r: another_source(r, preferred=True), "cross_table.preferred_source"),
    "no preferred source": (
        lambda r: changed(r, "narrative_source", anything, preferred=False),
        "cross_table.preferred_source",
    ),
    "another source says more": (another_source, "cross_table.sources_agree"),
    "a difference without a source": (
        lambda r: changed(another_source(r), "source_difference", anything, doc="nowhere"),
        "source_difference.to_narrative_source",
    ),
    "another tier in the chart": (
        lambda r: changed(
            r,
            "tier_placement",
            anything,
            iso3="RUR",
            tier="3",
            report_year=dict(zip(TABLES["document"].column_names, r["document"][0], strict=True))["report_year"],
        ),
        "cross_table.tier_as_placed",
    ),
    "a fact on another page": (lambda r: changed(r, "metric", anything, page=2), "cross_table.words_on_page"),
    "a fact without a box": (lambda r: changed(r, "metric", anything, box_top=None), "cross_table.words_on_page"),
    "a box upside down": (lambda r: changed(r, "metric", anything, box_top=900.0), "cross_table.words_on_page"),
    "a page past the end": (
        lambda r: changed(r, "document_page", anything, char_end=10**6),
        "cross_table.words_on_page",
    ),
    "a country's year twice": (lambda r: doubled(r, "country_year"), "country_year.key"),
    "a year's figure changed": (
        lambda r: changed(r, "country_year", lambda row: row["value"], value=more("value")),
        "cross_table.country_year_as_told",
    ),
    "a year's figure without a fact": (
        lambda r: changed(r, "country_year", anything, fact_id="gone"),
        "country_year.to_metric",
    ),
    "unknown basis": (lambda r: changed(r, "country_year", anything, basis="guess"), "country_year.codes.basis"),
}

# Each kind of data that a run of many whole narratives may lack, and the check that should notice.
SILENCES: dict[str, tuple[Callable[[Rows], Rows], str]] = {
    "no facts": (lambda r: emptied(r, "metric"), "coverage.usual_facts"),
    "no numbers": (lambda r: emptied(r, "quantity"), "coverage.usual_quantities"),
    "no mentions": (lambda r: emptied(r, "mention"), "coverage.usual_mentions"),
    "no sections": (lambda r: filled(r, "section", kind="other"), "coverage.usual_sections"),
    "no tiers": (lambda r: filled(r, "document", tier=None), "coverage.usual_tier"),
    "no tier movements": (lambda r: filled(r, "document", tier_movement=None), "coverage.usual_tier_movement"),
    "no kinds of exploitation": (lambda r: filled(r, "metric", exploitation=None), "coverage.usual_exploitation"),
    "no ages": (lambda r: filled(r, "metric", age=None), "coverage.usual_age"),
    "no genders": (lambda r: filled(r, "metric", gender=None), "coverage.usual_gender"),
    "no nationalities": (lambda r: filled(r, "metric", nationality=None), "coverage.usual_nationality"),
    "no parts": (lambda r: filled(r, "metric", part_of=None), "coverage.usual_parts"),
    "no links": (lambda r: emptied(r, "link"), "coverage.usual_links"),
    "no claims": (lambda r: emptied(r, "claim"), "coverage.usual_claims"),
    "no routes": (lambda r: emptied(r, "flow"), "coverage.usual_routes"),
    "no recommendations": (lambda r: emptied(r, "recommendation"), "coverage.usual_recommendations"),
    "no restatements": (lambda r: emptied(r, "restatement"), "coverage.usual_restatements"),
}
