-- The authorities' rows: those of the nation and of regions are the publisher's own totals.
SELECT
  p.period,
  c.authority,
  c.authority AS subject,
  c.measure,
  c.children
FROM looked_after AS c
JOIN periods AS p ON p.year = c.year
WHERE c.level = 'authority'
