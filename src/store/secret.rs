//! The key under which identifiers become pseudonyms.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use super::files;
use crate::diagnostic::Error;

/// Shorter secrets can be guessed.
const SHORTEST: usize = 16;

/// The key made from a file's bytes; without a file, from the store's own secret, made from the system's
/// randomness when there is none.
pub(super) fn read(root: &Path, file: Option<&Path>) -> Result<[u8; 32], Error> {
    let own = root.join("secret");
    let path = file.unwrap_or(&own);
    if file.is_none() {
        if !own.exists() {
            files::replace(&own, &random()?, files::RESTRICTED)?;
        }
        // A copy of a store may have lost the mode.
        files::restrict(&own, files::RESTRICTED)?;
    }
    let secret = fs::read(path).map_err(Error::read(path))?;
    if secret.len() < SHORTEST {
        return Err(Error::Asked(format!("the secret in {} has fewer than {SHORTEST} bytes", path.display())));
    }
    Ok(*blake3::hash(&secret).as_bytes())
}

fn random() -> Result<[u8; 32], Error> {
    let source = Path::new("/dev/urandom");
    let mut bytes = [0; 32];
    File::open(source).and_then(|mut file| file.read_exact(&mut bytes)).map_err(Error::read(source))?;
    Ok(bytes)
}

/// What a manifest says of the secret: enough to tell two apart, nothing to find one by.
pub fn fingerprint(secret: &[u8; 32]) -> String {
    let mut hex = blake3::Hasher::new_derive_key("trosolwg 2026 fingerprint of the secret")
        .update(secret)
        .finalize()
        .to_hex()
        .to_string();
    hex.truncate(16);
    hex
}
