-- Children looked after on D (as in looked_after.sql), with the number of distinct placements in which they spent a
-- night in the 12 months to D, in any period of care.
-- A placement is a run of episodes joined by a change of legal status only, or of address with the same carer, and all
-- runs that share a placement_id: going back after a stay in hospital is no new placement.
WITH days AS (
    SELECT
        period, year, d,
        d + INTERVAL '1 day' - INTERVAL '12 months' AS from_day,
        d + INTERVAL '1 day' - INTERVAL '18 years' AS born_from
    FROM periods
),
-- Only a child with three episodes that count can have had three placements: the window below sees few rows.
busy AS (
    SELECT year, authority, child_id
    FROM placements
    WHERE placement_type <> 'temporary' AND legal_status NOT IN ('V3', 'V4')
    GROUP BY year, authority, child_id
    HAVING COUNT(*) >= 3
),
episodes AS (
    SELECT
        r.year, r.authority, r.child_id, r.start_date, r.end_date, r.placement_id, r.placement_type, r.legal_status,
        SUM(CASE WHEN r.episode_reason IN ('legal_status_only', 'address_same_carer', 'status_and_address') THEN 0 ELSE 1 END)
            OVER (PARTITION BY r.year, r.authority, r.child_id ORDER BY r.start_date) AS run
    FROM placements r
    JOIN busy ON busy.year = r.year AND busy.authority = r.authority AND busy.child_id = r.child_id
),
runs AS (
    SELECT year, authority, child_id, run, MIN(placement_id) AS named
    FROM episodes
    GROUP BY year, authority, child_id, run
),
nights AS (
    SELECT days.period, e.authority, e.child_id, e.run, runs.named
    FROM episodes e
    JOIN runs ON runs.year = e.year AND runs.authority = e.authority AND runs.child_id = e.child_id AND runs.run = e.run
    JOIN days ON days.year = e.year
    WHERE e.placement_type <> 'temporary'
      AND e.legal_status NOT IN ('V3', 'V4')
      AND e.start_date <= days.d
      AND (e.end_date IS NULL OR (e.end_date > days.from_day AND e.end_date > e.start_date))
),
placements_had AS (
    SELECT
        period, authority, child_id,
        COUNT(DISTINCT named) + COUNT(DISTINCT CASE WHEN named IS NULL THEN run END) AS placements
    FROM nights
    GROUP BY period, authority, child_id
),
live AS (
    SELECT DISTINCT days.period, r.authority, r.child_id
    FROM placements r
    JOIN days ON days.year = r.year
    WHERE r.legal_status NOT IN ('V3', 'V4')
      AND r.start_date <= days.d
      AND (r.end_date IS NULL OR r.end_date > days.d)
      AND r.looked_after_since <= days.d
      AND (r.looked_after_until IS NULL OR r.looked_after_until > days.d)
      AND r.date_of_birth >= days.born_from
)
SELECT
    live.period, live.authority, live.child_id AS subject, live.child_id,
    COALESCE(h.placements, 0) AS placements_in_12_months
FROM live
LEFT JOIN placements_had h
  ON h.period = live.period AND h.authority = live.authority AND h.child_id = live.child_id
