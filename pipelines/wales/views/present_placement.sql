-- Children looked after on D (as in looked_after.sql), and the days since the first episode, among those in the return, of
-- the placement they are in. A placement is a run of episodes as in looked_after_12_months.sql.
WITH live AS (
    SELECT p.period, p.d, r.year, r.authority, r.child_id, r.start_date
    FROM placements r
    JOIN periods p ON p.year = r.year
    WHERE r.legal_status NOT IN ('V3', 'V4')
      AND r.start_date <= p.d
      AND (r.end_date IS NULL OR r.end_date > p.d)
      AND r.looked_after_since <= p.d
      AND (r.looked_after_until IS NULL OR r.looked_after_until > p.d)
      AND r.date_of_birth >= p.d + INTERVAL '1 day' - INTERVAL '18 years'
),
latest AS (
    SELECT period, d, year, authority, child_id, MAX(start_date) AS start_date
    FROM live
    GROUP BY period, d, year, authority, child_id
),
-- Only the children of whom two episodes can be one placement: the windows below see few rows.
several AS (
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
begun AS (
    SELECT
        year, authority, child_id, start_date,
        MIN(start_date) OVER (PARTITION BY child, placement) AS first_start
    FROM placed
)
SELECT
    latest.period, latest.authority, latest.child_id AS subject, latest.child_id, latest.start_date,
    CAST(latest.d AS INTEGER) - CAST(COALESCE(begun.first_start, latest.start_date) AS INTEGER) AS days_placed
FROM latest
LEFT JOIN begun
  ON begun.year = latest.year AND begun.authority = latest.authority AND begun.child_id = latest.child_id
 AND begun.start_date = latest.start_date
