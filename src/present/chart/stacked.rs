//! Shares of a whole: into which parts it is divided, over periods or in each place, and which may be shown.
//!
//! Shares are made of printed numbers only, so that they tell nothing that those do not.

use super::lettering::Lettering;
use super::palette::MOST_SERIES;
use super::remarks::{self, Named, why};
use super::shares::{self, Bar, Shares};
use super::telling::{self, Valued};
use super::{Made, nothing};
use crate::definitions::{Chart, Indicator, TableRows};
use crate::diagnostic::Error;
use crate::disclosure::SafeFigure;
use crate::domain::{GeographyLevel, Kind, Period};
use crate::present::Overview;
use crate::present::choice::{At, Part, shown};
use crate::present::grid::capitalised;
use crate::present::voice::{Voice, bracketed, decimal, grouped, in_kind};

/// One part of the whole: a category of an indicator, or an indicator that is a share itself.
struct Slice<'s> {
    indicator: &'s str,
    part: Part<'s>,
    name: String,
    /// How large it is for the nation in the latest period; less than nothing where that is not shown.
    size: f64,
}

/// What a whole is divided into.
struct Division<'s, 'a> {
    view: &'s Overview<'a>,
    voice: &'s Voice<'s>,
    indicator: &'s Indicator,
    by_category: bool,
    /// Those drawn by themselves, then those that make the rest.
    own: Vec<Slice<'s>>,
    rest: Vec<Slice<'s>>,
}

/// One bar's figures.
struct Row<'a> {
    name: String,
    at: At<'a>,
    /// The whole's figure, where the parts are categories of it.
    whole: Option<&'a SafeFigure>,
    own: Vec<Option<&'a SafeFigure>>,
    rest: Vec<Option<&'a SafeFigure>>,
}

pub(super) fn make<'a>(
    view: &Overview<'a>,
    voice: &Voice<'_>,
    chart: &Chart,
    lettering: &Lettering,
) -> Result<Made<'a>, Error> {
    let Some((division, latest)) = Division::of(view, voice, chart) else {
        return Ok(nothing(voice, Vec::new(), Vec::new(), None));
    };
    let places = chart.rows == TableRows::Places;
    let rows = if places { division.places(latest) } else { division.periods(chart) };
    let figures: Vec<&'a SafeFigure> =
        rows.iter().flat_map(|row| row.whole.into_iter().chain(row.parts().flatten())).collect();
    let mut bars: Vec<Bar> = rows.iter().map(|row| division.bar(row, rows.len() > 1 && places)).collect();
    let named: Vec<Named<'a>> = rows.iter().map(|row| (row.name.clone(), row.parts().collect())).collect();
    let mut said = remarks::all(voice, &named);
    said.extend(view.leaves_out(&chart.breakdown).then(|| voice.say("table-never-apart")));
    let period = places.then_some(latest);
    if bars.iter().all(|bar| bar.shares.iter().all(Option::is_none)) {
        return Ok(nothing(voice, said, figures, period));
    }
    if places {
        bars.sort_by(|a, b| b.whole.cmp(&a.whole).then(first_share(b).total_cmp(&first_share(a))));
    }
    let mut parts = division.names();
    let left_out = without_rest(&division, &mut parts, &mut bars);
    said.extend(left_out.clone());
    let description = described(voice, &parts, &bars, period);
    let description = [description].into_iter().chain(remarks::incomplete(voice, &named)).collect::<Vec<_>>().join(" ");
    let ticks = [0.0, 50.0, 100.0].map(|tick| format!("{}%", decimal(tick, 0)));
    let has_rest = !division.rest.is_empty() && left_out.is_none();
    let sheet = shares::draw(&Shares { parts, has_rest, bars, ticks }, lettering)?;
    Ok(Made { sheet: Some(sheet), description, remarks: said, figures, period })
}

/// Takes the rest away where no bar may show it, and says what it would have been.
fn without_rest(division: &Division<'_, '_>, parts: &mut Vec<String>, bars: &mut [Bar]) -> Option<String> {
    let shown = |bar: &Bar| bar.shares.last().is_some_and(Option::is_some);
    if division.rest.is_empty() || bars.iter().any(shown) {
        return None;
    }
    parts.pop();
    for bar in bars {
        bar.shares.pop();
    }
    let names: Vec<String> = division.rest.iter().map(|slice| slice.name.clone()).collect();
    Some(division.voice.tell_texts("chart-rest-left-out", &[("what", &division.voice.list(&names))]))
}

fn first_share(bar: &Bar) -> f64 {
    bar.shares.first().and_then(Option::as_ref).map_or(-1.0, |(share, _)| *share)
}

