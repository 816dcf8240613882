SELECT
  p.period,
  f.authority,
  f.authority AS subject,
  f.children
FROM foster_inside AS f
JOIN periods AS p ON p.year = f.year
