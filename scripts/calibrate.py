"""Fit the confidence of readings to gold on which the scorer was not trained, and write it into the package.

    python -m scripts.calibrate [--folds N] [--gold DIR]

Run this script after scripts/train_scorer.py. The result is deterministic for the same gold, rules and library
versions.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tipetl.evaluate.folds import write_calibration
from tipetl.evaluate.goldfiles import load_gold
from tipetl.evaluate.reliability import calibration_error

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Run the command line; return exit code 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int, default=8)
    parser.add_argument("--gold", type=Path, default=ROOT / "tests" / "gold")
    args = parser.parse_args()
    measured, path = write_calibration(load_gold(args.gold), args.folds)
    sys.stdout.write(
        f"{path.relative_to(ROOT)}: {measured.texts} texts in {measured.folds} folds\n"
        f"rules alone:      core F1 {measured.rules_core.f1:.4f}, strict {measured.rules_strict.f1:.4f}\n"
        f"rules and scorer: core F1 {measured.scorer_core.f1:.4f}, strict {measured.scorer_strict.f1:.4f}\n"
        f"calibration error {calibration_error(measured.bins):.4f}\n"
    )
    for b in measured.bins:
        sys.stdout.write(f"  {b.low:.2f}-{b.high:.2f}: {b.count:5d}  claimed {b.claimed:.3f}  right {b.observed:.3f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
