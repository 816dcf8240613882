//! Real figures that were published with the counts they were made of, worked out again by collections without Rust:
//! England's children looked after in five years, tables of Wales, and totals of either nation.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write as _};
use std::path::PathBuf;

use trosolwg::domain::rate;

use crate::support::{Outcome, Project, clone};

const ENGLAND: &str = "pipelines/england-looked-after";
const TOTALS: &str = "tests/collections/published";
const TABLES: &str = "tests/collections/anchors";

const NATION: &str = "E92000001";
/// A region of the publisher that is the total of two others.
const LONDON: &str = "E12000007";
/// What the publisher calls its measures, and what we do.
const MEASURES: [(&str, &str); 3] = [
    ("Children looked after on 31 March each year", "looked_after"),
    ("Children starting to be looked after each year", "starting"),
    ("Children ceasing to be looked after each year", "ceasing"),
];

/// The measures of a table of Wales: its headers, and the indicators that give them as shares of those looked after.
const SHARES: [(&str, &str); 6] = [
    ("CH040_short_breaks", "short_breaks"),
    ("CH043_3plus_placements", "three_or_more_placements"),
    ("CH044_school_change", "changed_school"),
    ("CH046_not_with_family", "not_with_family"),
    ("CH047_out_of_la_in_wales", "outside_authority"),
    ("CH048_out_of_wales", "outside_wales"),
];

type Row = BTreeMap<String, String>;
/// Numbers by year, place and measure.
type Numbers = BTreeMap<(String, String, String), f64>;

/// A published table; they are no part of the repository.
fn published(path: &str) -> Option<PathBuf> {
    let file = clone("../shared/real").join(path);
    if !file.is_file() {
        // Not by `eprintln!`, which a passing test keeps to itself.
        let said = format!("NOT TESTED: a published table is not here: {}\n", file.display());
        io::stderr().write_all(said.as_bytes()).unwrap();
    }
    file.is_file().then_some(file)
}

fn rows(csv: &[u8]) -> Vec<Row> {
    let csv = csv.strip_prefix("\u{feff}".as_bytes()).unwrap_or(csv);
    csv::Reader::from_reader(csv).deserialize().map(Result::unwrap).collect()
}

/// A number; None where something else is said in its place.
fn number(text: &str) -> Option<f64> {
    text.parse().ok()
}

/// A store of its own, and a collection that has read some files.
struct Night {
    project: Project,
    collection: &'static str,
}

impl Night {
    fn over(collection: &'static str, files: &[(&str, &[u8])]) -> Self {
        let night = Self { project: Project::empty(), collection };
        for (place, bytes) in files {
            night.project.put(place, bytes);
        }
        night.run(&["run"]).with_status(0);
        night
    }

    fn run(&self, arguments: &[&str]) -> Outcome {
        self.project.run(&[arguments, &["--collection", self.collection]].concat())
    }

    fn query(&self, sql: &str) -> Vec<Row> {
        rows(self.run(&["query", sql, "--format", "csv"]).with_status(0).stdout.as_bytes())
    }

    /// The headline values of some indicators that are not blank.
    fn values(&self, indicators: &str) -> Numbers {
        let sql = format!(
            "SELECT period, geography, indicator, value FROM figures WHERE basis = 'headline' AND breakdown = '' \
             AND indicator IN ({indicators})"
        );
        let key = |row: &Row| (row["period"].clone(), row["geography"].clone(), row["indicator"].clone());
        self.query(&sql).iter().filter_map(|row| Some((key(row), number(&row["value"])?))).collect()
    }
}

/// England's table as it was published, and a night that read it.
fn england() -> Option<(Vec<Row>, Night)> {
    let bytes = fs::read(published("dfe/cla_number_and_rate_per_10k_children.csv")?).unwrap();
    let night = Night::over(ENGLAND, &[("national/looked_after.csv", &bytes)]);
    Some((rows(&bytes), night))
}

