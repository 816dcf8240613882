//! The sentences of which invented inspection reports are made: by question, each with the themes that fit it.

use super::table::Codes;

/// A finding.
pub(super) struct Line {
    /// The question that it answers: 1 corporate parenting, 2 care planning and risk, 3 workforce and continuity, 4
    /// reviews and quality, 5 voice and outcomes.
    pub(super) question: u32,
    /// What it is about.
    pub(super) themes: Codes,
    /// In words.
    pub(super) text: &'static str,
}

const fn line(question: u32, themes: Codes, text: &'static str) -> Line {
    Line { question, themes, text }
}

/// What went well.
pub(super) const POSITIVES: &[Line] = &[
    line(1, &["corporate_parenting"], "Members knew the children they were parents to and asked after them by name."),
    line(1, &["corporate_parenting", "education"], "Care leavers were offered work placements in every department."),
    line(
        1,
        &["health_partnership", "corporate_parenting"],
        "Health and social services planned together each quarter.",
    ),
    line(1, &["commissioning"], "Roedd y cyngor yn comisiynu lleoliadau gyda’i gymdogion."),
    line(2, &["care_planning"], "Plans said plainly what was to change for the child and by when."),
    line(2, &["risk_management"], "Strategy meetings were called early and all agencies came."),
    line(2, &["risk_management", "leisure"], "Workers used sport and music to keep young people out of danger."),
    line(2, &["placement_stability"], "Carers at risk of giving up were given help within days."),
    line(3, &["workforce"], "Most children had kept the same social worker for over a year."),
    line(3, &["supervision"], "Supervision was held on time and its decisions were on file."),
    line(3, &["workforce", "supervision"], "Newly qualified workers had small caseloads and a mentor."),
    line(3, &["identity_and_contact"], "Roedd gweithwyr yn helpu plant i gadw cysylltiad â’u teulu."),
    line(4, &["reviews"], "Reviewing officers followed up decisions between reviews."),
    line(4, &["reviews", "voice_of_the_child"], "Children chose where their review was held and who came."),
    line(4, &["quality_assurance"], "Managers read case files every month and acted on what they saw."),
    line(4, &["quality_assurance", "risk_management"], "Lessons of case reviews were taught to all teams."),
    line(5, &["advocacy"], "Every child we met knew what an advocate does and how to find one."),
    line(5, &["voice_of_the_child"], "The children in care council had changed how letters are written."),
    line(5, &["leaving_care"], "Personal advisers kept in touch with young people who did not want a plan."),
    line(5, &["leisure", "education"], "Roedd plant yn cael cyfle i ddysgu nofio a chwarae offeryn."),
];

/// What has to improve.
pub(super) const AREAS: &[Line] = &[
    line(1, &["corporate_parenting"], "Members seldom challenged what officers told them."),
    line(1, &["placement_choice", "commissioning"], "There were too few homes in the area for children over eleven."),
    line(
        1,
        &["camhs", "health_partnership"],
        "Children waited too long for therapy and the authority paid for it alone.",
    ),
    line(1, &["leaving_care"], "Nid oedd digon o lety addas i’r rhai sy’n gadael gofal."),
    line(2, &["care_planning"], "Assessments were not brought up to date after a change of placement."),
    line(2, &["risk_management"], "Plans named a risk but not who would act on it."),
    line(2, &["placement_stability", "placement_choice"], "Several children had moved three times within months."),
    line(2, &["camhs"], "Therapeutic needs were noted and then not followed up."),
    line(3, &["workforce"], "Agency workers came and went and children told their story again each time."),
    line(3, &["supervision"], "Records of supervision did not show that plans were discussed."),
    line(3, &["workforce", "quality_assurance"], "Caseloads in one team were too high for visits to be on time."),
    line(3, &["identity_and_contact"], "Contact with brothers and sisters was not planned when workers changed."),
    line(4, &["reviews"], "Decisions of reviews were sent out late or not at all."),
    line(
        4,
        &["reviews", "quality_assurance"],
        "Concerns of reviewing officers were settled in talk and left no trace.",
    ),
    line(4, &["quality_assurance"], "Audits counted documents and did not ask whether lives were better."),
    line(4, &["voice_of_the_child", "reviews"], "Nid oedd barn y plentyn i’w gweld yng nghofnod yr adolygiad."),
    line(5, &["advocacy"], "The offer of an advocate was made but not recorded on the file."),
    line(5, &["voice_of_the_child"], "Young people had not seen their plan or did not know what it said."),
    line(5, &["leaving_care", "education"], "Too few care leavers were in education or work."),
    line(5, &["leisure"], "Leisure depended on the carer and was not part of the plan."),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_has_four_sentences_on_either_side_and_none_is_used_twice() {
        for lines in [POSITIVES, AREAS] {
            for question in 1..=5 {
                assert_eq!(lines.iter().filter(|line| line.question == question).count(), 4);
            }
            assert!(lines.iter().all(|line| !line.themes.is_empty() && !line.text.contains([',', ';', '"'])));
        }
        let mut texts: Vec<&str> = POSITIVES.iter().chain(AREAS).map(|line| line.text).collect();
        texts.sort_unstable();
        texts.dedup();
        assert_eq!(texts.len(), 40);
    }
}
