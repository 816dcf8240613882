//! The order of protection: what policy publishes, the counts of each class as one system, protected and attacked together
//! with what was published before, and then every figure from what is left.

use std::collections::BTreeMap;

use super::attack::{Exposed, Guarded, guarded, within};
use super::counts::Counts;
use super::derived::{Printed, Shown, safe_figure, shown};
use super::gate;
use super::history::{Edition, History};
use super::linked::{At, Part};
use super::linking::linked;
use super::names::{Name, Side, Told};
use super::places::Places;
use super::publishable::{Figures, Publishable};
use super::system::{Seen, real_count};
use super::{Audited, Report, Safe, SafeFigure};
use crate::definitions::{Counts as Class, Definitions, Denominator, Policy};
use crate::diagnostic::Error;
use crate::domain::{Audience, Figure, FigureKey, Kind, Period, Print, Published, Restricted, Withholding};

/// Protects figures (sorted by key) for an audience by the collection's policy, and says how. The public gets what is on a
/// basis that may be published; the inspectorate internal indicators and figures of distinct persons besides.
///
/// # Errors
/// Where a count could be worked out whatever is withheld, or a figure tells more than the counts it is made from: nothing
/// may be published then.
pub fn protect(
    figures: &[Figure],
    definitions: &Definitions,
    audience: Audience,
    history: &History,
) -> Result<(Safe, Report), Error> {
    let work = Work { figures: Figures { figures, definitions }, definitions, places: Places::of(definitions) };
    let publishable = work.figures.publishable(audience);
    let mut report = Report::default();
    let mut printed: BTreeMap<usize, Printed> = BTreeMap::new();
    for (class, members) in by_class(&publishable) {
        let Some(policy) = definitions.collection.disclosure.policy(class) else { continue };
        let parts = work.parts(&members, class, history);
        parts.iter().try_for_each(|part| adds_up(part, &work.places))?;
        let linked = linked(&parts, &work.places, definitions);
        if !linked.system.broken().is_empty() {
            return Err(Error::Internal(format!("counts of class {} contradict each other", class.as_str())));
        }
        let guarded = guarded(&linked, &work.places, policy).map_err(|exposed| could_not(&parts, exposed, class))?;
        for (number, outcome) in &guarded.outcomes {
            let period = parts.get(*number).map(|part| part.period);
            report.systems.extend(period.map(|period| Audited { class, period, outcome: *outcome }));
        }
        for one in members {
            let part = parts.iter().position(|part| part.earlier.is_none() && part.period == one.figure.key.period);
            if let Some((number, part)) = part.and_then(|number| Some((number, parts.get(number)?))) {
                printed.insert(one.at, work.printed(one, (number, part), &guarded));
            }
        }
    }
    report.systems.sort_by_key(|one| (one.class, one.period));
    let all: BTreeMap<usize, Shown> = publishable
        .iter()
        .filter_map(|one| Some((one.at, work.shown(one, printed.get(&one.at).copied()?, &printed))))
        .collect();
    let safe: Vec<SafeFigure> = publishable.iter().filter_map(|one| work.safe(one, &all)).collect();
    gate::pass(&safe, &publishable)?;
    report.prints = history.with(prints(&publishable, &printed, &history.release));
    let persons = match audience {
        Audience::Public => Vec::new(),
        Audience::Internal => work.persons(),
    };
    Ok((Safe { audience, figures: safe, persons }, report))
}

fn by_class<'p, 'a>(publishable: &'p [Publishable<'a>]) -> BTreeMap<Class, Vec<&'p Publishable<'a>>> {
    let mut classes: BTreeMap<Class, Vec<&Publishable<'_>>> = BTreeMap::new();
    for one in publishable {
        classes.entry(one.indicator.counts).or_default().push(one);
    }
    classes
}

/// Refuses figures whose own parts cannot be those of their total.
fn adds_up(part: &Part<'_>, places: &Places) -> Result<(), Error> {
    let Some((series, place)) = part.counts.contradictions.first() else { return Ok(()) };
    let what = part.counts.name(*series).map_or("a figure", |name| name.indicator);
    Err(Error::Stopped(format!(
        "nothing is published: the categories of {what} at {} for {} cannot be those of its total; please report it, and \
         leave that breakdown out of its definition until it is mended",
        places.code(*place),
        part.period
    )))
}

