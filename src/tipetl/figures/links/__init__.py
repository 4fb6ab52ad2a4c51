"""Links figures with a known metric, year and unit: parts, comparators, rows, sums."""
