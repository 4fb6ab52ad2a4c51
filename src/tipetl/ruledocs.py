"""Render the rules for readers: whole reference pages, or a single rule in words.

``tipetl.language.rules`` loads and checks rules; ``tipetl.evaluate.usage`` measures them on texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tipetl.language.rules import RULE_FILES, WEIGHTS, load_groups, load_rules
from tipetl.language.yamlfile import read_yaml
from tipetl.metrics import METRICS
from tipetl.routes.details import all_sectors
from tipetl.structure.themes import taxonomy

#: The wording for each slot of a rule in a sentence about the number.
SLOT_WORDS: Mapping[str, str] = {
    "noun": "counts",
    "acts": "is the logical object of",
    "does": "is the subject of",
    "of": "is governed by",
    "right": "is followed in its clause by",
    "left": "is preceded in its clause by",
    "any": "is in a sentence with",
    "unless": "has no noun, subject or verb among",
    "absent": "is not in a sentence with",
}
HEAD = """# Reading rules

This page is generated from the rule files by `tipetl rules --write docs/reference/rules.md`; do not edit it by hand.
The files are in `src/tipetl/language/data/rules/`, and the words of a concept (`offender`, `convict`) in `lexicon/`
beside them.

A rule matches a number if the number's context fills every slot that the rule names. Each filled slot adds its weight;
the best rule wins for each triggering verb or noun, and only rules as good as the number's best remain. Ties go to the
rule whose id comes first, so the order of the files does not matter. Afterwards the trained scorer confirms, drops or
adds readings, and the encoder proposes what each number counts that is still unread. `tipetl explain` shows all of this
for a sentence; [the accuracy page](../accuracy.md) shows how often each rule is right.
"""

BUILT_IN_NAMES = """
Besides concepts of the lexicon, `noun` may name `bare` (the number has no noun) and `other` (its noun has no concept);
`acts` and `does` may name `be`, `have` and `do`, and `acts` may also name `generic` (a verb without a concept). In
`of`, `care in` is a noun with its preposition, and `verb:assist in` is a verb with its preposition.
"""


def slots_of(entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield a rule entry's (slot, concepts as written in the file) pairs, in the order of the page."""
    for slot in SLOT_WORDS:
        if entry.get(slot):
            yield slot, ", ".join(str(x) for x in entry[slot])


def entries() -> list[dict[str, Any]]:
    """Return all rule entries as written in the files, checked and sorted by id. Raises DataFileError if a file is
    invalid.
    """
    load_rules()
    found = [dict(entry, file=name) for name in RULE_FILES for entry in read_yaml(f"rules/{name}")]
    return sorted(found, key=lambda entry: str(entry["id"]))


def rules_page() -> str:
    """Return the page ``docs/reference/rules.md``."""
    rows = entries()
    out = [HEAD, f"{len(rows)} rules.\n"]
    out.append("## Slots\n\n| slot | the number … | weight |\n|---|---|--:|")
    out += [f"| `{slot}` | {words} | {_weight(slot)} |" for slot, words in SLOT_WORDS.items()]
    out.append(BUILT_IN_NAMES)
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
    slots = "; ".join(f"{SLOT_WORDS[slot]} *{words}*" for slot, words in slots_of(entry))
    unit = f" The unit is `{entry['unit']}`." if entry.get("unit") else ""
    lines.append(f"The number {slots}.{unit}\n")
    if entry.get("note"):
        lines.append(f"{entry['note']}\n")
    for example in entry["examples"]:
        sentence, _, figures = str(example).partition("=>")
        lines.append(f"- {sentence.strip()} → **{figures.strip()}**")
    lines += [f"- {sentence} → nothing" for sentence in entry.get("counter", ())]
    return "\n".join(lines)


THEMES_HEAD = """# Themes of recommendations

This page is generated from `src/tipetl/structure/themes.yaml` by `python -m scripts.reference --write`; do not edit it
by hand.

Each recommendation has the codes of everything that it asks for, in this order (`recommendation.themes`), or none. The
file lists the wordings that express a theme; they are weighed against the words of the recommendation alone
([decision 0107](../decisions/0107-themes-by-wordings.md)).
"""


def themes_page() -> str:
    """Return the page ``docs/reference/themes.md``."""
    out = [THEMES_HEAD]
    for theme in taxonomy():
        out.append(f"## {theme.code}\n\n{theme.meaning}\n")
        out += [f"- {item}" for item in theme.examples]
        out += [f"- not: {item}" for item in theme.counter]
        out.append("")
    return "\n".join(out).rstrip() + "\n"


SECTORS_HEAD = """# Sectors of work

This page is generated from `src/tipetl/routes/data/sectors.yaml` by `python -m scripts.reference --write`; do not edit
it by hand.

A route has the sectors named in the clause of its sentence (`flow.sectors`), if any. A star stands for the rest of a
word; three dots stand for up to four words. Of several wordings that begin at the same place, the longest counts. The
wordings in the last column do not indicate a sector. Public bodies, places near which something happens, and promised
work are excluded beforehand.

| sector | meaning | words | unless |
|---|---|---|---|
"""


def sectors_page() -> str:
    """Return the page ``docs/reference/sectors.md``."""
    rows = [
        f"| `{sector.code}` | {sector.meaning} | {', '.join(sector.words)} | {', '.join(sector.unless)} |"
        for sector in all_sectors()
    ]
    return SECTORS_HEAD + "\n".join(rows) + "\n"
