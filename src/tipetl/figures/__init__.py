"""Runs the fact stage: from parsed sentences to figures with meaning. ``facts`` is the stage's interface, and
``sentence`` sets the order of the stage's steps."""
