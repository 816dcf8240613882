-- What happened in the period, up to D, to referrals to mental health services and therapy: the decision, the first
-- appointment, the closing. One row for each referral to which any of them happened.
WITH days AS (
    SELECT
        p.period, r.authority, r.child_id, r.referral_date, r.service, r.cohort, r.location, r.health_board,
        r.decision, r.close_reason,
        COALESCE(
            r.decision <> 'pending' AND r.decision_date >= p.first_day AND r.decision_date <= p.d, FALSE
        ) AS decided,
        COALESCE(r.first_appointment_date >= p.first_day AND r.first_appointment_date <= p.d, FALSE) AS seen,
        COALESCE(r.closed_date >= p.first_day AND r.closed_date <= p.d, FALSE) AS closed,
        CAST(r.first_appointment_date AS BIGINT) - CAST(r.referral_date AS BIGINT) AS days_to_first_appointment
    FROM camhs_waiting r
    JOIN periods p ON p.year = r.year
)
SELECT
    period, authority, CONCAT_WS(' ', child_id, referral_date, service) AS subject,
    child_id, referral_date, service, cohort, location, health_board, decision, close_reason,
    decided, seen, closed, days_to_first_appointment
FROM days
WHERE decided OR seen OR closed
