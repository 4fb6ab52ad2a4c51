"""The fact stage: from parsed sentences to figures with meaning. ``facts`` is its interface, and ``sentence`` sets the
order of its steps."""
