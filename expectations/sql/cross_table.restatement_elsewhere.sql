-- Like restatement_told, for the work of many agencies: the comparator may be another agency's figure.
SELECT * EXCLUDE (by_state) FROM contradiction WHERE NOT by_state
