//! The overview's own pictures, measured: with the bundled font no label lies over another or leaves its picture, and
//! every picture has ink where its labels are.

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Group, Node, Options, Rect, Tree};

use crate::support::{is_a, published, tree};

/// How far the boxes of two lines of text may lie over each other: what fonts leave above and below their letters.
const AIR: f32 = 4.0;

fn read(svg: &str) -> Tree {
    let mut options = Options { font_family: "DejaVu Sans".to_owned(), ..Options::default() };
    let fonts = options.fontdb_mut();
    fonts.load_font_data(dejavu::sans::regular().to_vec());
    fonts.load_font_data(dejavu::sans::bold().to_vec());
    fonts.set_sans_serif_family("DejaVu Sans");
    Tree::from_str(svg, &options).unwrap()
}

/// Every label and its box.
fn labels(group: &Group, found: &mut Vec<(String, Rect)>) {
    for node in group.children() {
        match node {
            Node::Group(group) => labels(group, found),
            Node::Text(text) => {
                let said: String = text.chunks().iter().map(resvg::usvg::TextChunk::text).collect();
                found.push((said, text.abs_bounding_box()));
            }
            Node::Path(_) | Node::Image(_) => {}
        }
    }
}

fn overlap(a: &Rect, b: &Rect) -> bool {
    let wide = a.right().min(b.right()) - a.left().max(b.left());
    let high = a.bottom().min(b.bottom()) - a.top().max(b.top());
    wide > 1.0 && high > AIR
}

/// The pixels between two edges.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "cut to the picture")]
fn pixels(from: f32, to: f32, end: f32) -> std::ops::Range<u32> {
    from.clamp(0.0, end) as u32..to.clamp(0.0, end) as u32
}

#[test]
fn no_label_of_the_overview_lies_over_another_or_leaves_its_picture_and_each_leaves_ink() {
    let output = tree(&published().output());
    let pictures: Vec<_> = output.iter().filter(|(path, _)| is_a("svg", path)).collect();
    assert!(pictures.len() > 40, "only {} pictures", pictures.len());
    for (path, bytes) in pictures {
        let tree = read(std::str::from_utf8(bytes).unwrap());
        let (width, height) = (tree.size().width(), tree.size().height());
        let mut all = Vec::new();
        labels(tree.root(), &mut all);
        assert!(all.len() > 3, "{path} has {} labels", all.len());
        let size = tree.size().to_int_size();
        let mut drawn = Pixmap::new(size.width(), size.height()).unwrap();
        drawn.fill(Color::WHITE);
        resvg::render(&tree, Transform::identity(), &mut drawn.as_mut());
        for (at, (text, of)) in all.iter().enumerate() {
            let inside =
                of.left() >= -1.0 && of.top() >= -AIR && of.right() <= width + 1.0 && of.bottom() <= height + AIR;
            assert!(inside, "{path}: `{text}` leaves the picture: {of:?} of {width} x {height}");
            for (other, its) in &all[at + 1..] {
                assert!(!overlap(of, its), "{path}: `{text}` {of:?} lies over `{other}` {its:?}");
            }
            let (columns, rows) = (pixels(of.left(), of.right(), width), pixels(of.top(), of.bottom(), height));
            let dark = |x: u32, y: u32| drawn.pixel(x, y).is_some_and(|pixel| pixel.red() < 170 || pixel.green() < 170);
            let ink = rows.flat_map(|y| columns.clone().map(move |x| (x, y))).filter(|(x, y)| dark(*x, *y)).count();
            assert!(ink > 3, "{path}: `{text}` left no ink");
        }
    }
}
