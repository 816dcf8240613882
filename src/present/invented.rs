//! Definitions and figures made up for tests: the shape of the real ones, none of their numbers.

mod account;

use std::collections::BTreeMap;

pub(super) use account::account;

use crate::definitions::{
    Against, Breakdown, Chapter, Chart, ChartShape, Code, CodeList, Collection, Counts, Definitions, Denominator,
    Disclosure, Gate, Gates, Headline, HeadlineBasis, HeadlinePolicy, Indicator, Intervals, Item, LongerPeriod, Method,
    Occurs, Place, Policy, Reference, Report, Sensitive, Status, Table, TableRows, Validity, Word, Words,
};
use crate::disclosure::{Protected, Safe, SafeFigure};
use crate::domain::{
    FigureKey, GeographyLevel, Kind, Language, NoteCode, Period, PeriodKind, Published, Restricted, Year,
};

/// Codes, names and under-18s of invented authorities; some with the letters that break things.
const PLACES: [(&str, &str, &str); 4] = [
    ("W06000001", "Isle of Anglesey", "Ynys Môn"),
    ("W06000016", "Rhondda Cynon Taf", "Rhondda Cynon Taf"),
    ("W06000019", "Blaenau Gwent", "Blaenau Gwent"),
    ("W06000023", "Powys", "Powys"),
];

pub(super) fn english() -> Language {
    Language::english()
}

pub(super) fn welsh() -> Language {
    "cy".parse().unwrap()
}

pub(super) fn shown(value: f64) -> Protected {
    Protected::Shown { value, rounding: None }
}

fn in_both(en: &str, cy: &str) -> BTreeMap<Language, Box<str>> {
    BTreeMap::from([(english(), en.into()), (welsh(), cy.into())])
}

fn indicator(id: &str, kind: Kind, counts: Counts) -> Indicator {
    Indicator {
        id: id.into(),
        version: 1,
        chapter: "invented".into(),
        title: id.into(),
        definition: "what it counts".into(),
        kind,
        counts,
        of: "rows".into(),
        among: None,
        condition: None,
        nationally: None,
        distinct: None,
        measure: None,
        over: None,
        against: (kind == Kind::Rate).then_some(Against { what: Denominator::Population, per: 10_000 }),
        periods: vec![PeriodKind::Year, PeriodKind::Quarter],
        longer_period: Some(LongerPeriod::Last),
        linked: false,
        breakdowns: vec![Breakdown {
            column: "service_type".into(),
            list: Some("service_type".into()),
            several: false,
        }],
        geographies: vec![GeographyLevel::Nation, GeographyLevel::Region, GeographyLevel::Authority],
        occurs: Occurs::Once,
        interval: Intervals::All,
        overdispersed: false,
        sensitive: Sensitive::Nothing,
        target: None,
        internal: false,
        measured_in: "".into(),
        better: "neutral".into(),
        status: "official".into(),
        aspect: "in".into(),
        source: "CH/039".into(),
        since: None,
        until: None,
        examples: Vec::new(),
    }
}

/// One figure for a place, shown.
pub(crate) fn figure(
    indicator: &Indicator,
    period: Period,
    level: GeographyLevel,
    place: &str,
    value: f64,
) -> SafeFigure {
    let part = indicator.kind == Kind::Proportion;
    SafeFigure {
        key: FigureKey {
            indicator: indicator.id.clone(),
            version: 1,
            basis: Published::Headline,
            period,
            geography_level: level,
            geography: place.into(),
            breakdown: "".into(),
            category: "".into(),
        },
        kind: indicator.kind,
        unit: indicator.unit(),
        as_at: period.last_day(),
        numerator: shown(if part { value * 5.0 } else { value }),
        denominator: part.then(|| shown(500.0)),
        value: shown(value),
        lower: Some(shown(value * 0.9)),
        upper: Some(shown(value * 1.1)),
        compared_with: Some(period.year_earlier()),
        change: Some(shown(value * 0.1)),
        change_pct: (!part).then(|| shown(11.1)),
        coverage_in: 4,
        coverage_owed: 4,
        coverage_population: Some(100.0),
        note_codes: Vec::new(),
    }
}

