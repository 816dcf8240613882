SELECT
  p.period,
  c.authority,
  c.staff AS subject,
  c.staff,
  c.measure,
  c.value
FROM contacts AS c
JOIN periods AS p ON p.year = c.year
WHERE c.measure = 'contacts'
