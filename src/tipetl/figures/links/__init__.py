"""Links figures once metric, year and unit are known: parts, comparators, rows, sums."""
