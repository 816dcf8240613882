-- Foster carers of each kind at the last snapshot in the period.
-- The return is read once: polars 0.55 mixes up columns of a table in memory that one statement reads twice with other
-- columns each time, so that an example of `households` was given the `places`.
WITH snapshots AS (
    SELECT
        p.period, f.authority, f.kind, f.snapshot_date,
        f.households, f.places, f.places_usable_vacant, f.accept_11_plus, f.approved_in_year, f.left_in_year,
        MAX(f.snapshot_date) OVER (PARTITION BY p.period, f.authority) AS last_date
    FROM foster_carers f
    JOIN periods p ON p.year = f.year
    WHERE f.snapshot_date >= p.first_day AND f.snapshot_date <= p.d
)
SELECT
    period, authority, kind AS subject, kind, snapshot_date,
    households, places, places_usable_vacant, accept_11_plus, approved_in_year - left_in_year AS net
FROM snapshots
WHERE snapshot_date = last_date
