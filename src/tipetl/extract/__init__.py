"""From sentences to figures with meaning, entities and flows."""
