"""The fact stage: from parsed sentences to figures with meaning. facts is its face, sentence the order of its steps."""