/// The reporting year, the place and the measure of a published row; None of London.
fn key(row: &Row) -> Option<(String, String, String)> {
    let place = match &*row["geographic_level"] {
        "National" => NATION,
        "Regional" => &*row["region_code"],
        _ => &*row["new_la_code"],
    };
    let end: i32 = row["time_period"].parse().unwrap();
    let (_, measure) = MEASURES.iter().find(|(name, _)| *name == row["population_type"]).unwrap();
    let year = format!("{}-{:02}", end - 1, end % 100);
    (place != LONDON).then(|| (year, place.to_owned(), (*measure).to_owned()))
}

/// The published numbers of a column, of one level.
fn numbers(table: &[Row], level: &str, column: &str) -> Numbers {
    let of_level = table.iter().filter(|row| row["geographic_level"] == level);
    of_level.filter_map(|row| Some((key(row)?, number(&row[column])?))).collect()
}

#[test]
fn the_numbers_of_england_and_its_regions_are_the_sums_of_their_authorities() {
    let Some((table, night)) = england() else { return };
    let values = night.values("'looked_after', 'starting', 'ceasing'");
    let nation = numbers(&table, "National", "children_count");
    assert_eq!(nation.len(), 15);
    let to_ten: Numbers = nation.keys().map(|key| (key.clone(), (values[key] / 10.0).round() * 10.0)).collect();
    assert_eq!(to_ten, nation);
    let regions = numbers(&table, "Regional", "children_count");
    assert_eq!(regions.len(), 150);
    for (key, published) in &regions {
        assert!((values[key] - published).abs() <= 10.0, "{key:?}: {} for {published}", values[key]);
    }
    let authorities = numbers(&table, "Local authority", "children_count");
    assert_eq!(authorities.len(), 2267);
    let of_authorities: Numbers = authorities.keys().map(|key| (key.clone(), values[key])).collect();
    assert_eq!(of_authorities, authorities);
    // There is no figure, not even a nought, where a number is withheld or there was no such authority.
    assert_eq!(values.len(), 15 + 150 + 2267);
}

#[test]
fn every_rate_of_england_is_the_published_one() {
    let Some((table, night)) = england() else { return };
    let values = night.values("'looked_after_rate', 'starting_rate', 'ceasing_rate'");
    let mut held = 0;
    for level in ["National", "Regional", "Local authority"] {
        for ((year, place, measure), published) in numbers(&table, level, "rate_per_10000") {
            let rate = values[&(year.clone(), place.clone(), format!("{measure}_rate"))];
            assert!((rate - published).abs() <= 0.5, "{year} {place} {measure}: {rate} for {published}");
            held += 1;
        }
    }
    assert_eq!((held, values.len()), (15 + 150 + 2267, held));
}

#[test]
fn all_of_englands_table_is_read_and_held_against_its_own_totals() {
    let Some((table, night)) = england() else { return };
    let ledger = night.query("SELECT year, verdict, loaded_lines FROM ledger WHERE year <> '' ORDER BY year");
    let read: Vec<_> = ledger.iter().map(|row| (&*row["year"], &*row["verdict"], &*row["loaded_lines"])).collect();
    let years = ["2020-21", "2021-22", "2022-23", "2023-24", "2024-25"];
    assert_eq!(read, years.map(|year| (year, "accepted", "501")));
    for (column, field) in
        [("children_count", "children"), ("rate_per_10000", "rate"), ("population_estimate", "population")]
    {
        let mut published: BTreeMap<&str, usize> = BTreeMap::new();
        for row in table.iter().filter(|row| number(&row[column]).is_none()) {
            *published.entry(&row[column]).or_default() += 1;
        }
        let sql =
            format!("SELECT {field}_marker AS said, COUNT(*) AS n FROM looked_after WHERE {field} IS NULL GROUP BY 1");
        let read = night.query(&sql);
        let read: BTreeMap<&str, usize> = read.iter().map(|row| (&*row["said"], row["n"].parse().unwrap())).collect();
        assert_eq!(read, published, "{column}");
    }
    let sql = "SELECT rule, SUM(evaluated) AS n FROM rules_run GROUP BY rule ORDER BY rule";
    let run: Vec<_> = night.query(sql).into_iter().map(|row| (row["rule"].clone(), row["n"].clone())).collect();
    let expected = [
        ("ELA-001", "2325"), // a row without an authority has no whole key
        ("ELA-002", "2505"),
        ("ELA-003", "2267"),
        ("ELA-004", "180"),
        ("ELA-005", "15"),
        ("ELA-006", "150"),
        ("ELA-007", "15"),
    ];
    assert_eq!(run, expected.map(|(rule, n)| (rule.to_owned(), n.to_owned())));
}

