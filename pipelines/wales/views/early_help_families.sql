-- Families that are supported, or on the waiting list, on D. A family with two referrals has two rows.
-- Who is supported is told by the dates alone: a decision that was not brought up to date hides no support.
SELECT
    p.period, r.authority, r.family_id AS subject, r.family_id, r.referred_date, r.service, r.decision, r.deprivation_decile,
    r.start_date IS NOT NULL AND r.start_date <= p.d AS is_supported
FROM early_help r
JOIN periods p ON p.year = r.year
WHERE r.referred_date <= p.d
  AND (r.end_date IS NULL OR r.end_date > p.d)
  AND (r.start_date <= p.d OR r.decision = 'waiting')
