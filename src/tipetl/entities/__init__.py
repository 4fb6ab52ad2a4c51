"""Find the countries, regions, organizations, laws and places that a text names."""
