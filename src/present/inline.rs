//! What stands within a page beside its text: its look, its behaviour, and the policy that lets in these two and nothing else.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

/// The style, the script and the policy of a page.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Inline {
    /// What stands in its only style element.
    style: String,
    /// What stands in its only script element; empty, where it has none.
    script: &'static str,
    /// Its Content-Security-Policy.
    policy: String,
}

impl Inline {
    /// Those of a page with this style and script.
    pub(super) fn of(style: impl Into<String>, script: &'static str) -> Self {
        let style = style.into();
        let scripts = if script.is_empty() { String::new() } else { format!("script-src {}; ", allowed(script)) };
        let styles = allowed(&style);
        let policy = format!(
            "default-src 'none'; img-src data:; style-src {styles}; {scripts}base-uri 'none'; form-action 'none'"
        );
        Self { style, script, policy }
    }
}

/// The source expression that allows an element with exactly this text.
/// Content Security Policy Level 3, 2.3.1 (hash sources) and 6.7.3.3 (does element match source list).
fn allowed(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_allows_the_text_that_it_was_made_for() {
        // From the standard's own example: the hash of `alert('Hello, world.');`.
        let inline = Inline::of("", "alert('Hello, world.');");
        let hash = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='";
        assert!(inline.policy.contains(&format!("script-src {hash};")), "{}", inline.policy);
    }

    #[test]
    fn a_page_without_a_script_allows_none() {
        let inline = Inline::of("p { color: red; }", "");
        assert!(inline.policy.starts_with("default-src 'none'") && !inline.policy.contains("script-src"));
        assert!(!inline.policy.contains("unsafe"));
    }
}
