//! Files that survive a power cut: written, synced, hashed, renamed; and readable by nobody else where they must not be.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use crate::diagnostic::Error;

/// Mode of the store's folders.
pub(super) const FOLDER: u32 = 0o750;
/// Mode of its files.
pub(super) const PLAIN: u32 = 0o640;
/// Mode of files that hold what nobody but the store's owner may read.
pub(super) const RESTRICTED: u32 = 0o600;

/// Creates a folder and those above it.
pub(super) fn create_folder(path: &Path) -> Result<(), Error> {
    DirBuilder::new().recursive(true).mode(FOLDER).create(path).map_err(Error::write(path))
}

/// Creates a new file; it is an error if there is one.
pub(super) fn create(path: &Path, mode: u32) -> Result<File, Error> {
    OpenOptions::new().write(true).create_new(true).mode(mode).open(path).map_err(Error::write(path))
}

/// Gives a file or folder exactly this mode, unless it has no more rights than that already.
pub(super) fn restrict(path: &Path, mode: u32) -> Result<(), Error> {
    let found = fs::metadata(path).map_err(Error::read(path))?.permissions().mode();
    if found & 0o777 & !mode == 0 {
        return Ok(());
    }
    fs::set_permissions(path, Permissions::from_mode(mode)).map_err(Error::write(path))
}

/// Gives a file a second name, or where the file system cannot, a second copy.
pub(super) fn link(from: &Path, to: &Path) -> Result<(), Error> {
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    let mut source = File::open(from).map_err(Error::read(from))?;
    let mut copy = create(to, PLAIN)?;
    std::io::copy(&mut source, &mut copy).map_err(Error::write(to))?;
    Ok(())
}

/// Makes a file or folder durable.
pub(super) fn sync(path: &Path) -> Result<(), Error> {
    File::open(path).map_err(Error::read(path))?.sync_all().map_err(Error::write(path))
}

/// Replaces a file's content, or makes the file, so that a reader sees the old content or the new, never a part.
pub(super) fn replace(path: &Path, content: &[u8], mode: u32) -> Result<(), Error> {
    let new = beside(path);
    remove(&new)?;
    let mut file = create(&new, mode)?;
    file.write_all(content).map_err(Error::write(&new))?;
    file.sync_all().map_err(Error::write(&new))?;
    fs::rename(&new, path).map_err(Error::write(path))?;
    path.parent().map_or(Ok(()), sync)
}

/// The name under which a file's new content is written before it takes the file's place.
pub(super) fn beside(path: &Path) -> PathBuf {
    path.with_extension("new")
}

/// Removes a file or a folder with all that is in it, if it is there.
pub(super) fn remove(path: &Path) -> Result<(), Error> {
    let Ok(kind) = fs::symlink_metadata(path) else { return Ok(()) };
    let removed = if kind.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    removed.map_err(Error::write(path))
}

/// The names in a folder, sorted.
pub(super) fn names(folder: &Path) -> Result<Vec<String>, Error> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(Error::read(folder))? {
        names.push(entry.map_err(Error::read(folder))?.file_name().to_string_lossy().into_owned());
    }
    names.sort_unstable();
    Ok(names)
}

/// Everything under a folder.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// Files, relative to the folder, sorted.
    pub(super) files: Vec<String>,
    /// The folder itself and all folders in it, innermost first.
    pub(super) folders: Vec<PathBuf>,
}

/// Looks through a folder.
pub(super) fn tree(root: &Path) -> Result<Tree, Error> {
    let mut tree = Tree::default();
    walk(root, "", &mut tree)?;
    tree.files.sort_unstable();
    Ok(tree)
}

fn walk(folder: &Path, prefix: &str, tree: &mut Tree) -> Result<(), Error> {
    for name in names(folder)? {
        let path = folder.join(&name);
        let relative = format!("{prefix}{name}");
        if fs::symlink_metadata(&path).map_err(Error::read(&path))?.is_dir() {
            walk(&path, &format!("{relative}/"), tree)?;
        } else {
            tree.files.push(relative);
        }
    }
    tree.folders.push(folder.to_path_buf());
    Ok(())
}

/// The BLAKE3 digest of a file, in hexadecimal, and its size.
pub(super) fn digest(path: &Path) -> Result<(String, u64), Error> {
    let mut hasher = blake3::Hasher::new();
    let file = File::open(path).map_err(Error::read(path))?;
    hasher.update_reader(file).map_err(Error::read(path))?;
    Ok((hasher.finalize().to_hex().to_string(), hasher.count()))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::MetadataExt as _;

    use super::*;

    #[test]
    fn a_file_gets_a_second_name_or_on_another_disk_a_second_copy() {
        let folder = tempfile::tempdir().unwrap();
        let from = folder.path().join("from");
        fs::write(&from, b"rows").unwrap();
        let beside = folder.path().join("to");
        link(&from, &beside).unwrap();
        assert_eq!(fs::metadata(&from).unwrap().ino(), fs::metadata(&beside).unwrap().ino());
        assert!(link(&from, &beside).is_err(), "nothing is overwritten");
        // Memory is another file system than the disk.
        if let Ok(memory) = tempfile::tempdir_in("/dev/shm") {
            let away = memory.path().join("to");
            link(&from, &away).unwrap();
            assert_eq!(fs::read(&away).unwrap(), b"rows");
        }
    }
}
