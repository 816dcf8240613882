//! The statistics against the reference numbers of `../shared/checks/statistics`, every row of them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use trosolwg::domain::statistics::Confidence;
use trosolwg::domain::statistics::funnel::{Chance, Funnel, Place, Position};
use trosolwg::domain::statistics::interval::{byar, poisson, poisson_exact, wilson};
use trosolwg::domain::statistics::trend::{self, FigureOfYear, ShareOfYear, Trend};
use trosolwg::domain::statistics::xmr::{Better, Cause, Design, FEWEST, Point, chart};

use super::support::CLONE;

type Row = BTreeMap<String, String>;

/// The rows of a file of reference numbers, of which there are so many; none, loudly, where it is not at hand.
#[expect(clippy::print_stderr, reason = "what is left out must be seen")]
fn reference(name: &str, rows: usize) -> Option<Vec<Row>> {
    let name = format!("checks/statistics/{name}.csv");
    let found = [Path::new(CLONE).join("../shared"), PathBuf::from("/work/shared")].map(|folder| folder.join(&name));
    let Some(found) = found.into_iter().find(|path| path.exists()) else {
        eprintln!("SKIPPED, loudly: no {name} in ../shared");
        return None;
    };
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_path(found).unwrap();
    let all: Vec<Row> = reader.deserialize().map(Result::unwrap).collect();
    assert_eq!(all.len(), rows, "{name}");
    Some(all)
}

/// A cell's number; NA is none.
fn number(row: &Row, name: &str) -> Option<f64> {
    let cell = row[name].as_str();
    (cell != "NA").then(|| cell.parse().unwrap())
}

fn numbers(row: &Row, name: &str) -> Vec<f64> {
    row[name].split_whitespace().map(|cell| cell.parse().unwrap()).collect()
}

fn level(row: &Row) -> Confidence {
    match row["confidence"].as_str() {
        "0.95" => Confidence::P95,
        "0.998" => Confidence::P998,
        other => unreachable!("a level of {other}"),
    }
}

/// Equal to within so much of the reference; where that is 0, so much in all.
#[track_caller]
fn within(tolerance: f64, found: f64, reference: f64, row: &Row) {
    let scale = if reference == 0.0 { 1.0 } else { reference.abs() };
    assert!((found - reference).abs() <= tolerance * scale, "{found} is not {reference}: {row:?}");
}

#[test]
fn every_limit_of_a_count_is_the_references() {
    for row in reference("ref_poisson_ci_counts", 54).into_iter().flatten() {
        let count = number(&row, "count").unwrap();
        let (byar, exact, rule) =
            (byar(count, level(&row)), poisson_exact(count, level(&row)), poisson(count, level(&row)));
        for (name, limit) in [("byars_lower", byar.0), ("byars_upper", byar.1)] {
            let reference = number(&row, name);
            assert_eq!(limit.is_some(), reference.is_some(), "{name}: {row:?}");
            if let (Some(limit), Some(reference)) = (limit, reference) {
                within(1e-10, limit, reference, &row);
            }
        }
        let others = [
            ("exact_lower", exact.lower),
            ("exact_upper", exact.upper),
            ("phe_lower", rule.lower),
            ("phe_upper", rule.upper),
        ];
        for (name, limit) in others {
            within(1e-10, limit, number(&row, name).unwrap(), &row);
        }
    }
}

#[test]
fn every_limit_of_a_proportion_is_the_references() {
    for row in reference("ref_wilson", 138).into_iter().flatten() {
        let (x, n) = (number(&row, "x").unwrap(), number(&row, "n").unwrap());
        let limits = wilson(x, n, level(&row)).unwrap();
        within(1e-10, limits.lower, number(&row, "wilson_lower").unwrap(), &row);
        within(1e-10, limits.upper, number(&row, "wilson_upper").unwrap(), &row);
    }
}

#[test]
fn every_funnel_limit_of_a_proportion_is_the_references() {
    for row in reference("ref_funnel_proportion", 120).into_iter().flatten() {
        let [centre, n, share] = ["p0", "n", "p"].map(|name| number(&row, name).unwrap());
        let confidence = if share < 0.98 { Confidence::P95 } else { Confidence::P998 };
        assert!((1.0 - share - confidence.tail()).abs() < 1e-12);
        let funnel = Funnel::around(Chance::Proportion, centre).unwrap();
        let limits = funnel.limits(n, confidence).unwrap();
        within(1e-6, limits.lower, number(&row, "lower_clamped").unwrap(), &row);
        within(1e-6, limits.upper, number(&row, "upper_clamped").unwrap(), &row);
    }
}

#[test]
fn every_funnel_limit_of_a_rate_is_the_references() {
    for row in reference("ref_funnel_poisson", 20).into_iter().flatten() {
        let [observed, tail] = ["observed", "p"].map(|name| number(&row, name).unwrap());
        let (confidence, low, high) = match tail {
            0.025 => (Confidence::P95, Position::Low95, Position::High95),
            _ => (Confidence::P998, Position::Low998, Position::High998),
        };
        let limits = poisson_exact(observed, confidence);
        within(1e-10, limits.lower, number(&row, "exp_low_chisq").unwrap(), &row);
        within(1e-10, limits.upper, number(&row, "exp_high_chisq").unwrap(), &row);
        within(1e-4, limits.lower, number(&row, "exp_low_bisect").unwrap(), &row);
        within(1e-4, limits.upper, number(&row, "exp_high_bisect").unwrap(), &row);
        // The funnel around such an expectation goes through the observation; a little inside it, the place is out.
        for (expected, outside, position) in [(limits.lower, 1.0 - 1e-6, high), (limits.upper, 1.0 + 1e-6, low)] {
            let funnel = |expected| Funnel::around(Chance::Rate, expected).unwrap();
            let limits = funnel(expected).limits(1.0, confidence).unwrap();
            within(1e-6, if position == high { limits.upper } else { limits.lower }, observed, &row);
            let place = Place { observed, size: 1.0 };
            assert_eq!(funnel(expected * outside).position(place), Some(position), "{row:?}");
            assert_ne!(funnel(expected / outside).position(place), Some(position), "{row:?}");
        }
    }
}

