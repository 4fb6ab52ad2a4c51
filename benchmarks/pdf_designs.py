"""Measure how much of a volume is recovered from randomly drawn designs.

    python -m benchmarks.pdf_designs [--first SEED] [--count DESIGNS]

Every property of the page (tests/layouts/pdf_designs.py) and the year are drawn at random, 190 countries are typeset in
the design, and the result of ``parse_pdf`` is compared word for word. Prints a line for every design with a difference,
and how many narratives are complete. For an unbiased measurement, use seeds that nobody has looked at. Exit code 1 if
less than 99% of the narratives are complete.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from dataclasses import astuple

from tests.layouts.pdf_designs import drawn_design
from tests.layouts.pdf_entries import entries
from tests.layouts.pdf_volume import ALL_COUNTRIES, volume
from tipetl.documents.pdf import parse_pdf
from tipetl.documents.text import canonical

LEAST_WHOLE = 0.99
YEARS = range(2004, 2024)


def letters(text: str) -> str:
    """Return the words of a narrative, ignoring list bullets and the way the heading shows the tier."""
    words = " ".join(re.sub(r"(?m)^- ", "• ", canonical(text)).split()).casefold()
    return re.sub(r"^(.+?):? \(?((?:tier|special)[^()]{0,16})\)?", r"\1 \2", words, count=1)


def differing(seed: int) -> tuple[list[str], list[str]]:
    """Return the names of the incomplete narratives in the design of a seed, and other differences."""
    design = drawn_design(seed)
    year = random.Random(seed).choice(YEARS)
    printed = entries(year, count=ALL_COUNTRIES)
    truth = volume(printed, year, design, essay_every=random.Random(seed).choice([20, 50, 1000]))
    parsed = parse_pdf(truth.data)
    read = {part.country: part.text for part in parsed.parts}
    wrong = [
        entry.country
        for name, entry in zip(truth.headings, printed, strict=True)
        if name not in read or letters(read[name]) != letters(entry.text)
    ]
    other = []
    if [astuple(total) for total in parsed.global_totals] != truth.totals:
        other.append("law-enforcement tables")
    if [astuple(placement) for placement in parsed.tier_placements] != truth.placements:
        other.append("tier placements")
    if len(parsed.parts) != len(printed):
        other.append(f"{len(parsed.parts)} narratives for {len(printed)}")
    return wrong, other


def main() -> int:
    """Run the benchmark; exit code 1 if too few narratives are complete."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--first", type=int, default=1, metavar="SEED", help="the first seed (default 1)")
    parser.add_argument("--count", type=int, default=20, metavar="DESIGNS", help="how many designs (default 20)")
    args = parser.parse_args()
    whole = designs = 0
    for seed in range(args.first, args.first + args.count):
        wrong, other = differing(seed)
        whole += ALL_COUNTRIES - len(wrong)
        designs += not wrong and not other
        if wrong or other:
            names = ", ".join(wrong[:5]) + (f" and {len(wrong) - 5} more" if len(wrong) > 5 else "")
            sys.stdout.write(f"  design {seed}: {'; '.join([*([names] if names else []), *other])}\n")
            sys.stdout.flush()
    total = args.count * ALL_COUNTRIES
    sys.stdout.write(f"{whole} of {total} narratives are whole ({whole / total:.2%}); ")
    sys.stdout.write(f"{designs} of {args.count} designs are without any difference\n")
    return 0 if whole >= total * LEAST_WHOLE else 1


if __name__ == "__main__":
    sys.exit(main())
