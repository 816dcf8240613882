-- The month that D ends, and the children on the child protection register at its end.
SELECT p.period, r.authority, r.month AS subject, r.month, r.cp_on_register
FROM demand r
JOIN periods p ON p.year = r.year
WHERE r.month = SUBSTR(CAST(p.d AS VARCHAR), 1, 7)
