//! What may be published and what may not lie in different zones: no file of the output, whatever its kind, holds an
//! identifier, a pseudonym, or the true value of a cell that must not show it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;
use std::sync::LazyLock;

use flate2::read::ZlibDecoder;
use trosolwg::definitions::{Counts, Privacy};

use crate::support::{clone, is_a, published, text_of, tree, unpacked, wales};

/// Every file of the output as it can be searched: workbooks, packed files and the texts inside pictures unpacked.
fn readable() -> &'static BTreeMap<String, Vec<u8>> {
    static READABLE: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| {
        tree(&published().output()).into_iter().map(|(name, bytes)| (name.clone(), opened(&name, &bytes))).collect()
    });
    &READABLE
}

fn opened(name: &str, bytes: &[u8]) -> Vec<u8> {
    match name.rsplit('.').next().unwrap_or_default() {
        "xlsx" => text_of(name, bytes).into_bytes(),
        "png" => pictures_texts(bytes),
        _ => unpacked(name, bytes),
    }
}

/// The chunks of a PNG picture: kind and content.
fn chunks(picture: &[u8]) -> Vec<(&[u8], &[u8])> {
    let mut rest = picture.strip_prefix(b"\x89PNG\r\n\x1a\n").expect("a picture");
    let mut found = Vec::new();
    while let [a, b, c, d, after @ ..] = rest {
        let length = u32::from_be_bytes([*a, *b, *c, *d]) as usize;
        found.push((&after[..4], &after[4..4 + length]));
        rest = &after[length + 8..];
    }
    found
}

/// What a picture says in words: its chunks of text, those that are packed unpacked.
fn pictures_texts(picture: &[u8]) -> Vec<u8> {
    let mut texts = Vec::new();
    for (kind, content) in chunks(picture) {
        if matches!(kind, b"tEXt" | b"iTXt" | b"zTXt" | b"eXIf") {
            texts.extend_from_slice(content);
            texts.push(b'\n');
            // A packed text begins somewhere after its name: wherever something can be unpacked, that is it.
            for at in 0..content.len() {
                let mut more = Vec::new();
                if ZlibDecoder::new(&content[at..]).read_to_end(&mut more).is_ok() {
                    texts.append(&mut more);
                }
            }
        }
    }
    texts
}

#[test]
fn a_picture_holds_nothing_but_the_picture() {
    let pictures: Vec<_> = tree(&published().output()).into_iter().filter(|(name, _)| is_a("png", name)).collect();
    assert!(!pictures.is_empty());
    for (name, bytes) in pictures {
        for (kind, _) in chunks(&bytes) {
            let kind = String::from_utf8_lossy(kind).into_owned();
            let known = ["IHDR", "PLTE", "tRNS", "gAMA", "sRGB", "pHYs", "IDAT", "IEND", "tEXt", "iTXt"];
            assert!(known.contains(&&*kind), "{name} has a chunk {kind}");
        }
    }
}

/// Runs of letters and digits of 7 or more.
fn tokens(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|byte| !byte.is_ascii_alphanumeric()).filter(|token| token.len() >= 7)
}

/// Whether a token is written like an identifier of the sample: a letter and digits, or ten digits and more.
fn like_an_identifier(token: &&[u8]) -> bool {
    let (first, rest) = (token[0], &token[1..]);
    rest.iter().all(u8::is_ascii_digit) && (first.is_ascii_uppercase() || (first.is_ascii_digit() && token.len() >= 10))
}

/// Fails if a file holds one of these tokens.
fn assert_nowhere(what: &str, hidden: &BTreeSet<Vec<u8>>) {
    for (name, bytes) in readable() {
        let leaked = tokens(bytes).filter(|token| hidden.contains(*token)).count();
        assert_eq!(leaked, 0, "{name} holds {what}");
    }
}

#[test]
fn no_identifier_of_any_return_is_in_any_file_whatever_its_kind() {
    let codes: BTreeSet<&str> = published_codes();
    let mut raw: BTreeSet<Vec<u8>> = BTreeSet::new();
    for (name, bytes) in tree(&clone("data/returns")) {
        let bytes = unpacked(&name, &bytes);
        raw.extend(tokens(&bytes).filter(like_an_identifier).map(<[u8]>::to_vec));
    }
    raw.retain(|token| !codes.contains(&*String::from_utf8_lossy(token)));
    assert!(raw.len() > 8_000, "only {} identifiers", raw.len());
    assert_nowhere("raw identifiers", &raw);
}

