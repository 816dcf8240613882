-- Children under 18 who receive short breaks on D: a placement under V3 or V4 and its period of care live on D.
SELECT DISTINCT p.period, r.authority, r.child_id AS subject, r.child_id, r.start_date
FROM placements r
JOIN periods p ON p.year = r.year
WHERE r.legal_status IN ('V3', 'V4')
  AND r.start_date <= p.d
  AND (r.end_date IS NULL OR r.end_date > p.d)
  AND r.looked_after_since <= p.d
  AND (r.looked_after_until IS NULL OR r.looked_after_until > p.d)
  AND r.date_of_birth >= p.d + INTERVAL '1 day' - INTERVAL '18 years'
