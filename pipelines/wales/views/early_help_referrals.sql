-- What happened to families' referrals for early help in the period, up to D: referred, begun or ended in it.
SELECT
    p.period, r.authority, r.family_id || ' ' || CAST(r.referred_date AS VARCHAR) AS subject,
    r.family_id, r.referred_date, r.service, r.decision, r.outcome,
    r.referred_date >= p.first_day AND r.referred_date <= p.d AS is_referred,
    COALESCE(r.start_date >= p.first_day AND r.start_date <= p.d, FALSE) AS is_begun,
    COALESCE(r.end_date >= p.first_day AND r.end_date <= p.d, FALSE) AS is_ended,
    CAST(r.start_date AS INTEGER) - CAST(r.referred_date AS INTEGER) AS days_to_start
FROM early_help r
JOIN periods p ON p.year = r.year
WHERE (r.referred_date >= p.first_day AND r.referred_date <= p.d)
   OR (r.start_date >= p.first_day AND r.start_date <= p.d)
   OR (r.end_date >= p.first_day AND r.end_date <= p.d)
