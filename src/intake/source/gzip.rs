//! Gzip: what a `.csv.gz` unpacks to, as long as that is in proportion.

use std::fmt;
use std::io::{self, BufReader, Read};

use flate2::read::MultiGzDecoder;

use crate::intake::trouble::{NOT_GZIP, TOO_LARGE, Trouble, UNREADABLE};

/// The most bytes that a file may unpack to.
const MOST: u64 = 8 << 30;
/// Unpacked bytes for each packed one, beyond which a larger file is a trap.
pub(super) const RATIO: u64 = 200;
/// What may be unpacked whatever the ratio: a column of blanks packs well.
pub(super) const ANYWAY: u64 = 64 << 20;

/// Unpacks gzip, of one member or several.
pub(super) struct Unpacked<R> {
    members: MultiGzDecoder<BufReader<R>>,
    left: u64,
}

impl<R: Read> Unpacked<R> {
    /// Unpacks so many packed bytes.
    pub(super) fn new(source: R, packed: u64) -> Self {
        Self { members: MultiGzDecoder::new(BufReader::with_capacity(64 << 10, source)), left: limit(packed, MOST) }
    }
}

/// How much a packed file may unpack to.
pub(super) fn limit(packed: u64, most: u64) -> u64 {
    packed.saturating_mul(RATIO).max(ANYWAY).min(most)
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.members.read(buffer).map_err(|error| match error.kind() {
            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => {
                Damage(NOT_GZIP).into()
            }
            _ => error,
        })?;
        self.left = self.left.checked_sub(read as u64).ok_or_else(|| io::Error::from(Damage(TOO_LARGE)))?;
        Ok(read)
    }
}

/// What is wrong with packed bytes, on its way through a reader.
#[derive(Debug)]
struct Damage(Trouble);

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for Damage {}

impl From<Damage> for io::Error {
    fn from(damage: Damage) -> Self {
        Self::other(damage)
    }
}

/// Why a file could not be read to its end.
pub(super) fn trouble_of(error: &io::Error) -> Trouble {
    let damage = error.get_ref().and_then(|error| error.downcast_ref::<Damage>());
    damage.map_or(UNREADABLE, |damage| damage.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn unpacked(bytes: &[u8]) -> Result<Vec<u8>, Trouble> {
        let mut text = Vec::new();
        let read = Unpacked::new(bytes, bytes.len() as u64).read_to_end(&mut text);
        read.map(|_| text).map_err(|error| trouble_of(&error))
    }

    #[test]
    fn several_members_are_one_text() {
        let both = [packed(b"a,b\n"), packed(b"1,2\n")].concat();
        assert_eq!(unpacked(&both).unwrap(), b"a,b\n1,2\n");
    }

    #[test]
    fn damage_is_told_from_what_cannot_be_read() {
        let whole = packed(&b"child_id,sex\n".repeat(500));
        assert_eq!(unpacked(&whole[..whole.len() - 1]), Err(NOT_GZIP));
        assert_eq!(unpacked(&[&whole[..], b"more"].concat()), Err(NOT_GZIP));
        let mut wrong = whole.clone();
        let checksum = wrong.len() - 8;
        wrong[checksum] ^= 1;
        assert_eq!(unpacked(&wrong), Err(NOT_GZIP));
        assert_eq!(unpacked(b"child_id,sex\n"), Err(NOT_GZIP));
        assert_eq!(trouble_of(&io::Error::from(io::ErrorKind::PermissionDenied)), UNREADABLE);
    }

    #[test]
    fn what_unpacks_out_of_proportion_is_stopped() {
        assert_eq!(limit(10, MOST), ANYWAY);
        assert_eq!(limit(1 << 20, MOST), 200 << 20);
        assert_eq!(limit(u64::MAX, MOST), MOST);
        let blanks = vec![b' '; (ANYWAY + 1).try_into().unwrap()];
        assert_eq!(unpacked(&packed(&blanks)), Err(TOO_LARGE));
        assert!(unpacked(&packed(&blanks[1..])).is_ok());
    }
}
