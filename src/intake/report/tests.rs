//! Small invented reports, in both languages, whole and hostile.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{Fieldwork, InspectionReport, Told, Unread, read_report};
use crate::definitions::{Authority, Inspections, Keyword, Phrase, Reference, ReportWords, Validity, key};
use crate::domain::{Language, parse_iso_date};

fn phrases(texts: &[&str]) -> Vec<Phrase> {
    texts.iter().map(|text| Phrase::of(text)).collect()
}

fn english() -> ReportWords {
    ReportWords {
        language: Language::english(),
        question: phrases(&["Question"]),
        headings: vec![
            ("positive".into(), phrases(&["Positives"])),
            ("area_for_improvement".into(), phrases(&["Areas for improvement"])),
        ],
        end: phrases(&["Next steps", "Appendix"]),
        page: phrases(&["Page"]),
        fieldwork: phrases(&["fieldwork"]),
        day: phrases(&["day", "days"]),
        half: phrases(&["and a half"]),
        until: phrases(&["to", "and"]),
        numbers: BTreeMap::from([("three".into(), 3), ("four".into(), 4)]),
        months: BTreeMap::from([("february".into(), 2), ("march".into(), 3), ("may".into(), 5)]),
    }
}

fn welsh() -> ReportWords {
    ReportWords {
        language: "cy".parse().unwrap(),
        question: phrases(&["Cwestiwn"]),
        headings: vec![
            ("positive".into(), phrases(&["Pethau cadarnhaol"])),
            ("area_for_improvement".into(), phrases(&["Meysydd i'w gwella"])),
        ],
        end: phrases(&["Y camau nesaf"]),
        page: phrases(&["Tudalen"]),
        fieldwork: phrases(&["gwaith maes", "waith maes"]),
        day: phrases(&["diwrnod"]),
        half: phrases(&["a hanner"]),
        until: phrases(&["i", "a"]),
        numbers: BTreeMap::from([("tri".into(), 3)]),
        months: BTreeMap::from([("mawrth".into(), 3)]),
    }
}

fn inspections() -> Inspections {
    let [english, welsh] = [english(), welsh()];
    let keyword = |theme, words: &ReportWords, text| Keyword::of(theme, &words.language, text).unwrap();
    let keywords = vec![
        keyword("reviews", &english, "review*"),
        keyword("advocacy", &english, "advoca*"),
        keyword("reviews", &english, "reviewing officer"),
        keyword("reviews", &welsh, "adolygiad*"),
    ];
    Inspections { return_id: "findings".into(), questions: 2, words: vec![english, welsh], keywords }
}

fn reference() -> Reference {
    let mut reference = Reference::default();
    for (at, (code, en, cy)) in [
        ("W06000003", "Conwy", "Conwy"),
        ("W06000015", "Cardiff", "Caerdydd"),
        ("W06000021", "Monmouthshire", "Sir Fynwy"),
    ]
    .into_iter()
    .enumerate()
    {
        let names = [("en", en), ("cy", cy)].map(|(tag, name)| (tag.parse().unwrap(), Box::from(name)));
        reference.authorities.push(Authority {
            code: code.parse().unwrap(),
            names: names.into(),
            within: BTreeMap::new(),
            region: "".into(),
            health_board: "".into(),
            valid: Validity::default(),
        });
        for name in [code, en, cy, &format!("{en} Council"), &format!("Cyngor {cy}")] {
            reference.by_folded.insert(key(name).into(), at);
        }
    }
    reference
}

fn read(text: &str) -> Result<InspectionReport, Unread> {
    read_report(text.as_bytes(), &inspections(), &reference(), &Told::default())
}

/// A report with this between the first question's heading of positives and the second question.
fn report(first: &str) -> String {
    format!(
        "Inspection of fostering for older children\n\nInspection of Cardiff Council\n\n1. Introduction\n\nQUESTION 1\n\
         Was it good?\n\nPOSITIVES\n\n{first}\nQUESTION 2\n\nPOSITIVES\n- Kept.\n\nAREAS FOR IMPROVEMENT\n- Lost.\n"
    )
}

