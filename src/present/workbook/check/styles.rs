//! How the cells of a workbook look: letters, colours, fills, lines and wrapping.

use roxmltree::Node;

use super::parts::{attribute, first, number, parsed};
use super::sheet::Read;
use crate::diagnostic::Error;

/// Every style, by its number.
pub(super) struct Styles(Vec<Style>);

/// How a cell looks.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    pub(super) font: Font,
    /// The kind of fill, `none` where there is none.
    pub(super) fill: String,
    pub(super) fill_colour: Colour,
    /// The kinds of its lines.
    pub(super) borders: Vec<String>,
    pub(super) is_wrapped: bool,
    pub(super) is_turned: bool,
}

/// How letters look.
#[expect(clippy::struct_excessive_bools, reason = "letters have that many independent traits")]
#[derive(Clone, Debug, Default)]
pub(super) struct Font {
    pub(super) name: String,
    /// In points.
    pub(super) size: f64,
    pub(super) is_bold: bool,
    pub(super) is_italic: bool,
    pub(super) is_underlined: bool,
    pub(super) is_raised: bool,
    pub(super) colour: Colour,
}

/// A colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Colour {
    /// Whatever the reader's program takes: black on white, mostly.
    #[default]
    Automatic,
    /// Red, green, blue.
    Rgb(u32),
}

impl Styles {
    pub(super) fn read(text: &str) -> Result<Self, Error> {
        let document = parsed(text)?;
        let root = document.root();
        let listed = |list: &'static str, one: &'static str| {
            let list = first(root, list);
            list.into_iter().flat_map(move |list| list.children().filter(move |node| node.tag_name().name() == one))
        };
        let fonts: Vec<Font> = listed("fonts", "font").map(font).collect();
        let fills: Vec<(String, Colour)> = listed("fills", "fill").map(fill).collect();
        let borders: Vec<Vec<String>> = listed("borders", "border").map(lines).collect();
        let style = |node: Node<'_, '_>| {
            let which = |name: &str| number::<usize>(&node, name).unwrap_or_default();
            let alignment = first(node, "alignment");
            let says = |name: &str| alignment.map(|alignment| attribute(&alignment, name)).unwrap_or_default();
            let (fill, fill_colour) = fills.get(which("fillId")).cloned().unwrap_or_default();
            Style {
                font: fonts.get(which("fontId")).cloned().unwrap_or_default(),
                fill,
                fill_colour,
                borders: borders.get(which("borderId")).cloned().unwrap_or_default(),
                is_wrapped: matches!(says("wrapText").as_str(), "1" | "true"),
                is_turned: !matches!(says("textRotation").as_str(), "" | "0"),
            }
        };
        Ok(Self(listed("cellXfs", "xf").map(style).collect()))
    }

    /// That of a cell; plain, where there is none of its number.
    pub(super) fn of(&self, cell: &Read) -> Style {
        self.0.get(cell.style).cloned().unwrap_or_default()
    }
}

fn font(node: Node<'_, '_>) -> Font {
    let value = |name: &'static str| first(node, name).map(|part| attribute(&part, "val"));
    let is_set =
        |name: &'static str| value(name).is_some_and(|value| !matches!(value.as_str(), "0" | "false" | "none"));
    Font {
        name: value("name").unwrap_or_default(),
        size: value("sz").and_then(|size| size.parse().ok()).unwrap_or_default(),
        is_bold: is_set("b"),
        is_italic: is_set("i"),
        is_underlined: is_set("u"),
        is_raised: is_set("vertAlign") && value("vertAlign").as_deref() != Some("baseline"),
        colour: first(node, "color").map_or(Colour::Automatic, |colour| read_colour(&colour)),
    }
}

fn fill(node: Node<'_, '_>) -> (String, Colour) {
    let pattern = first(node, "patternFill").map(|pattern| attribute(&pattern, "patternType"));
    let kind = pattern.unwrap_or_else(|| "gradient".to_owned());
    (kind, first(node, "fgColor").map_or(Colour::Automatic, |colour| read_colour(&colour)))
}

fn lines(node: Node<'_, '_>) -> Vec<String> {
    node.children().map(|line| attribute(&line, "style")).filter(|style| !style.is_empty()).collect()
}

/// A colour that is given; of a theme, that which the usual theme has, and the theme's text is the reader's own.
fn read_colour(node: &Node<'_, '_>) -> Colour {
    const THEME: [u32; 12] = [
        0xFF_FF_FF, 0x00_00_00, 0xE7_E6_E6, 0x44_54_6A, 0x44_72_C4, 0xED_7D_31, 0xA5_A5_A5, 0xFF_C0_00, 0x5B_9B_D5,
        0x70_AD_47, 0x05_63_C1, 0x95_4F_72,
    ];
    let rgb = attribute(node, "rgb");
    if let Ok(argb) = u32::from_str_radix(&rgb, 16) {
        return Colour::Rgb(argb & 0xFF_FF_FF);
    }
    match number::<usize>(node, "theme") {
        Some(1) | None => Colour::Automatic,
        Some(theme) => THEME.get(theme).copied().map_or(Colour::Automatic, Colour::Rgb),
    }
}

/// How much one colour stands out from another: from 1 to 21, after WCAG 2.2.
pub(super) fn contrast(one: u32, other: u32) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(rgb: u32) -> f64 {
    let part = |shift: u32| {
        let part = f64::from((rgb >> shift) & 0xFF) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        assert!((contrast(0, 0xFF_FF_FF) - 21.0).abs() < 1e-9);
        // #767676 is the lightest grey that can be read on white.
        assert!(contrast(0x76_76_76, 0xFF_FF_FF) > 4.5 && contrast(0x77_77_77, 0xFF_FF_FF) < 4.5);
    }
}
