//! A collection like that of Wales with rules of every kind that the language has (`tests/oracle/more`), for the two
//! engines to agree on.

use std::fs;
use std::path::Path;

use trosolwg::definitions::Definitions;

use super::super::support::{clone, copy_tree, tree};

/// The definitions of Wales, in English only, and more rules. They are written to the folder.
pub(crate) fn definitions(folder: &Path) -> Definitions {
    copy_tree(&clone("pipelines/wales"), folder);
    let collection = fs::read_to_string(folder.join("collection.toml")).unwrap();
    let english = collection.replace(r#"languages = ["en", "cy"]"#, r#"languages = ["en"]"#);
    assert_ne!(collection, english);
    fs::write(folder.join("collection.toml"), english).unwrap();
    for welsh in ["words/cy.toml", "words/ui.cy.ftl", "inspections.toml", "inspection-themes.csv"] {
        fs::remove_file(folder.join(welsh)).unwrap();
    }
    for (name, list) in tree(&folder.join("codes")) {
        fs::write(folder.join("codes").join(name), without_welsh(&list)).unwrap();
    }
    let tiles = folder.join("report/tiles.csv");
    fs::write(&tiles, without_welsh(&fs::read(&tiles).unwrap())).unwrap();
    for (name, rules) in tree(&clone("tests/oracle/more")) {
        let path = folder.join("returns").join(name);
        let own = fs::read_to_string(&path).unwrap();
        fs::write(path, own + &proved(&String::from_utf8(rules).unwrap())).unwrap();
    }
    Definitions::load(folder, &clone("data/reference")).unwrap_or_else(|error| panic!("{error}"))
}

/// A table without its Welsh column.
fn without_welsh(list: &[u8]) -> Vec<u8> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(list);
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut welsh = None;
    for record in reader.records().map(Result::unwrap) {
        let welsh = *welsh.get_or_insert_with(|| record.iter().position(|cell| cell.ends_with("cy")).unwrap());
        let cells = record.iter().enumerate().filter(|(at, _)| *at != welsh).map(|(_, cell)| cell);
        writer.write_record(cells).unwrap();
    }
    writer.into_inner().unwrap()
}

/// The rules with everything that the loader wants of one and that matters nothing here.
fn proved(rules: &str) -> String {
    let mut blocks = rules.split("[[rule]]\n");
    let mut text = blocks.next().unwrap().to_owned();
    for block in blocks {
        text += "\n[[rule]]\nsays = \"It is so.\"\nfix = \"Let it be.\"\n";
        for (key, value) in [("severity", "\"warning\""), ("columns", "[\"service_id\"]")] {
            if !block.contains(&format!("{key} = ")) {
                text += &[key, " = ", value, "\n"].concat();
            }
        }
        text += block;
        text += match () {
            () if block.contains("\ntable = ") => concat!(
                "[[rule.example]]\nrows = \"\"\"\nservice_id\nA\n\"\"\"\nfails = [0]\n",
                "[[rule.example]]\nrows = \"\"\"\nservice_id\nA\n\"\"\"\nfails = []\n"
            ),
            () if block.contains("rows = \"previous\"") => {
                "[[rule.example]]\nrows = \"\"\"\nservice_id\nA\n\"\"\"\nprev = \"\"\"\nservice_id\nA\nB\n\"\"\"\nfails = [1]\n"
            }
            () => "[[rule.example]]\nrows = \"\"\"\nservice_id\nA\nB\n\"\"\"\nfails = [1]\n",
        };
    }
    text
}