#[test]
fn a_total_of_england_that_is_not_the_sum_of_its_parts_refuses_that_year_alone() {
    let Some(file) = published("dfe/cla_number_and_rate_per_10k_children.csv") else { return };
    let text = fs::read_to_string(file).unwrap();
    let (right, wrong) = ("each year,12183016,81770,67", "each year,12183016,81800,67");
    assert_eq!(text.matches(right).count(), 1);
    let night = Night::over(ENGLAND, &[("national/looked_after.csv", text.replace(right, wrong).as_bytes())]);
    let found = night.query("SELECT rule, year, line FROM findings WHERE severity = 'error'");
    let found: Vec<_> = found.iter().map(|row| (&*row["rule"], &*row["year"], &*row["line"])).collect();
    assert_eq!(found, [("ELA-005", "2024-25", "3")]);
    let refused = night.query("SELECT year FROM ledger WHERE verdict = 'refused'");
    assert_eq!(refused.iter().map(|row| &*row["year"]).collect::<Vec<_>>(), ["2024-25"]);
}

/// A year's rate, and how far apart its limits lie.
struct Point {
    value: f64,
    breadth: f64,
}

/// The slope of a line through points, by year, each weighted by its limits; and the slope's variance.
fn line(points: &[(f64, &Point)]) -> (f64, f64) {
    let weight = |point: &Point| (2.0 * 1.959_963_984_540_054 / point.breadth).powi(2);
    let sum = |term: &dyn Fn(f64, &Point) -> f64| {
        points.iter().map(|(t, point)| weight(point) * term(*t, point)).sum::<f64>()
    };
    let (s, st, stt): (f64, f64, f64) = (sum(&|_, _| 1.0), sum(&|t, _| t), sum(&|t, _| t * t));
    let (sy, sty): (f64, f64) = (sum(&|_, point| point.value), sum(&|t, point| t * point.value));
    let spread = s * stt - st * st;
    ((s * sty - st * sy) / spread, s / spread)
}

/// The five-point trend by its definition: beyond chance at 99.8%, and with no one year that makes it.
fn trend(points: &[Point]) -> &'static str {
    let years: Vec<(f64, &Point)> = (0_u8..).map(f64::from).zip(points).collect();
    let (slope, variance) = line(&years);
    let without = |dropped: usize| {
        let rest: Vec<(f64, &Point)> =
            years.iter().enumerate().filter(|(at, _)| *at != dropped).map(|(_, p)| *p).collect();
        line(&rest).0
    };
    let one_year_makes_it = (0..years.len()).any(|dropped| without(dropped) * slope <= 0.0);
    if slope * slope / variance <= 9.549_535_706 || one_year_makes_it {
        "no_significant_change"
    } else if slope > 0.0 {
        "increasing"
    } else {
        "decreasing"
    }
}

