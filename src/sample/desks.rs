//! Who works in an authority: teams of desks, and at each desk one worker after another, with a gap here and there.

use super::Study;
use super::calendar::{Calendar, years};
use super::dice::Dice;

/// How many snapshots there are in the three years.
pub(super) const SNAPSHOTS: usize = 6;

/// Children looked after for each desk that has any; with other cases, some sixteen.
const CHILDREN_A_DESK: usize = 11;
const DESKS_A_TEAM: usize = 6;
/// Children looked after for each reviewing officer, and young people for each personal adviser.
const CHILDREN_AN_OFFICER: usize = 58;
const LEAVERS_AN_ADVISER: usize = 21;
/// The workers whose identifiers have seven digits; a prime.
const SHORT: u64 = 9_999_991;

/// The days on which teams are counted, 30 September and 31 March, each with the number of its year.
pub(super) fn snapshots(calendar: &Calendar) -> Vec<(u32, i32)> {
    calendar.years().flat_map(|(number, year)| [(number, year.first + 182), (number, year.last)]).collect()
}

/// A worker at a desk.
#[derive(Clone, Debug)]
pub(super) struct Worker {
    /// The authority's own identifier.
    pub(super) id: String,
    /// The first day at this desk.
    pub(super) from: i32,
    /// The first day on which the worker was gone.
    pub(super) to: Option<i32>,
    /// When the worker registered as a social worker; nothing for those who are none.
    pub(super) registered: Option<i32>,
    /// `permanent`, `fixed_term` or `agency`.
    pub(super) employment: &'static str,
}

impl Worker {
    /// Whether the worker is there on a day.
    pub(super) fn on(&self, day: i32) -> bool {
        self.from <= day && self.to.is_none_or(|to| to > day)
    }

    /// Whether an agency sends the worker.
    pub(super) fn agency(&self) -> bool {
        self.employment == "agency"
    }
}

/// A post, and who filled it when.
#[derive(Clone, Debug)]
pub(super) struct Desk {
    /// Which team it belongs to.
    pub(super) team: usize,
    /// The role of whoever sits there.
    pub(super) role: &'static str,
    /// Tenths of a full-time post.
    pub(super) fte: u32,
    /// In order of time.
    pub(super) workers: Vec<Worker>,
    /// Children looked after at each snapshot.
    pub(super) children: [u32; SNAPSHOTS],
    /// Children without a worker at each snapshot, because nobody sits there.
    pub(super) unallocated: [u32; SNAPSHOTS],
}

impl Desk {
    /// Who sits there on a day.
    pub(super) fn worker(&self, day: i32) -> Option<&Worker> {
        self.workers.iter().find(|worker| worker.on(day))
    }
}

/// A team.
#[derive(Clone, Debug)]
pub(super) struct Team {
    /// Its name.
    pub(super) name: String,
    /// Whether an agency provides the whole of it.
    pub(super) managed: bool,
}

/// All who work in one batch of an authority.
#[derive(Clone, Debug)]
pub(super) struct Desks {
    /// The teams.
    pub(super) teams: Vec<Team>,
    /// The desks, team by team.
    pub(super) all: Vec<Desk>,
    /// Those among which looked-after children are shared out.
    cases: Vec<usize>,
}

impl Desks {
    /// The desks that so many children and care leavers need.
    pub(super) fn of(study: &Study, [authority, batch]: [u32; 2], children: usize, leavers: usize) -> Self {
        let mut all = Self { teams: Vec::new(), all: Vec::new(), cases: Vec::new() };
        let case_desks = children.div_ceil(CHILDREN_A_DESK).max(2);
        let teams = case_desks.div_ceil(DESKS_A_TEAM);
        let managed = study.seed.dice("managed", &[authority, batch]).chance(160);
        for number in 0..teams {
            let desks = case_desks / teams + usize::from(number < case_desks % teams);
            all.team("Looked After Children", (number, batch), managed && number == 0);
            all.post("team_manager");
            for place in 0..desks {
                let role = match place {
                    0 => "senior_social_worker",
                    4 if number % 2 == 1 => "unqualified_worker",
                    _ => "social_worker",
                };
                all.cases.push(all.all.len());
                all.post(role);
            }
        }
        for number in 0..teams.div_ceil(2) {
            all.team("Assessment and Child Protection", (number, batch), false);
            all.post("team_manager");
            for place in 0..DESKS_A_TEAM {
                all.post(if place == 0 { "senior_social_worker" } else { "social_worker" });
            }
        }
        all.team("Independent Reviewing", (0, batch), false);
        (0..children.div_ceil(CHILDREN_AN_OFFICER)).for_each(|_| all.post("independent_reviewing_officer"));
        all.team("Leaving Care", (0, batch), false);
        (0..leavers.div_ceil(LEAVERS_AN_ADVISER)).for_each(|_| all.post("personal_adviser"));
        all.fill(study, [authority, batch]);
        all
    }

