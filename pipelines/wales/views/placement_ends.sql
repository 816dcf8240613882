-- Placements that ended in the period, short breaks (V3, V4) left out: one row for the last episode of each.
-- A placement is a run of episodes as in looked_after_12_months.sql: one that goes on under another legal status, or at
-- another address with the same carer, or to which the child came back, has not ended.
-- Only the children of whom two episodes can be one placement: the windows below see few rows.
WITH several AS (
    SELECT year, authority, child_id
    FROM placements
    GROUP BY year, authority, child_id
    HAVING SUM(CASE WHEN episode_reason IN ('legal_status_only', 'address_same_carer', 'status_and_address') THEN 1 ELSE 0 END) > 0
        OR COUNT(placement_id) > COUNT(DISTINCT placement_id)
),
busy AS (
    SELECT year, authority, child_id, ROW_NUMBER() OVER (ORDER BY year, authority, child_id) AS child
    FROM several
),
episodes AS (
    SELECT
        busy.child, r.year, r.authority, r.child_id, r.start_date, r.placement_id,
        SUM(CASE WHEN r.episode_reason IN ('legal_status_only', 'address_same_carer', 'status_and_address') THEN 0 ELSE 1 END)
            OVER (PARTITION BY busy.child ORDER BY r.start_date) AS run
    FROM placements r
    JOIN busy ON busy.year = r.year AND busy.authority = r.authority AND busy.child_id = r.child_id
),
runs AS (
    SELECT
        child, year, authority, child_id, start_date, run,
        MIN(placement_id) OVER (PARTITION BY child, run) AS named
    FROM episodes
),
placed AS (
    SELECT
        child, year, authority, child_id, start_date,
        CASE WHEN named IS NULL THEN run ELSE MIN(run) OVER (PARTITION BY child, named) END AS placement
    FROM runs
),
ordered AS (
    SELECT
        year, authority, child_id, start_date,
        MAX(start_date) OVER (PARTITION BY child, placement) AS last_start
    FROM placed
),
going_on AS (
    SELECT year, authority, child_id, start_date, TRUE AS goes_on
    FROM ordered
    WHERE start_date < last_start
)
SELECT
    p.period, r.authority, r.child_id || ' ' || r.start_date AS subject, r.child_id, r.start_date,
    r.end_reason, r.placement_type, r.location,
    CASE
        WHEN r.age_at_start < 1 THEN 'under_1'
        WHEN r.age_at_start < 5 THEN '1_to_4'
        WHEN r.age_at_start < 10 THEN '5_to_9'
        WHEN r.age_at_start < 16 THEN '10_to_15'
        WHEN r.age_at_start >= 16 THEN '16_to_17'
    END AS age_band
FROM placements r
JOIN periods p ON p.year = r.year
LEFT JOIN going_on
  ON going_on.year = r.year AND going_on.authority = r.authority AND going_on.child_id = r.child_id
 AND going_on.start_date = r.start_date
WHERE going_on.goes_on IS NULL
  AND r.legal_status NOT IN ('V3', 'V4')
  AND r.end_date >= p.first_day
  AND r.end_date <= p.d
