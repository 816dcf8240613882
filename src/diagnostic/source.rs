//! A named text that can point at a part of itself.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

/// The text of a definition file, kept so that a mistake in it can be shown where it stands.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its path, as messages name it.
    pub name: String,
    /// Its text.
    pub text: String,
}

impl Source {
    /// Shows one mistake: a title, the lines with a caret under the span, a label at the caret, and advice.
    pub fn caret(&self, span: Range<usize>, title: &str, label: &str, advice: Option<&str>) -> String {
        let end = span.end.min(self.text.len());
        let span = span.start.min(end)..end;
        let snippet = Snippet::source(self.text.as_str())
            .path(self.name.as_str())
            .annotation(AnnotationKind::Primary.span(span).label(label));
        let mut group = Level::ERROR.primary_title(title).element(snippet);
        if let Some(advice) = advice {
            group = group.element(Level::HELP.message(advice));
        }
        Renderer::plain().render(&[group]).clone()
    }
}
