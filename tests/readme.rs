//! README's tutorial does what it says: every line of every `console` block is run, and its answer compared.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use super::support::{CLONE, PROGRAM, clone, copy_tree};

/// A command of the tutorial and the lines that it shows beneath.
struct Step {
    command: String,
    shows: Vec<String>,
}

fn steps(readme: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut in_console = false;
    for line in readme.lines() {
        if line.starts_with("```") {
            in_console = line == "```console";
        } else if in_console {
            match (line.strip_prefix("$ "), steps.last_mut()) {
                (Some(command), _) => steps.push(Step { command: command.to_owned(), shows: Vec::new() }),
                (None, Some(step)) => step.shows.push(line.to_owned()),
                (None, None) => panic!("an answer before any command: {line}"),
            }
        }
    }
    steps
}

/// Whether a line is as shown, `[..]` standing for anything.
fn is_as_shown(shown: &str, said: &str) -> bool {
    let mut parts = shown.trim_end().split("[..]");
    let Some(mut rest) = said.trim_end().strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else { return rest.is_empty() };
    for part in middle {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

/// Whether lines are as shown, a line `...` standing for any number of them.
fn are_as_shown(shown: &[&str], said: &[&str]) -> bool {
    match shown.split_first() {
        None => said.is_empty(),
        Some((&"...", rest)) => (0..=said.len()).any(|skipped| are_as_shown(rest, &said[skipped..])),
        Some((first, rest)) => {
            said.split_first().is_some_and(|(line, left)| is_as_shown(first, line) && are_as_shown(rest, left))
        }
    }
}

#[test]
fn the_tutorial_does_what_it_says() {
    let readme = fs::read_to_string(clone("README.md")).unwrap();
    let project = tempfile::tempdir().unwrap();
    let temporary = tempfile::tempdir().unwrap();
    symlink(clone("pipelines"), project.path().join("pipelines")).unwrap();
    for folder in ["data/reference", "data/returns", "output"] {
        fs::create_dir_all(project.path().join(folder)).unwrap();
    }
    copy_tree(&clone("data/reference"), &project.path().join("data/reference"));
    copy_tree(&clone("data/returns"), &project.path().join("data/returns"));
    let steps = steps(&readme);
    assert!(steps.len() >= 7, "the tutorial has {} steps", steps.len());
    for step in &steps {
        let command = step
            .command
            .replace("cargo run --release --", PROGRAM)
            .replace("/tmp/", &format!("{}/", temporary.path().display()));
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("exec 2>&1; {command}")]).current_dir(project.path());
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("TROSOLWG_")) {
            shell.env_remove(name);
        }
        let output = shell.output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        let said = said.replace(&format!("{}/", temporary.path().display()), "/tmp/");
        assert!(output.status.success(), "`{}` fails:\n{said}", step.command);
        let shown: Vec<&str> = step.shows.iter().map(|line| line.trim_end()).collect();
        let lines: Vec<&str> = said.lines().map(str::trim_end).collect();
        assert!(are_as_shown(&shown, &lines), "`{}` is to say\n{}\nand says\n{said}", step.command, shown.join("\n"));
    }
}

#[test]
fn the_two_commands_stand_there_and_no_link_is_dead() {
    let readme = fs::read_to_string(clone("README.md")).unwrap();
    for command in ["\ncargo run --release -- run\n", "\n./check\n"] {
        assert!(readme.contains(command), "README does not give {command:?} a line of its own");
    }
    let links = readme.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let local: Vec<&str> = links.filter(|link| !link.contains("://") && !link.starts_with('#')).collect();
    assert!(local.len() >= 5, "{local:?}");
    for link in local {
        assert!(clone(link).exists(), "{link} is not in {CLONE}");
    }
}
