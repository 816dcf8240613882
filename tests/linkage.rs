//! Children whom two authorities know, through the program: who is told, what is counted, and what stays inside.

use std::collections::BTreeSet;
use std::fs;

use super::support::{Outcome, Project, text_of, tree};

const HEADER: &str = "child_id,upn,date_of_birth,sex,looked_after_since,looked_after_until,ceased_reason,category_of_need,\
    legal_status,episode_reason,start_date,end_date,placement_type,location,provider,registration,ethnicity";
const REST: &str = "foster_other,in_authority,own_authority,not_required";
/// Two episodes of a child without a pupil number, but for the identifier with which they begin.
const ALIKE: [&str; 2] = [
    ",,21/03/2013,female,05/05/2021,,,N1,C2,started,05/05/2021,01/06/2023",
    ",,21/03/2013,female,05/05/2021,,,N1,C2,placement_and_carer,01/06/2023,",
];

/// Placements of one authority: identifier, pupil number, birth and sex, start and end of care with the reason.
fn placements(children: &[[&str; 5]]) -> String {
    let row = |[id, upn, born, since, until]: &[&str; 5]| {
        let (until, reason) = until.split_once(' ').unwrap_or((until, ""));
        format!("{id},{upn},{born},{since},{until},{reason},N1,C2,started,{since},{until},{REST},\n")
    };
    format!("{HEADER}\n{}", children.iter().map(row).collect::<String>())
}

