//! Files that are wrong as a whole. All are of 2021-22, so that later years stay complete.

use super::planting::Label;
use super::{Made, Mess, Place, Study};
use crate::diagnostic::Error;
use std::path::Path;

/// Path below `returns/`, content, and the code with which it must be refused.
const FILES: [(&str, &[u8], &str, &str); 3] = [
    ("2021-22/W06000019/placements.2022-06-01.csv", b"", "S-EMPTY", "empty file"),
    (
        "2021-22/W06000020/placements.2022-06-07.csv",
        b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00b\xee\x9dh^\x01\x00\x00\x90\x04\x00\x00[Content_Types].xml",
        "S-IS-WORKBOOK",
        "workbook named .csv",
    ),
    (
        "2021-22/W06000015/accommodation.csv",
        b"child_id,accommodation\nC000000001,own_tenancy\n",
        "S-UNKNOWN-RETURN",
        "return that nobody defined",
    ),
];

/// Writes them, where there is to be any mess.
pub(super) fn write(study: &Study, place: Place<'_>, made: &mut Made, labels: &mut Vec<Label>) -> Result<(), Error> {
    if study.mess == Mess::None {
        return Ok(());
    }
    for (file, content, rule, kind) in FILES {
        let full = format!("returns/{file}");
        let mut out = place(&full)?;
        out.write_all(content).and_then(|()| out.flush()).map_err(Error::write(Path::new(&full)))?;
        made.files += 1;
        labels.push(Label { file: file.to_owned(), line: 0, column: String::new(), rule, kind });
    }
    Ok(())
}
