-- Finds an article whose penalties differ between two sections.
WITH told AS (
  SELECT m.doc, m.fact_id, m.value, coalesce(m.value_high, m.value) AS high, m.text, m.char_start, m.char_end,
         m.sentence_position, s.section_position, a.article, a.code, m.age, m.exploitation
  FROM metric m
  JOIN sentence s ON s.doc = m.doc AND s.position = m.sentence_position
  JOIN law_penalty l ON l.doc = m.doc AND l.fact_id = m.fact_id
  JOIN article a ON a.entity_id = l.entity_id
  WHERE m.metric = 'penalty_prescribed' AND m.qualifier = 'range' AND m.unit = 'month'
    AND NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = m.doc AND k.kind = 'circumstance' AND k.says = 'eased'
                                            AND k.sentence_position = m.sentence_position)
  QUALIFY count(*) OVER (PARTITION BY m.doc, s.section_position, a.article) = 1
)
SELECT q.doc, [q.sentence_position, p.sentence_position] AS sentences, q.char_start, q.char_end, p.text AS expected,
       q.text AS found,
       'Article ' || q.article || ' prescribes "' || p.text || '" in one section and "' || q.text || '" in another'
         AS message
FROM told p JOIN told q ON q.doc = p.doc AND q.article = p.article AND q.code = p.code AND q.char_start > p.char_start
WHERE q.section_position <> p.section_position AND (q.value <> p.value OR q.high <> p.high)
  AND q.exploitation IS NOT DISTINCT FROM p.exploitation AND coalesce(q.age, p.age) IS NOT DISTINCT FROM coalesce(p.age, q.age)
