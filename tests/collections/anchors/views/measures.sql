SELECT
  p.period,
  m.authority,
  m.authority AS subject,
  m.looked_after,
  m.short_breaks,
  m.three_or_more_placements,
  m.changed_school,
  m.not_with_family,
  m.outside_authority,
  m.outside_wales
FROM measures AS m
JOIN periods AS p ON p.year = m.year
