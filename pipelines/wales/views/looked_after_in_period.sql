-- Children looked after at any time in the period, short breaks (V3, V4) left out: one row for each authority and child.
-- An episode, and the period of care it belongs to, touches the period where it started by D and is open, or ended on its
-- first day or later.
WITH touching AS (
    SELECT
        p.period, r.authority, r.child_id,
        CASE
            WHEN r.ceased_reason = 'returned_home' AND r.looked_after_until >= p.first_day AND r.looked_after_until <= p.d
            THEN 1 ELSE 0
        END AS went_home
    FROM placements r
    JOIN periods p ON p.year = r.year
    WHERE r.legal_status NOT IN ('V3', 'V4')
      AND r.start_date <= p.d
      AND (r.end_date IS NULL OR r.end_date >= p.first_day)
      AND r.looked_after_since <= p.d
      AND (r.looked_after_until IS NULL OR r.looked_after_until >= p.first_day)
)
SELECT period, authority, child_id AS subject, child_id, MAX(went_home) = 1 AS returned_home
FROM touching
GROUP BY period, authority, child_id
