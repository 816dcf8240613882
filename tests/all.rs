//! One integration binary: linking the query engine once is enough.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test that panics has failed")]

mod across;
mod architecture;
mod audience;
mod bad_input;
mod blank;
mod book;
mod cldr;
mod cli;
mod dialects;
mod disclosure;
mod elsewhere;
mod feedback;
mod flying_start;
mod gates;
mod linkage;
mod mutation;
mod oddities;
mod office;
mod oracle;
#[cfg(feature = "pdf")]
mod pdf;
mod pictures;
mod plain;
mod properties;
mod published;
mod read_report;
mod reading;
mod readme;
mod red_team;
mod rules_properties;
mod sample;
mod sources;
mod ssda903;
mod statistics;
mod support;
mod tidy;
mod traced;
mod twins;
mod welsh;
mod whole_run;
mod zones;
