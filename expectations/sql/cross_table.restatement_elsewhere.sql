-- Does what restatement_told does, but for the work of many agencies, where the comparator may be another agency's
-- figure.
SELECT * EXCLUDE (by_state) FROM contradiction WHERE NOT by_state
