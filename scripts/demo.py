"""Write the gold's constructed narratives as files, one for each country and report year: ``make demo``.

Texts in first-sight batches must stay unread, and printed narratives are not ours to copy. The gold's texts were
written independently and repeat nothing from year to year, so the texts on Jordan come from ``demo_jordan.yaml``.
``demo_volume.yaml`` adds what no text of the gold contains: a PDF volume with totals, a Special Case, a downgrade, and
a correction. Where a country and year have several texts, a whole narrative is preferred to a section, and a longer
text to a shorter one. Only the countries with the most years are written, so that the demonstration takes a minute or
two.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from scripts.demo_volume import write_volume
from tipetl.evaluate.gold import GoldText
from tipetl.evaluate.goldfiles import load_gold

COUNTRIES = 40
PRINTED = "printed"
JORDAN = "JOR"


def main(gold: Path, out: Path) -> None:
    """Write the texts below ``gold`` to ``out``."""
    best: dict[tuple[str, int], GoldText] = {}
    for text in load_gold(gold, ("trained", "tuned")):
        if text.batch.manner == PRINTED or "traffick" not in text.text:
            continue
        if text.iso3 is None or text.iso3 == JORDAN or text.report_year is None:
            continue
        place = (text.iso3, text.report_year)
        if place not in best or _rank(text) > _rank(best[place]):
            best[place] = text
    most = {iso3 for iso3, _ in Counter(iso3 for iso3, _ in best).most_common(COUNTRIES)}
    out.mkdir(parents=True, exist_ok=True)
    written = [(out / f"{iso3.lower()}-{year}.txt", text) for (iso3, year), text in best.items() if iso3 in most]
    for path, text in written:
        path.write_text(text.text, encoding="utf-8")
    jordan = _jordan()
    for year, said in jordan.items():
        (out / f"jor-{year}.txt").write_text(said, encoding="utf-8")
    volume = write_volume(out, out.with_name("corrections"))
    print(f"{len(written) + len(jordan) + volume:,} texts in {out}")


def _jordan() -> dict[int, str]:
    """Return the reports on Jordan, by year."""
    told = yaml.safe_load(Path(__file__).with_name("demo_jordan.yaml").read_text(encoding="utf-8"))
    return {year: "\n".join(_parts(told["opening"], report)) for year, report in told["years"].items()}


def _parts(opening: str, report: Mapping[str, str]) -> Iterator[str]:
    yield opening.format(tier=report["tier"])
    yield f"Recommendations for Jordan: {report['recommendations']}\n"
    for section in ("prosecution", "protection"):
        yield f"{section.capitalize()}\n\n{report[section]}\n"


def _rank(text: GoldText) -> tuple[bool, int]:
    return text.section is None, len(text.text)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
