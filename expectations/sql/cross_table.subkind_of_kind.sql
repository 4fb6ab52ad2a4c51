-- An organization is a ministry, police, a court, an NGO, international or other; a law is a statute, an article or a
-- treaty.
SELECT NULL AS doc, []::INTEGER[] AS sentences, NULL::INTEGER AS char_start, NULL::INTEGER AS char_end,
       CASE kind WHEN 'organization' THEN 'a kind of organization' WHEN 'law' THEN 'a kind of law' ELSE 'nothing' END AS expected,
       coalesce(subkind, 'nothing') AS found,
       'The ' || kind || ' ' || name || ' is said to be ' || coalesce(subkind, 'nothing more') AS message
FROM entity
WHERE CASE kind
        WHEN 'organization' THEN subkind IS NULL OR subkind IN ('statute', 'article', 'treaty')
        WHEN 'law' THEN subkind IS NULL OR subkind NOT IN ('statute', 'article', 'treaty')
        ELSE subkind IS NOT NULL
      END