/// The texts of the findings of the first question, each with its sign and number.
fn first(text: &str) -> Vec<String> {
    let read = read(&report(text)).unwrap_or_else(|why| panic!("{why:?} of\n{text}"));
    let of_first = read.findings.into_iter().filter(|finding| finding.question == 1);
    let sign = |polarity: &str| if polarity == "positive" { '+' } else { '-' };
    of_first.map(|finding| format!("{}{} {}", sign(&finding.polarity), finding.number, finding.text)).collect()
}

#[test]
fn a_report_becomes_its_findings_with_what_the_title_says() {
    let read = read(&report(
        "- Reviews were held, and\n  advocacy was offered.\n\nAREAS FOR IMPROVEMENT\n\n- None was late.\n",
    ))
    .unwrap();
    assert_eq!(read.authority.as_str(), "W06000015");
    assert_eq!(read.programme, "Inspection of fostering for older children");
    assert_eq!((read.encoding, read.language.as_str(), read.year), ("utf-8", "en", None));
    let shape: Vec<(u32, u32, &str, u32)> =
        read.findings.iter().map(|one| (one.line, one.question, &*one.polarity, one.number)).collect();
    let (good, bad) = ("positive", "area_for_improvement");
    assert_eq!(shape, [(12, 1, good, 1), (17, 1, bad, 1), (22, 2, good, 1), (25, 2, bad, 1)]);
    let [one, two, ..] = &read.findings[..] else { panic!("two") };
    assert_eq!(one.text, "Reviews were held, and advocacy was offered.");
    assert_eq!(
        one.proposals,
        [("reviews".into(), vec!["review*".into()]), ("advocacy".into(), vec!["advoca*".into()])]
    );
    assert_eq!(two.proposals, []);
}

#[test]
fn points_are_told_however_they_are_marked_or_broken() {
    for (text, expected) in [
        ("• One.\n* Two.\n– Three.\n", &["+1 One.", "+2 Two.", "+3 Three."][..]),
        ("•One.\n\u{f0b7}\tTwo.\n", &["+1 One.", "+2 Two."]),
        ("•\nOne.\n•\nTwo.\n", &["+1 One.", "+2 Two."]),
        ("1. One.\n2) Two.\n(3) Three.\n", &["+1 One.", "+2 Two.", "+3 Three."]),
        ("4.1 One.\n4.2 Two.\n", &["+1 One.", "+2 Two."]),
        ("1. One was seen in\n2014. It went on.\n2. Two.\n", &["+1 One was seen in 2014. It went on.", "+2 Two."]),
        ("- One:\n   o first,\n   o second.\n- Two.\n", &["+1 One: o first, o second.", "+2 Two."]),
        ("1. One:\n- first,\n- second.\n2. Two.\n", &["+1 One: - first, - second.", "+2 Two."]),
        ("- One that\n\nwent on.\n\n- Two.\n", &["+1 One that went on.", "+2 Two."]),
        ("- One that\n\u{c}12\nPage 13 of 20\n\nwent on.\n- Two.\n", &["+1 One that went on.", "+2 Two."]),
        (
            "- The multi-\nagency board.\n- Relevant *shared* plans.\n",
            &["+1 The multi-agency board.", "+2 Relevant *shared* plans."],
        ),
        ("One without a mark\nthat goes on.\n- Two.\n", &["+1 One without a mark that goes on.", "+2 Two."]),
        ("We found that:\n- One.\n- Two.\n", &["+1 One.", "+2 Two."]),
        (
            "One paragraph.\n\nAnother paragraph\nof two lines.\n",
            &["+1 One paragraph.", "+2 Another paragraph of two lines."],
        ),
        ("- One.\n\nPOSITIVES (continued)\n\nPOSITIVES\n- Two.\n", &["+1 One.", "+2 Two."]),
        ("- One.\n\nQUESTION 1 (continued)\n- Two.\n", &["+1 One.", "+2 Two."]),
        ("- One.\n## **Areas for improvement:**\n- Bad.\n", &["+1 One.", "-1 Bad."]),
    ] {
        assert_eq!(first(text), expected, "{text}");
    }
}

