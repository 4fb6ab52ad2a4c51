"""Links figures whose metric, year and unit are known: parts, comparators, rows, sums."""
