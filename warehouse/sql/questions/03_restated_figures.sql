-- Which figures did a later report change?
-- The first figure, and what a later report says about the same year. restated: the later text says that it was revised;
-- contradicted: it differs without comment.
SELECT c.name AS country, r.metric, r.year, r.exploitation, r.first_value, r.first_report_year, r.later_value,
       r.later_report_year, r.later_value - r.first_value AS difference, r.status
FROM restatement r
JOIN dim_country c ON c.iso3 = r.iso3
WHERE r.status <> 'confirmed'
ORDER BY c.name, r.year, r.metric, r.later_report_year, r.later_value
