"""Links figures once each has its metric, year and unit: parts, comparators, rows, sums."""
