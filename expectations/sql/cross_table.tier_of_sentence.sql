-- Compares the heading's tier with the sentence that states the placement ("therefore Ruritania remained on Tier 2"):
-- claims of kind `tier`, which leave out tiers from other years and tiers avoided.
SELECT c.doc, [c.sentence_position] AS sentences, c.char_start, c.char_end,
       'tier ' || d.tier || ' as in the heading' AS expected, c.text AS found,
       'The heading places ' || coalesce(d.country, d.doc) || ' on tier ' || d.tier || ', the text on ' || c.text AS message
FROM claim c
JOIN document d ON d.doc = c.doc
JOIN sentence s ON s.doc = c.doc AND s.position = c.sentence_position
JOIN section t ON t.doc = s.doc AND t.position = s.section_position
WHERE c.kind = 'tier' AND c.year IS NULL AND c.says <> d.tier AND t.kind IN ('summary', 'profile', 'other', 'statement') AND t.aside IS NULL
