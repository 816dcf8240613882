//! The rules of the house (`DESIGN.md` section 2), read off the source. Textual: it guards against drift, not malice.

use std::fs;
use std::path::Path;

/// The folder or file prefixes in which each outside crate may be named.
const HOMES: &[(&str, &[&str])] = &[
    ("clap", &["commands/"]),
    ("comfy_table", &["commands/"]),
    ("indicatif", &["commands/"]),
    ("csv", &["definitions/", "sample/", "present/", "commands/"]),
    ("arrow", &["intake/", "store/", "present/tidy"]),
    ("parquet", &["intake/", "store/", "present/tidy"]),
    ("polars", &["definitions/formula", "rules/", "engine/", "linkage/", "indicators/"]),
    ("sqlparser", &["definitions/formula", "rules/", "engine/", "indicators/"]),
    ("plotters", &["present/chart"]),
    ("minijinja", &["present/"]),
    ("resvg", &["present/"]),
    ("rust_xlsxwriter", &["present/"]),
    ("trosolwg_typeset", &["present/pdf"]),
    ("ttf_parser", &["present/"]),
    ("dejavu", &["present/"]),
    ("sha2", &["present/inline"]),
    ("base64", &["present/inline"]),
    ("fluent", &["definitions/words"]),
    ("toml", &["definitions/"]),
    ("annotate_snippets", &["diagnostic/"]),
    ("encoding_rs", &["intake/", "sample/"]),
    ("memchr", &["intake/"]),
    ("flate2", &["intake/source", "sample"]),
    ("calamine", &["intake/source"]),
    ("zip", &["intake/source", "present/"]),
    ("roxmltree", &["present/workbook"]),
    ("rustix", &["intake/source"]),
    ("jiff", &["domain/"]),
];

/// Where files, threads, the clock and the environment may be touched: the edges.
const EDGES: &[&str] = &[
    "pipeline",
    "commands/",
    "store/",
    "definitions/loader",
    "intake/read",
    "intake/find",
    "intake/source",
    "intake/walk",
];
const EDGE_WORDS: &[&str] = &[
    "std::fs",
    "fs::",
    "File::",
    "OpenOptions",
    "std::thread",
    "thread::",
    "SystemTime",
    "Instant::",
    "std::env",
    "env::",
    "std::process",
    "rayon::",
];

/// Modules that are stages: they may name each other's types, never call each other's functions.
const STAGES: &[&str] =
    &["intake", "rules", "store", "engine", "linkage", "indicators", "disclosure", "present", "sample"];

const VAGUE: &[&str] = &["manager", "handler", "processor", "helper", "util", "info", "data"];

struct SourceFile {
    path: String,
    text: String,
}

impl SourceFile {
    fn module(&self) -> &str {
        self.path.split(['/', '.']).next().unwrap_or_default()
    }

    /// The code without comments and without what stands in test modules.
    fn code(&self) -> String {
        let shipped = self.text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        shipped
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .map(|line| line.split(" // ").next().unwrap_or_default())
            .collect::<Vec<_>>()
            .join("\n")
    }
}

fn sources() -> Vec<SourceFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
                found.push(SourceFile { path: name, text: fs::read_to_string(&path).unwrap() });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn order(files: &[SourceFile]) -> Vec<String> {
    let lib = files.iter().find(|f| f.path == "lib.rs").unwrap();
    lib.text
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod "))
        .map(|line| line.split(';').next().unwrap_or_default().to_owned())
        .collect()
}

/// Every `crate::…` path of a file, `use` groups spread out.
fn crate_paths(code: &str) -> Vec<String> {
    let mut paths = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        if at > 0 && code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':') {
            continue;
        }
        let rest: String = code[at + "crate::".len()..].chars().take_while(|c| *c != ';').collect();
        spread("", &rest, &mut paths);
    }
    paths
}