impl<'a> Row<'a> {
    fn parts(&self) -> impl Iterator<Item = Option<&'a SafeFigure>> {
        self.own.iter().chain(&self.rest).copied()
    }
}

impl<'s, 'a> Division<'s, 'a> {
    /// What a chart divides, and the latest period that has it.
    fn of(view: &'s Overview<'a>, voice: &'s Voice<'s>, chart: &'s Chart) -> Option<(Self, Period)> {
        let mut indicators = chart.indicators.iter().filter_map(|id| view.definitions.indicator(id));
        let indicator = indicators.next()?;
        let latest = view.latest(&indicator.id, chart.periods, Part::TOTAL)?;
        let by_category = !chart.breakdown.is_empty();
        let slice = |indicator: &'s str, part: Part<'s>, name: String| {
            let figure = view.figure(indicator, latest, view.nation(), part);
            let size = figure.and_then(|figure| shown(&figure.value)).unwrap_or(-1.0);
            Slice { indicator, part, name, size }
        };
        let slices: Vec<Slice<'s>> = if by_category {
            let of_category = |category: &'a str| {
                let name = voice.category(&indicator.id, &chart.breakdown, category);
                slice(&indicator.id, Part { breakdown: &chart.breakdown, category }, name)
            };
            view.categories(&indicator.id, latest, &chart.breakdown).into_iter().map(of_category).collect()
        } else {
            let of_indicator = |one: &'s Indicator| slice(&one.id, Part::TOTAL, voice.title(&one.id));
            [indicator].into_iter().chain(indicators).map(of_indicator).collect()
        };
        let mut sizes: Vec<f64> = slices.iter().map(|slice| slice.size).collect();
        sizes.sort_by(|a, b| b.total_cmp(a));
        let smallest = sizes.get(MOST_SERIES - 1).copied().unwrap_or(f64::NEG_INFINITY);
        let (mut own, mut rest): (Vec<Slice<'s>>, Vec<Slice<'s>>) =
            slices.into_iter().partition(|slice| slice.size >= smallest);
        // Of several that are as large as the last, the first stand by themselves.
        while own.len() > MOST_SERIES {
            let Some(last) = own.iter().rposition(|slice| slice.size <= smallest) else { break };
            rest.push(own.remove(last));
        }
        Some((Self { view, voice, indicator, by_category, own, rest }, latest))
    }

    /// The names of the parts in order.
    fn names(&self) -> Vec<String> {
        let rest = match self.rest.as_slice() {
            [] => None,
            [one] => Some(one.name.clone()),
            _ => Some(self.voice.say("chart-rest")),
        };
        self.own.iter().map(|slice| slice.name.clone()).chain(rest).collect()
    }

    fn row(&self, name: String, at: At<'a>, period: Period) -> Row<'a> {
        let disclosure = &self.view.definitions.collection.disclosure;
        let figure = |slice: &Slice<'s>| {
            let apart = disclosure.apart(slice.part.breakdown, slice.part.category, at.level).is_some();
            if apart { None } else { self.view.figure(slice.indicator, period, at, slice.part) }
        };
        let total = self.view.figure(&self.indicator.id, period, at, Part::TOTAL);
        Row {
            name,
            at,
            whole: total.filter(|_| self.by_category),
            own: self.own.iter().map(figure).collect(),
            rest: self.rest.iter().map(figure).collect(),
        }
    }

    fn periods(&self, chart: &Chart) -> Vec<Row<'a>> {
        let nation = self.view.nation();
        let periods = self.view.periods(&self.indicator.id, chart.periods, Part::TOTAL).into_iter();
        periods.map(|period| self.row(capitalised(&self.voice.period(period)), nation, period)).collect()
    }

    /// The nation, and the authorities, or where none of them can be shown the regions.
    fn places(&self, period: Period) -> Vec<Row<'a>> {
        let row = |at: At<'a>| self.row(self.voice.place(at.level, at.code), at, period);
        let nation = row(self.view.nation());
        for level in [GeographyLevel::Authority, GeographyLevel::Region] {
            let rows: Vec<Row<'a>> = self.view.places_below(level).into_iter().map(row).collect();
            if rows.iter().any(|row| self.shares(row).iter().any(Option::is_some)) {
                return [nation].into_iter().chain(rows).collect();
            }
        }
        vec![nation]
    }

    /// The number of which the parts are shares: the printed whole, unless it is so small that its shares would tell of
    /// single ones; 100 where the parts are per cent themselves.
    fn whole(&self, row: &Row<'a>) -> Option<f64> {
        if !self.by_category {
            return Some(100.0);
        }
        let whole = row.whole.and_then(|figure| shown(&figure.value))?;
        (whole > 0.0 && whole >= f64::from(self.least())).then_some(whole)
    }

    fn least(&self) -> u32 {
        let policy = self.view.definitions.collection.disclosure.policy(self.indicator.counts);
        policy.map_or(0, |policy| policy.least_denominator)
    }

    /// How many per cent each part is, and the rest where all of it may be shown.
    fn shares(&self, row: &Row<'a>) -> Vec<Option<f64>> {
        let whole = self.whole(row);
        let share = |figure: Option<&'a SafeFigure>| Some(shown(&figure?.value)? / whole? * 100.0);
        let mut shares: Vec<Option<f64>> = row.own.iter().copied().map(share).collect();
        if !row.rest.is_empty() {
            shares.push(row.rest.iter().copied().map(share).sum());
        }
        shares
    }

    fn bar(&self, row: &Row<'a>, among_places: bool) -> Bar {
        let shares = self.shares(row);
        let lacks = row.whole.or(row.own.iter().flatten().next().copied());
        let shortfall = lacks.and_then(|figure| self.voice.shortfall(figure));
        let drawn = shares.iter().any(Option::is_some);
        let hidden = row.parts().filter(|figure| why(*figure).is_some()).count() + self.apart(row);
        let printed = |share: f64| (share, in_kind(share, Kind::Proportion));
        let authority = row.at.level == GeographyLevel::Authority;
        Bar {
            name: self.voice.with_shortfall(&row.name, shortfall.as_deref()),
            place: if authority { row.at.code.to_string() } else { String::new() },
            whole: among_places && row.at.level == GeographyLevel::Nation,
            shares: shares.into_iter().map(|share| share.map(printed)).collect(),
            outlined: drawn && hidden > 1,
            instead: if drawn { String::new() } else { self.instead(row) },
        }
    }

    /// How many categories are never printed apart at the row's level.
    fn apart(&self, row: &Row<'a>) -> usize {
        let breakdown = self.own.first().map_or("", |slice| slice.part.breakdown);
        let apart = self.view.definitions.collection.disclosure.apart.iter();
        let here = apart.filter(|apart| *apart.breakdown == *breakdown && row.at.level >= apart.level);
        here.map(|apart| apart.categories.len()).sum()
    }

    /// Why a row has no bar.
    fn instead(&self, row: &Row<'a>) -> String {
        let of_whole = row.whole.or_else(|| row.parts().flatten().next());
        match of_whole.map(|figure| shown(&figure.value)) {
            Some(Some(0.0)) if self.by_category => "0".to_string(),
            Some(Some(whole)) if self.by_category && whole < f64::from(self.least()) => {
                self.voice.tell_texts("chart-fewer-than", &[("number", &grouped(self.least().into()))])
            }
            _ => {
                let code = why(of_whole).or_else(|| row.parts().find_map(why));
                code.map(bracketed).unwrap_or_default()
            }
        }
    }
}

