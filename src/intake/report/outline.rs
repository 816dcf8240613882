//! Lines -> questions, and the findings of each.

use std::collections::BTreeMap;

use super::Reported;
use super::bullet::Marker;
use super::line::{Kind, Teller, is_unknown_heading};
use super::text::Line;
use crate::definitions::ReportWords;

/// What became of a report's lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// All of them.
    pub lines: u32,
    /// Those of findings.
    pub of_findings: u32,
    /// Page numbers and running heads.
    pub furniture: u32,
    /// Lines that were left out, each after a heading that is not known or after which there are no findings.
    pub left_out: Vec<u32>,
    /// Lines that follow a blank one and begin like a sentence, and were taken as part of the finding before.
    pub joined: Vec<u32>,
}

/// A question as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Its number.
    pub question: u32,
    /// The line of its heading.
    pub line: u32,
    /// How many findings of each kind, in the order of the declared headings.
    pub findings: Vec<(Box<str>, u32)>,
}

/// A question and its findings.
struct Block {
    question: u32,
    line: u32,
    /// How many lines come before it.
    at: usize,
    findings: Vec<Raw>,
}

/// A finding that is being read.
struct Raw {
    line: u32,
    heading: usize,
    text: String,
}

/// The shape of a report.
pub(super) struct Outline<'w> {
    words: &'w ReportWords,
    blocks: Vec<Block>,
    pub(super) account: Account,
}

/// How the points of one list are marked: by the first of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Bullets(char, usize),
    Numbers(u32),
    Paragraphs,
}

/// Where the walk over the lines is.
#[derive(Default)]
struct Walk {
    /// Under which heading of findings.
    heading: Option<usize>,
    style: Option<Style>,
    /// Whether what follows is left out until the next heading that is known.
    closed: bool,
    /// Whether a bullet stood on a line of its own.
    bullet_alone: bool,
    after_blank: bool,
}

/// Tells the questions and findings apart.
pub(super) fn outline<'w>(lines: &[Line<'_>], words: &'w ReportWords) -> Outline<'w> {
    let teller = Teller::new(lines, words);
    let mut outline = Outline { words, blocks: Vec::new(), account: Account::default() };
    let mut walk = Walk::default();
    for (at, line) in lines.iter().enumerate() {
        outline.account.lines = line.number;
        let kind = teller.kind(line.text);
        match kind {
            Kind::Blank => walk.after_blank = true,
            Kind::Furniture => outline.account.furniture += u32::from(!outline.blocks.is_empty()),
            Kind::Question(number) => outline.question(number, line.number, at, &mut walk),
            Kind::Findings(heading) => walk.under(heading),
            Kind::End => walk.close(),
            Kind::Again | Kind::Point(..) | Kind::Text(_) => outline.text(*line, kind, &mut walk),
        }
    }
    outline
}

impl Walk {
    fn under(&mut self, heading: usize) {
        // The same heading again is that of a list that goes on, on another page.
        if self.heading != Some(heading) || self.closed {
            *self = Self { heading: Some(heading), ..Self::default() };
        }
    }

    fn close(&mut self) {
        *self = Self { closed: true, ..Self::default() };
    }
}

