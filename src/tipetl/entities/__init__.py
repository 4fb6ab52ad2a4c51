"""Countries, regions, organizations, laws and places that a text names."""