#[test]
fn what_is_no_finding_is_left_out_and_counted() {
    let text = "- One.\nInspection of Cardiff Council\n- Two\nInspection of Cardiff Council 12\ngoes on.\nInspection of Cardiff \
                Council\n- Three.\n\nWHAT HAPPENS NOW\n- We will write.\nMore.\n";
    assert_eq!(first(text), ["+1 One.", "+2 Two goes on.", "+3 Three."]);
    let account = read(&report(text)).unwrap().account;
    assert_eq!((account.furniture, account.left_out, account.joined), (3, vec![20, 21, 22], vec![]));
    let account = read(&report("- One.\n\nAnother begins.\n\nNext steps\nWe will write.\n")).unwrap().account;
    assert_eq!((account.left_out, account.joined), (vec![17], vec![14]));
    assert_eq!(first("- One.\nAppendix 1\n- No finding.\n"), ["+1 One."]);
    assert_eq!(first("- One:\n3. Two.\n"), ["+1 One: 3. Two."], "no heading: it ends as a sentence does");
    assert_eq!(first("- One.\n3. What is next\n- No finding.\n"), ["+1 One."]);
}

#[test]
fn a_line_that_comes_again_and_again_is_a_running_head_only_where_a_sentence_goes_on() {
    // It is not in the title: the heading of a list that is not known, of which nothing may be taken for another list's.
    let text = "- One.\nWorse things\n- Bad.\n\nPOSITIVES\n- Two\nWorse things\nwent on.\nWorse things\n- Bad.\n";
    assert_eq!(first(text), ["+1 One.", "+2 Two went on."]);
    let account = read(&report(text)).unwrap().account;
    assert_eq!((account.furniture, account.left_out), (1, vec![13, 14, 20, 21]));
    // A list under no heading that is known is told too.
    let whole = report("- One.\n").replace("QUESTION 2\n\n", "QUESTION 2\nGood things\n- Left out.\nMore.\n");
    assert_eq!(read(&whole).unwrap().account.left_out, [16, 17]);
}

#[test]
fn a_list_of_contents_is_not_the_report() {
    let text = report("- One.\n")
        .replace("1. Introduction\n", "QUESTION 1 ...... 3\nQuestion 2\n\nQuestion 1\nQUESTION 2\n1. Introduction\n");
    let read = read(&text).unwrap();
    assert_eq!(read.findings.len(), 3);
    assert_eq!(
        read.questions.iter().map(|counted| (counted.question, counted.line)).collect::<Vec<_>>(),
        [(1, 12), (2, 19)]
    );
}

#[test]
fn a_welsh_report_is_read_by_its_own_words() {
    let text = "Arolygiad o faethu plant hŷn\n\nArolygiad o Gyngor Caerdydd\n\n1.1 Cymerodd tri diwrnod a hanner o waith maes rhwng \
                3 a 6 Mawrth 2014.\n\nCWESTIWN 1\n\nPETHAU CADARNHAOL\n• Cynhaliwyd adolygiadau.\n\nMEYSYDD I’W GWELLA\n• Roedd \
                bylchau.\n\nCWESTIWN 2: A oedd yn dda?\nPETHAU CADARNHAOL\n• Oedd.\n\nMEYSYDD I'W GWELLA\n• Dim.\n";
    let read = read(text).unwrap();
    assert_eq!((read.language.as_str(), read.authority.as_str()), ("cy", "W06000015"));
    assert_eq!(read.programme, "Arolygiad o faethu plant hŷn");
    assert_eq!(read.findings.len(), 4);
    assert_eq!(read.findings[0].proposals, [("reviews".into(), vec!["adolygiad*".into()])]);
    let day = |text| parse_iso_date(text).unwrap();
    let span = Some((day("2014-03-03"), day("2014-03-06")));
    assert_eq!(read.fieldwork, Fieldwork { span, days: Some("3.5".to_owned()), months_only: None });
}

