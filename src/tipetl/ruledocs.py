"""The rules as people read them: the reference pages, and one rule in words.

What belongs here: putting the rule files into Markdown. What does not: loading and checking them
(``tipetl.language.rules``), or whether they hold on texts (``tipetl.evaluate.usage``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tipetl.language.rules import RULE_FILES, WEIGHTS, load_groups, load_rules
from tipetl.language.yamlfile import read_yaml
from tipetl.metrics import METRICS
from tipetl.routes.details import all_sectors
from tipetl.structure.themes import taxonomy

#: How each slot of a rule reads in a sentence.
SLOT_WORDS: Mapping[str, str] = {
    "noun": "the number counts",
    "acts": "a verb acts on it",
    "does": "it does",
    "of": "governed by",
    "right": "behind it in the clause",
    "left": "before it in the clause",
    "any": "anywhere in the sentence",
    "unless": "unless there is",
    "absent": "nowhere in the sentence",
}
HEAD = """# Reading rules

Made from the rule files by `tipetl rules --write docs/reference/rules.md`; do not edit by hand. The files lie in
`src/tipetl/language/data/rules/`; the words behind a concept (`offender`, `convict`) in `lexicon/` beside them.

A rule fits a number when every slot it names is filled by what the number hangs on. Each filled slot adds its weight;
for each verb or noun that triggered, the best rule wins, and only those as good as the best of the number stay. Ties go
to the rule whose id comes first, so the order of the files means nothing. The trained scorer confirms, drops or adds
afterwards; `tipetl explain` shows all of it for a sentence, and [the accuracy page](../accuracy.md) how often each rule
is right.
"""


def slots_of(entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(slot, concepts as written in the file) of one rule entry, in the order of the page."""
    for slot in SLOT_WORDS:
        if entry.get(slot):
            yield slot, ", ".join(str(x) for x in entry[slot])


def entries() -> list[dict[str, Any]]:
    """All rule entries as the files write them, checked, by id. Raises DataFileError where a file is wrong."""
    load_rules()
    found = [dict(entry, file=name) for name in RULE_FILES for entry in read_yaml(f"rules/{name}")]
    return sorted(found, key=lambda entry: str(entry["id"]))


def rules_page() -> str:
    """The page ``docs/reference/rules.md``."""
    rows = entries()
    out = [HEAD, f"{len(rows)} rules.\n"]
    out.append("## Slots\n\n| slot | reads | weight |\n|---|---|--:|")
    out += [f"| `{slot}` | {words} | {_weight(slot)} |" for slot, words in SLOT_WORDS.items()]
    out.append("\n## Groups\n")
    out += [f"- `{name}`: {', '.join(members)}" for name, members in sorted(load_groups().items())]
    for metric in METRICS:
        mine = [entry for entry in rows if entry["metric"] == metric]
        if mine:
            out.append(f"\n## {metric}")
            out += [_rule(entry) for entry in mine]
    return "\n".join(out) + "\n"


def _weight(slot: str) -> str:
    if slot not in WEIGHTS:
        return ""
    return f"{WEIGHTS[slot]:g}" + (f" ({WEIGHTS['event_noun']:g} for an event)" if slot == "noun" else "")


def _rule(entry: Mapping[str, Any]) -> str:
    lines = [f"\n### `{entry['id']}`\n"]
    unit = f"; unit `{entry['unit']}`" if entry.get("unit") else ""
    lines.append("; ".join(f"{SLOT_WORDS[slot]} *{words}*" for slot, words in slots_of(entry)) + unit + ".\n")
    if entry.get("note"):
        lines.append(f"{entry['note']}\n")
    for example in entry["examples"]:
        sentence, _, figures = str(example).partition("=>")
        lines.append(f"- {sentence.strip()} → **{figures.strip()}**")
    lines += [f"- {sentence} → nothing" for sentence in entry.get("counter", ())]
    return "\n".join(lines)


THEMES_HEAD = """# Themes of recommendations

Made from `src/tipetl/structure/themes.yaml` by `python -m scripts.reference --write`; do not edit by hand.

Each item of the recommendations has the codes of all that it asks for, in this order (`recommendation.themes`). An item
that asks for none of these things has none. The wordings that tell a theme stand in the file; what an item's words say
by themselves is weighed against them ([decision 0107](../decisions/0107-themes-by-wordings.md)).
"""


def themes_page() -> str:
    """The page ``docs/reference/themes.md``."""
    out = [THEMES_HEAD]
    for theme in taxonomy():
        out.append(f"## {theme.code}\n\n{theme.meaning}\n")
        out += [f"- {item}" for item in theme.examples]
        out += [f"- not: {item}" for item in theme.counter]
        out.append("")
    return "\n".join(out).rstrip() + "\n"


SECTORS_HEAD = """# Sectors of work

Made from `src/tipetl/routes/data/sectors.yaml` by `python -m scripts.reference --write`; do not edit by hand.

A route has the sectors that the clause of its sentence names (`flow.sectors`); none where it names no kind of work.
A star stands for the rest of a word, three dots for up to four words. Of several wordings that begin at one place the
longest counts; one of the last column tells no sector. Public bodies, places near which something happens, and what was
promised are left out before.

| sector | meaning | words | unless |
|---|---|---|---|
"""


def sectors_page() -> str:
    """The page ``docs/reference/sectors.md``."""
    rows = [
        f"| `{sector.code}` | {sector.meaning} | {', '.join(sector.words)} | {', '.join(sector.unless)} |"
        for sector in all_sectors()
    ]
    return SECTORS_HEAD + "\n".join(rows) + "\n"
