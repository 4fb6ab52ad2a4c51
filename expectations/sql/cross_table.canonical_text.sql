-- The text to which offsets refer has its recorded length, and its line endings and accents are in canonical form.
SELECT doc, []::INTEGER[] AS sentences, NULL::INTEGER AS char_start, NULL::INTEGER AS char_end,
       'canonical text of ' || char_count || ' characters' AS expected,
       length(text) || ' characters' AS found,
       'The text of ' || doc || ' is not in canonical form' AS message
FROM document
WHERE length(text) <> char_count OR contains(text, chr(13))
   -- Only characters outside this range can have another form, and searching for them is faster than normalizing.
   OR CASE WHEN regexp_matches(text, '[^\x{0}-\x{2ff}\x{2010}-\x{2027}\x{2030}-\x{205e}\x{20a0}-\x{20cf}]') THEN nfc_normalize(text) <> text END