fn figures(indicators: &[Indicator]) -> Vec<SafeFigure> {
    let mut figures = Vec::new();
    for (start, grown) in [(2022, 0.9), (2023, 1.0)] {
        let year = Year::starting(start);
        for period in [PeriodKind::Year, PeriodKind::Quarter].into_iter().flat_map(|kind| Period::all_in(year, kind)) {
            for (n, indicator) in indicators.iter().enumerate() {
                let base = grown * (40.0 + f64::from(u32::try_from(n).unwrap()));
                figures.push(figure(indicator, period, GeographyLevel::Nation, "W92000004", base));
                figures.push(figure(indicator, period, GeographyLevel::Region, "RPB-A", base));
                for (step, (code, _, _)) in (0u32..).zip(PLACES) {
                    figures.push(figure(
                        indicator,
                        period,
                        GeographyLevel::Authority,
                        code,
                        base + f64::from(step) * 5.0,
                    ));
                }
                for (category, share) in [("care_home", 0.7), ("fostering", 0.3)] {
                    let mut part = figure(indicator, period, GeographyLevel::Nation, "W92000004", base * share);
                    part.key.breakdown = "service_type".into();
                    part.key.category = category.into();
                    figures.push(part);
                }
            }
        }
    }
    figures
}

fn chart(id: &str, shape: ChartShape, indicator: &str, breakdown: &str, periods: PeriodKind) -> Item {
    Item::Chart(Chart {
        id: id.into(),
        title: "T".into(),
        subtitle: "S".into(),
        shape,
        indicators: vec![indicator.into()],
        breakdown: breakdown.into(),
        rows: TableRows::Periods,
        periods,
    })
}

fn table(id: &str, rows: TableRows, indicators: &[&str], breakdown: &str) -> Item {
    let indicators = indicators.iter().map(|id| (*id).into()).collect();
    Item::Table(Table {
        id: id.into(),
        title: "T".into(),
        rows,
        indicators,
        breakdown: breakdown.into(),
        periods: PeriodKind::Year,
    })
}

fn report(prose: &str) -> Report {
    let items = vec![
        Item::Prose { id: "lead".into(), text: prose.into() },
        chart("lines", ChartShape::TimeSeries, "children", "", PeriodKind::Quarter),
        chart("parts", ChartShape::TimeSeries, "children", "service_type", PeriodKind::Quarter),
        chart("places", ChartShape::RankedBars, "rate", "", PeriodKind::Year),
        chart("kinds", ChartShape::RankedBars, "share", "service_type", PeriodKind::Year),
        table("by_place", TableRows::Places, &["children", "rate", "share"], ""),
        table("by_year", TableRows::Periods, &["children"], ""),
        table("by_kind", TableRows::Categories, &["share"], "service_type"),
    ];
    let headline = |indicator: &str, breakdown: &str, category: &str| Headline {
        indicator: indicator.into(),
        breakdown: breakdown.into(),
        category: category.into(),
    };
    Report {
        headlines: vec![
            headline("children", "", ""),
            headline("share", "service_type", "care_home"),
            headline("rate", "", ""),
        ],
        chapters: vec![Chapter {
            id: "first".into(),
            title: "First".into(),
            aspect: "in".into(),
            message: "".into(),
            items,
        }],
        claims: Vec::new(),
        tiles: Vec::new(),
    }
}

fn words(prose: &str) -> Words {
    let pairs = [
        ("collection.title", "Children <in> Wales", "Plant <yng> Nghymru"),
        ("place.W92000004", "Wales", "Cymru"),
        ("report.first.title", "First chapter", "Pennod gyntaf"),
        ("report.first.lead", prose, prose),
        ("indicator.children.title", "Children", "Plant"),
        ("indicator.rate.title", "Rate of children", "Cyfradd plant"),
        ("indicator.share.title", "Share of children", "Cyfran y plant"),
        ("return.placements.title", "Placements", "Lleoliadau"),
    ];
    let word = |text: &str| Word { text: text.into(), status: Status::Draft, stale: None };
    Words::new(
        pairs.iter().map(|(id, en, _)| ((*id).into(), (*en).into())).collect(),
        BTreeMap::from([(welsh(), pairs.iter().map(|(id, _, cy)| ((*id).into(), word(cy))).collect())]),
        BTreeMap::from([
            (english(), include_str!("../../pipelines/wales/words/ui.en.ftl").into()),
            (welsh(), include_str!("../../pipelines/wales/words/ui.cy.ftl").into()),
        ]),
    )
}

fn collection() -> Collection {
    let policy = Policy { method: Method::Round { base: 5 }, small: Some((1, 4)), ..Policy::open() };
    Collection {
        id: "invented".into(),
        title: "Children <in> Wales".into(),
        years: vec![Year::starting(2022), Year::starting(2023)],
        languages: vec![english(), welsh()],
        nation: "W92000004".into(),
        licence: None,
        totals: Vec::new(),
        gates: Gates { general: Gate { held_back_share: 0.2, ..Gate::OPEN }, by_return: BTreeMap::new() },
        headline: HeadlinePolicy { basis: HeadlineBasis::AsReturned, least_population: 0.0 },
        disclosure: Disclosure { policies: BTreeMap::from([(Counts::Child, policy)]), ..Disclosure::default() },
    }
}

