"""Measure the accuracy of names, acronyms, routes and themes on labeled texts.

usage: python -m scripts.entity_scores [--errors]

The sets are in tests/gold/: mentions/ (sentences with every country and region; paragraphs with acronyms and their long
names), the batches that label routes (profiles, summaries, condensed texts), themes/ (recommendations), sectors/
(sentences of profiles), laws/ (laws and their penalties), tiers/ (placements). Each line of output describes one set,
with micro-averaged precision and recall. Halves named "b" are held out: nobody reads their errors, and --errors does
not print them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from scripts.label_scores import Score, laws, lines, sectors, themes, tiers
from tipetl.entities.mentions import extract_mentions
from tipetl.evaluate.gold import GoldFlow, GoldText
from tipetl.evaluate.goldfiles import load_gold
from tipetl.model import Document, Entity, Mention
from tipetl.routes.flows import extract_flows
from tipetl.structure import split_sections, split_sentences

GOLD = Path(__file__).resolve().parents[1] / "tests" / "gold"
ROUTES = (
    "dev",
    "batches/2026-11-profiles-1.jsonl",
    "batches/2026-11-profiles-2.jsonl",
    "batches/2026-11-z1-retold.jsonl",
    "batches/2026-11-z4-condensed.jsonl",
)
"""The batches with routes to score."""


def read(text: str, iso3: str | None = None) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    """Return the entities and mentions of a text, outside any particular section."""
    document = Document("d", None, "", text, iso3=iso3)
    sections = split_sections(text, section_hint="other")
    return extract_mentions(document, sections, split_sentences(text, sections))


def countries(path: Path) -> tuple[Score, Score]:
    """Score mentions of countries and regions by span, and by code or canonical name."""
    score, regions = Score(), Score()
    for row in lines(path):
        entities, mentions = read(row["text"], row.get("iso3"))
        by_id = {entity.entity_id: entity for entity in entities}
        wanted = {(m["char_start"], m["char_end"], m["iso3"]) for m in row["mentions"] if m["kind"] == "country"}
        found = {(m.char_start, m.char_end, by_id[m.entity_id].code) for m in mentions if m.kind == "country"}
        score.add(row["id"], wanted, found, row["text"])
        places = {(m["char_start"], m["char_end"]) for m in row["mentions"] if m["kind"] == "region"}
        regions.add(
            row["id"], places, {(m.char_start, m.char_end) for m in mentions if m.kind == "region"}, row["text"]
        )
    return score, regions


def acronyms(path: Path) -> tuple[Score, Score]:
    """Score the links from acronyms of organizations and laws to their long names, and the spans of all organizations.

    A link is right if the acronym's first mention and a mention of the long name refer to the same entity; a link for
    an acronym of something else (a visa, a plan) is spurious.
    """
    score, bodies = Score(), Score()
    for row in lines(path):
        text = row["text"]
        entities, mentions = read(text, row.get("iso3"))
        named = {(e.entity_id, name) for e in entities for name in (e.name, *e.aliases)}
        ties = {(t["acronym"], t["long"]) for t in row["ties"] if t["kind"] != "other"}
        places = {(t["char_start"], t["char_end"]): t for t in row["ties"]}
        found = set()
        for m in mentions:
            tie = places.get((m.char_start, m.char_end))
            if tie and (m.entity_id, tie["long"].replace("’", "'")) in named:
                found.add((tie["acronym"], tie["long"]))
            elif tie and tie["kind"] == "other" and m.kind in ("organization", "law"):
                found.add((tie["acronym"], m.entity_id))
        score.add(row["id"], ties, found, text)
        wanted = {(o["char_start"], o["char_end"], o["text"]) for o in row["organizations"]}
        spans = {(m.char_start, m.char_end, m.text) for m in mentions if m.kind == "organization"}
        bodies.add(row["id"], wanted, spans, text)
    return score, bodies


def flows(golds: Iterable[GoldText]) -> dict[str, Score]:
    """Score routes between countries, once per document: ``core`` compares the two ends, ``strict`` also the kind of
    exploitation.

    Routes that a careful reader may or may not count are marked as optional and do not affect the score.
    """
    scores = {"core": Score(), "strict": Score()}
    for labelled in golds:
        text = labelled.text
        document = Document(labelled.doc, None, "", text, iso3=labelled.iso3)
        sections = split_sections(text, section_hint=labelled.section)
        sentences = split_sentences(text, sections)
        entities, mentions = extract_mentions(document, sections, sentences)
        routes = [f for f in extract_flows(document, sections, sentences, mentions, entities) if f.origin_iso3]
        found = {(f.origin_iso3, f.destination_iso3, f.exploitation) for f in routes if f.destination_iso3}
        gold = {(f.origin_iso3, f.destination_iso3, f.exploitation): f.optional for f in _sure_last(labelled)}
        wanted = {route for route, optional in gold.items() if not optional}
        ends = {route[:2] for route in gold if route not in wanted}
        scores["strict"].add(
            labelled.doc, wanted, {route for route in found if route in wanted or route[:2] not in ends}
        )
        sure = {route[:2] for route in wanted}
        scores["core"].add(
            labelled.doc, sure, {route[:2] for route in found if route[:2] in sure or route[:2] not in ends}
        )
    return scores


def _sure_last(labelled: GoldText) -> list[GoldFlow]:
    """Return the labeled routes between countries, with required routes after identical optional ones."""
    routes = [f for f in labelled.flows or () if f.origin_iso3 and f.destination_iso3]
    return sorted(routes, key=lambda f: not f.optional)


def all_scores() -> dict[str, Score]:
    """Return the scores of every set by name."""
    found: dict[str, Score] = {}
    for name in ("countries", "countries_extra"):
        found[name], found[f"{name}: regions"] = countries(GOLD / "mentions" / f"{name}.jsonl")
    for name in ("acronyms", "acronyms_extra"):
        found[name], found[f"{name}: organizations"] = acronyms(GOLD / "mentions" / f"{name}.jsonl")
    for name in ROUTES:
        golds = load_gold(GOLD / name)
        found |= {f"routes, {golds[0].batch.name}: {level}": score for level, score in flows(golds).items()}
    found["themes, older"] = themes(GOLD / "themes" / "items.jsonl")
    for half in ("a", "b"):
        for batch in ("second", "third"):
            found[f"themes, {batch} {half}"] = themes(GOLD / "themes" / f"{batch}_{half}.jsonl")
        found[f"themes {half}"] = themes(GOLD / "themes" / f"fresh_{half}.jsonl")
        words, routes = sectors(GOLD / "sectors" / f"fresh_{half}.jsonl")
        found[f"sectors {half}: words"], found[f"sectors {half}: routes"] = words, routes
        for name, score in laws(GOLD / "laws" / f"fresh_{half}.jsonl").items():
            found[f"laws {half}: {name}"] = score
        found[f"tiers {half}"] = tiers(GOLD / "tiers" / f"fresh_{half}.jsonl")
    return found


def main(argv: list[str]) -> int:
    """Print the scores; return exit code 2 for wrong usage."""
    if argv not in ([], ["--errors"]):
        sys.stderr.write((__doc__ or "").strip() + "\n")
        return 2
    for name, score in all_scores().items():
        print(
            f"{name:28s} precision {score.precision:.4f}  recall {score.recall:.4f}  f1 {score.f1:.4f}"
            f"  right {score.right}  missed {score.missed}  spurious {score.spurious}"
        )
        if argv:
            print("\n".join(f"  {error}" for error in score.errors))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
