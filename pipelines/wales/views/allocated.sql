-- Children with a spell of allocation live on D, with a worker or without one, and their workers in the 12 months to D.
-- A change is a spell that starts in the 12 months with another worker than the child's spell with a worker before it:
-- a time without a worker in between makes no second change, and coming back to the same worker none.
-- The preceding year's rows are read too. One that is still open there, and missing from this year's return, tells of
-- days up to its data_to only.
WITH days AS (
    SELECT period, year, d, d + INTERVAL '1 day' - INTERVAL '12 months' AS from_day
    FROM periods
),
spans AS (
    SELECT year, MIN(from_day) AS from_day FROM days GROUP BY year
),
-- Only a child of whom a worker's second spell starts in the windows can have a change, or two workers: the window
-- function below sees few rows.
several AS (
    SELECT r.year, r.authority, r.child_id
    FROM allocations r
    JOIN spans ON spans.year = r.year
    WHERE r.worker_id IS NOT NULL
    GROUP BY r.year, r.authority, r.child_id
    HAVING COUNT(*) > 1 AND SUM(CASE WHEN r.from_date >= spans.from_day THEN 1 ELSE 0 END) > 0
),
-- A number for each of them: windows over numbers are cheaper than windows over identifiers.
busy AS (
    SELECT year, authority, child_id, ROW_NUMBER() OVER (ORDER BY year, authority, child_id) AS child
    FROM several
),
spells AS (
    SELECT
        busy.child, r.year, r.authority, r.child_id, r.worker_id, r.from_date, r.to_date, r.data_to,
        LAG(r.worker_id) OVER (PARTITION BY busy.child ORDER BY r.from_date) AS worker_before
    FROM allocations r
    JOIN busy ON busy.year = r.year AND busy.authority = r.authority AND busy.child_id = r.child_id
    WHERE r.worker_id IS NOT NULL
),
worked AS (
    SELECT
        days.period, s.authority, s.child_id, COUNT(DISTINCT s.worker_id) AS workers,
        SUM(CASE WHEN s.worker_id <> s.worker_before AND s.from_date >= days.from_day THEN 1 ELSE 0 END) AS changes
    FROM spells s
    JOIN days ON days.year = s.year
    WHERE s.from_date <= days.d
      AND (s.to_date >= days.from_day OR (s.to_date IS NULL AND s.data_to >= days.from_day))
    GROUP BY days.period, s.authority, s.child_id
),
live AS (
    SELECT
        days.period, r.authority, r.child_id,
        MAX(CASE WHEN r.worker_id IS NULL THEN 0 ELSE 1 END) AS with_worker
    FROM allocations r
    JOIN days ON days.year = r.year
    WHERE r.from_date <= days.d
      AND (r.to_date IS NULL OR r.to_date > days.d)
      AND r.data_to >= days.d
    GROUP BY days.period, r.authority, r.child_id
)
SELECT
    live.period, live.authority, live.child_id AS subject, live.child_id,
    live.with_worker = 1 AS has_worker,
    COALESCE(worked.workers, 0) >= 3 AS three_or_more_workers,
    COALESCE(worked.changes, 0) AS changes
FROM live
LEFT JOIN worked
  ON worked.period = live.period AND worked.authority = live.authority AND worked.child_id = live.child_id