#[test]
fn the_rates_of_england_have_the_trends_that_five_years_allow() {
    let Some((_, night)) = england() else { return };
    let figures = night.query(
        "SELECT indicator, geography, period, value, lower, upper, trend FROM figures WHERE basis = 'headline' \
         AND kind = 'rate' AND breakdown = '' ORDER BY indicator, geography, period",
    );
    let mut series: BTreeMap<(&str, &str), Vec<&Row>> = BTreeMap::new();
    for row in &figures {
        series.entry((&row["indicator"], &row["geography"])).or_default().push(row);
    }
    let mut found: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    for ((indicator, place), years) in &series {
        let point = |row: &&Row| {
            let [value, lower, upper] = ["value", "lower", "upper"].map(|column| number(&row[column]));
            Some(Point { value: value?, breadth: upper? - lower? })
        };
        let points: Vec<Point> = years.iter().filter_map(point).collect();
        let Some(last) = years.last().filter(|row| row["period"] == "2024-25") else { continue };
        let tested = ["increasing", "decreasing", "no_significant_change"].contains(&&*last["trend"]);
        assert_eq!(tested, points.len() == 5, "{indicator} {place}");
        if tested {
            assert_eq!(last["trend"], trend(&points), "{indicator} {place}");
            let is_authority = place.starts_with("E0") || place.starts_with("E10");
            *found.entry((*indicator, &*last["trend"])).or_default() += u32::from(is_authority);
        }
        let mut before = years.iter().rev().skip(1);
        assert!(before.all(|row| ["", "cannot_be_calculated"].contains(&&*row["trend"])), "{indicator} {place}");
    }
    // How many authorities: worked out elsewhere, from the published counts alone.
    let expected = [
        (("ceasing_rate", "decreasing"), 5),
        (("ceasing_rate", "increasing"), 32),
        (("ceasing_rate", "no_significant_change"), 111),
        (("looked_after_rate", "decreasing"), 20),
        (("looked_after_rate", "increasing"), 13),
        (("looked_after_rate", "no_significant_change"), 114),
        (("starting_rate", "decreasing"), 9),
        (("starting_rate", "increasing"), 18),
        (("starting_rate", "no_significant_change"), 121),
    ];
    assert_eq!(found, BTreeMap::from(expected));
    // England's rate of children looked after fell by more than chance; but 2024-25 makes that: without it the rate rose.
    let of_nation = |indicator: &'static str| &*series[&(indicator, NATION)][4]["trend"];
    assert_eq!(
        ["looked_after_rate", "starting_rate", "ceasing_rate"].map(of_nation),
        ["no_significant_change", "no_significant_change", "increasing"]
    );
}

#[test]
fn what_was_published_of_two_nations_comes_out_of_the_counts_beside_it() {
    let project = Project::empty();
    for (collection, indicators) in [(ENGLAND, 6), (TOTALS, 15), (TABLES, 8)] {
        let proved = project.run(&["prove", "--collection", collection]).with_status(0);
        assert!(proved.stdout.contains(&format!("{indicators} indicators prove themselves")), "{}", proved.stdout);
    }
}

#[test]
fn the_rate_of_wales_is_that_of_its_people_in_our_reference_table() {
    let population = rows(&fs::read(clone("data/reference/population.csv")).unwrap());
    let people = population.iter().filter(|row| row["year"] == "2023-24").filter_map(|row| number(&row["under_18"]));
    let rate = rate(7198.0, people.sum(), 10_000.0).unwrap();
    assert_eq!(format!("{:.1}", rate.value), "116.1");
}

