-- Every readable word of the sources, in one place to search: sentences with their section, and the text beside the
-- narratives (essays, front matter, words of charts) as section other.
-- @ source_doc: Name of the source of the words: the document's own, or that of its volume.
-- @ document.country, document.report_year
-- @ section: Kind of the section; other for text beside the narratives.
-- @ aside: The kind of text beside a narrative, as in the table aside.
-- @ title: Heading of the section, or of the text beside the narratives.
-- @ text: The words: a sentence, or a passage beside the narratives.
-- @ doc: The narrative; empty if the words belong to none.
-- @ char_start: Where the sentence begins in document.text, in characters from 0; empty beside the narratives.
-- @ char_end: Where it ends, exclusive; empty beside the narratives.
-- @ page: Page of the source, from 1; empty for sentences.
SELECT coalesce(d.source_doc, d.doc) AS source_doc, d.country, d.report_year, c.kind AS section, c.aside, c.title,
       s.text, s.doc, s.char_start, s.char_end, NULL::INTEGER AS page
FROM sentence s JOIN document d ON d.doc = s.doc JOIN section c ON c.doc = s.doc AND c.position = s.section_position
UNION ALL
SELECT a.source_doc, d.country, d.report_year, a.section_kind, a.kind, a.title, a.text, a.doc, NULL, NULL, a.page
FROM aside a LEFT JOIN document d ON d.doc = a.doc
WHERE a.section_position IS NULL
ORDER BY source_doc, doc NULLS LAST, char_start, page, text
