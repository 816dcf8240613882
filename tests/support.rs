//! What the tests of the whole program share: a project in a folder of its own, and the program run in it.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use parquet::file::serialized_reader::SerializedFileReader;
use parquet::record::{Row, RowAccessor as _};
use tempfile::TempDir;

/// The program under test.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_trosolwg");
/// The clone.
pub(crate) const CLONE: &str = env!("CARGO_MANIFEST_DIR");

/// Variables that would change what a command does.
const VARIABLES: &[&str] = &[
    "TROSOLWG_COLLECTION",
    "TROSOLWG_DATA",
    "TROSOLWG_RETURNS",
    "TROSOLWG_OUTPUT",
    "TROSOLWG_AS_AT",
    "TROSOLWG_SECRET",
    "TROSOLWG_THREADS",
    "TROSOLWG_LANG",
    "POLARS_MAX_THREADS",
];

/// A folder with reference tables, a store, returns and output.
pub(crate) struct Project {
    pub(crate) root: PathBuf,
    pub(crate) returns: PathBuf,
    _temporary: Option<TempDir>,
}

/// What a command said, and its exit status.
pub(crate) struct Outcome {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Outcome {
    /// Fails the test unless the status is this one.
    #[track_caller]
    pub(crate) fn with_status(self, status: i32) -> Self {
        assert_eq!(self.status, status, "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }
}

/// The committed sample, run once for all tests that only look at what came of it.
pub(crate) fn published() -> &'static Project {
    static PUBLISHED: LazyLock<Project> = LazyLock::new(|| {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("published");
        if root.exists() {
            fs::remove_dir_all(&root).unwrap();
        }
        fs::create_dir_all(&root).unwrap();
        let project = Project { root, returns: clone("data/returns"), _temporary: None };
        project.furnish();
        fs::write(project.secret(), "the same secret for every store").unwrap();
        let secret = project.secret();
        let outcome = project.run(&["run", "--threads", "2", "--secret", secret.to_str().unwrap()]).with_status(0);
        fs::write(project.root.join("said"), outcome.stdout).unwrap();
        project
    });
    &PUBLISHED
}

/// The definitions of Wales, loaded once.
pub(crate) fn wales() -> &'static trosolwg::definitions::Definitions {
    static WALES: LazyLock<trosolwg::definitions::Definitions> = LazyLock::new(|| {
        trosolwg::definitions::Definitions::load(&clone("pipelines/wales"), &clone("data/reference")).unwrap()
    });
    &WALES
}

impl Project {
    /// With a folder of returns of its own, empty.
    pub(crate) fn empty() -> Self {
        let temporary = tempfile::tempdir().unwrap();
        let root = temporary.path().to_path_buf();
        let project = Self { returns: root.join("returns"), root, _temporary: Some(temporary) };
        fs::create_dir(&project.returns).unwrap();
        project.furnish();
        project
    }

    /// With one authority's placements and the national returns of one year.
    pub(crate) fn small() -> Self {
        let project = Self::empty();
        for path in ["W06000001/placements", "national/services", "national/pans", "national/concerns"] {
            let path = format!("2023-24/{path}.csv");
            project.put(&path, &fs::read(clone("data/returns").join(&path)).unwrap());
        }
        project
    }

    fn furnish(&self) {
        copy_tree(&clone("data/reference"), &self.root.join("reference"));
    }

    /// Puts a file among the returns.
    pub(crate) fn put(&self, path: &str, bytes: &[u8]) -> PathBuf {
        let path = self.returns.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    /// The program, ready to run in the clone on this project.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        for variable in VARIABLES {
            command.env_remove(variable);
        }
        command
            .current_dir(CLONE)
            .env("TROSOLWG_DATA", &self.root)
            .env("TROSOLWG_RETURNS", &self.returns)
            .env("TROSOLWG_OUTPUT", self.output())
            .args(arguments);
        command
    }

    /// Runs the program.
    pub(crate) fn run(&self, arguments: &[&str]) -> Outcome {
        Self::outcome(&mut self.command(arguments))
    }

    /// Runs the program through another that starts it, like `unshare --user`.
    pub(crate) fn run_through(&self, starter: &str, first: &[&str], arguments: &[&str]) -> Outcome {
        let mut command = Command::new(starter);
        command.args(first).arg(PROGRAM).args(arguments).current_dir(CLONE);
        for (name, value) in self.command(&[]).get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        Self::outcome(&mut command)
    }

