//! A picture being made: geometry by plotters, lettering and names by us.

use std::fmt::Write as _;

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, IntoDrawingArea, SVGBackend};

use super::lettering::FAMILY;
use super::palette::{TEXT, WARNING};
use crate::diagnostic::Error;

/// How high the foot is that bears a mark, where in it the letters stand, and their size: in pixels.
const MARK_HEIGHT: u32 = 30;
const MARK_BASELINE: f64 = 20.0;
const MARK_SIZE: f64 = 16.0;

/// The size of most text, in pixels.
pub(super) const SIZE: f64 = 14.0;

/// Where a plotters drawing goes.
pub(super) type Ground<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// On which side of its point a label stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// One line of text.
#[derive(Clone, Debug)]
pub(super) struct Label {
    pub(super) text: String,
    pub(super) x: f64,
    /// The baseline.
    pub(super) y: f64,
    pub(super) anchor: Anchor,
    pub(super) size: f64,
    pub(super) bold: bool,
    pub(super) colour: &'static str,
    /// The code of the authority that it is about, so that a page can bring it forward; empty for none.
    pub(super) place: String,
}

impl Label {
    /// Text as most of it is.
    pub(super) fn new(text: &str, x: f64, y: f64, anchor: Anchor) -> Self {
        let text = text.to_string();
        Self { text, x, y, anchor, size: SIZE, bold: false, colour: TEXT, place: String::new() }
    }

    /// The label in another size, in pixels.
    pub(super) fn sized(self, size: f64) -> Self {
        Self { size, ..self }
    }

    /// The label in bold, where that is so.
    pub(super) fn bold(self, bold: bool) -> Self {
        Self { bold, ..self }
    }

    /// The label in a colour.
    pub(super) fn coloured(self, colour: &'static str) -> Self {
        Self { colour, ..self }
    }

    /// The label as one about a place.
    pub(super) fn of_place(self, code: &str) -> Self {
        Self { place: code.to_string(), ..self }
    }
}

/// A picture: its size in pixels, the geometry, the lettering.
pub(super) struct Sheet {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) labels: Vec<Label>,
    geometry: String,
}

/// What a reader who does not see the picture is told, and the element ids that tie it together.
pub(super) struct Naming<'a> {
    pub(super) id: &'a str,
    pub(super) language: &'a str,
    pub(super) title: &'a str,
    pub(super) description: &'a str,
}

impl Sheet {
    pub(super) fn new(width: u32, height: u32) -> Self {
        Self { width, height, labels: Vec::new(), geometry: String::new() }
    }

    /// Draws the geometry.
    pub(super) fn draw<T>(&mut self, draw: impl FnOnce(&Ground<'_>) -> Result<T, Error>) -> Result<T, Error> {
        let mut drawn = String::new();
        let result = {
            let ground = SVGBackend::with_string(&mut drawn, (self.width, self.height)).into_drawing_area();
            let result = draw(&ground)?;
            ground.present().map_err(|error| Error::Internal(format!("a chart cannot be drawn: {error}")))?;
            result
        };
        self.geometry.push_str(inside(&drawn));
        Ok(result)
    }

    /// Draws geometry that is about a place, by its code, so that a page can bring it forward; an empty code is no
    /// place.
    pub(super) fn draw_of<T>(
        &mut self,
        place: &str,
        draw: impl FnOnce(&Ground<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        if place.is_empty() {
            return self.draw(draw);
        }
        // Writing to a String cannot fail.
        let _ = writeln!(self.geometry, "<g data-place=\"{}\">", escaped(place));
        let result = self.draw(draw);
        self.geometry.push_str("</g>\n");
        result
    }

    /// The picture with a mark across its foot, where there is one: it goes wherever the picture goes.
    pub(super) fn marked(mut self, mark: Option<&str>) -> Self {
        let Some(mark) = mark else { return self };
        let baseline = f64::from(self.height) + MARK_BASELINE;
        self.height += MARK_HEIGHT;
        self.labels.push(Label {
            text: mark.to_string(),
            x: f64::from(self.width) / 2.0,
            y: baseline,
            anchor: Anchor::Middle,
            size: MARK_SIZE,
            bold: true,
            colour: WARNING,
            place: String::new(),
        });
        self
    }

    /// The whole picture as an SVG element that names and describes itself.
    pub(super) fn finish(&self, naming: &Naming<'_>) -> String {
        let Naming { id, language, title, description } = naming;
        let (width, height) = (self.width, self.height);
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
             role=\"img\" lang=\"{language}\" aria-labelledby=\"{id}-title {id}-desc\">\n\
             <title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-desc\">{}</desc>\n\
             <g aria-hidden=\"true\">\n{}</g>\n<g aria-hidden=\"true\" font-family=\"{FAMILY}\">\n",
            escaped(title),
            escaped(description),
            self.geometry
        );
        for label in &self.labels {
            write_label(&mut svg, label);
        }
        svg.push_str("</g>\n</svg>\n");
        svg
    }
}

fn write_label(svg: &mut String, label: &Label) {
    let anchor = match label.anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    };
    let place = match label.place.as_str() {
        "" => String::new(),
        code => format!(" data-place=\"{}\"", escaped(code)),
    };
    let weight = if label.bold { " font-weight=\"bold\"" } else { "" };
    // Writing to a String cannot fail.
    let _ = writeln!(
        svg,
        "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\" font-size=\"{}\"{weight}{place} fill=\"{}\">{}</text>",
        label.x,
        label.y,
        label.size,
        label.colour,
        escaped(&label.text)
    );
}

/// What stands between the tags of an SVG document's root.
fn inside(svg: &str) -> &str {
    let body = svg.split_once('>').map_or("", |(_, body)| body);
    body.rsplit_once("</svg>").map_or(body, |(body, _)| body).trim_start_matches('\n')
}

/// Text as XML writes it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_stands_in_a_foot_of_its_own() {
        let naming = Naming { id: "x", language: "cy", title: "A", description: "B" };
        let svg = Sheet::new(300, 200).marked(Some("Not for publication")).finish(&naming);
        assert!(svg.contains("width=\"300\" height=\"230\""), "{svg}");
        assert!(svg.contains("<text x=\"150.0\" y=\"220.0\"") && svg.contains(">Not for publication</text>"), "{svg}");
        assert!(!Sheet::new(300, 200).marked(None).finish(&naming).contains("<text"));
    }

    #[test]
    fn a_picture_names_itself_and_escapes_its_text() {
        let naming = Naming { id: "x", language: "cy", title: "A & B", description: "<d>" };
        let svg = Sheet::new(10, 20).finish(&naming);
        assert!(svg.contains("role=\"img\" lang=\"cy\" aria-labelledby=\"x-title x-desc\""), "{svg}");
        assert!(svg.contains("<title id=\"x-title\">A &amp; B</title>"), "{svg}");
        assert!(svg.contains("<desc id=\"x-desc\">&lt;d&gt;</desc>"), "{svg}");
    }
}
