-- As restatement_told, of what many agencies do side by side: the comparator may be the figure of another one.
SELECT * EXCLUDE (by_state) FROM contradiction WHERE NOT by_state
