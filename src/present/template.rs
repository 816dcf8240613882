//! The templates of pages, and how values are printed into them.

use std::sync::LazyLock;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Output, State, UndefinedBehavior, Value, escape_formatter};
use serde::Serialize;

use crate::diagnostic::Error;

/// How pages look. Within the page: it asks nothing of any server.
pub(super) const STYLE: &str = include_str!("templates/style.css");

/// What a page does where scripts run: without it nothing is missing but the choosing and the sorting.
pub(super) const SCRIPT: &str = include_str!("templates/page.js");

/// The templates, by name. A page extends `frame.html`, which says what every page has.
const TEMPLATES: [(&str, &str); 9] = [
    ("authority.html", include_str!("templates/authority.html")),
    ("frame.html", include_str!("templates/frame.html")),
    ("book.html", include_str!("templates/book.html")),
    ("overview.html", include_str!("templates/overview.html")),
    ("feedback.html", include_str!("templates/feedback.html")),
    ("parts.html", include_str!("templates/parts.html")),
    ("claims.html", include_str!("templates/claims.html")),
    ("quality.html", include_str!("templates/quality.html")),
    ("method.html", include_str!("templates/method.html")),
];

/// The templates, read once.
static ENVIRONMENT: LazyLock<Result<Environment<'static>, minijinja::Error>> = LazyLock::new(environment);

/// The page that a template makes of its parts.
///
/// # Errors
/// [`Error::Internal`] where a template asks for a part that there is not.
pub(super) fn render(template: &str, page: &impl Serialize) -> Result<String, Error> {
    let environment = ENVIRONMENT.as_ref().map_err(broken)?;
    let rendered = environment.get_template(template).and_then(|template| template.render(Serde(page)));
    rendered.map_err(|error| broken(&error))
}

fn broken(error: &minijinja::Error) -> Error {
    Error::Internal(format!("a page's template cannot be filled in: {error:#}"))
}

fn environment() -> Result<Environment<'static>, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.set_formatter(print);
    for (name, source) in TEMPLATES {
        environment.add_template(name, source)?;
    }
    Ok(environment)
}

/// Prints a value into HTML. The engine's own way also turns `/` into an entity, which makes links hard to read.
fn print(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), minijinja::Error> {
    let Some(text) = value.as_str().filter(|_| !value.is_safe()) else { return escape_formatter(out, state, value) };
    let escaped = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;");
    // Nobody knows in which language a sender's own words are.
    let marked = escaped.replace(OWN.0, "<bdi lang=\"\">").replace(OWN.1, "</bdi>");
    Ok(out.write_str(&marked)?)
}

/// What stands before and after words in no known language, until they are printed: two characters that mean nothing.
const OWN: (char, char) = ('\u{e000}', '\u{e001}');

/// Words of a sender's own, marked so that a page does not take them for its own language. For text, not for attributes.
pub(super) fn own_words(words: &str) -> String {
    format!("{}{}{}", OWN.0, words.replace([OWN.0, OWN.1], ""), OWN.1)
}

/// The text without what marks such words.
#[cfg(feature = "pdf")]
pub(super) fn unmarked(text: &str) -> String {
    text.replace([OWN.0, OWN.1], "")
}
