-- Children looked after on D (as in looked_after.sql), and whether they spent a night in three or more distinct
-- placements in the 12 months to D, in any period of care.
-- A placement is a run of episodes joined by a change of legal status only, or of address with the same carer, and all
-- runs that share a placement_id: going back after a stay in hospital is no new placement. Temporary placements and
-- short breaks are left out.
-- The preceding year's rows are read too, for the windows that begin in it. One of them that is still open there, and
-- missing from this year's return, tells of nights up to its data_to only: nobody is looked after on D on its word.
WITH days AS (
    SELECT
        period, year, d,
        d + INTERVAL '1 day' - INTERVAL '12 months' AS from_day,
        d + INTERVAL '1 day' - INTERVAL '18 years' AS born_from
    FROM periods
),
spans AS (
    SELECT year, MIN(from_day) AS from_day FROM days GROUP BY year
),
-- Only a child with three episodes that count can have had three placements: the windows below see few rows.
-- Each step is named once: polars works out a step again for every place that names it.
several AS (
    SELECT r.year, r.authority, r.child_id
    FROM placements r
    JOIN spans ON spans.year = r.year
    WHERE r.placement_type <> 'temporary'
      AND r.legal_status NOT IN ('V3', 'V4')
      AND (r.end_date IS NULL OR r.end_date > spans.from_day)
    GROUP BY r.year, r.authority, r.child_id
    HAVING COUNT(*) >= 3
),
-- A number for each of them: windows over numbers are cheaper than windows over identifiers.
busy AS (
    SELECT year, authority, child_id, ROW_NUMBER() OVER (ORDER BY year, authority, child_id) AS child
    FROM several
),
episodes AS (
    SELECT
        busy.child, r.year, r.authority, r.child_id, r.start_date, r.end_date, r.data_to,
        r.placement_id, r.placement_type, r.legal_status,
        SUM(CASE WHEN r.episode_reason IN ('legal_status_only', 'address_same_carer', 'status_and_address') THEN 0 ELSE 1 END)
            OVER (PARTITION BY busy.child ORDER BY r.start_date) AS run
    FROM placements r
    JOIN busy ON busy.year = r.year AND busy.authority = r.authority AND busy.child_id = r.child_id
),
runs AS (
    SELECT
        child, year, authority, child_id, start_date, end_date, data_to, placement_type, legal_status, run,
        MIN(placement_id) OVER (PARTITION BY child, run) AS named
    FROM episodes
),
placed AS (
    SELECT
        year, authority, child_id, start_date, end_date, data_to, placement_type, legal_status,
        CASE WHEN named IS NULL THEN run ELSE MIN(run) OVER (PARTITION BY child, named) END AS placement
    FROM runs
),
movers AS (
    SELECT days.period, placed.authority, placed.child_id, TRUE AS three_or_more
    FROM placed
    JOIN days ON days.year = placed.year
    WHERE placed.placement_type <> 'temporary'
      AND placed.legal_status NOT IN ('V3', 'V4')
      AND placed.start_date <= days.d
      AND placed.data_to >= days.from_day
      AND (placed.end_date IS NULL OR (placed.end_date > days.from_day AND placed.end_date > placed.start_date))
    GROUP BY days.period, placed.authority, placed.child_id
    HAVING COUNT(DISTINCT placed.placement) >= 3
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
      AND r.data_to >= days.d
)
SELECT
    live.period, live.authority, live.child_id AS subject, live.child_id,
    COALESCE(movers.three_or_more, FALSE) AS three_or_more
FROM live
LEFT JOIN movers
  ON movers.period = live.period AND movers.authority = live.authority AND movers.child_id = live.child_id