/// The parts, the shares of the first and last bar or of the nation, and who has most and least of the first part.
fn described(voice: &Voice<'_>, parts: &[String], bars: &[Bar], period: Option<Period>) -> String {
    let divided = voice.list(parts);
    let (from, to) = bars.first().zip(bars.last()).map_or(("", ""), |(from, to)| (&*from.name, &*to.name));
    let mut said = vec![match period {
        Some(period) => {
            voice.tell_texts("describe-shares-places", &[("period", &voice.period(period)), ("parts", &divided)])
        }
        None => voice.tell_texts("describe-shares-periods", &[("from", from), ("to", to), ("parts", &divided)]),
    }];
    let one = |bar: &Bar| {
        let share = |(name, share): (&String, &Option<(f64, String)>)| Some(format!("{name} {}", share.as_ref()?.1));
        let told: Vec<String> = parts.iter().zip(&bar.shares).filter_map(share).collect();
        let args = [("name", &*bar.name), ("value", &*voice.list(&told))];
        (!told.is_empty()).then(|| voice.tell_texts("describe-bar-alone", &args))
    };
    let last = bars.last().filter(|_| period.is_none() && bars.len() > 1);
    said.extend(bars.first().into_iter().chain(last).filter_map(one));
    if period.is_some() {
        let first = |bar: &Bar| {
            let (value, printed) = bar.shares.first()?.clone()?;
            Some(Valued { name: bar.name.clone(), value, printed })
        };
        let values: Vec<Valued> = bars.iter().filter(|bar| !bar.whole).filter_map(first).collect();
        said.extend(telling::ends(voice, parts.first().map_or("", String::as_str), &values));
    }
    said.join(" ")
}