    fn team(&mut self, name: &str, (number, batch): (usize, u32), managed: bool) {
        let letter = char::from(b'A' + u8::try_from(number % 26).unwrap_or(0));
        let name = if batch == 0 { format!("{name} {letter}") } else { format!("{name} {letter}{}", batch + 1) };
        self.teams.push(Team { name, managed });
    }

    fn post(&mut self, role: &'static str) {
        let team = self.teams.len().saturating_sub(1);
        self.all.push(Desk {
            team,
            role,
            fte: 10,
            workers: Vec::new(),
            children: [0; SNAPSHOTS],
            unallocated: [0; SNAPSHOTS],
        });
    }

    fn fill(&mut self, study: &Study, [authority, batch]: [u32; 2]) {
        let teams = &self.teams;
        for (number, desk) in (0..).zip(&mut self.all) {
            let mut dice = study.seed.dice("desk", &[authority, batch, number]);
            let managed = teams.get(desk.team).is_some_and(|team| team.managed);
            desk.fte = dice.pick(&[(78, 10), (12, 8), (7, 6), (3, 5)]);
            // At scales in the thousands an authority has millions of workers.
            let first = u64::from(batch) * 20_000 + u64::from(number) * 40 + 1;
            desk.workers = workers(desk.role, managed, first, &study.calendar, &mut dice);
        }
    }

    /// The desk to which a child comes.
    pub(super) fn case_desk(&self, number: usize) -> usize {
        self.cases.get(number % self.cases.len().max(1)).copied().unwrap_or(0)
    }
}

/// Who sits at a desk from well before the three years to their end.
fn workers(role: &str, managed: bool, first: u64, calendar: &Calendar, dice: &mut Dice) -> Vec<Worker> {
    let qualified = !matches!(role, "unqualified_worker" | "personal_adviser");
    let (horizon, last) = (calendar.cohort(1).first, calendar.last());
    let mut workers = Vec::new();
    let mut from = horizon - dice.day(100, years(5));
    while from <= last {
        let employment = if managed {
            "agency"
        } else {
            match role {
                "social_worker" | "senior_social_worker" => {
                    dice.pick(&[(800, "permanent"), (45, "fixed_term"), (155, "agency")])
                }
                _ => dice.pick(&[(905, "permanent"), (45, "fixed_term"), (50, "agency")]),
            }
        };
        let stays = match employment {
            "agency" => dice.day(90, 560),
            "fixed_term" => dice.day(330, 730),
            _ => dice.day(200, years(9)),
        };
        // Nobody's history begins with a gap in the three years.
        let to = if workers.is_empty() { (from + stays).max(horizon - 60) } else { from + stays };
        let number = first + u64::try_from(workers.len()).unwrap_or(0);
        let experience = if role == "social_worker" { dice.day(30, years(7)) } else { dice.day(years(3), years(20)) };
        workers.push(Worker {
            id: named(number),
            from,
            to: (to <= last).then_some(to),
            registered: qualified.then_some(from - experience),
            employment,
        });
        let gap = match dice.below(100) {
            0..62 => 0,
            62..88 => dice.day(2, 25),
            _ => dice.day(20, 90),
        };
        from = to + gap;
    }
    workers
}

/// The identifier of the worker who bears a number: no two numbers below 999,999,937 share one.
fn named(number: u64) -> String {
    // A multiple of a number modulo a prime: each once, in no order that shows.
    if number < SHORT {
        format!("W{:07}", number * 7_368_787 % SHORT)
    } else {
        format!("W{:09}", number * 736_878_151 % 999_999_937)
    }
}

#[cfg(test)]
mod tests {
    use super::super::dice::Seed;
    use super::*;

    #[test]
    fn no_two_workers_share_an_identifier_at_any_scale() {
        let numbers = (1..40_000).chain(SHORT - 40_000..SHORT + 40_000).chain(700_000_000..700_040_000);
        let names: Vec<String> = numbers.map(named).collect();
        let all: std::collections::BTreeSet<&String> = names.iter().collect();
        assert_eq!(all.len(), names.len());
    }

    #[test]
    fn one_worker_follows_the_other_and_nobody_overlaps() {
        let calendar = Calendar::new();
        for seed in 0..60 {
            let mut dice = Seed::new(seed).dice("desk", &[]);
            let all = workers("social_worker", seed % 9 == 0, 1, &calendar, &mut dice);
            assert!(all.windows(2).all(|pair| pair[0].to.is_some_and(|to| to <= pair[1].from)));
            assert!(
                all[0].from < calendar.cohort(1).first && all[0].to.is_none_or(|to| to > calendar.cohort(0).last - 60)
            );
            assert!(seed % 9 > 0 || all.iter().all(Worker::agency));
        }
    }
}
