-- A worker's year has 253 working days.
SELECT
  p.period,
  w.authority,
  w.authority AS subject,
  w.in_post_fte,
  w.in_post,
  w.leavers_fte,
  w.leavers,
  w.agency_fte,
  w.agency_cover_fte,
  w.agency_fte + w.in_post_fte AS workers_fte,
  w.vacancies_fte,
  w.vacancies_fte + w.in_post_fte AS posts_fte,
  w.holders_fte,
  w.cases,
  w.days_lost,
  253 * w.in_post_fte AS days_owed
FROM workforce AS w
JOIN periods AS p ON p.year = w.year