fn years(row: &Row) -> Vec<i32> {
    row["t"].split_whitespace().map(|year| year.parse().unwrap()).collect()
}

#[test]
fn every_trend_is_the_references() {
    for row in reference("ref_trend_markers", 6).into_iter().flatten() {
        let values = numbers(&row, "value_or_count");
        let test = if row["type"] == "prop" {
            let shares = years(&row).into_iter().zip(values).zip(numbers(&row, "denominator"));
            trend::of_proportions(
                &shares.map(|((year, cases), of)| ShareOfYear { year, cases, of }).collect::<Vec<_>>(),
            )
        } else {
            let limits = numbers(&row, "lower").into_iter().zip(numbers(&row, "upper"));
            let figures = years(&row).into_iter().zip(values).zip(limits);
            let figure =
                |((year, value), (lower, upper)): ((i32, f64), (f64, f64))| FigureOfYear { year, value, lower, upper };
            trend::of_figures(&figures.map(figure).collect::<Vec<_>>())
        };
        let label = match test.trend {
            Trend::Increasing => "Increasing",
            Trend::Decreasing => "Decreasing",
            Trend::NoSignificantChange => "No significant change",
            Trend::CannotBeCalculated => "Cannot be calculated",
        };
        assert_eq!(label, row["recent_trend"], "{row:?}");
        // Of a slope near 0, so much in all: the reference lost in its uncentred years what 2.7400119217e-6 has more.
        let beta = number(&row, "beta").unwrap();
        assert!((test.slope - beta).abs() <= 1e-9 * beta.abs().max(1e-3), "{} is not {beta}: {row:?}", test.slope);
        within(1e-9, test.chi_squared, number(&row, "chi2").unwrap(), &row);
    }
}

/// Rows that belong to one chart stand together: each chart's rows.
fn charts(rows: Vec<Row>, key: &[&str]) -> Vec<Vec<Row>> {
    let mut charts: Vec<Vec<Row>> = Vec::new();
    for row in rows {
        match charts.last_mut() {
            Some(last) if key.iter().all(|name| last[0][*name] == row[*name]) => last.push(row),
            _ => charts.push(vec![row]),
        }
    }
    charts
}

fn charted(rows: &[Row], design: &Design) -> Vec<Point> {
    let values: Vec<f64> = rows.iter().map(|row| number(row, "y").unwrap()).collect();
    chart(&values, design).unwrap()
}

fn as_referred(row: &Row, point: &Point, better: Better) {
    within(1e-9, point.mean, number(row, "mean").unwrap(), row);
    if row["lpl"] == "NaN" {
        // The peer has no limits for a constant series; here they are at the mean.
        assert_eq!((point.lower, point.upper), (point.mean, point.mean), "{row:?}");
    } else {
        within(1e-9, point.lower, number(row, "lpl").unwrap(), row);
        within(1e-9, point.upper, number(row, "upl").unwrap(), row);
    }
    assert_eq!(point.cause.as_str(), row["special_cause_type"], "{row:?}");
    assert_eq!(point.cause.variation(better).as_str(), row["point_type"], "{row:?}");
}

#[test]
fn every_point_of_a_chart_over_time_is_the_references() {
    let key = ["series", "screen_outliers", "improvement_direction"];
    let charts = charts(reference("ref_xmr_plotthedots", 1020).unwrap_or_default(), &key);
    assert!(charts.is_empty() || charts.len() == 66, "{}", charts.len());
    for rows in charts {
        let better = match rows[0]["improvement_direction"].as_str() {
            "1" => Better::Higher,
            "-1" => Better::Lower,
            _ => Better::Neutral,
        };
        let design = Design { screened: rows[0]["screen_outliers"] == "TRUE", ..Design::default() };
        for (row, point) in rows.iter().zip(charted(&rows, &design)) {
            as_referred(row, &point, better);
            let outside = matches!(point.cause, Cause::AboveLimit | Cause::BelowLimit);
            assert_eq!(outside, row["outside_limits"] == "TRUE", "{row:?}");
        }
    }
}

#[test]
fn charts_begun_anew_and_charts_held_are_the_references() {
    for rows in charts(reference("ref_xmr_rebase_fix", 48).unwrap_or_default(), &["config"]) {
        let begins = |at: &usize| rows[*at]["rebase_group"] != rows[*at - 1]["rebase_group"];
        let rebased = (1..rows.len()).filter(begins).collect();
        let fixed_after = (rows[0]["config"] == "fix12").then_some(FEWEST);
        let design = Design { rebased, fixed_after, ..Design::default() };
        for (row, point) in rows.iter().zip(charted(&rows, &design)) {
            as_referred(row, &point, Better::Lower);
        }
    }
}
