//! Files beside the tables, each to its customer (A1.7, A2.39): whom a row names, else whose name or number a folder or
//! the file's own name begins with. Where that is in doubt nobody gets it, and the user says whose it is.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::lookup::Directory;
use super::reason::{Reason, RowNote};
use super::row::Row;
use super::{Draft, RowChoice};
use crate::book::Book;
use crate::exchange::documents::{Document, DocumentProblem, Documents, Named};
use crate::exchange::layout::{Field, Layout};
use crate::exchange::table::Table;
use crate::exchange::values::{self, fold, shorten};
use crate::model::{
    Attachment, ContentSum, Customer, CustomerId, Env, LARGEST_FILE, LARGEST_FILES, MEGABYTE, file_name,
};

/// A shorter name says nothing of whose a file is.
const SHORTEST_NAME: usize = 2;
/// The longest part of a path that is looked at, in characters.
const LONGEST_PART: usize = 200;
/// How many customers are named of those whose a file may be.
const NAMED: usize = 3;

/// What the book has of files, and what rows further up attach.
#[derive(Default)]
pub(super) struct Files {
    /// The customers by their numbers, names and short names, as parts of paths are compared.
    by_key: HashMap<String, Vec<CustomerId>>,
    /// The files that rows with a customer name, in any of the tables.
    claimed: HashSet<usize>,
    /// What is in the book or comes, and how much that is.
    contents: HashSet<ContentSum>,
    bytes: u64,
    attached: HashMap<(CustomerId, ContentSum), usize>,
    is_begun: bool,
}

/// Returns the files that the rows of those tables give to a customer.
pub(super) fn claimed(tables: &[&Table], documents: &Documents) -> HashSet<usize> {
    let mut claimed = HashSet::new();
    for table in tables.iter().filter(|table| table.layout() == Layout::Files) {
        let column = |field| table.columns().iter().position(|column| column.field == Some(field));
        let owner = [Field::CustomerName, Field::CustomerNumber].map(column);
        let Some(path) = column(Field::FilePath) else { continue };
        for row in table.rows() {
            if owner.iter().flatten().any(|column| !row.cell(*column).is_empty())
                && let Named::One(place) = documents.named(row.cell(path))
            {
                claimed.insert(place);
            }
        }
    }
    claimed
}

impl Files {
    /// Begins with the files that rows of any table give to a customer.
    pub(super) fn of(claimed: HashSet<usize>) -> Self {
        Self { claimed, ..Self::default() }
    }

    /// Notes a customer of the book.
    pub(super) fn add(&mut self, customer: &Customer) {
        for key in [&customer.number, &customer.name, &customer.short_name].map(|name| key(name)) {
            if key.chars().nth(SHORTEST_NAME - 1).is_some() {
                self.by_key.entry(key).or_default().push(customer.id);
            }
        }
    }

    pub(super) fn draft(
        &mut self,
        book: &Book,
        directory: &Directory,
        documents: &Documents,
        row: &mut Row<'_>,
        env: &mut Env,
    ) -> Draft {
        if !std::mem::replace(&mut self.is_begun, true) {
            let contents = book.contents();
            self.bytes = contents.iter().map(|(_, bytes)| bytes).sum();
            self.contents = contents.into_iter().map(|(sum, _)| sum).collect();
        }
        let path = row.cell(Field::FilePath);
        let names_customer =
            [Field::CustomerName, Field::CustomerNumber].iter().any(|f| !row.cell(*f).is_empty());
        let mut draft = Draft { title: shorten(path, 60), ..Draft::default() };
        let document = match documents.named(path) {
            Named::One(place)
                if !names_customer && row.choice().is_none() && self.claimed.contains(&place) =>
            {
                row.note(RowNote::FileInTable);
                draft.is_left = true;
                return draft;
            }
            Named::One(place) => documents.get(place),
            Named::Several(count) => {
                row.refuse(Field::FilePath, Reason::FileUnclear { count });
                None
            }
            Named::Nothing => {
                let reason = if path.is_empty() { Reason::Missing } else { Reason::NoSuchFile };
                row.refuse(Field::FilePath, reason);
                None
            }
        };
        if let Some(reason) = document.and_then(|document| document.problem).map(reason) {
            row.refuse(Field::FilePath, reason);
        }
        let paper = row.word(Field::FilePaper, values::paper);
        let customer = if names_customer || matches!(row.choice(), Some(RowChoice::Of(_))) {
            directory.owner_of(book, row, None)
        } else {
            document.and_then(|document| self.owner_by_path(book, row, &document.path))
        };
        if let Some(customer) = customer {
            draft.detail = std::mem::replace(&mut draft.title, shorten(&customer.name, 60));
        }
        let (Some(customer), Some(document)) = (customer, document) else { return draft };
        let Some(sum) = document.sum.filter(|_| !row.is_refused()) else { return draft };
        let line = *self.attached.entry((customer.id, sum)).or_insert(row.line());
        if line != row.line() {
            row.note(RowNote::SameFile { line });
            return draft;
        }
        if book.attachments_of(customer.id).any(|file| file.sum == sum) {
            return draft;
        }
        if !self.has_room(document, sum) {
            self.attached.remove(&(customer.id, sum));
            row.refuse(Field::FilePath, Reason::NoRoomForFiles { most: LARGEST_FILES / MEGABYTE });
            return draft;
        }
        let name = file_name(&document.path);
        draft.is_new = true;
        draft.added.push(
            Attachment {
                media: document.media,
                paper,
                by: env.person,
                ..Attachment::new(env.ids.draw(), customer.id, name, sum, document.bytes, env.now)
            }
            .into(),
        );
        draft
    }

