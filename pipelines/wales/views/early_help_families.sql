-- Families that are supported, or waiting to be, on D. A family with two referrals has two rows.
-- Who is supported is told by the dates alone: a decision that was not brought up to date hides no support.
SELECT
    p.period, r.authority, r.family_id AS subject, r.family_id, r.referred_date, r.service, r.deprivation_decile,
    COALESCE(r.start_date <= p.d, FALSE) AS is_supported,
    (r.start_date IS NULL OR r.start_date > p.d) AND r.decision IN ('waiting', 'accepted') AS is_waiting
FROM early_help r
JOIN periods p ON p.year = r.year
WHERE r.referred_date <= p.d
  AND (r.end_date IS NULL OR r.end_date > p.d)
  AND (r.start_date <= p.d OR r.decision IN ('waiting', 'accepted'))