#[test]
fn windows_1252_is_read_too() {
    let bytes: Vec<u8> =
        report("• One.\n").chars().map(|c| if c == '•' { 0x95 } else { u8::try_from(c).unwrap() }).collect();
    let read = read_report(&bytes, &inspections(), &reference(), &Told::default()).unwrap();
    assert_eq!((read.encoding, read.findings.len()), ("windows-1252", 3));
}

#[test]
fn a_report_without_its_questions_is_refused_with_what_was_found() {
    let found = |text: &str| -> Vec<(u32, u32)> {
        let Err(Unread::Questions(found)) = read(text) else { panic!("{text}") };
        found.into_iter().map(|one| (one.question, one.findings.iter().map(|(_, count)| *count).sum())).collect()
    };
    let whole = report("- One.\n");
    let none: Vec<(u32, u32)> = Vec::new();
    assert_eq!(found(""), none);
    assert_eq!(found("A letter about Cardiff.\n"), none);
    assert_eq!(found(&whole.replace("QUESTION 2", "QUESTION 3")), [(1, 1), (3, 2)]);
    assert_eq!(found(&whole.replace("QUESTION 1", "QUESTION 2")), [(2, 3)], "the same question goes on");
    assert_eq!(found(&whole.replace("- One.\n", "")), [(1, 0), (2, 2)]);
    assert_eq!(found(&whole.replace("POSITIVES", "STRONG POINTS")), [(1, 0), (2, 1)]);
    assert_eq!(found(&format!("{whole}QUESTION 3\nPOSITIVES\n- Six.\n")), [(1, 1), (2, 2), (3, 1)]);
    assert_eq!(read("%PDF-1.4"), Err(Unread::NotText));
}

#[test]
fn the_title_says_whose_report_it_is_or_a_person_does() {
    let whole = report("- One.\n");
    let (cardiff, conwy) = ("W06000015".parse().unwrap(), "W06000003".parse().unwrap());
    let named = |text: &str| read(text).map(|read| read.authority);
    assert_eq!(named(&whole.replace("Cardiff Council", "the City of CARDIFF, 2014")), Ok(cardiff));
    assert_eq!(named(&whole.replace("Cardiff Council", "a council")), Err(Unread::Authority(vec![])));
    let both = whole.replace("Cardiff Council", "Cardiff and Conwy");
    assert_eq!(named(&both), Err(Unread::Authority(vec![conwy, "W06000015".parse().unwrap()])));
    let below = whole
        .replace("Cardiff Council", "a council")
        .replace("Introduction\n", "Introduction\nWe went to Monmouthshire.\n");
    assert_eq!(named(&below).unwrap().as_str(), "W06000021");
    let told = Told { authority: Some("W06000021".parse().unwrap()), programme: Some("Fostering".to_owned()) };
    let read = read_report(both.as_bytes(), &inspections(), &reference(), &told).unwrap();
    assert_eq!((read.authority.as_str(), &*read.programme), ("W06000021", "Fostering"));
}

#[test]
fn the_programme_is_a_paragraph_of_the_title_that_names_nobody() {
    let whole = report("- One.\n");
    let named = |from: &str, to: &str| read(&whole.replace(from, to)).map(|read| (read.programme, read.year));
    let imprint = "ISBN 978 1 4734 2108 0 © Crown Copyright 2014 WG 23017\n\nInspection of\nfostering\n";
    assert_eq!(
        named("Inspection of fostering for older children", imprint),
        Ok(("Inspection of fostering".to_owned(), Some((2014, 1))))
    );
    assert_eq!(
        named("Inspection of fostering for older children\n", ""),
        Ok(("Inspection of Cardiff Council".to_owned(), None))
    );
    let short = whole
        .replace("Inspection of fostering for older children\n", "")
        .replace("Inspection of Cardiff Council", "Cardiff");
    assert_eq!(read(&short).map(|read| read.programme), Err(Unread::Programme));
}

