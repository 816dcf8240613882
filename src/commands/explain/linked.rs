//! What `explain` says of persons: how many a figure counts, and how their records were linked.

use super::{Asked, Voice};
use crate::definitions::{Linkage, Say};
use crate::diagnostic::Error;
use crate::domain::Basis;
use crate::engine::{Engine, Linked};
use crate::indicators;

/// The lines about persons; none, where a figure does not count them.
pub(super) fn lines(asked: &Asked<'_>, engine: &Engine<'_>, voice: &Voice<'_>) -> Result<Vec<String>, Error> {
    let Some(persons) = asked.on(Basis::Linked) else { return Ok(Vec::new()) };
    let Some(linkage) = &engine.definitions().linkage else { return Ok(Vec::new()) };
    let mut lines = vec![voice.says("explain-linked", "value", &voice.value(persons))];
    let [here, all] = indicators::linked(engine, persons, &linkage.identity, asked.as_at)?;
    lines.extend(ways(linkage, &here, &all, voice));
    if all.doubtful > 0 {
        let args = [("records", Say::Count(here.doubtful)), ("all", Say::Count(all.doubtful))];
        lines.push(format!("  {}", voice.say("explain-linked-doubtful", &args)));
    }
    Ok(lines)
}

/// One line for each way of linking.
fn ways(linkage: &Linkage, here: &Linked, all: &Linked, voice: &Voice<'_>) -> Vec<String> {
    let line = |way: &crate::definitions::Way| {
        let title = voice.definitions.words.text(voice.language, &format!("link.{}.title", way.id));
        let confidence = voice.say(&format!("confidence-{}", way.confidence.as_str()), &[]);
        let records = |linked: &Linked| Say::Count(linked.records.get(&way.id).copied().unwrap_or_default());
        let args = [
            ("way", Say::Text(title)),
            ("confidence", Say::Text(&confidence)),
            ("records", records(here)),
            ("all", records(all)),
        ];
        format!("  {}", voice.say("explain-linked-way", &args))
    };
    linkage.ways.iter().map(line).collect()
}