/// Codes of places are written like identifiers, and are public.
fn published_codes() -> BTreeSet<&'static str> {
    let places = wales().reference.authorities.iter().map(|authority| authority.code.as_str());
    let boards = wales().reference.health_boards.iter().map(|board| &*board.code);
    places.chain(boards).chain([&*wales().collection.nation]).collect()
}

#[test]
fn no_pseudonym_is_in_any_file() {
    let mut hidden: BTreeSet<Vec<u8>> = BTreeSet::new();
    for (id, table) in &wales().returns {
        for field in table.fields.iter().filter(|field| matches!(field.privacy, Privacy::Pseudonym { .. })) {
            let sql = format!("SELECT DISTINCT {0} AS id FROM {id} WHERE {0} IS NOT NULL", field.name);
            hidden.extend(published().rows(&sql).into_iter().map(|row| row["id"].clone().into_bytes()));
        }
    }
    assert!(hidden.len() > 5_000, "only {} pseudonyms", hidden.len());
    assert_nowhere("pseudonyms", &hidden);
}

type Row = BTreeMap<String, String>;
/// Indicator, period, place, breakdown, category.
type Cell = [String; 5];

/// The first of some columns that a row has; empty if it has none.
fn first<'row>(row: &'row Row, names: &[&str]) -> &'row str {
    names.iter().find_map(|name| row.get(*name)).map_or("", |text| &**text)
}

fn cell(row: &Row) -> Cell {
    let place = first(row, &["geography", "geography_code"]);
    [&*row["indicator"], &*row["period"], place, first(row, &["breakdown"]), first(row, &["category"])]
        .map(str::to_owned)
}

/// The headline figures of persons, by cell, whose count is 1 to 4.
fn small() -> &'static BTreeMap<Cell, Row> {
    static SMALL: LazyLock<BTreeMap<Cell, Row>> = LazyLock::new(|| {
        let persons = |row: &Row| {
            let counts = wales().indicator(&row["indicator"]).map(|indicator| indicator.counts);
            matches!(counts, Some(Counts::Child | Counts::Worker | Counts::Family))
        };
        let sql = "SELECT indicator, kind, period, geography, breakdown, category, numerator, denominator, value, lower, \
                   upper, change FROM figures WHERE basis = 'headline' AND numerator BETWEEN 1 AND 4 \
                   AND kind IN ('count', 'proportion', 'rate')";
        published().rows(sql).into_iter().filter(persons).map(|row| (cell(&row), row)).collect()
    });
    &SMALL
}

fn number(text: &str) -> Option<f64> {
    text.parse().ok()
}

/// Whether a printed number says the true one: data files have up to four digits after the point, without noughts at the end.
fn says(printed: &str, truth: Option<&String>) -> bool {
    let (Some(printed), Some(truth)) = (number(printed), truth.and_then(|truth| number(truth))) else { return false };
    (printed - truth).abs() <= 0.000_05 + 1e-9
}

/// Which columns of a printed cell tell what is true of it. A percentage may come to the same out of other counts, which
/// are printed beside it; a change, out of multiples.
fn told(printed: &Row, truth: &Row) -> Vec<&'static str> {
    let counts = [first(printed, &["numerator"]), first(printed, &["denominator"])].map(number);
    let share = number(&truth["value"]).zip(counts[0].zip(counts[1]));
    let by_chance =
        truth["kind"] == "proportion" && share.is_some_and(|(value, (n, d))| (100.0 * n / d - value).abs() < 1e-9);
    let columns =
        [("numerator", vec!["numerator"]), ("lower", vec!["lower", "lower_95"]), ("upper", vec!["upper", "upper_95"])];
    let mut found: Vec<&str> = columns
        .into_iter()
        .filter(|(name, names)| says(first(printed, names), truth.get(*name)))
        .map(|(name, _)| name)
        .collect();
    if !by_chance && says(first(printed, &["value"]), truth.get("value")) {
        found.push("value");
    }
    let by_multiples = number(&truth["change"]).is_none_or(|change| change % 5.0 == 0.0);
    if !by_multiples && truth["kind"] == "count" && says(first(printed, &["change"]), truth.get("change")) {
        found.push("change");
    }
    found
}