fn could_not(parts: &[Part<'_>], Exposed(at): Exposed, class: Class) -> Error {
    let part = parts.get(at.part);
    let name = part.and_then(|part| part.counts.name(at.series));
    let what = name.map_or("a sum".to_owned(), |name| {
        let part = if name.breakdown.is_empty() { String::new() } else { format!(" by {}", name.breakdown) };
        format!("{}{part}", name.indicator)
    });
    let period = part.map(|part| part.period.to_string()).unwrap_or_default();
    Error::Stopped(format!(
        "nothing is published: for {period} a number of {what} (class {}) could be worked out from what is published, \
         whatever else is withheld; withhold more of it in [disclosure] of collection.toml",
        class.as_str()
    ))
}

/// What this release prints of counts, for the releases after it.
fn prints(publishable: &[Publishable<'_>], printed: &BTreeMap<usize, Printed>, release: &str) -> Vec<(Class, Print)> {
    let print = |one: &Publishable<'_>| {
        let told = printed.get(&one.at)?;
        let print = Print {
            release: release.into(),
            class: one.indicator.counts.as_str().into(),
            key: one.figure.key.published()?,
            kind: one.figure.kind,
            counted: one.figure.numerator,
            out_of: one.figure.denominator,
            printed: told.counted,
            printed_out_of: told.out_of,
            withheld: one.withheld,
            base: one.policy.base(),
        };
        Some((one.indicator.counts, print))
    };
    publishable.iter().filter_map(print).collect()
}

struct Work<'a> {
    figures: Figures<'a>,
    definitions: &'a Definitions,
    places: Places,
}

