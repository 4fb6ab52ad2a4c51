"""Turn bytes into canonical text and identify the text: country, report year, tier, and whether it is a report at
all."""
