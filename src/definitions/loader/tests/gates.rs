//! What refuses a submission, and what a submitter has explained.

use super::{COLLECTION, RETURN, load, refused, small_nation, write};
use crate::definitions::Gate;
use crate::domain::{Submitter, Year, parse_iso_date};

const HEADER: &str = "rule,submitter,year,reason,by,until\n";

#[test]
fn a_return_may_have_a_gate_of_its_own_and_takes_the_rest_from_the_general_one() {
    let folder = small_nation();
    let gates = "held_back_share = 0.2\nrows_against_last_year = [0.5, 2]\n[gates.placements]\nband_from = 10\n";
    write(folder.path(), "collection.toml", &COLLECTION.replace("held_back_share = 0.2\n", gates));
    let definitions = load(&folder).unwrap_or_else(|error| panic!("{error}"));
    let general = Gate { held_back_share: 0.2, rows_against_last_year: Some((0.5, 2.0)), band_from: 50 };
    let found = &definitions.collection.gates;
    assert_eq!(*found.of("visits"), general);
    assert_eq!(*found.of("placements"), Gate { band_from: 10, ..general });
    let open = gates.replace("band_from = 10", "rows_against_last_year = []");
    write(folder.path(), "collection.toml", &COLLECTION.replace("held_back_share = 0.2\n", &open));
    let definitions = load(&folder).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(definitions.collection.gates.of("placements").rows_against_last_year, None);
}

#[test]
fn a_gate_that_means_nothing_is_a_mistake() {
    let folder = small_nation();
    for (gates, place, said) in [
        ("held_back_share = 1.2\n", "8:19", "this is not a share"),
        ("rows_against_last_year = [2.0, 0.5]\n", "8:26", "this is not a band"),
        ("rows_against_last_year = [0.5]\n", "8:26", "this is not a band"),
        ("rows_against_last_year = [0.5, inf]\n", "8:26", "expected an array of numbers"),
        ("held_bakc = 0.1\n", "8:1", "did you mean `held_back_share`?"),
        ("[gates.placement]\nheld_back_share = 0.1\n", "8:8", "did you mean `placements`?"),
        ("[gates.placements]\nheld_bakc = 0.1\n", "9:1", "did you mean `held_back_share`?"),
    ] {
        write(folder.path(), "collection.toml", &COLLECTION.replace("held_back_share = 0.2\n", gates));
        let all = refused(&folder);
        let found = all.len() == 1 && all[0].contains(&format!("collection.toml:{place}")) && all[0].contains(said);
        assert!(found, "{gates}: {place} {said}\nnot in\n{}", all.join("\n\n"));
    }
}

#[test]
fn an_explanation_says_who_accepted_what_and_until_when() {
    let folder = small_nation();
    write(folder.path(), "returns/placements.toml", &RETURN.replacen("\"error\"", "\"warning\"", 1));
    let row = "PLC-003,Ynys Môn,2023-24,\"They end at noon, and start in the afternoon.\",A. Jones,2025-03-31\n";
    write(folder.path(), "accepted.csv", &format!("{HEADER}\n{row}"));
    let definitions = load(&folder).unwrap_or_else(|error| panic!("{error}"));
    let [one] = definitions.explained.as_slice() else { panic!("{:?}", definitions.explained) };
    assert_eq!((&*one.rule, &*one.return_id, one.line, &*one.by), ("PLC-003", "placements", 3, "A. Jones"));
    assert_eq!((&one.submitter, one.year), (&"W06000001".parse::<Submitter>().unwrap(), Year::starting(2023)));
    assert_eq!(Some(one.until), parse_iso_date("2025-03-31"));
    assert_eq!(&*one.reason, "They end at noon, and start in the afternoon.");
}

#[test]
fn an_explanation_that_cannot_hold_is_a_mistake_with_its_place() {
    let folder = small_nation();
    write(folder.path(), "returns/placements.toml", &RETURN.replacen("\"error\"", "\"warning\"", 1));
    for (row, said) in [
        ("PLC-013,W06000001,2023-24,r,b,2025-03-31", "no rule is called `PLC-013`"),
        ("PLC-001,W06000001,2023-24,r,b,2025-03-31", "only a warning can be explained: an error has to be mended"),
        ("PLC-003,Narnia,2023-24,r,b,2025-03-31", "neither `national` nor an authority"),
        ("PLC-003,national,2023-24,r,b,2025-03-31", "which national does not send"),
        ("PLC-003,W06000001,2019-20,r,b,2025-03-31", "the collection has no year `2019-20`"),
        ("PLC-003,W06000001,2023-24,,b,2025-03-31", "`reason` is blank"),
        ("PLC-003,W06000001,2023-24,r,,2025-03-31", "`by` is blank"),
        ("PLC-003,W06000001,2023-24,r,b,31/03/2025", "`31/03/2025` is not a day"),
        ("PLC-003,W06000001,2023-24,r,b,", "`` is not a day"),
        ("PLC-003,W06000002,2023-24,r,b,2025-03-31", "is explained already"),
    ] {
        write(folder.path(), "accepted.csv", &format!("{HEADER}PLC-003,Gwynedd,2023-24,r,b,2025-03-31\n{row}\n"));
        let all = refused(&folder);
        let found = all.len() == 1 && all[0].contains("accepted.csv:3:1") && all[0].contains(said);
        assert!(found, "{row}: {said}\nnot in\n{}", all.join("\n\n"));
    }
    write(folder.path(), "accepted.csv", "rule,submitter,year,reason,until\nPLC-003,Gwynedd,2023-24,r,2025-03-31\n");
    assert!(refused(&folder)[0].contains("`by` is missing from this header"));
}
