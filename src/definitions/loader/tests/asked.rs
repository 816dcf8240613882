//! What the report's texts ask, and what no figure can answer.

use super::{CHAPTER, load, refused, small_nation, welsh, write};

const ENGLISH: &str = "{{ figure(\"girls\", period=\"2023-24\") }}";
const WELSH: &str = "{{ figure('girls', period='2023-24') }}";

/// What the loader says where both languages ask this instead.
fn asking(question: &str) -> Result<(), Vec<String>> {
    let folder = small_nation();
    let (chapter, words) = (CHAPTER.replace(ENGLISH, question), welsh().replace(WELSH, question));
    assert!(chapter != CHAPTER && words != welsh());
    write(folder.path(), "report/02-placements.toml", &chapter);
    write(folder.path(), "words/cy.toml", &words);
    if load(&folder).is_ok() { Ok(()) } else { Err(refused(&folder)) }
}

#[test]
fn what_can_be_answered_loads() {
    for question in [
        "{{ figure('girls') }}",
        "{{ highest('girls', period='previous year') }}",
        "{{ figure('girls', at='W06000001', category='female') }}",
        "{{ figure('girls', breakdown='sex', category='not_given', at='RPB-1') }}",
        "{{ place_in(at='W06000002') }} {{ date('girls', period='first') }} {{ outside('girls') }}",
    ] {
        assert_eq!(asking(question), Ok(()), "{question}");
    }
}

#[test]
fn what_cannot_be_answered_is_refused_where_it_stands_in_every_language() {
    for (question, said) in [
        ("{{ 7198 }}", "this is no question"),
        ("{{ '23%' }}", "this is no question"),
        ("{{ figure('girls') + 1 }}", "this is no question"),
        ("{# 23% #}", "a text holds words and {{ questions }} only"),
        ("{{ figures('girls') }}", "no such question"),
        ("{{ figure() }}", "expected an indicator"),
        ("{{ figure('boys') }}", "`boys` is not declared"),
        ("{{ figure('girls', perod='previous') }}", "a question is not told this"),
        ("{{ figure('girls', period='month') }}", "`girls` is not computed by month"),
        ("{{ figure('girls', period='last') }}", "expected a kind of period"),
        ("{{ figure('girls', at='Cardiff') }}", "`Cardiff` is the code of no authority and of no region"),
        ("{{ figure('girls', breakdown='age') }}", "`girls` is not broken down by `age`"),
        ("{{ figure('girls', category='femal') }}", "no breakdown of `girls` has a category `femal`"),
        ("{{ figure('girls', breakdown='sex', category='femal') }}", "`femal` is not a code of the list `sex`"),
        ("{{ figure('girls', category='') }}", "no breakdown of `girls` has a category ``"),
        ("{{ largest('girls') }}", "it is the largest category of a `breakdown`"),
        ("{{ share('girls', category='female') }}", "only categories of a count are shares of it"),
    ] {
        let all = asking(question).unwrap_err();
        assert_eq!(all.len(), 2, "{question}:\n{}", all.join("\n\n"));
        assert!(all.iter().all(|mistake| mistake.contains(said)), "{question}:\n{}", all.join("\n\n"));
        assert!(all.iter().all(|mistake| mistake.contains('^')), "no caret in\n{}", all.join("\n\n"));
    }
}

#[test]
fn a_title_asks_as_a_paragraph_does() {
    let folder = small_nation();
    let title = ("report/02-placements.toml", "title = \"Girls\"", "title = \"{{ figure('boys') }}\"");
    write(
        folder.path(),
        "words/cy.toml",
        &welsh().replace(
            "text = \"Merched\"\nstatus = \"draft\"\nof = ",
            "text = \"{{ figure('boys') }}\"\nstatus = \"draft\"\nof = ",
        ),
    );
    let (path, from, to) = title;
    let chapter = CHAPTER.replacen(from, to, 1);
    write(folder.path(), path, &chapter);
    let all = refused(&folder);
    assert!(all.iter().any(|mistake| mistake.contains(path) && mistake.contains("`boys` is not declared")), "{all:?}");
    assert!(
        all.iter().any(|mistake| mistake.contains("cy.toml") && mistake.contains("`boys` is not declared")),
        "{all:?}"
    );
}

#[test]
fn a_language_asks_what_the_english_asks() {
    let folder = small_nation();
    write(folder.path(), "words/cy.toml", &welsh().replace("period='2023-24'", "period='2022-23'"));
    let all = refused(&folder);
    assert!(all.len() == 2 && all.iter().all(|mistake| mistake.contains("cy.toml")), "{all:?}");
    assert!(all.iter().any(|mistake| mistake.contains("{figure(girls, period=2022-23)} is not in the English text")));
}
