//! A picture as PNG, drawn with the bundled font only.

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use super::lettering::faces;
use crate::diagnostic::Error;

/// Pixels of the PNG for each pixel of the SVG.
const DENSITY: f32 = 2.0;

/// The PNG of an SVG, at twice its size, on white.
pub(crate) fn png(svg: &str) -> Result<Vec<u8>, Error> {
    pixels(svg)?.encode_png().map_err(|error| Error::Internal(format!("a chart cannot be written as PNG: {error}")))
}

/// The pixels of an SVG.
pub(super) fn pixels(svg: &str) -> Result<Pixmap, Error> {
    let mut options = Options { font_family: "DejaVu Sans".to_string(), ..Options::default() };
    let fonts = options.fontdb_mut();
    for face in faces() {
        fonts.load_font_data(face.to_vec());
    }
    fonts.set_sans_serif_family("DejaVu Sans");
    let tree =
        Tree::from_str(svg, &options).map_err(|error| Error::Internal(format!("a chart is not SVG: {error}")))?;
    let size = tree.size().to_int_size().scale_by(DENSITY);
    let pixmap = size.and_then(|size| Pixmap::new(size.width(), size.height()));
    let mut pixmap = pixmap.ok_or_else(|| Error::Internal("a chart has no size".to_string()))?;
    pixmap.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(DENSITY, DENSITY), &mut pixmap.as_mut());
    Ok(pixmap)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ink(svg: &str) -> usize {
        pixels(svg).unwrap().pixels().iter().filter(|pixel| pixel.red() < 128).count()
    }

    #[test]
    fn text_leaves_ink_even_where_the_first_family_is_not_there() {
        let text = |text: &str| {
            format!(
                "<svg xmlns='http://www.w3.org/2000/svg' width='120' height='30'><text x='5' y='20' font-size='16' font-family='{}'>{text}</text></svg>",
                super::super::lettering::FAMILY.replace('\'', "&apos;")
            )
        };
        let (plain, welsh) = (ink(&text("wy")), ink(&text("ŵŷ")));
        assert!(plain > 50, "no text was drawn");
        assert!(welsh > plain, "the circumflexes were not drawn");
        assert_eq!(ink("<svg xmlns='http://www.w3.org/2000/svg' width='120' height='30'></svg>"), 0);
    }
}