    fn outcome(command: &mut Command) -> Outcome {
        let output = command.output().expect("the program starts");
        Outcome {
            status: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The rows that a statement answers, by column.
    pub(crate) fn rows(&self, sql: &str) -> Vec<BTreeMap<String, String>> {
        let answer = self.run(&["query", "--format", "csv", sql]).with_status(0);
        csv::Reader::from_reader(answer.stdout.as_bytes()).deserialize().map(Result::unwrap).collect()
    }

    /// Where the overview is.
    pub(crate) fn output(&self) -> PathBuf {
        self.root.join("output")
    }

    /// Where the key of its pseudonyms may lie.
    pub(crate) fn secret(&self) -> PathBuf {
        self.root.join("secret")
    }

    /// The folder of the release that stands.
    pub(crate) fn release(&self) -> PathBuf {
        let id = fs::read_to_string(self.root.join("store/CURRENT")).unwrap();
        self.root.join("store/releases").join(id.trim())
    }

    /// Everything that a run publishes, as it stands.
    pub(crate) fn standing(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = tree(&self.root.join("store/releases"));
        files.extend(tree(&self.output()));
        files.insert("CURRENT".into(), fs::read(self.root.join("store/CURRENT")).unwrap_or_default());
        files
    }
}

/// A path in the clone.
pub(crate) fn clone(path: &str) -> PathBuf {
    Path::new(CLONE).join(path)
}

/// Every file below a folder, by its path there.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut left = vec![folder.to_path_buf()];
    while let Some(next) = left.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                left.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    files
}

/// Copies a folder, its files in reverse order of name.
pub(crate) fn copy_tree(from: &Path, to: &Path) {
    for (name, bytes) in tree(from).into_iter().rev() {
        let path = to.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// The content of a file: unpacked, where its name says that it is packed.
pub(crate) fn unpacked(name: &str, bytes: &[u8]) -> Vec<u8> {
    if Path::new(name).extension().is_none_or(|ending| ending != "gz") {
        return bytes.to_vec();
    }
    let mut all = Vec::new();
    flate2::read::MultiGzDecoder::new(bytes).read_to_end(&mut all).unwrap();
    all
}

/// How many physical lines there are: each ends in LF, CRLF or CR, the last perhaps in nothing.
pub(crate) fn physical_lines(bytes: &[u8]) -> u64 {
    let mut lines = 0;
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
        let end = if rest[at..].starts_with(b"\r\n") { at + 2 } else { at + 1 };
        rest = &rest[end..];
        lines += 1;
    }
    lines + u64::from(!rest.is_empty())
}

/// One column of a staged file, as text; NULL is `-`.
pub(crate) fn staged_column(parquet: &Path, name: &str) -> Vec<String> {
    let reader = SerializedFileReader::new(fs::File::open(parquet).unwrap()).unwrap();
    let cell = |row: Row| {
        let at = row.get_column_iter().position(|(column, _)| column == name)?;
        let text = row.get_column_iter().nth(at).map(|(_, cell)| cell.to_string())?;
        let text = row.get_string(at).map_or(text, Clone::clone);
        Some(if text == "null" { "-".to_owned() } else { text })
    };
    reader.into_iter().map(|row| cell(row.unwrap()).unwrap_or_else(|| "no such column".to_owned())).collect()
}

/// What can be searched for words in a file: of a workbook, all its parts unpacked; of pictures and Parquet, what is plain.
pub(crate) fn text_of(name: &str, bytes: &[u8]) -> String {
    if ["png", "parquet"].iter().any(|ending| is_a(ending, name)) {
        return String::from_utf8_lossy(bytes).into_owned();
    }
    if !name.ends_with("xlsx") {
        return String::from_utf8(bytes.to_vec()).unwrap();
    }
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut all = String::new();
    for at in 0..archive.len() {
        archive.by_index(at).unwrap().read_to_string(&mut all).unwrap();
    }
    all
}

/// Whether a file's name ends like this kind's.
pub(crate) fn is_a(kind: &str, name: &str) -> bool {
    name.rsplit('.').next() == Some(kind)
}