/// Three authorities. C-CARDIFF1 is claimed by Cardiff and by Rhondda Cynon Taf with one pupil number, CARDIFF-2 moved to
/// Rhondda Cynon Taf on the last day and is still claimed by both, CARDIFF-3 could be either of two; the fifth children of
/// both are alike, and nobody says that they are one.
fn returns() -> [(&'static str, String); 3] {
    let cardiff = placements(&[
        ["CARDIFF-1", "A123456789012", "17/05/2012,female", "10/01/2020", ""],
        ["CARDIFF-2", "", "09/02/2014,male", "10/01/2020", "02/04/2024 other_uk_authority"],
        ["CARDIFF-3", "", "11/07/2015,male", "10/01/2020", "30/03/2024 other_uk_authority"],
        ["CARDIFF-4", "B123456789012", "11/07/2015,male", "10/01/2020", ""],
    ]);
    let rhondda = placements(&[
        ["RHONDDA-1", "A123456789012", "17/05/2012,female", "10/01/2024", ""],
        ["RHONDDA-2", "", "09/02/2014,male", "31/03/2024", ""],
        ["RHONDDA-3", "", "11/07/2015,male", "30/03/2024", ""],
    ]);
    let vale = placements(&[["VALE-3333", "", "11/07/2015,male", "29/03/2024", ""]]);
    let alike = |id: &str| ALIKE.map(|episode| format!("{id}{episode},{REST},white\n")).concat();
    let (cardiff, rhondda) = (cardiff + &alike("CARDIFF-5"), rhondda + &alike("RHONDDA-5"));
    [("W06000015", cardiff), ("W06000016", rhondda), ("W06000014", vale)]
}

fn run(order: &[usize], threads: &str) -> (Project, Outcome) {
    let project = Project::empty();
    let returns = returns();
    for at in order {
        let (authority, text) = &returns[*at];
        project.put(&format!("2023-24/{authority}/placements.csv"), text.as_bytes());
    }
    fs::write(project.secret(), "one secret for all of them").unwrap();
    let secret = project.secret();
    let outcome = project.run(&["run", "--threads", threads, "--secret", secret.to_str().unwrap()]).with_status(0);
    (project, outcome)
}

#[test]
fn the_nation_has_persons_beside_the_children_of_its_authorities_and_nowhere_else() {
    let (project, _) = run(&[0, 1, 2], "2");
    let figures = project.rows(
        "SELECT indicator, basis, geography_level, value FROM figures \
         WHERE period = '2023-24' AND indicator = 'looked_after' AND geography_level <> 'region' AND value > 0 \
         AND breakdown = ''",
    );
    let of = |basis: &str, level: &str| -> Vec<f64> {
        let found = figures.iter().filter(|row| row["basis"] == basis && row["geography_level"] == level);
        found.map(|row| row["value"].parse().unwrap()).collect()
    };
    // Of three authorities that have less than the people a headline needs: the nation’s figure says whose it is.
    assert_eq!((of("headline", "nation"), of("as_returned", "nation")), (vec![], vec![9.0]));
    assert!((of("headline", "authority").iter().sum::<f64>() - 9.0).abs() < 1e-9, "the headline adds up");
    assert_eq!((of("linked", "nation"), of("linked", "authority")), (vec![7.0], vec![]));
    assert_eq!(project.rows("SELECT * FROM figures WHERE basis = 'linked' AND geography_level <> 'nation'"), []);

    let explained = project.run(&["explain", "looked_after", "--period", "2023-24"]).with_status(0).stdout;
    for line in [
        "Counting each person once: 7 ",
        "Unique pupil number (high confidence), records linked: 2 here, 2 in all",
        "a transfer within three days (moderate confidence), records linked: 2 here, 2 in all",
        "because more than one fits: 2 here, 3 in all",
    ] {
        assert!(explained.contains(line), "no `{line}` in:\n{explained}");
    }
    let one = project.run(&["explain", "looked_after", "--period", "2023-24", "--at", "Cardiff"]).with_status(0).stdout;
    assert!(!one.contains("Counting each person once"), "{one}");
}

#[test]
fn links_can_be_queried_and_name_nobody() {
    let (project, _) = run(&[0, 1, 2], "2");
    let links = project.rows("SELECT * FROM links ORDER BY authority, child_id");
    assert_eq!(links.len(), 7);
    let count = |way: &str, confidence: &str, linked: bool| {
        let of = |row: &&std::collections::BTreeMap<String, String>| {
            row["way"] == way && row["confidence"] == confidence && row["person"].is_empty() != linked
        };
        links.iter().filter(of).count()
    };
    assert_eq!([count("upn", "high", true), count("transfer", "moderate", true)], [2, 2]);
    assert_eq!(count("transfer", "moderate", false), 3);
    let persons: BTreeSet<&str> = links.iter().map(|row| &*row["person"]).filter(|person| !person.is_empty()).collect();
    assert_eq!(persons.len(), 2);
    assert!(links.iter().all(|row| row["child_id"].len() == 26), "a pseudonym, as everywhere");
    let joined = project.rows(
        "SELECT COUNT(DISTINCT links.person) AS persons, COUNT(*) AS n FROM placements \
         JOIN links ON links.authority = placements.authority AND links.child_id = placements.child_id",
    );
    assert_eq!((&*joined[0]["persons"], &*joined[0]["n"]), ("2", "7"));
    let manifest = fs::read_to_string(project.release().join("manifest.json")).unwrap();
    assert!(manifest.contains("\"links.parquet\""));
}

#[test]
fn what_is_linked_depends_on_no_order_and_no_thread_and_never_reaches_the_output() {
    let (one, _) = run(&[0, 1, 2], "1");
    let (other, _) = run(&[2, 0, 1], "3");
    assert!(one.standing() == other.standing());
    // The same returns without a pupil number or a transfer: nobody is linked, and the pages are the same but for
    // the release's name.
    let alone = Project::empty();
    let unlinked = returns().map(|(authority, text)| {
        let without_numbers = text.replace("A123456789012", "").replace("B123456789012", "");
        (authority, without_numbers.replace("other_uk_authority", "returned_home"))
    });
    for (authority, text) in &unlinked {
        alone.put(&format!("2023-24/{authority}/placements.csv"), text.as_bytes());
    }
    alone.run(&["run", "--secret", one.secret().to_str().unwrap()]).with_status(0);
    assert_eq!(alone.rows("SELECT * FROM links"), []);
    let (with, without) = (tree(&one.output()), tree(&alone.output()));
    assert_eq!(with.keys().collect::<Vec<_>>(), without.keys().collect::<Vec<_>>());
    let tables: Vec<&String> = with.keys().filter(|name| name.ends_with("csv")).collect();
    assert!(tables.len() >= 2);
    for name in tables {
        assert!(with[name] == without[name], "{name} tells that children are linked");
    }
    // The data's description explains every word that its columns may have, this one as what is never published.
    for (name, bytes) in with.iter().filter(|(name, _)| !name.ends_with("-metadata.json")) {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        assert!(!text.contains("linked") && !text.contains("each person once"), "{name}");
    }
}

#[test]
fn two_authorities_that_claim_a_child_are_both_told_and_neither_hears_of_the_other() {
    let (project, _) = run(&[0, 1, 2], "2");
    for (rule, lines) in [("PLC-030", ["2", "2"]), ("PLC-045", ["7", "6"])] {
        let sql = "SELECT submitter, file, line, cell, suggests FROM findings WHERE rule = ";
        let findings = project.rows(&format!("{sql}'{rule}'"));
        let told: BTreeSet<(&str, &str)> = findings.iter().map(|row| (&*row["submitter"], &*row["line"])).collect();
        let both = BTreeSet::from([("W06000015", lines[0]), ("W06000016", lines[1])]);
        assert_eq!(told, both, "{rule}");
        for row in &findings {
            assert_eq!(row["file"], format!("2023-24/{}/placements.csv", row["submitter"]));
            assert_eq!((&*row["cell"], &*row["suggests"]), ("", ""), "nothing of what stands there");
        }
    }
    let pseudonyms = project.rows("SELECT authority, child_id FROM placements");
    for (own, others) in [
        ("W06000015", ["RHONDDA-", "W06000016", "Rhondda Cynon Taf", "10/01/2024", "2024-01-10"]),
        ("W06000016", ["CARDIFF-", "W06000015", "Cardiff", "10/01/2020", "2020-01-10"]),
    ] {
        let files = tree(&project.release().join("feedback").join(own));
        assert_eq!(files.len(), 5);
        for (name, bytes) in &files {
            let text = text_of(name, bytes);
            if name != "rules_run.csv" {
                assert!(text.contains("PLC-030") && text.contains("PLC-045"), "{own}/{name} does not tell");
            }
            let theirs = pseudonyms.iter().filter(|row| row["authority"] != own).map(|row| &*row["child_id"]);
            for other in others.into_iter().chain(["Caerdydd", "A123456789012"]).chain(theirs) {
                let named = text.contains(other) && !(own == "W06000015" && other == "Caerdydd");
                assert!(!named, "{own}/{name} names `{other}`");
            }
        }
    }
}
