-- Issues recorded while reading a source appear among the findings. Some issue codes have their own checks.
SELECT doc, []::INTEGER[] AS sentences, NULL::INTEGER AS char_start, NULL::INTEGER AS char_end,
       'no issue' AS expected, code AS found, message
FROM issue
WHERE severity <> 'info'
  AND code NOT IN ('breaks_off', 'walled', 'block_page', 'text_swallowed', 'hidden_text', 'deleted_figure',
                   'hidden_figure', 'figure_disturbed', 'countries_run_together', 'no_figure',
                   'no_section')