fn spread(before: &str, rest: &str, paths: &mut Vec<String>) {
    let word: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_' || *c == ':').collect();
    let after = &rest[word.len()..];
    if (word.is_empty() || word.ends_with("::")) && after.starts_with('{') {
        let mut depth = 0;
        let mut item = String::new();
        for c in after.chars() {
            match c {
                '{' => {
                    depth += 1;
                    if depth == 1 {
                        continue;
                    }
                }
                '}' => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                }
                ',' if depth == 1 => {
                    spread(&format!("{before}{word}"), item.trim(), paths);
                    item.clear();
                    continue;
                }
                _ => {}
            }
            item.push(c);
        }
        if !item.trim().is_empty() {
            spread(&format!("{before}{word}"), item.trim(), paths);
        }
    } else {
        paths.push(format!("{before}{word}"));
    }
}

/// Files that are compiled for tests only: those a parent declares behind `#[cfg(test)]`.
fn tests_only(files: &[SourceFile]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files {
        let folder = match file.path.strip_suffix("/mod.rs") {
            Some(folder) => folder.to_owned(),
            None => file.path.trim_end_matches(".rs").to_owned(),
        };
        let mut lines = file.text.lines().peekable();
        while let Some(line) = lines.next() {
            let declared =
                lines.peek().and_then(|next| next.strip_prefix("mod ")).and_then(|next| next.strip_suffix(';'));
            if let (true, Some(name)) = (line.trim() == "#[cfg(test)]", declared) {
                found.push(format!("{folder}/{name}"));
            }
        }
    }
    found
}

fn violations(files: &[SourceFile]) -> Vec<String> {
    let order = order(files);
    let tests_only = tests_only(files);
    let is_test = |path: &str| {
        tests_only.iter().any(|test| path.strip_prefix(test.as_str()).is_some_and(|rest| rest.starts_with(['.', '/'])))
    };
    let mut wrong = Vec::new();
    for file in files.iter().filter(|f| f.path != "lib.rs" && f.path != "main.rs") {
        shape(file, &mut wrong);
        names(file, &mut wrong);
        if is_test(&file.path) {
            continue;
        }
        layers(file, &order, &mut wrong);
        homes(file, &mut wrong);
        edges(file, &mut wrong);
    }
    wrong
}

fn layers(file: &SourceFile, order: &[String], wrong: &mut Vec<String>) {
    let place = |module: &str| order.iter().position(|m| m == module);
    let Some(own) = place(file.module()) else {
        wrong.push(format!("{} belongs to no module of lib.rs", file.path));
        return;
    };
    for path in crate_paths(&file.code()) {
        let used = path.split("::").next().unwrap_or_default();
        match place(used) {
            Some(other) if other > own => wrong.push(format!("{} uses {used}, which comes later in lib.rs", file.path)),
            Some(other) if other < own && STAGES.contains(&used) && STAGES.contains(&file.module()) => {
                let names_a_type = path.split("::").skip(1).any(|part| part.starts_with(char::is_uppercase));
                if !names_a_type {
                    wrong.push(format!("{} calls into {path}: stages meet in pipeline.rs", file.path));
                }
            }
            _ => {}
        }
    }
}

fn homes(file: &SourceFile, wrong: &mut Vec<String>) {
    let code = file.code();
    for (name, homes) in HOMES {
        let used = code
            .match_indices(&format!("{name}::"))
            .any(|(at, _)| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':'));
        if used && !homes.iter().any(|home| file.path.starts_with(home)) {
            wrong.push(format!("{} uses {name}, whose home is {}", file.path, homes.join(", ")));
        }
    }
}