impl Outline<'_> {
    /// How much was found: questions, then findings.
    pub(super) fn size(&self) -> (usize, usize) {
        (self.blocks.len(), self.blocks.iter().map(|block| block.findings.len()).sum())
    }

    /// How many lines come before the first question.
    pub(super) fn front(&self) -> Option<usize> {
        self.spoken().next().map(|block| block.at)
    }

    /// Every question that has findings, and every other number that was met.
    pub(super) fn counted(&self) -> Vec<Counted> {
        let count = |block: &Block| {
            let of = |heading: usize| block.findings.iter().filter(|finding| finding.heading == heading).count();
            let findings = self.words.headings.iter().enumerate();
            let findings = findings.map(|(at, (code, _))| (code.clone(), u32::try_from(of(at)).unwrap_or(u32::MAX)));
            Counted { question: block.question, line: block.line, findings: findings.collect() }
        };
        self.spoken().map(count).collect()
    }

    /// The blocks, without those that are but entries in a list of contents: they have no findings, and their question
    /// comes again.
    fn spoken(&self) -> impl Iterator<Item = &Block> {
        let last: BTreeMap<u32, u32> = self.blocks.iter().map(|block| (block.question, block.line)).collect();
        let again = move |block: &Block| last.get(&block.question).is_some_and(|line| *line > block.line);
        self.blocks.iter().filter(move |block| !block.findings.is_empty() || !again(block))
    }

    /// The findings, numbered; None unless each question stands once, in order, with findings.
    pub(super) fn findings(&self, questions: u32) -> Option<Vec<Reported>> {
        let blocks: Vec<&Block> = self.spoken().collect();
        let numbers: Vec<u32> = blocks.iter().map(|block| block.question).collect();
        let whole =
            numbers == (1..=questions).collect::<Vec<_>>() && blocks.iter().all(|block| !block.findings.is_empty());
        if !whole {
            return None;
        }
        let mut all = Vec::new();
        for block in blocks {
            let mut numbers = vec![0_u32; self.words.headings.len()];
            for finding in &block.findings {
                let (Some(number), Some((code, _))) =
                    (numbers.get_mut(finding.heading), self.words.headings.get(finding.heading))
                else {
                    continue;
                };
                *number += 1;
                let (polarity, text) = (code.clone(), finding.text.clone());
                let (line, number, proposals) = (finding.line, *number, Vec::new());
                all.push(Reported { line, question: block.question, polarity, number, text, proposals });
            }
        }
        Some(all)
    }

    fn question(&mut self, question: u32, line: u32, at: usize, walk: &mut Walk) {
        let going_on = self.blocks.last().is_some_and(|block| block.question == question && !block.findings.is_empty());
        if going_on && !walk.closed {
            return;
        }
        self.blocks.push(Block { question, line, at, findings: Vec::new() });
        *walk = Walk::default();
    }

    /// A line that is no heading.
    fn text(&mut self, line: Line<'_>, kind: Kind<'_>, walk: &mut Walk) {
        let after_blank = std::mem::take(&mut walk.after_blank);
        let Some(block) = self.blocks.last_mut() else { return };
        if walk.closed {
            return self.account.left_out.push(line.number);
        }
        // Before its first list stands the question itself. A list under no heading that is known is nothing we know.
        let Some(heading) = walk.heading else {
            if matches!(kind, Kind::Point(..)) {
                walk.close();
                self.account.left_out.push(line.number);
            }
            return;
        };
        let open = walk.style.is_some() && block.findings.last().is_some_and(|finding| finding.heading == heading);
        let so_far = block.findings.last().filter(|_| open).map_or("", |finding| &finding.text);
        let ended = so_far.ends_with(ENDS);
        if kind == Kind::Again && !ended && open {
            self.account.furniture += 1;
            return;
        }
        if kind == Kind::Again || ended && is_unknown_heading(kind) && !walk.goes_on(kind) {
            walk.close();
            return self.account.left_out.push(line.number);
        }
        self.account.of_findings += 1;
        let (marker, text) = match kind {
            Kind::Point(marker, text) => (Some(marker), text),
            _ => (None, line.text),
        };
        let sentence = after_blank && ended && marker.is_none() && text.starts_with(char::is_uppercase);
        // A sentence that leads to a list is no finding.
        let leads = walk.style == Some(Style::Paragraphs) && marker.is_some() && so_far.ends_with(':');
        let alone = std::mem::take(&mut walk.bullet_alone) && marker.is_none();
        let begins = alone || walk.begins(marker, line.indent, sentence);
        if begins && text.is_empty() {
            walk.bullet_alone = true;
            return;
        }
        if let Some(finding) = block.findings.last_mut().filter(|_| open && !begins) {
            self.account.joined.extend(sentence.then_some(line.number));
            return join(&mut finding.text, line.text);
        }
        if leads {
            block.findings.pop();
        }
        let mut whole = String::new();
        join(&mut whole, text);
        block.findings.push(Raw { line: line.number, heading, text: whole });
    }
}

/// What a sentence ends with.
const ENDS: [char; 8] = ['.', '!', '?', ':', ')', '"', '”', '’'];

impl Walk {
    /// Whether a line begins a finding of the list.
    fn begins(&mut self, marker: Option<Marker>, indent: usize, sentence: bool) -> bool {
        let first = match marker {
            Some(Marker::Symbol(symbol)) => Style::Bullets(symbol, indent),
            Some(Marker::Number(number)) => Style::Numbers(number),
            None => Style::Paragraphs,
        };
        let begins = match (self.style, marker) {
            (None, _) | (Some(Style::Paragraphs), Some(_)) => true,
            (Some(Style::Paragraphs), None) => sentence,
            // What is set in further, with another bullet, is part of a point.
            (Some(Style::Bullets(symbol, outer)), Some(Marker::Symbol(own))) => {
                own == symbol || own != 'o' && indent < outer + 2
            }
            (Some(Style::Numbers(last)), Some(Marker::Number(number))) => number == last.saturating_add(1),
            (Some(Style::Bullets(..)), Some(Marker::Number(_)) | None)
            | (Some(Style::Numbers(_)), Some(Marker::Symbol(_)) | None) => false,
        };
        let counts = begins && matches!(first, Style::Numbers(_));
        if counts || matches!(self.style, None | Some(Style::Paragraphs)) {
            self.style = Some(first);
        }
        begins
    }

    /// Whether a line is the next point of a numbered list.
    fn goes_on(&self, kind: Kind<'_>) -> bool {
        match (self.style, kind) {
            (Some(Style::Numbers(last)), Kind::Point(Marker::Number(number), _)) => number == last.saturating_add(1),
            _ => false,
        }
    }
}

/// Adds a line to a text: with a space, unless a hyphen at its end joins a word that was broken.
fn join(whole: &mut String, line: &str) {
    let broken = whole.ends_with('-') && !whole.ends_with(" -") && line.starts_with(char::is_lowercase);
    let mut apart = !whole.is_empty() && !broken;
    for word in line.split_whitespace() {
        if apart {
            whole.push(' ');
        }
        whole.push_str(word);
        apart = true;
    }
}