    fn has_room(&mut self, document: &Document, sum: ContentSum) -> bool {
        if self.contents.contains(&sum) {
            return true;
        }
        let bytes = self.bytes + document.bytes;
        if bytes > LARGEST_FILES {
            return false;
        }
        self.bytes = bytes;
        self.contents.insert(sum);
        true
    }

    /// Returns the one customer with whose number, name or short name parts of a path begin.
    fn owner_by_path<'b>(&self, book: &'b Book, row: &mut Row<'_>, path: &str) -> Option<&'b Customer> {
        let parts = path.split(['/', '\\']).map(|part| (part, self.owners_of_part(part)));
        let owners: Vec<(&str, BTreeSet<CustomerId>)> =
            parts.filter(|(_, owners)| !owners.is_empty()).collect();
        let mut found: BTreeSet<CustomerId> =
            owners.iter().flat_map(|(_, owners)| owners.iter().copied()).collect();
        // A folder may name several of which the file's name tells the one.
        let in_all = |id: &CustomerId| owners.iter().all(|(_, owners)| owners.contains(id));
        if found.iter().any(in_all) {
            found.retain(in_all);
        }
        let mut customers = found.iter().filter_map(|id| book.customers().get(*id));
        match (customers.next(), found.len()) {
            (Some(customer), 1) => {
                let part = owners.last().map(|(part, _)| shorten(part, 40)).unwrap_or_default();
                row.note(RowNote::FileBy { part });
                Some(customer)
            }
            (None, _) => {
                row.refuse(Field::FilePath, Reason::FileOfNobody);
                None
            }
            (Some(first), count) => {
                let names =
                    std::iter::once(first).chain(customers).map(|one| shorten(&one.name, 30)).take(NAMED);
                row.refuse(Field::FilePath, Reason::FileOfSeveral { names: names.collect(), count });
                None
            }
        }
    }

    /// Returns the customers whose number, name or short name a part of a path begins with: the longest that there is.
    fn owners_of_part(&self, part: &str) -> BTreeSet<CustomerId> {
        let part = key(part);
        let mut ends: Vec<usize> =
            part.char_indices().map(|(start, c)| start + c.len_utf8()).take(LONGEST_PART).collect();
        while let Some(end) = ends.pop() {
            let Some((start, rest)) = part.split_at_checked(end) else { continue };
            // `KH1` is not the start of `KH12`, nor `Ann` of `Anna`.
            let is_cut = start.ends_with(|c: char| c.is_ascii_alphanumeric())
                && rest.starts_with(|c: char| c.is_ascii_alphanumeric());
            if !is_cut && let Some(owners) = self.by_key.get(start) {
                return owners.iter().copied().collect();
            }
        }
        BTreeSet::new()
    }
}

fn key(name: &str) -> String {
    fold(name).to_lowercase()
}

fn reason(problem: DocumentProblem) -> Reason {
    match problem {
        DocumentProblem::Empty => Reason::FileEmpty,
        DocumentProblem::TooLarge => Reason::FileTooLarge { most: LARGEST_FILE / MEGABYTE },
        DocumentProblem::Program => Reason::FileIsProgram,
        DocumentProblem::Unreadable => Reason::FileUnreadable,
        DocumentProblem::TooMany => Reason::NoRoomForFiles { most: LARGEST_FILES / MEGABYTE },
    }
}
