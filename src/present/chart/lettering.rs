//! How wide text is, measured with the font that the pictures are drawn with.
//!
//! The chart library guesses at widths from the number of bytes, which makes `ŵ` as wide as `ww`.

use ttf_parser::Face;

use crate::diagnostic::Error;

/// The family that pictures ask for: whatever the reader has, then the one they are measured with, which is wider.
pub(super) const FAMILY: &str = "Arial, Helvetica, 'DejaVu Sans', sans-serif";

/// The regular and the bold face.
pub(super) struct Lettering {
    regular: Face<'static>,
    bold: Face<'static>,
}

/// The faces' own bytes, for whoever draws with them.
pub(super) fn faces() -> [&'static [u8]; 2] {
    [dejavu::sans::regular(), dejavu::sans::bold()]
}

impl Lettering {
    pub(super) fn load() -> Result<Self, Error> {
        let [regular, bold] = faces();
        Ok(Self { regular: face(regular)?, bold: face(bold)? })
    }

    /// The width of a text at a size, in pixels.
    pub(super) fn width(&self, text: &str, size: f64, bold: bool) -> f64 {
        let face = if bold { &self.bold } else { &self.regular };
        let advance = |c: char| face.glyph_index(c).and_then(|glyph| face.glyph_hor_advance(glyph)).unwrap_or(0);
        let units: f64 = text.chars().map(|c| f64::from(advance(c))).sum();
        units * size / f64::from(face.units_per_em())
    }

    /// The text broken between words into lines no wider than `most`; a single word may be wider.
    pub(super) fn wrapped(&self, text: &str, size: f64, bold: bool, most: f64) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split_whitespace() {
            let longer = lines.last().map(|line| format!("{line} {word}"));
            match longer {
                Some(longer) if self.width(&longer, size, bold) <= most => {
                    lines.pop();
                    lines.push(longer);
                }
                _ => lines.push(word.to_string()),
            }
        }
        lines
    }
}

fn face(bytes: &'static [u8]) -> Result<Face<'static>, Error> {
    Face::parse(bytes, 0).map_err(|error| Error::Internal(format!("the bundled font cannot be read: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_welsh_letter_is_as_wide_as_its_plain_one() {
        let lettering = Lettering::load().unwrap();
        assert!((lettering.width("ŵŷâ", 14.0, false) - lettering.width("wya", 14.0, false)).abs() < 1e-9);
        assert!(lettering.width("Cymru", 14.0, true) > lettering.width("Cymru", 14.0, false));
    }

    #[test]
    fn lines_break_between_words() {
        let lettering = Lettering::load().unwrap();
        let lines = lettering.wrapped("Cartrefi gofal i blant", 14.0, false, 100.0);
        assert_eq!(lines, ["Cartrefi gofal", "i blant"]);
    }
}
