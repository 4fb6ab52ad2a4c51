-- What was noted while a source was read belongs where people look for trouble. Some codes have checks of their own.
SELECT doc, []::INTEGER[] AS sentences, NULL::INTEGER AS char_start, NULL::INTEGER AS char_end,
       'no issue' AS expected, code AS found, message
FROM issue
WHERE severity <> 'info'
  AND code NOT IN ('breaks_off', 'walled', 'block_page', 'text_swallowed', 'hidden_text', 'deleted_figure',
                   'hidden_figure', 'figure_disturbed', 'countries_run_together', 'no_figure',
                   'no_section')
