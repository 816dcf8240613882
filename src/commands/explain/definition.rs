//! What an indicator's definition says, and how its row set is run.

use super::value::number;
use super::{Asked, Voice};
use crate::definitions::{Denominator, Indicator, RowSet, Say};
use crate::diagnostic::{Error, printable};
use crate::engine::Engine;

impl Voice<'_> {
    /// The predicates, as SQL; what is measured, and divided by what.
    pub(super) fn definition(&self, asked: &Asked<'_>) -> Vec<String> {
        let indicator = asked.indicator;
        let row_set = asked.row_set;
        let args = [("row_set", Say::Text(&row_set.id)), ("return", Say::Text(&row_set.base))];
        let mut lines = vec![self.say("explain-row-set", &args)];
        let condition = |formula: &'_ Option<crate::definitions::formula::Formula>| {
            formula.as_ref().map(|formula| one_line(&formula.text))
        };
        let texts = [
            ("explain-among", condition(&indicator.among)),
            ("explain-nationally", condition(&indicator.nationally)),
            ("explain-where", condition(&indicator.condition)),
            ("explain-distinct", indicator.distinct.as_deref().map(str::to_owned)),
            ("explain-measure", indicator.measure.as_deref().map(str::to_owned)),
            ("explain-over", indicator.over.as_ref().map(|over| over.column.to_string())),
        ];
        lines.extend(texts.into_iter().filter_map(|(key, text)| Some(self.says(key, "sql", &text?))));
        lines.extend(self.against(indicator));
        if let Some(target) = indicator.target {
            lines.push(self.says("explain-target", "target", &target.to_string()));
        }
        if let Some(since) = indicator.since.filter(|_| indicator.version > 1) {
            let (version, since) = (indicator.version.to_string(), since.to_string());
            let args = [("version", Say::Text(&version)), ("since", Say::Text(&since))];
            lines.push(self.say("explain-version", &args));
        }
        lines
    }

    /// What a rate is divided by.
    fn against(&self, indicator: &Indicator) -> Option<String> {
        let against = indicator.against.as_ref()?;
        let per = number(f64::from(against.per));
        let Denominator::Indicator(id) = &against.what else {
            return Some(self.says("explain-against-population", "per", &per));
        };
        let title = self.definitions.indicator(id).map(|below| self.word(below, "title")).unwrap_or_default();
        let args = [("title", Say::Text(title)), ("indicator", Say::Text(id)), ("per", Say::Text(&per))];
        Some(self.say("explain-against", &args))
    }

    /// The plan by which the row set is run, and all that it is run for.
    pub(super) fn plan(&self, asked: &Asked<'_>, engine: &Engine<'_>) -> Result<Vec<String>, Error> {
        let moment = (asked.figure.key.period, asked.figure.as_at);
        let one = asked.place.authorities.get(..1).unwrap_or_default();
        let plan = engine.plan(asked.row_set, moment, one)?;
        let of = |indicator: &&Indicator| indicator.of == asked.row_set.id;
        let ids: Vec<&str> = self.definitions.indicators.iter().filter(of).map(|indicator| &*indicator.id).collect();
        let mut lines = vec![self.says("explain-plan", "indicators", &ids.join(", "))];
        lines.extend(plan.lines().map(|line| format!("  {}", printable(line))));
        Ok(lines)
    }
}

/// The whole statement of a row set.
pub(super) fn statement(row_set: &RowSet) -> Vec<String> {
    row_set.sql.lines().map(|line| format!("  {line}").trim_end().to_owned()).collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn a_condition_over_several_lines_is_told_on_one() {
        assert_eq!(one_line("a = 1\n    AND b\n"), "a = 1 AND b");
    }
}
