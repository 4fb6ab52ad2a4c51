-- Every readable word of the sources in one place to search: sentences with their section, and what stands beside the
-- narratives (essays, front matter, words of charts) as section other.
-- @ document.source_doc, document.country, document.report_year
-- @ section: Kind of the section that the words stand in; other for what stands beside the narratives.
-- @ aside: What the words are where they stand beside a narrative, such as a box, a caption or an essay.
-- @ title: Heading of the section, or title of what stands beside.
-- @ text: A sentence; of what is no section of a document, all its words.
-- @ doc: The document that the words stand in, or on whose pages; empty for what belongs to none.
-- @ sentence.char_start, sentence.char_end
-- @ page: Page of what is no section of a document; document_page has those of sentences.
SELECT coalesce(d.source_doc, d.doc) AS source_doc, d.country, d.report_year, c.kind AS section, c.aside, c.title,
       s.text, s.doc, s.char_start, s.char_end, NULL::INTEGER AS page
FROM sentence s JOIN document d ON d.doc = s.doc JOIN section c ON c.doc = s.doc AND c.position = s.section_position
UNION ALL
SELECT a.source_doc, d.country, d.report_year, 'other', a.kind, a.title, a.text, a.doc, NULL, NULL, a.page
FROM aside a LEFT JOIN document d ON d.doc = a.doc
WHERE a.section_position IS NULL
ORDER BY source_doc, doc NULLS LAST, char_start, page, text
