-- Findings of inspections of authorities that were published in the period, up to D. The authority is what is counted;
-- who counts findings counts `finding`.
SELECT
    p.period, f.authority, f.authority AS subject,
    CONCAT_WS(' ', f.authority, f.programme, f.question, f.polarity, f.number) AS finding,
    f.programme, f.question, f.polarity, f.number, f.themes
FROM inspection_findings f
JOIN periods p ON p.year = f.year
WHERE f.published_date >= p.first_day AND f.published_date <= p.d