impl<'a> Work<'a> {
    /// The counts of a class, period by period, the longer periods first; and what earlier releases printed of them.
    fn parts<'h>(&self, members: &[&Publishable<'h>], class: Class, history: &'h History) -> Vec<Part<'h>>
    where
        'a: 'h,
    {
        let mut now: BTreeMap<Period, Vec<Told<'h>>> = BTreeMap::new();
        for one in members {
            now.entry(one.figure.key.period).or_default().extend(self.told(one));
        }
        let mut parts: Vec<Part<'h>> = Vec::new();
        for ((_, period), editions) in history.editions().into_iter().filter(|((of, _), _)| *of == class) {
            parts.extend(editions.into_iter().map(|edition| self.earlier(period, edition)));
        }
        parts.sort_by(|a, b| a.release.cmp(&b.release));
        let mut now: Vec<(Period, Vec<Told<'h>>)> = now.into_iter().collect();
        now.sort_by_key(|(period, _)| (period.kind(), *period));
        parts.extend(now.into_iter().map(|(period, told)| Part {
            period,
            release: history.release.clone(),
            counts: Counts::of(self.definitions, &self.places, period.kind(), &told),
            earlier: None,
        }));
        parts
    }

    fn told<'h>(&self, one: &Publishable<'h>) -> Option<Told<'h>> {
        let Figure { key, kind, numerator, denominator, .. } = one.figure;
        Some(Told {
            indicator: &key.indicator,
            version: key.version,
            breakdown: &key.breakdown,
            category: &key.category,
            place: self.places.at(key.geography_level, &key.geography)?,
            kind: *kind,
            counted: *numerator,
            out_of: *denominator,
            withheld: one.withheld,
        })
    }

    /// What an earlier release printed of the counts of a period.
    fn earlier<'h>(&self, period: Period, (release, prints): Edition<'h>) -> Part<'h>
    where
        'a: 'h,
    {
        let told = |print: &&'h Print| {
            let key = &print.key;
            Some(Told {
                indicator: &key.indicator,
                version: key.version,
                breakdown: &key.breakdown,
                category: &key.category,
                place: self.places.at(key.geography_level, &key.geography)?,
                kind: print.kind,
                counted: print.counted,
                out_of: print.out_of,
                withheld: print.withheld,
            })
        };
        let told: Vec<Told<'h>> = prints.iter().filter_map(told).collect();
        let counts = Counts::of(self.definitions, &self.places, period.kind(), &told);
        let mut seen = vec![vec![Seen::Hidden; self.places.number()]; counts.series.len()];
        for print in prints {
            let Some(place) = self.places.at(print.key.geography_level, &print.key.geography) else { continue };
            for (side, number, printed) in
                [(Side::Counted, print.counted, print.printed), (Side::Whole, print.out_of, print.printed_out_of)]
            {
                let series = counts.find(&Name { side, ..name(&print.key) });
                let slot = series.and_then(|series| seen.get_mut(series)?.get_mut(place));
                if let Some((slot, (number, printed))) = slot.zip(number.zip(printed)) {
                    *slot = slot.and(was_seen(print.base, number, printed));
                }
            }
        }
        Part { period, release: release.into(), counts, earlier: Some(seen) }
    }

    /// The protected counts of a figure.
    fn printed(&self, one: &Publishable<'_>, (number, part): (usize, &Part<'_>), guarded: &Guarded) -> Printed {
        let figure = one.figure;
        let place = self.places.at(figure.key.geography_level, &figure.key.geography);
        let of = |side: Side, truth: Option<f64>| {
            let key = figure.key.published()?;
            let series = part.counts.find(&Name { side, ..name(&key) })?;
            let at = At { part: number, series, place: place? };
            if guarded.withheld.contains(&at) {
                return None;
            }
            match guarded.rounded.get(number).and_then(Option::as_ref) {
                Some(rounded) => rounded.at(series, at.place).map(real_count),
                None => truth,
            }
        };
        let counted = of(Side::Counted, figure.numerator);
        // What a rate is divided by is public, or protected with the figures that it is a number of.
        let out_of = if figure.kind == Kind::Rate { figure.denominator } else { of(Side::Whole, figure.denominator) };
        Printed { counted, out_of, withheld: one.withheld != Withholding::Nothing }
    }

    fn shown(&self, one: &Publishable<'_>, printed: Printed, all: &BTreeMap<usize, Printed>) -> Shown {
        let below = one.indicator.against.as_ref().map(|against| &against.what);
        let printed = match below {
            Some(Denominator::Indicator(_)) => {
                Printed { out_of: self.below(one).and_then(|at| all.get(&at)?.counted), ..printed }
            }
            Some(_) | None => printed,
        };
        shown(one.figure, one.indicator, one.policy, printed)
    }

    /// The figure whose number a rate is divided by.
    fn below(&self, one: &Publishable<'_>) -> Option<usize> {
        let indicator = self.definitions.indicator(one.indicator.against_indicator()?)?;
        let key = &one.figure.key;
        let broken_down = indicator.breakdowns.iter().any(|known| known.column == key.breakdown);
        let part = |text: &str| if broken_down { text.into() } else { "".into() };
        self.figures.position(&FigureKey {
            indicator: indicator.id.clone(),
            version: indicator.version,
            breakdown: part(&key.breakdown),
            category: part(&key.category),
            ..key.clone()
        })
    }

    fn safe(&self, one: &Publishable<'_>, all: &BTreeMap<usize, Shown>) -> Option<SafeFigure<Published>> {
        let key = one.figure.key.published()?;
        let now = all.get(&one.at)?;
        let then = one.figure.compared_with.and_then(|period| {
            let earlier = FigureKey { period, ..one.figure.key.clone() };
            all.get(&self.figures.position(&earlier)?)
        });
        Some(safe_figure(&key, one.figure, one.policy, (now, then)))
    }

    /// Figures of distinct persons in the nation, for the inspectorate: small ones are withheld, others rounded by
    /// themselves; nothing is said of their change.
    fn persons(&self) -> Vec<SafeFigure<Restricted>> {
        let protected = |figure: &Figure| {
            let key = figure.key.restricted()?;
            let indicator = self.definitions.indicator(&key.indicator)?;
            let policy = self.definitions.collection.disclosure.policy(indicator.counts)?;
            let unchanged = Figure { compared_with: None, ..figure.clone() };
            let now = shown(&unchanged, indicator, policy, of_persons(figure, policy));
            Some(safe_figure(&key, &unchanged, policy, (&now, None)))
        };
        self.figures.figures.iter().filter_map(protected).collect()
    }
}

fn of_persons(figure: &Figure, policy: &Policy) -> Printed {
    let base = f64::from(policy.base().unwrap_or(1));
    let round = |number: Option<f64>| number.map(|number| (number / base).round() * base);
    let small = [figure.numerator, figure.denominator].into_iter().flatten().any(|one| policy.protects(one));
    let out_of = if figure.kind == Kind::Rate { figure.denominator } else { round(figure.denominator) };
    Printed { counted: round(figure.numerator), out_of, withheld: small }
}

/// The name of what a figure counts.
fn name(key: &FigureKey<Published>) -> Name<'_> {
    Name {
        indicator: &key.indicator,
        version: key.version,
        side: Side::Counted,
        breakdown: &key.breakdown,
        category: &key.category,
    }
}

/// What a printed number said of the count behind it.
fn was_seen(base: Option<u32>, number: f64, printed: f64) -> Seen {
    // Counts are far below 2^53, up to which a float counts exactly.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole numbers, not negative")]
    let (number, printed) = (number as u64, printed as u64);
    base.map_or(Seen::Exact, |base| within(printed, number, u64::from(base)))
}
