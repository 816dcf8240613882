SELECT
  p.period,
  c.authority,
  c.authority AS subject,
  c.with_plan,
  c.with_plan - c.looked_after AS at_home,
  c.looked_after,
  c.looked_after_in_year,
  c.returned_home,
  c.three_or_more_placements,
  c.outside_authority,
  c.outside_wales,
  c.started,
  c.started_for_abuse
FROM children AS c
JOIN periods AS p ON p.year = c.year
