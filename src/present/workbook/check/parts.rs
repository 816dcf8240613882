//! The parts of a workbook: XML files in an archive, and what refers to what.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use roxmltree::{Document, Node};
use zip::ZipArchive;

use crate::diagnostic::Error;

/// All parts, by path.
pub(super) struct Parts(BTreeMap<String, Vec<u8>>);

impl Parts {
    /// Unpacks a workbook.
    pub(super) fn unpack(workbook: &[u8]) -> Result<Self, Error> {
        let mut archive = ZipArchive::new(Cursor::new(workbook)).map_err(|fault| no_workbook(&fault))?;
        let mut parts = BTreeMap::new();
        for at in 0..archive.len() {
            let mut part = archive.by_index(at).map_err(|fault| no_workbook(&fault))?;
            let name = part.name().map_err(|fault| no_workbook(&fault))?.into_owned();
            let mut content = Vec::new();
            part.read_to_end(&mut content).map_err(|fault| no_workbook(&fault))?;
            parts.insert(name, content);
        }
        Ok(Self(parts))
    }

    /// The paths of all parts.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The text of a part; empty where there is none of that path.
    pub(super) fn text(&self, path: &str) -> Result<&str, Error> {
        let content = self.0.get(path).map_or(&[][..], Vec::as_slice);
        std::str::from_utf8(content).map_err(|fault| no_workbook(&fault))
    }

    /// What a part refers to: id, kind (the end of its type) and path, in order.
    pub(super) fn relations(&self, path: &str) -> Result<Vec<Relation>, Error> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let text = self.text(&format!("{folder}/_rels/{name}.rels"))?;
        if text.is_empty() {
            return Ok(Vec::new());
        }
        let document = parsed(text)?;
        let relation = |node: Node<'_, '_>| Relation {
            id: attribute(&node, "Id"),
            kind: attribute(&node, "Type").rsplit('/').next().unwrap_or_default().to_owned(),
            path: joined(folder, &attribute(&node, "Target")),
        };
        Ok(all(document.root(), "Relationship").map(relation).collect())
    }
}

/// What a part refers to.
pub(super) struct Relation {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) path: String,
}

/// A path from a folder: `xl/worksheets` and `../tables/table1.xml` make `xl/tables/table1.xml`.
fn joined(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').collect();
    for step in target.split('/') {
        if step == ".." {
            steps.pop();
        } else {
            steps.push(step);
        }
    }
    steps.join("/")
}

/// A part as XML.
pub(super) fn parsed(text: &str) -> Result<Document<'_>, Error> {
    Document::parse(text).map_err(|fault| no_workbook(&fault))
}

/// Every element of a name below a node, in order.
pub(super) fn all<'a, 'b: 'a>(node: Node<'a, 'b>, name: &'static str) -> impl Iterator<Item = Node<'a, 'b>> {
    node.descendants().filter(move |node| node.tag_name().name() == name)
}

/// The first element of a name below a node.
pub(super) fn first<'a, 'b: 'a>(node: Node<'a, 'b>, name: &'static str) -> Option<Node<'a, 'b>> {
    all(node, name).next()
}

/// An attribute, whatever its namespace; empty where it is not there.
pub(super) fn attribute(node: &Node<'_, '_>, name: &str) -> String {
    let mut attributes = node.attributes();
    attributes.find(|attribute| attribute.name() == name).map_or("", |attribute| attribute.value()).to_owned()
}

/// An attribute that is a number.
pub(super) fn number<T: std::str::FromStr>(node: &Node<'_, '_>, name: &str) -> Option<T> {
    attribute(node, name).parse().ok()
}

/// Whether an attribute says yes.
pub(super) fn says_yes(node: &Node<'_, '_>, name: &str) -> bool {
    matches!(attribute(node, name).as_str(), "1" | "true")
}

pub(super) fn no_workbook(fault: &impl std::fmt::Display) -> Error {
    Error::Internal(format!("a workbook cannot be read again: {fault}"))
}
