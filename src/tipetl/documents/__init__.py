"""Turn bytes into canonical text and identify it: country, report year, tier, and whether it is a report at all."""
