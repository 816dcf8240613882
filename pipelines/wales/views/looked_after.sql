-- Children looked after on D: a placement and its period of care live on D, no short breaks (V3, V4), under 18 on D.
-- One row for each authority and child: of several live placements the one that started last.
-- D is the end of a month and a date of birth is kept as its month, so that the age on D is exact.
WITH days AS (
    SELECT period, year, d, d + INTERVAL '1 day' - INTERVAL '18 years' AS born_from
    FROM periods
),
live AS (
    SELECT days.period, r.authority, r.child_id, r.start_date, r.location
    FROM placements r
    JOIN days ON days.year = r.year
    WHERE r.legal_status NOT IN ('V3', 'V4')
      AND r.start_date <= days.d
      AND (r.end_date IS NULL OR r.end_date > days.d)
      AND r.looked_after_since <= days.d
      AND (r.looked_after_until IS NULL OR r.looked_after_until > days.d)
      AND r.date_of_birth >= days.born_from
),
-- Few children, if any: the join below costs next to nothing, a window over all of them would not.
several AS (
    SELECT period, authority, child_id, MAX(start_date) AS last_start
    FROM live
    GROUP BY period, authority, child_id
    HAVING COUNT(*) > 1
)
SELECT live.period, live.authority, live.child_id AS subject, live.child_id, live.start_date, live.location
FROM live
LEFT JOIN several
  ON several.period = live.period AND several.authority = live.authority AND several.child_id = live.child_id
WHERE several.last_start IS NULL OR live.start_date = several.last_start
