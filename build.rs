//! Which commit the program is built from, for the pages to name: the environment's word, else what git says, else nothing.

use std::env;
use std::path::Path;
use std::process::Command;

#[expect(clippy::disallowed_methods, reason = "the environment of the build, not of a run")]
fn main() {
    println!("cargo::rerun-if-env-changed=TROSOLWG_COMMIT");
    // Whatever changes the program, and whatever a commit or a checkout changes.
    for path in ["src", "Cargo.toml", "Cargo.lock", "build.rs"] {
        println!("cargo::rerun-if-changed={path}");
    }
    let of_git = ["HEAD", "logs/HEAD"].iter().filter_map(|path| said(&["rev-parse", "--git-path", path]));
    for path in of_git.filter(|path| Path::new(path).exists()) {
        println!("cargo::rerun-if-changed={path}");
    }
    let commit = env::var("TROSOLWG_COMMIT").ok().filter(|given| is_plain(given)).or_else(from_git).unwrap_or_default();
    println!("cargo::rustc-env=TROSOLWG_COMMIT={commit}");
}

/// The commit, with a `+` where what is built from has changed since; nothing without git, or beside another project's.
fn from_git() -> Option<String> {
    let top = said(&["rev-parse", "--show-cdup"])?;
    let commit = said(&["rev-parse", "--short=12", "HEAD"]).filter(|_| top.is_empty())?;
    let changed = said(&["status", "--porcelain", "--untracked-files=no", "--", "src", "Cargo.toml", "Cargo.lock"])?;
    Some(if changed.is_empty() { commit } else { format!("{commit}+") })
}

/// What git says, where it is there and says anything.
fn said(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}

fn is_plain(given: &str) -> bool {
    !given.is_empty() && given.chars().all(|c| c.is_ascii_alphanumeric() || "+.-_".contains(c))
}