#[test]
fn no_table_of_data_shows_what_is_true_of_a_small_count() {
    let mut held = 0;
    for (name, bytes) in readable().iter().filter(|(name, _)| is_a("csv", name)) {
        for row in csv::Reader::from_reader(&**bytes).deserialize().map(|row: Result<Row, _>| row.unwrap()) {
            if !row.contains_key("indicator") || !row.contains_key("period") || first(&row, &["basis"]).contains('_') {
                continue;
            }
            if let Some(truth) = small().get(&cell(&row)) {
                held += 1;
                assert_eq!(told(&row, truth), Vec::<&str>::new(), "{name} shows what is true of {:?}", cell(&row));
            }
        }
    }
    assert!(held > 20, "only {held} small counts are among the cells that are published");
}

/// The attributes of each element of a page that has some whose names begin with `data-`, without that.
fn told_by_elements(page: &str) -> Vec<Row> {
    let elements = page.split('<').filter_map(|text| text.split_once('>')).map(|(element, _)| element);
    let attribute = |text: &str| {
        let (name, rest) = text.split_once("=\"")?;
        Some((name.to_owned(), rest.split('"').next()?.to_owned()))
    };
    elements
        .map(|element| element.split(" data-").skip(1).filter_map(attribute).collect::<Row>())
        .filter(|row| !row.is_empty())
        .collect()
}

#[test]
fn no_attribute_of_a_page_shows_what_is_true_of_a_small_count() {
    for (name, bytes) in readable().iter().filter(|(name, _)| is_a("html", name) || is_a("svg", name)) {
        for row in told_by_elements(&String::from_utf8_lossy(bytes)) {
            let named = row.contains_key("indicator") && row.contains_key("period");
            // An element that does not say what its numbers are of is not shown to be harmless by this test.
            let numbers = ["value", "numerator", "denominator", "lower", "upper", "change"];
            assert!(
                named || !numbers.iter().any(|column| row.contains_key(*column)),
                "{name}: numbers of what? {row:?}"
            );
            if let Some(truth) = named.then(|| small().get(&cell(&row))).flatten() {
                assert_eq!(told(&row, truth), Vec::<&str>::new(), "{name} shows what is true of {:?}", cell(&row));
            }
        }
    }
}

/// The numbers in the attributes of a picture that say where something stands.
fn coordinates(picture: &str) -> impl Iterator<Item = &str> {
    const PLACES: [&str; 12] = ["x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "width", "height", "points", "d"];
    let attributes = picture.split_whitespace().flat_map(|text| PLACES.iter().map(move |place| (text, place)));
    let values = attributes.filter_map(|(text, place)| text.strip_prefix(*place)?.strip_prefix("=\""));
    values.chain(picture.split("points=\"").skip(1)).chain(picture.split(" d=\"").skip(1)).flat_map(|value| {
        let value = value.split('"').next().unwrap_or_default();
        value.split(|one: char| !(one.is_ascii_digit() || one == '.')).filter(|number| !number.is_empty())
    })
}

#[test]
fn no_coordinate_of_a_chart_is_finer_than_a_tenth_of_a_pixel() {
    let mut held = 0;
    for (name, bytes) in readable().iter().filter(|(name, _)| is_a("svg", name) || is_a("html", name)) {
        let text = String::from_utf8_lossy(bytes);
        for picture in text.split("<svg").skip(1).map(|rest| rest.split("</svg>").next().unwrap_or_default()) {
            for number in coordinates(picture) {
                let digits = number.split_once('.').map_or(0, |(_, digits)| digits.len());
                assert!(digits <= 1, "{name} has a coordinate {number}");
                held += 1;
            }
        }
    }
    assert!(held > 1_000, "only {held} coordinates");
}

#[test]
fn a_workbook_stores_what_it_shows() {
    // A number that a format rounds for the eye is there in full for whoever opens the cell.
    for (name, bytes) in tree(&published().output()).iter().filter(|(name, _)| is_a("xlsx", name)) {
        let text = text_of(name, bytes);
        for value in text.split("<v>").skip(1).filter_map(|rest| rest.split("</v>").next()) {
            let digits = value.split_once('.').map_or(0, |(_, digits)| digits.len());
            assert!(digits <= 4, "{name} stores {value}");
        }
    }
}
