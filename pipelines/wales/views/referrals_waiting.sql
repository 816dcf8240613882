-- Referrals to mental health services and therapy that wait on D: made by then, and not turned down, seen or closed by
-- then. A refusal without a date ends no wait: nobody knows that it came before D.
SELECT
    p.period, r.authority, CONCAT_WS(' ', r.child_id, r.referral_date, r.service) AS subject,
    r.child_id, r.referral_date, r.service, r.cohort, r.location, r.health_board, r.funder,
    CAST(p.d AS BIGINT) - CAST(r.referral_date AS BIGINT) AS days_waited,
    CASE
        WHEN CAST(p.d AS BIGINT) - CAST(r.referral_date AS BIGINT) < 4 * 7 THEN 'under_4_weeks'
        WHEN CAST(p.d AS BIGINT) - CAST(r.referral_date AS BIGINT) < 12 * 7 THEN '4_to_12_weeks'
        WHEN CAST(p.d AS BIGINT) - CAST(r.referral_date AS BIGINT) < 26 * 7 THEN '12_to_26_weeks'
        WHEN CAST(p.d AS BIGINT) - CAST(r.referral_date AS BIGINT) < 52 * 7 THEN '26_to_52_weeks'
        ELSE '52_weeks_and_over'
    END AS time_waited
FROM camhs_waiting r
JOIN periods p ON p.year = r.year
WHERE r.referral_date <= p.d
  AND (r.decision <> 'not_accepted' OR r.decision_date IS NULL OR r.decision_date > p.d)
  AND (r.first_appointment_date IS NULL OR r.first_appointment_date > p.d)
  AND (r.closed_date IS NULL OR r.closed_date > p.d)