/// Definitions whose only paragraph is the given template.
pub(crate) fn definitions(prose: &str) -> Definitions {
    let code = |code: &str, en: &str, cy: &str| Code { code: code.into(), labels: in_both(en, cy), ..Code::default() };
    let list = CodeList {
        id: "service_type".into(),
        codes: vec![
            code("care_home", "Care homes for children", "Cartrefi gofal i blant"),
            code("fostering", "Fostering", "Maethu"),
        ],
        by_folded: BTreeMap::new(),
    };
    let authority = |(code, en, cy): &(&str, &str, &str)| crate::definitions::Authority {
        code: code.parse().unwrap(),
        names: in_both(en, cy),
        within: BTreeMap::new(),
        region: "RPB-A".into(),
        health_board: "".into(),
        valid: Validity::default(),
    };
    Definitions {
        collection: collection(),
        codes: BTreeMap::from([("service_type".into(), list)]),
        returns: BTreeMap::new(),
        dialects: Vec::new(),
        inspections: None,
        explained: Vec::new(),
        row_sets: BTreeMap::new(),
        indicators: indicators(),
        linkage: None,
        report: report(prose),
        words: words(prose),
        reference: Reference {
            authorities: PLACES.iter().map(authority).collect(),
            regions: vec![Place {
                code: "RPB-A".into(),
                names: in_both("North", "Gogledd"),
                within: in_both("in the North", "yn y Gogledd"),
                valid: Validity::default(),
            }],
            ..Reference::default()
        },
        digest: "d1".into(),
    }
}

fn indicators() -> Vec<Indicator> {
    vec![
        indicator("children", Kind::Count, Counts::Child),
        indicator("rate", Kind::Rate, Counts::Child),
        indicator("share", Kind::Proportion, Counts::Child),
    ]
}

/// The invented figures, changed as the test likes.
pub(super) fn safe(change: impl FnOnce(&mut Vec<SafeFigure>)) -> Safe {
    let mut figures = figures(&indicators());
    change(&mut figures);
    Safe::of(figures)
}

/// The invented figures for the inspectorate, and how many distinct persons there are.
pub(super) fn internal_safe() -> Safe {
    let figures = figures(&indicators());
    let of_nation = |figure: &&SafeFigure| {
        let key = &figure.key;
        &*key.indicator == "children" && key.geography_level == GeographyLevel::Nation && key.breakdown.is_empty()
    };
    let persons = figures.iter().filter(of_nation).map(|figure| persons(figure, 39.0)).collect();
    Safe::internal(figures, persons)
}

fn persons(figure: &SafeFigure, value: f64) -> SafeFigure<Restricted> {
    let FigureKey { indicator, version, period, geography_level, geography, breakdown, category, .. } =
        figure.key.clone();
    let basis = Restricted::Linked;
    SafeFigure {
        key: FigureKey { indicator, version, basis, period, geography_level, geography, breakdown, category },
        kind: figure.kind,
        unit: figure.unit.clone(),
        as_at: figure.as_at,
        numerator: shown(value),
        denominator: None,
        value: shown(value),
        lower: None,
        upper: None,
        compared_with: None,
        change: None,
        change_pct: None,
        coverage_in: 4,
        coverage_owed: 4,
        coverage_population: None,
        note_codes: vec![NoteCode::Provisional],
    }
}

/// Withholds what the test chooses, with everything derived from it.
pub(super) fn withhold(figures: &mut [SafeFigure], code: NoteCode, which: impl Fn(&SafeFigure) -> bool) {
    for figure in figures.iter_mut().filter(|figure| which(figure)) {
        let withheld = Protected::Withheld(code);
        (figure.value, figure.numerator) = (withheld, withheld);
        (figure.lower, figure.upper, figure.change, figure.change_pct) =
            (Some(withheld), Some(withheld), Some(withheld), Some(withheld));
        figure.note_codes = vec![code];
    }
}

/// Takes one of the four returns from what the test chooses.
pub(super) fn lack(figures: &mut [SafeFigure], which: impl Fn(&SafeFigure) -> bool) {
    for figure in figures.iter_mut().filter(|figure| which(figure)) {
        figure.coverage_in = 3;
    }
}