fn edges(file: &SourceFile, wrong: &mut Vec<String>) {
    if EDGES.iter().any(|edge| file.path.starts_with(edge)) {
        return;
    }
    let code = file.code();
    for word in EDGE_WORDS {
        let used =
            code.match_indices(word).any(|(at, _)| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'));
        if used {
            wrong.push(format!("{} touches {word} away from the edges", file.path));
        }
    }
}

fn shape(file: &SourceFile, wrong: &mut Vec<String>) {
    if !file.text.starts_with("//!") {
        wrong.push(format!("{} does not open with //!", file.path));
    }
    let lines = file.text.lines().count();
    if lines > 400 {
        wrong.push(format!("{} has {lines} lines", file.path));
    }
    let mut start = None;
    for (at, line) in file.text.lines().enumerate() {
        let indent = line.len() - line.trim_start().len();
        let text = line.trim_start();
        let opens = ["fn ", "pub fn ", "pub(crate) fn ", "pub(super) fn "].iter().any(|f| text.starts_with(f));
        if opens {
            start = Some((at, indent));
        }
        if let Some((from, depth)) = start.filter(|(_, depth)| *depth == indent && text == "}") {
            if at - from + 1 > 60 {
                wrong.push(format!("{}:{} has a function of {} lines", file.path, from + 1, at - from + 1));
            }
            let _ = depth;
            start = None;
        }
    }
}

fn names(file: &SourceFile, wrong: &mut Vec<String>) {
    let code = file.code();
    let mut given: Vec<String> = vec![file.path.trim_end_matches(".rs").replace('/', "_")];
    for keyword in ["fn ", "struct ", "enum ", "trait ", "mod ", "type "] {
        for (at, _) in code.match_indices(keyword) {
            if at == 0 || code[..at].ends_with(char::is_whitespace) {
                given.push(
                    code[at + keyword.len()..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect(),
                );
            }
        }
    }
    for name in given {
        if name == "data_to" {
            continue; // the contract's own word for the last day of an extract
        }
        let words = words_of(&name);
        if let Some(vague) = VAGUE.iter().find(|vague| words.iter().any(|word| word == *vague)) {
            wrong.push(format!("{} names something `{name}`: say what it is instead of `{vague}`", file.path));
        }
    }
}

/// `placementsData` and `placements_data` both have the words placements and data.
fn words_of(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for c in name.chars() {
        if c == '_' || c.is_uppercase() {
            words.push(String::new());
        }
        if c != '_' {
            words.last_mut().unwrap().extend(c.to_lowercase());
        }
    }
    words
}

#[test]
fn the_rules_of_the_house_hold() {
    let wrong = violations(&sources());
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_rule_bites_when_it_is_broken() {
    let broken: &[(&str, &str, &str)] = &[
        ("domain/note.rs", "use crate::definitions::Return;", "comes later"),
        ("definitions/codes.rs", "use crate::{diagnostic::Error, store::Release};", "comes later"),
        ("present/mod.rs", "use crate::disclosure::protect;", "stages meet in pipeline.rs"),
        ("present/mod.rs", "fn f() { crate::indicators::compute(); }", "stages meet in pipeline.rs"),
        ("domain/note.rs", "use polars::prelude::col;", "uses polars"),
        ("intake/mod.rs", "use clap::Parser;", "uses clap"),
        ("disclosure/mod.rs", "use std::fs;", "away from the edges"),
        ("indicators/mod.rs", "fn now() { let _ = std::time::SystemTime::now(); }", "away from the edges"),
        ("engine/mod.rs", "fn load_data() {}", "instead of `data`"),
        ("rules/mod.rs", "struct RuleManager;", "instead of `manager`"),
    ];
    for (path, line, message) in broken {
        let mut files = sources();
        let file = files.iter_mut().find(|f| f.path == *path).unwrap_or_else(|| panic!("no {path}"));
        // Before the tests of the file, which are not held against the rules.
        file.text = format!("//! x\n{line}\n{}", file.text);
        let wrong = violations(&files);
        assert!(
            wrong.iter().any(|w| w.contains(path) && w.contains(message)),
            "{line} in {path} went unnoticed: {wrong:?}"
        );
    }
}

#[test]
fn a_file_without_a_header_too_long_or_with_a_long_function_is_noticed() {
    let mut files = sources();
    let file = files.iter_mut().find(|f| f.path == "domain/note.rs").unwrap();
    file.text = format!("fn long() {{\n{}}}\n{}", "    step();\n".repeat(60), "// filler\n".repeat(400));
    let wrong = violations(&files).join("\n");
    for message in ["does not open with //!", "lines", "a function of 62 lines"] {
        assert!(wrong.contains(message), "{message}: {wrong}");
    }
}
