-- Children looked after on D (as in looked_after.sql) whose service has a priority action notice open on D.
WITH live AS (
    SELECT p.period, r.authority, r.child_id, r.start_date, r.service_id
    FROM placements r
    JOIN periods p ON p.year = r.year
    WHERE r.legal_status NOT IN ('V3', 'V4')
      AND r.start_date <= p.d
      AND (r.end_date IS NULL OR r.end_date > p.d)
      AND r.looked_after_since <= p.d
      AND (r.looked_after_until IS NULL OR r.looked_after_until > p.d)
      AND r.date_of_birth >= p.d + INTERVAL '1 day' - INTERVAL '18 years'
),
several AS (
    SELECT period, authority, child_id, MAX(start_date) AS last_start
    FROM live
    GROUP BY period, authority, child_id
    HAVING COUNT(*) > 1
),
noticed AS (
    SELECT DISTINCT p.period, n.service_id
    FROM pans n
    JOIN periods p ON p.year = n.year
    WHERE n.issued_date <= p.d AND (n.resolved_date IS NULL OR n.resolved_date > p.d)
)
SELECT live.period, live.authority, live.child_id AS subject, live.child_id, live.start_date
FROM live
JOIN noticed ON noticed.period = live.period AND noticed.service_id = live.service_id
LEFT JOIN several
  ON several.period = live.period AND several.authority = live.authority AND several.child_id = live.child_id
WHERE several.last_start IS NULL OR live.start_date = several.last_start
