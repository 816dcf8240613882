-- Children who stopped being looked after in the period, short breaks (V3, V4) left out: one row for each authority and
-- child, that of the last end in the period, with the last episode of that period of care.
-- A child who went to another authority whose return shows the arrival stopped with this authority but not in Wales: the
-- mirror of care_starts.sql.
WITH last_ends AS (
    SELECT p.period, r.authority, r.child_id, MAX(r.looked_after_until) AS looked_after_until
    FROM placements r
    JOIN periods p ON p.year = r.year
    WHERE r.legal_status NOT IN ('V3', 'V4')
      AND r.looked_after_until >= p.first_day
      AND r.looked_after_until <= p.d
    GROUP BY p.period, r.authority, r.child_id
),
last_episodes AS (
    SELECT last_ends.period, p.year, r.authority, r.child_id, MAX(r.start_date) AS start_date
    FROM last_ends
    JOIN periods p ON p.period = last_ends.period
    JOIN placements r
      ON r.year = p.year AND r.authority = last_ends.authority AND r.child_id = last_ends.child_id
     AND r.looked_after_until = last_ends.looked_after_until
    WHERE r.legal_status NOT IN ('V3', 'V4')
    GROUP BY last_ends.period, p.year, r.authority, r.child_id
),
ends AS (
    SELECT
        last_episodes.period, r.authority, r.child_id, r.start_date, r.looked_after_until, r.ceased_reason,
        r.category_of_need, r.age_at_care_end, r.upn, r.date_of_birth, r.sex
    FROM last_episodes
    JOIN placements r
      ON r.year = last_episodes.year AND r.authority = last_episodes.authority AND r.child_id = last_episodes.child_id
     AND r.start_date = last_episodes.start_date
),
departures AS (
    SELECT DISTINCT authority, child_id, looked_after_until, ceased_reason, upn, date_of_birth, sex FROM ends
),
arrivals AS (
    SELECT DISTINCT authority AS to_authority, child_id AS to_child_id, looked_after_since, upn, date_of_birth, sex
    FROM placements
    WHERE legal_status NOT IN ('V3', 'V4')
),
by_number AS (
    SELECT DISTINCT departures.authority, departures.child_id, departures.looked_after_until, TRUE AS same
    FROM departures
    JOIN arrivals ON arrivals.upn = departures.upn
    WHERE arrivals.to_authority <> departures.authority
      AND arrivals.looked_after_since >= departures.looked_after_until - INTERVAL '3 days'
      AND arrivals.looked_after_since <= departures.looked_after_until + INTERVAL '3 days'
),
could_be AS (
    SELECT
        departures.authority, departures.child_id, departures.looked_after_until,
        COUNT(*) OVER (PARTITION BY departures.authority, departures.child_id, departures.looked_after_until) AS whither,
        COUNT(*) OVER (PARTITION BY arrivals.to_authority, arrivals.to_child_id, arrivals.looked_after_since) AS whence
    FROM departures
    JOIN arrivals ON arrivals.date_of_birth = departures.date_of_birth AND arrivals.sex = departures.sex
    WHERE departures.ceased_reason = 'other_uk_authority'
      AND arrivals.to_authority <> departures.authority
      AND (departures.upn IS NULL OR arrivals.upn IS NULL)
      AND arrivals.looked_after_since >= departures.looked_after_until - INTERVAL '3 days'
      AND arrivals.looked_after_since <= departures.looked_after_until + INTERVAL '3 days'
),
by_birth AS (
    SELECT DISTINCT authority, child_id, looked_after_until, TRUE AS same
    FROM could_be
    WHERE whence = 1 AND whither = 1
)
SELECT
    ends.period, ends.authority, ends.child_id AS subject, ends.child_id, ends.start_date, ends.category_of_need, ends.ceased_reason,
    CASE
        WHEN ends.age_at_care_end < 1 THEN 'under_1'
        WHEN ends.age_at_care_end < 5 THEN '1_to_4'
        WHEN ends.age_at_care_end < 10 THEN '5_to_9'
        WHEN ends.age_at_care_end < 16 THEN '10_to_15'
        WHEN ends.age_at_care_end < 18 THEN '16_to_17'
        WHEN ends.age_at_care_end >= 18 THEN '18'
    END AS age_at_end,
    COALESCE(by_number.same, by_birth.same, FALSE) AS between_authorities
FROM ends
LEFT JOIN by_number
  ON by_number.authority = ends.authority AND by_number.child_id = ends.child_id
 AND by_number.looked_after_until = ends.looked_after_until
LEFT JOIN by_birth
  ON by_birth.authority = ends.authority AND by_birth.child_id = ends.child_id
 AND by_birth.looked_after_until = ends.looked_after_until