#[test]
fn days_of_fieldwork_are_read_and_never_made_up() {
    let day = |text| parse_iso_date(text).unwrap();
    let (third, sixth, late) = (day("2014-03-03"), day("2014-03-06"), day("2014-02-27"));
    for (text, days, span, months) in [
        ("three and a half days fieldwork in each, between February and May 2014", Some("3.5"), None, true),
        ("4 days of fieldwork", Some("4"), None, false),
        ("Fieldwork took 2.5 days", Some("2.5"), None, false),
        ("fieldwork from 3 to 6 March 2014", None, Some((third, sixth)), false),
        ("fieldwork (3–6 March 2014)", None, Some((third, sixth)), false),
        ("fieldwork from 3rd March to 6th March 2014", None, Some((third, sixth)), false),
        ("fieldwork from 27 February to 3 March 2014", None, Some((late, third)), false),
        ("fieldwork from 27 February 2014 to 3 March 2014 over three days", None, Some((late, third)), false),
        ("fieldwork on 3 March 2014", None, Some((third, third)), false),
        ("fieldwork from 6 to 3 March 2014", None, None, true),
        ("fieldwork on 31 February 2014", None, None, true),
        ("fieldwork in March", None, None, true),
        ("four days. The fieldwork was long. It was 3 March 2014", None, None, false),
        ("three years of fieldwork", None, None, false),
    ] {
        let whole = report("- One.\n").replace("Introduction\n", &format!("Introduction\nThere was {text}.\n"));
        let found = read(&whole).unwrap().fieldwork;
        let expected = Fieldwork { span, days: days.map(str::to_owned), months_only: months.then_some(6) };
        assert_eq!(found, expected, "{text}");
    }
}

/// Pieces of which hostile reports are made.
const PIECES: &[&str] = &[
    "QUESTION 1\n",
    "QUESTION 2\n",
    "Question 99999999999: x\n",
    "POSITIVES\n",
    "AREAS FOR IMPROVEMENT\n",
    "CWESTIWN 1\n",
    "- ",
    "•",
    "•\n",
    "o ",
    "1. ",
    "2. ",
    "4294967295. ",
    "(a) ",
    "z) ",
    "4.1 ",
    "text",
    "Text.",
    "we found:",
    "\n",
    "\n\n",
    "\r",
    "\u{c}",
    "\t",
    "    ",
    "Page 3\n",
    "12\n",
    "Next steps\n",
    "SOME HEADING\n",
    "Cardiff",
    "3 to 6 March 2014",
    "fieldwork",
    "three and a half days",
    "Inspection of\n",
    "é",
    "\u{0}",
    "\u{200b}",
    "-\n",
    "Question",
    "1. Introduction\n",
];

proptest! {
    #[test]
    fn no_text_makes_the_program_panic_and_findings_are_numbered_without_a_gap(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60),
        whole in any::<bool>(),
    ) {
        let text: String = pieces.concat();
        let text = if whole { report(&text) } else { text };
        if let Ok(read) = read(&text) {
            let mut numbers: BTreeMap<(u32, &str), u32> = BTreeMap::new();
            for finding in &read.findings {
                let number = numbers.entry((finding.question, &finding.polarity)).or_default();
                *number += 1;
                prop_assert_eq!(finding.number, *number);
                prop_assert!(!finding.text.is_empty() && finding.text.trim() == finding.text, "{:?}", finding.text);
                prop_assert!(!finding.text.contains(|c: char| c.is_control()), "{:?}", finding.text);
            }
        }
    }

    #[test]
    fn no_bytes_make_the_program_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read_report(&bytes, &inspections(), &reference(), &Told::default());
    }
}
