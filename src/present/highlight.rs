//! Style rules that bring one authority forward in pictures: in a page once a reader has chosen it, in an authority's own
//! page from the start, and in a picture of its own.
//!
//! Rules that hold for all places come before those that hold for the one, and weigh no more: so they need no negation,
//! which whoever draws the pictures does not know.

use crate::definitions::ChartShape;

/// How a shape tells one place from the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Telling {
    /// The others step back: bars, lines and points on white.
    Fading,
    /// It gets an outline, for the colour of every place means something and letters stand on it.
    Outlining,
}

impl Telling {
    /// That of a shape.
    pub(super) const fn of(shape: ChartShape) -> Self {
        match shape {
            ChartShape::TileMap | ChartShape::HeatMap | ChartShape::Stacked => Self::Outlining,
            ChartShape::TimeSeries
            | ChartShape::RankedBars
            | ChartShape::Funnel
            | ChartShape::Xmr
            | ChartShape::SmallMultiples
            | ChartShape::Distribution => Self::Fading,
        }
    }

    /// The class of figures that tell it so.
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Fading => "fading",
            Self::Outlining => "outlining",
        }
    }

    /// The rules for a picture that the selector `picture` chooses, of the place that `chosen` adds to `[data-place]`.
    fn rules(self, picture: &str, chosen: &str) -> String {
        match self {
            // Letters keep their contrast (6.9 to 1 on white).
            Self::Fading => format!(
                "{picture} g[data-place] {{ opacity: .3; }}\n\
                 {picture} g[data-place]{chosen} {{ opacity: 1; }}\n\
                 {picture} text[data-place] {{ fill: #505a5f; }}\n\
                 {picture} text[data-place]{chosen} {{ fill: #0b0c0c; font-weight: bold; }}\n"
            ),
            Self::Outlining => ["polygon", "rect", "circle", "path"]
                .iter()
                .map(|drawn| {
                    format!(
                        "{picture} g[data-place]{chosen} {drawn} {{ stroke: #0b0c0c; stroke-width: 4px; stroke-opacity: 1; }}\n"
                    )
                })
                .chain([format!("{picture} text[data-place]{chosen} {{ font-weight: bold; }}\n")])
                .collect(),
        }
    }
}

/// The rules of a page in which a reader chooses: figures that show the choice get the class `choosing`, its marks `chosen`.
pub(super) fn of_choice() -> String {
    of_page(".choosing", ".chosen")
}

/// The rules of the page of an authority.
pub(super) fn of_authority(code: &str) -> String {
    of_page("figure", &only(code))
}

fn of_page(figure: &str, chosen: &str) -> String {
    let tellings = [Telling::Fading, Telling::Outlining];
    tellings.iter().map(|telling| telling.rules(&format!("{figure}.{} svg", telling.class()), chosen)).collect()
}

/// A picture with one authority brought forward by rules of its own.
pub(super) fn picture(svg: &str, telling: Telling, code: &str) -> String {
    match svg.split_once('>') {
        Some((root, rest)) => format!("{root}>\n<style>\n{}</style>{rest}", telling.rules("svg", &only(code))),
        None => svg.to_owned(),
    }
}

/// Whether a picture shows an authority.
pub(super) fn shows(svg: &str, code: &str) -> bool {
    svg.contains(&mark(code))
}

fn only(code: &str) -> String {
    format!("[{}]", mark(code))
}

fn mark(code: &str) -> String {
    format!("data-place=\"{code}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rule_for_the_one_comes_after_that_for_all() {
        let rules = of_authority("W06000016");
        let all = rules.find("figure.fading svg g[data-place] {").unwrap();
        let one = rules.find("figure.fading svg g[data-place][data-place=\"W06000016\"] {").unwrap();
        assert!(all < one, "{rules}");
        assert!(of_choice().contains(".choosing.outlining svg g[data-place].chosen polygon {"));
    }

    #[test]
    fn a_picture_has_its_rules_inside() {
        let svg = "<svg width=\"1\">\n<g data-place=\"W06000016\"></g></svg>";
        let made = picture(svg, Telling::Fading, "W06000016");
        assert!(made.starts_with("<svg width=\"1\">\n<style>\nsvg g[data-place] {"), "{made}");
        assert!(shows(svg, "W06000016") && !shows(svg, "W06000001"));
    }
}
