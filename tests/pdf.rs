//! The overview of the sample as PDF. What any document keeps to is tested where it is typeset.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use super::support::{Project, published};

/// Set where the tests may not be left out: by `./check pdf all`.
const REQUIRED: &str = "TROSOLWG_POPPLER";
const LANGUAGES: [&str; 2] = ["en", "cy"];

/// What one of poppler's programs says of a document; nothing where there is no poppler.
#[expect(clippy::print_stderr, reason = "what is left out must be seen")]
fn poppler(program: &str, option: &str, document: &Path) -> Option<String> {
    let mut command = Command::new(program);
    command.args([option, document.to_str().unwrap()]);
    if program == "pdftotext" {
        command.arg("-");
    }
    let Ok(output) = command.output() else {
        assert!(std::env::var_os(REQUIRED).is_none(), "no {program}: install poppler-utils");
        eprintln!("\nLEFT OUT: no {program}. `./check pdf` installs poppler-utils\n");
        return None;
    };
    assert!(output.status.success(), "{program} {}", document.display());
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The letters and figures of a text: lines break at spaces and hyphens, and that is no matter.
fn close(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace() && *letter != '-').collect()
}

/// The text without the head and the foot of each page: a paragraph may go on behind them.
fn without_furniture(said: &str) -> String {
    let inner = |page: &str| {
        let lines: Vec<&str> = page.trim().lines().collect();
        lines.get(1..lines.len().saturating_sub(1)).unwrap_or_default().join("\n")
    };
    let (first, rest) = said.split_once('\u{c}').unwrap();
    let rest: Vec<String> = rest.split('\u{c}').map(inner).collect();
    format!("{}\n{}", first.trim().rsplit_once('\n').unwrap().0, rest.join("\n"))
}

/// What a reader of the page's main part sees, piece by piece: but for pictures, which the PDF has too, and files.
fn pieces(page: &str) -> Vec<String> {
    let (_, main) = page.split_once("<main").unwrap();
    let (_, main) = main.split_once('>').unwrap();
    let (mut rest, _) = main.split_once("<p class=\"top\">").unwrap();
    let mut pieces = Vec::new();
    let unread = [("<svg", "</svg>"), ("<details", "</details>"), ("<a ", "</a>"), ("<div class=\"links\">", "</div>")];
    while let Some(at) = rest.find('<') {
        pieces.push(rest[..at].trim().to_string());
        rest = &rest[at..];
        let end = unread.iter().find(|(start, _)| rest.starts_with(start)).map_or(">", |(_, end)| end);
        rest = &rest[rest.find(end).unwrap() + end.len()..];
    }
    let plain = |text: &String| {
        let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
        text.replace("&amp;", "&")
    };
    pieces.iter().filter(|piece| !piece.is_empty()).map(plain).collect()
}

#[test]
fn the_pdf_says_all_that_the_page_says() {
    for language in LANGUAGES {
        let output = published().output();
        let page = std::fs::read_to_string(output.join(format!("overview.{language}.html"))).unwrap();
        let document = output.join(format!("overview.{language}.pdf"));
        let Some(said) = poppler("pdftotext", "-raw", &document) else { return };
        let said = close(&without_furniture(&said));
        let pieces = pieces(&page);
        assert!(pieces.len() > 1_000 && pieces.iter().any(|piece| piece == "7,200"), "{}", pieces.len());
        for piece in pieces.iter().filter(|piece| piece.as_str() != ".") {
            assert!(said.contains(&close(piece)), "{language}: no “{piece}”");
        }
        for exact in ["7,198", "7198", "7,188", "7188"] {
            assert!(!said.contains(exact), "{language}: {exact}");
        }
        assert!(
            page.contains(&format!("href=\"overview.{language}.pdf\"")),
            "{language}: the page does not lead to it"
        );
    }
}

#[test]
fn the_pdf_is_tagged_in_its_language_and_titled_as_the_page() {
    for language in LANGUAGES {
        let output = published().output();
        let page = std::fs::read_to_string(output.join(format!("overview.{language}.html"))).unwrap();
        let document = output.join(format!("overview.{language}.pdf"));
        let title = page.split("<title>").nth(1).unwrap().split('<').next().unwrap().to_string();
        let Some(said) = poppler("pdfinfo", "-isodates", &document) else { return };
        for field in
            ["Tagged:          yes".to_string(), format!("Title:           {title}"), "2024-03-31T".to_string()]
        {
            assert!(said.contains(&field), "{language}: no {field} in {said}");
        }
        let structure = poppler("pdfinfo", "-struct", &document).unwrap();
        let mut tags: BTreeMap<&str, usize> = BTreeMap::new();
        for line in structure.lines() {
            *tags.entry(line.trim().split([' ', ':', '(']).next().unwrap_or_default()).or_default() += 1;
        }
        assert_eq!(tags["Figure"], page.matches("<svg").count(), "{language}");
        assert_eq!(tags["Table"], page.matches("<table").count(), "{language}");
        let bytes = std::fs::read(&document).unwrap();
        let holds = |said: &str| bytes.windows(said.len()).any(|window| window == said.as_bytes());
        assert!(holds("<pdfuaid:part>1</pdfuaid:part>") && holds(&format!("/Lang({language})")), "{language}");
    }
}

#[test]
fn the_pdf_is_the_same_when_it_is_written_again() {
    let project: &Project = published();
    let again = project.root.join("pdf-again");
    project.run(&["publish", "--output", again.to_str().unwrap()]).with_status(0);
    for language in LANGUAGES {
        let name = format!("overview.{language}.pdf");
        let (first, second) =
            (std::fs::read(project.output().join(&name)).unwrap(), std::fs::read(again.join(&name)).unwrap());
        assert!(first == second, "{name}");
    }
}

#[test]
fn the_pdf_for_the_inspectorate_is_marked_on_every_page() {
    let project: &Project = published();
    let inside = project.root.join("pdf-internal");
    let arguments = ["publish", "--audience", "internal", "--output", inside.to_str().unwrap()];
    project.run(&arguments).with_status(0);
    for language in LANGUAGES {
        let document = inside.join(format!("overview.internal.{language}.pdf"));
        let Some(said) = poppler("pdftotext", "-layout", &document) else { return };
        let pages: Vec<&str> = said.trim_end_matches('\u{c}').split('\u{c}').collect();
        let is_marked = |page: &&str| page.contains("Not for publication") && page.contains("Nid i’w gyhoeddi");
        assert!(pages.len() > 10 && pages.iter().all(|page| is_marked(&page)), "{language}");
    }
}
