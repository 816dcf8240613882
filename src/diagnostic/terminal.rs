//! Text from outside, made harmless for a terminal.

/// The text with every control and direction-changing character shown as an escape, so that no file name, header
/// or message can move a terminal's cursor or reverse its lines.
pub fn printable(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        let turns = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}');
        if c.is_control() || turns { safe.extend(c.escape_unicode()) } else { safe.push(c) }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::printable;

    #[test]
    fn escapes_cannot_reach_a_terminal() {
        assert_eq!(printable("a\u{1b}[2Jb\u{202e}"), "a\\u{1b}[2Jb\\u{202e}");
        assert_eq!(printable("Ynys Môn, Tŷ Ŵyn"), "Ynys Môn, Tŷ Ŵyn");
    }
}
