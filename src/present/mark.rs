//! What an overview that is not for publication bears on every page, picture and data file, in every language.

use serde::Serialize;

use super::Overview;
use super::voice::Voice;
use crate::domain::Audience;

/// The mark in one language.
#[derive(Serialize)]
pub(crate) struct Mark {
    lang: String,
    /// That it is not for publication.
    pub(crate) title: String,
    /// What follows from that.
    pub(crate) meaning: String,
}

/// The mark in every language, that of the page first; none on what is for the public.
pub(crate) fn marks(view: &Overview<'_>, voice: &Voice<'_>) -> Vec<Mark> {
    if view.audience() == Audience::Public {
        return Vec::new();
    }
    let mark = |language| {
        let own = Voice { language, ..*voice };
        Mark { lang: language.to_string(), title: own.say("internal-mark"), meaning: own.say("internal-meaning") }
    };
    [voice.language].into_iter().chain(voice.others()).map(mark).collect()
}

/// The mark in one line, in every language: `Not for publication · Nid i’w gyhoeddi`.
pub(crate) fn line(view: &Overview<'_>, voice: &Voice<'_>) -> Option<String> {
    let titles: Vec<String> = marks(view, voice).into_iter().map(|mark| mark.title).collect();
    (!titles.is_empty()).then(|| titles.join(" · "))
}

/// The style rule that prints the mark above every sheet of paper; nothing on what is for the public.
pub(crate) fn on_paper(view: &Overview<'_>, voice: &Voice<'_>) -> String {
    let Some(mark) = line(view, voice) else { return String::new() };
    // What would end the text or the element, no mark needs.
    let mark = mark.replace(['"', '\\', '<', '\n'], "");
    format!(
        "@page {{ margin-top: 20mm; @top-center {{ content: \"{mark}\"; font: bold 10pt Arial, sans-serif; color: #801650; }} }}\n"
    )
}

/// A text with the mark in its own language before it, where there is one.
pub(crate) fn before(view: &Overview<'_>, voice: &Voice<'_>, text: String) -> String {
    match marks(view, voice).first() {
        Some(mark) => voice.tell_texts("internal-before", &[("mark", &mark.title), ("text", &text)]),
        None => text,
    }
}
