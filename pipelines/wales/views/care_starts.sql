-- Children who started to be looked after in the period, short breaks (V3, V4) left out: one row for each authority and
-- child, that of the first start in the period, with the first episode of that period of care.
-- A child who came from another authority whose return shows the departure, within three days, started with this
-- authority but not in Wales. The two are told to be one by the pupil number; where either has none, by month of birth and
-- sex, if the other authority says that an authority took the care over and nobody else could be meant.
WITH first_starts AS (
    SELECT p.period, r.authority, r.child_id, MIN(r.looked_after_since) AS looked_after_since, MIN(r.start_date) AS start_date
    FROM placements r
    JOIN periods p ON p.year = r.year
    WHERE r.legal_status NOT IN ('V3', 'V4')
      AND r.looked_after_since >= p.first_day
      AND r.looked_after_since <= p.d
      AND r.start_date <= p.d
    GROUP BY p.period, r.authority, r.child_id
),
starts AS (
    SELECT
        first_starts.period, r.authority, r.child_id, r.start_date, r.looked_after_since,
        r.category_of_need, r.age_at_care_start, r.upn, r.date_of_birth, r.sex
    FROM first_starts
    JOIN periods p ON p.period = first_starts.period
    JOIN placements r
      ON r.year = p.year AND r.authority = first_starts.authority AND r.child_id = first_starts.child_id
     AND r.start_date = first_starts.start_date
),
arrivals AS (
    SELECT DISTINCT authority, child_id, looked_after_since, upn, date_of_birth, sex FROM starts
),
departures AS (
    SELECT DISTINCT authority AS from_authority, child_id AS from_child_id, looked_after_until, ceased_reason, upn, date_of_birth, sex
    FROM placements
    WHERE looked_after_until IS NOT NULL AND legal_status NOT IN ('V3', 'V4')
),
by_number AS (
    SELECT DISTINCT arrivals.authority, arrivals.child_id, arrivals.looked_after_since, TRUE AS same
    FROM arrivals
    JOIN departures ON departures.upn = arrivals.upn
    WHERE departures.from_authority <> arrivals.authority
      AND arrivals.looked_after_since >= departures.looked_after_until - INTERVAL '3 days'
      AND arrivals.looked_after_since <= departures.looked_after_until + INTERVAL '3 days'
),
could_be AS (
    SELECT
        arrivals.authority, arrivals.child_id, arrivals.looked_after_since,
        COUNT(*) OVER (PARTITION BY arrivals.authority, arrivals.child_id, arrivals.looked_after_since) AS whence,
        COUNT(*) OVER (PARTITION BY departures.from_authority, departures.from_child_id, departures.looked_after_until) AS whither
    FROM arrivals
    JOIN departures ON departures.date_of_birth = arrivals.date_of_birth AND departures.sex = arrivals.sex
    WHERE departures.ceased_reason = 'other_uk_authority'
      AND departures.from_authority <> arrivals.authority
      AND (departures.upn IS NULL OR arrivals.upn IS NULL)
      AND arrivals.looked_after_since >= departures.looked_after_until - INTERVAL '3 days'
      AND arrivals.looked_after_since <= departures.looked_after_until + INTERVAL '3 days'
),
by_birth AS (
    SELECT DISTINCT authority, child_id, looked_after_since, TRUE AS same
    FROM could_be
    WHERE whence = 1 AND whither = 1
)
SELECT
    starts.period, starts.authority, starts.child_id AS subject, starts.child_id, starts.start_date, starts.category_of_need,
    CASE
        WHEN starts.age_at_care_start < 1 THEN 'under_1'
        WHEN starts.age_at_care_start < 5 THEN '1_to_4'
        WHEN starts.age_at_care_start < 10 THEN '5_to_9'
        WHEN starts.age_at_care_start < 16 THEN '10_to_15'
        WHEN starts.age_at_care_start >= 16 THEN '16_to_17'
    END AS age_band,
    COALESCE(by_number.same, by_birth.same, FALSE) AS between_authorities
FROM starts
LEFT JOIN by_number
  ON by_number.authority = starts.authority AND by_number.child_id = starts.child_id
 AND by_number.looked_after_since = starts.looked_after_since
LEFT JOIN by_birth
  ON by_birth.authority = starts.authority AND by_birth.child_id = starts.child_id
 AND by_birth.looked_after_since = starts.looked_after_since
