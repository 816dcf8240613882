//! Reads `report/tiles.csv`: where each authority lies on tile maps.

use std::collections::BTreeMap;

use super::Loading;
use super::mistakes::Place;
use super::sheet::{Row, Sheet};
use crate::definitions::nearest::nearest;
use crate::definitions::{Reference, Tile};
use crate::domain::{AuthorityCode, Language};

/// Where the tiles are written, in a collection's folder.
pub(super) const PATH: &str = "report/tiles.csv";

/// The tiles, in the order of the file; none where there is no such file.
pub(super) fn read(loading: &Loading<'_>, languages: &[Language], reference: &Reference) -> Vec<Tile> {
    let Some(file) = loading.folder.file(PATH) else { return Vec::new() };
    let sheet = Sheet::of_file(file, loading.mistakes);
    let names: Vec<(&Language, String)> =
        languages.iter().map(|language| (language, format!("short_{language}"))).collect();
    let columns = ["authority", "column", "row"];
    for column in columns.into_iter().chain(names.iter().map(|(_, column)| column.as_str())) {
        let _ = sheet.needs(column, loading.mistakes);
    }
    let known: Vec<&str> = columns.into_iter().chain(names.iter().map(|(_, column)| column.as_str())).collect();
    sheet.knows_only(&known, loading.mistakes);
    let tile = |row: &Row<'_>| tile(loading, reference, &sheet, &names, row);
    let tiles: Vec<(Tile, &Place<'_>)> = sheet.rows.iter().filter_map(|row| Some((tile(row)?, &row.place))).collect();
    refuse_repeats(loading, &tiles);
    refuse_lacking(loading, reference, &sheet);
    tiles.into_iter().map(|(tile, _)| tile).collect()
}

fn tile(
    loading: &Loading<'_>,
    reference: &Reference,
    sheet: &Sheet<'_>,
    names: &[(&Language, String)],
    row: &Row<'_>,
) -> Option<Tile> {
    let cell = |name: &str| row.cell(sheet.column(name));
    let written = cell("authority");
    let authority = reference.authorities.iter().find(|authority| authority.code.as_str() == written);
    if authority.is_none() {
        let label = format!("`{written}` is not in authorities.csv");
        let advice = nearest(written, reference.authorities.iter().map(|authority| authority.code.as_str()));
        loading.mistakes.advise(&row.place, "there is no such authority", label, advice);
    }
    let [column, level] = ["column", "row"].map(|name| {
        let count = cell(name).parse::<u32>().ok();
        if count.is_none() && sheet.column(name).is_some() {
            let label = format!("expected a `{name}`: a whole number from 0, and found `{}`", cell(name));
            loading.mistakes.at(&row.place, "this is not what belongs here", label);
        }
        count
    });
    let mut short = BTreeMap::new();
    for (language, name) in names {
        if cell(name).is_empty() && sheet.column(name).is_some() {
            loading.mistakes.at(&row.place, "a name is missing", format!("no `{name}`"));
        }
        short.insert((*language).clone(), cell(name).into());
    }
    Some(Tile { authority: authority?.code.clone(), column: column?, row: level?, names: short })
}

/// An authority has one tile, and a tile one authority.
fn refuse_repeats(loading: &Loading<'_>, tiles: &[(Tile, &Place<'_>)]) {
    let mut lies: BTreeMap<(u32, u32), &AuthorityCode> = BTreeMap::new();
    let mut has: BTreeMap<&AuthorityCode, usize> = BTreeMap::new();
    for (tile, place) in tiles {
        if let Some(line) = has.insert(&tile.authority, place.line()) {
            let label = format!("{} has its tile on line {line} already", tile.authority);
            loading.mistakes.at(place, "this authority has two tiles", label);
        } else if let Some(other) = lies.insert((tile.column, tile.row), &tile.authority) {
            let label = format!("column {}, row {} is where {other} lies", tile.column, tile.row);
            loading.mistakes.at(place, "two authorities lie on one tile", label);
        }
    }
}

/// A map on which somebody is missing is no map of the nation.
fn refuse_lacking(loading: &Loading<'_>, reference: &Reference, sheet: &Sheet<'_>) {
    let Some(column) = sheet.column("authority") else { return };
    let lacking = |code: &str| !sheet.rows.iter().any(|row| row.cell(Some(column)) == code);
    let today = reference.authorities.iter().filter(|authority| authority.valid.to.is_none());
    let missing: Vec<&str> = today.map(|authority| authority.code.as_str()).filter(|code| lacking(code)).collect();
    if !missing.is_empty() {
        let label = format!("nothing says where these lie: {}", missing.join(", "));
        loading.mistakes.at(&sheet.place, "authorities have no tile", label);
    }
}
