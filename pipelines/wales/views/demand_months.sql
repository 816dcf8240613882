-- The months of a period, up to D, each with what came to an authority in it: numbers that the authority has added up.
-- A month is written like 2023-04, and is compared as text.
SELECT
    p.period, r.authority, r.month AS subject, r.month,
    r.contacts, r.referrals, r.assessments_completed, r.assessments_in_42_days, r.proceedings_issued
FROM demand r
JOIN periods p ON p.year = r.year
WHERE r.month || '-01' >= CAST(p.first_day AS VARCHAR) AND r.month || '-01' <= CAST(p.d AS VARCHAR)
