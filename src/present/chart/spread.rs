//! Labels that would meet: pushed apart along an edge, or put beside their points where there is room.

use super::lettering::Lettering;
use super::palette::TEXT;
use super::sheet::{Anchor, Label};

/// A block of lines at an edge: where it would stand at best, from the top, and how high it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Block {
    pub(super) top: f64,
    pub(super) height: f64,
}

/// Pushes blocks, sorted by their tops, apart, so that they stand between two heights as near their places as can be;
/// where there are more than have room, those that are left hang over below.
pub(super) fn apart(blocks: &mut [Block], from: f64, to: f64) {
    let mut free = from;
    for block in blocks.iter_mut() {
        block.top = block.top.max(free);
        free = block.top + block.height;
    }
    let mut below = to.max(from + blocks.iter().map(|block| block.height).sum::<f64>());
    for block in blocks.iter_mut().rev() {
        block.top = block.top.min(below - block.height);
        below = block.top;
    }
}

/// A point that asks for a label beside it.
pub(super) struct Asking {
    pub(super) text: String,
    pub(super) at: (f64, f64),
    /// The code of the place that it is about.
    pub(super) place: String,
}

/// What labels beside points are to keep clear of.
pub(super) struct Room {
    /// Left, top, right, bottom of where they may stand.
    pub(super) within: [f64; 4],
    /// What they may not touch: boxes, as `within`.
    pub(super) taken: Vec<[f64; 4]>,
    /// What they had better not cross: points along lines.
    pub(super) lines: Vec<(f64, f64)>,
}

const SIZE: f64 = 14.0;

/// A label beside each point that has room for one, in the order given; the rest have none.
pub(super) fn beside(asking: &[Asking], mut room: Room, lettering: &Lettering) -> Vec<Label> {
    let mut labels = Vec::new();
    for one in asking {
        let width = lettering.width(&one.text, SIZE, false);
        let found = spots(one.at)
            .into_iter()
            .map(|(x, y, anchor)| (x, y, anchor, around(x, y, anchor, width)))
            .filter(|(.., of)| inside(of, &room.within) && room.taken.iter().all(|taken| !meet(of, taken)))
            .min_by_key(|(.., of)| room.lines.iter().filter(|(x, y)| meet(of, &[*x, *y, *x, *y])).count());
        let Some((x, y, anchor, of)) = found else { continue };
        room.taken.push(of);
        labels.push(Label {
            text: one.text.clone(),
            x,
            y,
            anchor,
            size: SIZE,
            bold: false,
            colour: TEXT,
            place: one.place.clone(),
        });
    }
    labels
}

/// Where a label may stand, the best first: beside its point, above it and below it, then at its corners.
fn spots((x, y): (f64, f64)) -> [(f64, f64, Anchor); 8] {
    [
        (x + 11.0, y + 5.0, Anchor::Start),
        (x - 11.0, y + 5.0, Anchor::End),
        (x, y - 12.0, Anchor::Middle),
        (x, y + 22.0, Anchor::Middle),
        (x + 10.0, y - 6.0, Anchor::Start),
        (x + 10.0, y + 16.0, Anchor::Start),
        (x - 10.0, y - 6.0, Anchor::End),
        (x - 10.0, y + 16.0, Anchor::End),
    ]
}

/// The box of a line of text, with a little air.
fn around(x: f64, y: f64, anchor: Anchor, width: f64) -> [f64; 4] {
    let left = match anchor {
        Anchor::Start => x,
        Anchor::Middle => x - width / 2.0,
        Anchor::End => x - width,
    };
    [left - 2.0, y - SIZE * 0.8 - 1.0, left + width + 2.0, y + SIZE * 0.25 + 1.0]
}

fn inside([left, top, right, bottom]: &[f64; 4], [from, above, to, below]: &[f64; 4]) -> bool {
    left >= from && top >= above && right <= to && bottom <= below
}

fn meet([left, top, right, bottom]: &[f64; 4], [from, above, to, below]: &[f64; 4]) -> bool {
    left <= to && from <= right && top <= below && above <= bottom
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tops(blocks: &[Block]) -> Vec<i32> {
        blocks.iter().map(|block| crate::present::chart::pixel(block.top)).collect()
    }

    #[test]
    fn blocks_that_would_meet_are_pushed_apart_within_their_edges() {
        let mut blocks = [90.0, 92.0, 95.0].map(|top| Block { top, height: 10.0 });
        apart(&mut blocks, 0.0, 100.0);
        assert_eq!(tops(&blocks), [70, 80, 90]);
        let mut blocks = [5.0, 50.0].map(|top| Block { top, height: 10.0 });
        apart(&mut blocks, 0.0, 100.0);
        assert_eq!(tops(&blocks), [5, 50]);
    }

    #[test]
    fn a_label_goes_where_there_is_room_and_stays_away_where_there_is_none() {
        let lettering = Lettering::load().unwrap();
        let asking = |x: f64| Asking { text: "Powys".to_string(), at: (x, 50.0), place: "W06000023".to_string() };
        let room = || Room { within: [0.0, 0.0, 200.0, 100.0], taken: Vec::new(), lines: Vec::new() };
        let free = beside(&[asking(100.0)], room(), &lettering);
        assert_eq!((free[0].x, free[0].anchor), (111.0, Anchor::Start));
        let at_the_edge = beside(&[asking(190.0)], room(), &lettering);
        assert_eq!(at_the_edge[0].anchor, Anchor::End);
        // Twelve in one spot: no more labels than have room, and no two of them meet.
        let heap: Vec<Asking> = (0..12).map(|_| asking(100.0)).collect();
        let labels = beside(&heap, room(), &lettering);
        assert!((2..12).contains(&labels.len()), "{}", labels.len());
        assert!(beside(&heap, Room { taken: vec![[0.0, 0.0, 200.0, 100.0]], ..room() }, &lettering).is_empty());
    }
}
