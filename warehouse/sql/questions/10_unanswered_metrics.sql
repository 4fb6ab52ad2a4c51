-- Which figures do governments leave unanswered?
-- How often a report says that the government gave no figure, and in how many of the country's reports; figures about
-- officials are listed separately.
SELECT c.name AS country, m.label AS metric, f.official, count(*) AS times, count(DISTINCT f.doc) AS reports_silent,
       c.narratives AS reports_here
FROM fct_metric f
JOIN dim_metric m ON m.metric_key = f.metric_key
JOIN dim_country c ON c.country_key = f.country_key
WHERE f.status = 'not_reported'
GROUP BY c.name, m.label, m.position, f.official, c.narratives
ORDER BY c.name, m.position, f.official
