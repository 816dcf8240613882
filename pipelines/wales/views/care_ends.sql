-- Children who stopped being looked after in the period, short breaks (V3, V4) left out: one row for each authority and
-- child, that of the last end in the period, with the last episode of that period of care.
-- A child who went to another authority whose return shows the arrival stopped with this authority but not in Wales: the
-- mirror of care_starts.sql.
-- polars works out a step again for every place that names it: the last episode is told by its number, not by joining
-- the steps to it back to the return.
WITH numbered AS (
    SELECT
        p.period, r.authority, r.child_id, r.start_date, r.looked_after_until, r.ceased_reason,
        r.category_of_need, r.age_at_care_end,
        ROW_NUMBER() OVER (
            PARTITION BY p.period, r.authority, r.child_id ORDER BY r.looked_after_until DESC, r.start_date DESC
        ) AS from_last
    FROM placements r
    JOIN periods p ON p.year = r.year
    WHERE r.legal_status NOT IN ('V3', 'V4')
      AND r.looked_after_until >= p.first_day
      AND r.looked_after_until <= p.d
),
ends AS (
    SELECT * FROM numbered WHERE from_last = 1
),
arrivals AS (
    SELECT
        authority AS to_authority, child_id AS to_child_id, looked_after_since,
        MAX(upn) AS upn, MAX(date_of_birth) AS date_of_birth, MAX(sex) AS sex
    FROM placements
    WHERE legal_status NOT IN ('V3', 'V4')
    GROUP BY authority, child_id, looked_after_since
),
departures AS (
    SELECT
        authority AS from_authority, child_id AS from_child_id, looked_after_until,
        MAX(upn) AS upn, MAX(date_of_birth) AS date_of_birth, MAX(sex) AS sex,
        MAX(CASE WHEN ceased_reason = 'other_uk_authority' THEN 1 ELSE 0 END) AS handed_over
    FROM placements
    WHERE looked_after_until IS NOT NULL AND legal_status NOT IN ('V3', 'V4')
    GROUP BY authority, child_id, looked_after_until
),
by_number AS (
    SELECT departures.from_authority, departures.from_child_id, departures.looked_after_until,
        arrivals.to_authority, arrivals.to_child_id, arrivals.looked_after_since
    FROM departures
    JOIN arrivals ON arrivals.upn = departures.upn
    WHERE arrivals.to_authority <> departures.from_authority
      AND arrivals.looked_after_since >= departures.looked_after_until - INTERVAL '3 days'
      AND arrivals.looked_after_since <= departures.looked_after_until + INTERVAL '3 days'
),
arrived AS (
    SELECT DISTINCT to_authority, to_child_id, looked_after_since, TRUE AS same FROM by_number
),
departed AS (
    SELECT DISTINCT from_authority, from_child_id, looked_after_until, TRUE AS same FROM by_number
),
-- What the pupil number has paired is not paired again.
could_be AS (
    SELECT
        departures.from_authority, departures.from_child_id, departures.looked_after_until,
        arrivals.to_authority, arrivals.to_child_id, arrivals.looked_after_since,
        COUNT(*) OVER (
            PARTITION BY departures.from_authority, departures.from_child_id, departures.looked_after_until
        ) AS whither,
        COUNT(*) OVER (
            PARTITION BY arrivals.to_authority, arrivals.to_child_id, arrivals.looked_after_since
        ) AS whence
    FROM departures
    JOIN arrivals ON arrivals.date_of_birth = departures.date_of_birth AND arrivals.sex = departures.sex
    LEFT JOIN departed
      ON departed.from_authority = departures.from_authority AND departed.from_child_id = departures.from_child_id
     AND departed.looked_after_until = departures.looked_after_until
    LEFT JOIN arrived
      ON arrived.to_authority = arrivals.to_authority AND arrived.to_child_id = arrivals.to_child_id
     AND arrived.looked_after_since = arrivals.looked_after_since
    WHERE departures.handed_over = 1
      AND arrivals.to_authority <> departures.from_authority
      AND (departures.upn IS NULL OR arrivals.upn IS NULL)
      AND arrivals.looked_after_since >= departures.looked_after_until - INTERVAL '3 days'
      AND arrivals.looked_after_since <= departures.looked_after_until + INTERVAL '3 days'
      AND departed.same IS NULL
      AND arrived.same IS NULL
),
by_birth AS (
    SELECT from_authority, from_child_id, looked_after_until, TRUE AS same
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
    COALESCE(departed.same, by_birth.same, FALSE) AS between_authorities
FROM ends
LEFT JOIN departed
  ON departed.from_authority = ends.authority AND departed.from_child_id = ends.child_id
 AND departed.looked_after_until = ends.looked_after_until
LEFT JOIN by_birth
  ON by_birth.from_authority = ends.authority AND by_birth.from_child_id = ends.child_id
 AND by_birth.looked_after_until = ends.looked_after_until