#[test]
fn the_changes_of_wales_from_year_to_year_are_the_published_ones() {
    let Some(file) = published("welsh-anchors/welsh_published_anchors.csv") else { return };
    let line = |row: Row| {
        let end: i32 = row["period"].parse().ok().filter(|_| row["measure"] == "Children looked after at 31 March")?;
        Some(format!("{}-{:02},W92000004,{}", end - 1, end % 100, row["value"]))
    };
    let header = "year,authority,looked_after".to_owned();
    let lines = rows(&fs::read(file).unwrap()).into_iter().filter_map(line);
    let sent = std::iter::once(header).chain(lines).collect::<Vec<_>>().join("\n");
    let night = Night::over(TOTALS, &[("national/children.csv", sent.as_bytes())]);
    let changes = night.query(
        "SELECT period, change, change_pct FROM figures WHERE indicator = 'looked_after' AND geography = 'W92000004' \
         AND change IS NOT NULL ORDER BY period",
    );
    let rounded = |row: &Row| {
        let change = number(&row["change"]).unwrap();
        (row["period"].clone(), change, format!("{:.0}", number(&row["change_pct"]).unwrap()))
    };
    // Published as "an increase of 439 (7 per cent)"; years that stand alone have no change.
    let expected = [("2018-19", 439.0, "7"), ("2023-24", 10.0, "0")];
    let expected = expected.map(|(year, change, pct)| (year.to_owned(), change, pct.to_owned()));
    assert_eq!(changes.iter().map(rounded).collect::<Vec<_>>(), expected);
}

#[test]
fn tables_that_were_rounded_to_five_add_up_within_their_rounding() {
    let Some(measures) = published("welsh-anchors/statswales_ch039_ch048_partial.csv") else { return };
    let Some(foster) = published("welsh-anchors/foster_inside_own_la_2023-24.csv") else { return };
    let [measures, foster] = [measures, foster].map(|file| fs::read(file).unwrap());
    let night = Night::over(
        TABLES,
        &[("2023-24/national/measures.csv", &measures), ("2023-24/national/foster_inside.csv", &foster)],
    );
    let ledger = night.query("SELECT return, totals_lines, loaded_lines FROM ledger ORDER BY return");
    let read: Vec<_> =
        ledger.iter().map(|row| (&*row["return"], &*row["totals_lines"], &*row["loaded_lines"])).collect();
    assert_eq!(read, [("foster_inside", "1", "22"), ("measures", "1", "13")]);

    let foster = rows(&foster);
    let wales = foster.iter().find(|row| row["local_authority"] == "Total Welsh local authorities").unwrap();
    let values = night.values("'foster_inside'");
    let sum = values[&("2023-24".into(), "W92000004".into(), "foster_inside".into())];
    assert_eq!((sum, &*wales["children_rounded_to_5"]), (3315.0, "3305"));
    assert!((sum - 3305.0).abs() <= 2.5 * 23.0, "22 authorities and Wales, each rounded to five");

    shares_of_authorities(&night, &rows(&measures));
}

/// Each authority's share of those looked after, and nothing where the part is withheld; and no more in some
/// authorities than in all Wales.
fn shares_of_authorities(night: &Night, measures: &[Row]) {
    let reference = rows(&fs::read(clone("data/reference/authorities.csv")).unwrap());
    let code = |name: &str| reference.iter().find(|row| row["en"] == name).map(|row| row["code"].clone());
    let wales = measures.iter().find(|row| row["local_authority"] == "Wales").unwrap();
    let all: Vec<String> = SHARES.iter().map(|(_, indicator)| format!("'{indicator}'")).collect();
    let values = night.values(&all.join(", "));
    let (mut held, mut withheld, mut codes) = (0, 0, BTreeSet::new());
    for (header, indicator) in SHARES {
        let mut parts = 0.0;
        for row in measures.iter().filter(|row| row["local_authority"] != "Wales") {
            let code = code(&row["local_authority"]).unwrap();
            let value = values.get(&("2023-24".into(), code.clone(), indicator.into()));
            codes.insert(code);
            if let Some(part) = number(&row[header]) {
                let share = 100.0 * part / number(&row["CH039_looked_after"]).unwrap();
                assert!((value.unwrap() - share).abs() < 1e-9, "{indicator} {}", row["local_authority"]);
                parts += part;
                held += 1;
            } else {
                assert_eq!((&*row[header], value), ("*", None), "{indicator} {}", row["local_authority"]);
                withheld += 1;
            }
        }
        assert!(parts <= number(&wales[header]).unwrap() + 2.5 * 14.0, "{indicator}");
    }
    assert_eq!((codes.len(), held, withheld), (13, 13 * 6 - 15, 15));
}
