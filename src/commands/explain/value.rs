//! What a figure says, and how it stands beside others.

use super::{Asked, Voice};
use crate::definitions::Say;
use crate::domain::{Basis, Difference, Figure, Kind, Period, pounds};

impl Voice<'_> {
    /// What the figure is of, then its value.
    pub(super) fn heading(&self, asked: &Asked<'_>) -> Vec<String> {
        let indicator = asked.indicator;
        let source = if indicator.source.is_empty() { String::new() } else { format!("{}, ", indicator.source) };
        let status = self.say(&format!("status-{}", indicator.status), &[]);
        let key = &asked.figure.key;
        let category = match &*key.category {
            "" => String::new(),
            category => format!(" · {}: {category}", key.breakdown),
        };
        let place = &asked.place.name;
        let title = self.word(indicator, "title");
        vec![
            format!("{title} ({source}{status}) · {place} · {}{category}", key.period),
            self.value(asked.figure),
            self.word(indicator, "definition").to_owned(),
        ]
    }

    /// Coverage, changes, the funnel, the course over time, and how the figure is to be read.
    pub(super) fn standing(&self, asked: &Asked<'_>) -> Vec<String> {
        let figure = asked.figure;
        let mut lines = vec![self.coverage(figure)];
        for basis in [Basis::AsReturned, Basis::CarriedForward, Basis::CompleteOnly] {
            // What is the same is not told again.
            if let Some(other) = asked.on(basis).filter(|other| other.value != figure.value) {
                lines.push(self.says(&format!("explain-{}", basis.as_str()), "value", &self.value(other)));
            }
        }
        lines.extend(self.changes(figure));
        let (nation, adjusted) = (self.nation(), figure.funnel_adjusted);
        for (key, position) in [("explain-funnel", figure.funnel), ("explain-funnel-adjusted", adjusted)] {
            let Some(position) = position else { continue };
            // A full stop is no letter of a key.
            let position = self.say(&format!("explain-position-{}", position.as_str().replace('.', "")), &[]);
            lines.push(self.say(key, &[("nation", Say::Text(nation)), ("position", Say::Text(&position))]));
        }
        if let Some(quartiles) = figure.quartiles {
            let [lower, middle, upper] = quartiles.map(|quartile| format!("{quartile:.1}"));
            let args = [("lower", &lower), ("middle", &middle), ("upper", &upper)];
            lines.push(self.say("explain-quartiles", &args.map(|(name, text)| (name, Say::Text(text)))));
        }
        if let Some(trend) = figure.trend {
            let trend = self.say(&format!("explain-trend-{}", trend.as_str()), &[]);
            lines.push(self.says("explain-trend", "trend", &trend));
        }
        if let Some(spc) = figure.spc {
            let spc = self.say(&format!("explain-spc-{}", spc.as_str()), &[]);
            lines.push(self.says("explain-spc", "variation", &spc));
        }
        for note in &figure.note_codes {
            let meaning = self.say(&format!("note-{}.use", note.as_str()), &[]);
            lines.push(format!("{} {meaning}", note.in_brackets()));
        }
        lines
    }

    fn coverage(&self, figure: &Figure) -> String {
        let coverage =
            [("in", Say::Count(figure.coverage_in.into())), ("owed", Say::Count(figure.coverage_owed.into()))];
        let coverage = self.say("explain-coverage", &coverage);
        match figure.coverage_population {
            None => coverage,
            Some(share) => {
                format!("{coverage} {}", self.says("explain-population", "share", &format!("{share:.1}")))
            }
        }
    }

    /// The change on the year before and, of a part of a year, on the part before it.
    fn changes(&self, figure: &Figure) -> Vec<String> {
        let on_year = Difference {
            change: figure.change,
            pct: figure.change_pct,
            lower: figure.change_lower,
            upper: figure.change_upper,
        };
        let period = figure.key.period;
        let before = period.previous();
        let on_period = (before != period.year_earlier()).then_some((before, &figure.since_previous));
        let on_year = figure.compared_with.map(|then| (then, &on_year));
        [on_year, on_period].into_iter().flatten().filter_map(|(then, change)| self.change(then, change)).collect()
    }

    fn change(&self, then: Period, difference: &Difference) -> Option<String> {
        let pct = difference.pct.map(|pct| format!(" ({pct:+.1}%)")).unwrap_or_default();
        let limits = self.interval(difference.lower, difference.upper);
        let (change, then) = (format!("{:+.1}{pct}{limits}", difference.change?), then.to_string());
        Some(self.say("explain-change", &[("change", Say::Text(&change)), ("period", Say::Text(&then))]))
    }

    /// A figure's value, with what it is made of and its interval.
    pub(super) fn value(&self, figure: &Figure) -> String {
        let Some(value) = figure.value else {
            let why: String = figure.note_codes.iter().map(|code| code.in_brackets()).collect();
            return self.says("explain-no-value", "why", &why);
        };
        let value = match figure.kind {
            _ if &*figure.unit == "pounds" => pounds(value),
            Kind::Count | Kind::Sum => number(value),
            Kind::Proportion => format!("{value:.1}%"),
            Kind::Rate | Kind::Ratio | Kind::Mean | Kind::Median | Kind::P90 => format!("{value:.1}"),
        };
        let unit = format!("explain-unit-{}", figure.unit);
        let value = match figure.unit.strip_prefix("per ") {
            _ if self.definitions.words.has(self.language, &unit) => self.says(&unit, "value", &value),
            Some(per) if per.starts_with(|c: char| c.is_ascii_digit()) => {
                let per = per.parse().map_or_else(|_| per.to_owned(), number);
                self.say("explain-per", &[("value", Say::Text(&value)), ("per", Say::Text(&per))])
            }
            _ => value,
        };
        let kind = format!("explain-{}", figure.kind.as_str());
        let value = match figure.kind {
            Kind::Mean | Kind::Median | Kind::P90 => self.says(&kind, "value", &value),
            _ => value,
        };
        format!("{value}{}{}", self.counts(figure), self.interval(figure.lower, figure.upper))
    }

    fn counts(&self, figure: &Figure) -> String {
        let [above, below] = [figure.numerator, figure.denominator].map(|part| part.map(number));
        let key = match figure.kind {
            Kind::Mean => "explain-summed",
            Kind::Median | Kind::P90 => "explain-observed",
            Kind::Ratio => "explain-divided",
            _ => "explain-counted",
        };
        let Some(below) = below else { return String::new() };
        let above = above.unwrap_or_default();
        format!("  {}", self.say(key, &[("numerator", Say::Text(&above)), ("denominator", Say::Text(&below))]))
    }

    fn interval(&self, lower: Option<f64>, upper: Option<f64>) -> String {
        let (Some(lower), Some(upper)) = (lower, upper) else { return String::new() };
        let (lower, upper) = (format!("{lower:.1}"), format!("{upper:.1}"));
        format!("  {}", self.say("explain-interval", &[("lower", Say::Text(&lower)), ("upper", Say::Text(&upper))]))
    }
}

/// A number with commas between thousands, with no more decimals than it has, and never more than two.
pub(super) fn number(number: f64) -> String {
    let rounded = ((number * 100.0).round() / 100.0).to_string();
    let (whole, decimals) = rounded.split_once('.').map_or((&*rounded, None), |(whole, rest)| (whole, Some(rest)));
    let digits = whole.trim_start_matches('-').len();
    let mut told = String::new();
    for (at, c) in whole.chars().enumerate() {
        let left = whole.len() - at;
        if left < digits && left % 3 == 0 {
            told.push(',');
        }
        told.push(c);
    }
    decimals.map_or_else(|| told.clone(), |decimals| format!("{told}.{decimals}"))
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_have_commas_between_thousands_and_two_decimals_at_most() {
        assert_eq!([57.0, 1.5, 2.0 / 3.0, 0.1 + 0.2].map(number), ["57", "1.5", "0.67", "0.3"]);
        assert_eq!([999.0, 48_901.0, 1_234_567.891].map(number), ["999", "48,901", "1,234,567.89"]);
        assert_eq!([-999.0, -1000.0].map(number), ["-999", "-1,000"]);
    }
}
