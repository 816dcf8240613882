//! Which charts can be drawn of what, and where authorities lie on tile maps.

use super::{CHAPTER, INDICATORS, is_refused_in, load, refused, small_nation, write};
use crate::definitions::{ChartShape, Item, TableRows};
use crate::domain::Language;

const TILES: &str =
    "authority,column,row,short_en,short_cy\nW06000001,2,6,Anglesey,Môn\nW06000002,2,5,Gwynedd,Gwynedd\n";
const CHART: &str = "shape = \"time_series\"\nindicators = [\"girls\"]";

/// The chapter with its chart in another shape, of other indicators, with more keys.
fn chart(shape: &str, indicators: &str, more: &str) -> String {
    let changed = format!("shape = \"{shape}\"\nindicators = {indicators}\n{more}");
    assert!(CHAPTER.contains(CHART));
    CHAPTER.replace(CHART, &changed)
}

#[test]
fn a_tile_map_knows_where_authorities_lie_and_their_short_names() {
    let folder = small_nation();
    write(folder.path(), "report/tiles.csv", TILES);
    write(folder.path(), "report/02-placements.toml", &chart("tile_map", "[\"girls\"]", ""));
    let definitions = load(&folder).unwrap_or_else(|error| panic!("{error}"));
    let [anglesey, gwynedd] = definitions.report.tiles.as_slice() else { panic!("{:?}", definitions.report.tiles) };
    assert_eq!((anglesey.authority.as_str(), anglesey.column, anglesey.row), ("W06000001", 2, 6));
    assert_eq!(&*anglesey.names[&"cy".parse::<Language>().unwrap()], "Môn");
    assert_eq!((gwynedd.column, gwynedd.row), (2, 5));
}

#[test]
fn shares_are_over_time_unless_they_say_places() {
    let folder = small_nation();
    for (more, rows) in [("", TableRows::Periods), ("rows = \"places\"\n", TableRows::Places)] {
        write(folder.path(), "report/02-placements.toml", &chart("stacked", "[\"girls\", \"girls\"]", more));
        let definitions = load(&folder).unwrap_or_else(|error| panic!("{error}"));
        let Some(Item::Chart(chart)) = definitions.report.chapters[0].items.first() else { panic!("no chart") };
        assert_eq!((chart.shape, chart.rows), (ChartShape::Stacked, rows));
    }
}

#[test]
fn a_tile_that_cannot_be_is_a_mistake_on_its_line() {
    let folder = small_nation();
    for (from, to, place, said) in [
        ("W06000002,2,5", "W06000002,2,6", "3:1", "column 2, row 6 is where W06000001 lies"),
        ("W06000002,2,5", "W06000003,2,5", "3:1", "`W06000003` is not in authorities.csv"),
        ("W06000002,2,5,Gwynedd,Gwynedd\n", "", "1:1", "nothing says where these lie: W06000002"),
        (
            "W06000002,2,5,Gwynedd,Gwynedd\n",
            "W06000002,2,5,Gwynedd,Gwynedd\nW06000002,3,5,Gwynedd,Gwynedd\n",
            "4:1",
            "W06000002 has its tile on line 3 already",
        ),
        ("Gwynedd,Gwynedd", "Gwynedd,", "3:1", "no `short_cy`"),
        ("2,5", "2,-5", "3:1", "expected a `row`: a whole number from 0, and found `-5`"),
        ("short_cy", "short_wy", "1:1", "`short_cy` is missing from this header"),
    ] {
        write(folder.path(), "report/tiles.csv", &TILES.replacen(from, to, 1));
        let all = refused(&folder);
        let found = all.iter().any(|one| one.contains(&format!("tiles.csv:{place}")) && one.contains(said));
        assert!(found, "{from} -> {to}: {place} {said}\nnot in\n{}", all.join("\n\n"));
        assert!(all[0].contains('^'), "no caret in\n{}", all[0]);
    }
}

#[test]
fn a_chart_of_what_its_shape_cannot_show_is_a_mistake_with_its_place() {
    let two = "[\"girls\", \"girls\"]";
    let one = "[\"girls\"]";
    for (shape, indicators, more, said) in [
        ("stacked", one, "", "shares are the categories of a `breakdown`, or several indicators"),
        ("stacked", one, "breakdown = \"sex\"\n", "`girls` is no count or sum"),
        ("stacked", two, "rows = \"categories\"\n", "`categories` is not one of them"),
        ("time_series", one, "rows = \"places\"\n", "`rows` means nothing here"),
        ("small_multiples", two, "", "it shows one indicator, and this is one more"),
        ("small_multiples", one, "breakdown = \"sex\"\n", "small multiples has one value a place, and no breakdown"),
        ("tile_map", one, "", "a tile map needs `report/tiles.csv`"),
        ("heat_map", one, "", "the columns of a heat map are the categories of a `breakdown`, or several indicators"),
        ("heat_map", two, "breakdown = \"sex\"\n", "it shows one indicator, and this is one more"),
    ] {
        let folder = small_nation();
        let changed = format!("shape = \"{shape}\"\nindicators = {indicators}\n{more}");
        is_refused_in(&folder, ("report/02-placements.toml", CHART, &changed), said);
    }
}

#[test]
fn shares_are_proportions_or_categories_that_make_a_whole() {
    let folder = small_nation();
    let counts = INDICATORS
        .replace("kind = \"proportion\"", "kind = \"count\"")
        .replace("denominator = 2, value = 50.0", "value = 1");
    write(folder.path(), "indicators/placements.toml", &counts);
    write(folder.path(), "report/02-placements.toml", &chart("stacked", "[\"girls\"]", "breakdown = \"sex\"\n"));
    load(&folder).unwrap_or_else(|error| panic!("{error}"));
    write(folder.path(), "report/02-placements.toml", &chart("stacked", "[\"girls\", \"girls\"]", ""));
    assert!(refused(&folder).iter().all(|one| one.contains("`girls` is no proportion, so it is no share of a whole")));
}

#[test]
fn places_need_figures_of_authorities() {
    for (shape, more) in [("small_multiples", ""), ("heat_map", "breakdown = \"sex\"\n")] {
        let folder = small_nation();
        let nation = INDICATORS.replace("periods = [\"year\"]\n", "periods = [\"year\"]\ngeographies = [\"nation\"]\n");
        write(folder.path(), "indicators/placements.toml", &nation);
        let changed = format!("shape = \"{shape}\"\nindicators = [\"girls\"]\n{more}");
        let said = "`girls` is not computed for authorities";
        is_refused_in(&folder, ("report/02-placements.toml", CHART, &changed), said);
    }
}
