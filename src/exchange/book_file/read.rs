//! Reads the JSON book in one pass over its lines, and says what is wrong where.
//!
//! The checksum decides. Only when it is wrong is the content walked for a place to name.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::ranges::Ranged;
use super::{
    BEFORE_CONTENT, BEFORE_CONTENTS, BEFORE_HISTORY, BEFORE_SUM, BookFile, BookFileProblem, END, MARK,
    SUM_LENGTH, VERSION, before_records, checksum, write_counts,
};
use super::{contents, write_record};
use crate::book::{Change, Chunk, ChunkWriter, Packed};
use crate::model::{
    Attachment, BookInfo, BuyerType, Contact, ContentSum, Contract, Customer, Feedback, Id, Interaction,
    Kind, Need, NextAction, NumberPrefix, Order, OwnSource, Person, Plan, PolicyVersion, Record,
};

/// How far from either end the mark of a laid-out-anew book is looked for.
const SEARCHED: usize = 4096;

/// Reads a JSON book and checks every byte of it.
///
/// # Errors
/// Says why the file is refused. What takes all records together, such as a customer number that
/// comes twice, is found by [`BookFile::book`].
pub fn read(bytes: &[u8]) -> Result<BookFile, BookFileProblem> {
    let mut scan = Scan { bytes, at: 0 };
    read_version(&mut scan)?;
    let header = |scan: &Scan, fault| match fault {
        Fault::End => BookFileProblem::Truncated { bytes: scan.bytes.len() },
        _ => BookFileProblem::Tampered { line: Some(1) },
    };
    scan.expect(BEFORE_SUM).map_err(|fault| header(&scan, fault))?;
    let sum = scan.take(SUM_LENGTH).map_err(|fault| header(&scan, fault))?;
    scan.expect(BEFORE_CONTENT).map_err(|fault| header(&scan, fault))?;

    let rest = scan.rest();
    let is_right = rest.strip_suffix(END).is_some_and(|content| checksum(content).as_bytes() == sum);
    let walked = read_content(&mut scan).and_then(|file| match scan.rest() {
        END => Ok(file),
        rest if END.starts_with(rest) => Err(Fault::End),
        _ => Err(Fault::Layout),
    });
    if is_right {
        return walked.map_err(|fault| match fault {
            Fault::End | Fault::Layout => BookFileProblem::BadLayout { line: scan.line() },
            Fault::Problem(problem) => problem,
        });
    }
    Err(match walked {
        Ok(_) => BookFileProblem::Tampered { line: None },
        Err(Fault::End) => BookFileProblem::Truncated { bytes: bytes.len() },
        Err(Fault::Layout) if has_other_line_ends(scan.rest()) => BookFileProblem::Reformatted,
        // A count that is off is no place: the records themselves may be the ones that are right.
        Err(Fault::Problem(BookFileProblem::BadCount { .. })) => BookFileProblem::Tampered { line: None },
        Err(_) => BookFileProblem::Tampered { line: Some(scan.line()) },
    })
}

/// Reads the mark and the version, or says what else the file is.
fn read_version(scan: &mut Scan<'_>) -> Result<(), BookFileProblem> {
    match scan.expect(MARK) {
        Ok(()) => {}
        Err(_) if scan.bytes.is_empty() => return Err(BookFileProblem::Empty),
        Err(Fault::End) => return Err(BookFileProblem::Truncated { bytes: scan.bytes.len() }),
        Err(_) => return Err(other_layout(scan.bytes)),
    }
    match version_at(scan.rest()) {
        Some((VERSION, length)) => {
            scan.at += length;
            Ok(())
        }
        Some((version, _)) if version > VERSION => Err(BookFileProblem::Newer { version }),
        None if scan.rest().is_empty() => Err(BookFileProblem::Truncated { bytes: scan.bytes.len() }),
        _ => Err(other_layout(scan.bytes)),
    }
}

/// Reads the number at the start of `text`, and how many bytes it takes.
fn version_at(text: &[u8]) -> Option<(u32, usize)> {
    let length = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let digits = std::str::from_utf8(text.get(..length)?).ok()?;
    Some((digits.parse().ok()?, length))
}

/// Tells a book that another program laid out anew from a file that never was one.
fn other_layout(bytes: &[u8]) -> BookFileProblem {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let key = br#""wellkept_book""#;
    let head = bytes.get(..SEARCHED).unwrap_or(bytes);
    let tail = bytes.get(bytes.len().saturating_sub(SEARCHED)..).unwrap_or(bytes);
    let found = [head, tail].into_iter().find_map(|part| {
        let place = part.windows(key.len()).position(|window| window == key)?;
        part.get(place + key.len()..)
    });
    let Some(after) = found.filter(|_| text.starts_with(b"{")) else {
        return BookFileProblem::NotABook;
    };
    let value = after.trim_ascii_start().strip_prefix(b":").unwrap_or_default().trim_ascii_start();
    match version_at(value) {
        Some((version, _)) if version > VERSION => BookFileProblem::Newer { version },
        Some(_) => BookFileProblem::Reformatted,
        None => BookFileProblem::NotABook,
    }
}

/// Tells whether `rest`, where the layout was left, differs in line ends or space at the end alone.
fn has_other_line_ends(rest: &[u8]) -> bool {
    let after = rest.strip_prefix(b"}").unwrap_or(rest);
    after.starts_with(b"\r\n") || after.trim_ascii().is_empty()
}

/// Why the content could not be walked on.
enum Fault {
    /// The file ends here.
    End,
    /// Something else stands here than the layout has.
    Layout,
    /// What stands here is not right in itself.
    Problem(BookFileProblem),
}

fn read_content(scan: &mut Scan<'_>) -> Result<BookFile, Fault> {
    scan.expect(br#"{"info":"#)?;
    let info: BookInfo = scan.value(|reason| BookFileProblem::BadInfo { reason })?;
    scan.expect(br#","counts":"#)?;
    let counts = read_counts(scan)?;
    let mut chunks = Vec::new();
    for (kind, stated) in counts.iter().copied() {
        scan.expect(before_records(kind).as_bytes())?;
        let found = match kind {
            Kind::Person => read_records::<Person>(scan, &mut chunks),
            Kind::Customer => read_records::<Customer>(scan, &mut chunks),
            Kind::Contact => read_records::<Contact>(scan, &mut chunks),
            Kind::Order => read_records::<Order>(scan, &mut chunks),
            Kind::Interaction => read_records::<Interaction>(scan, &mut chunks),
            Kind::NextAction => read_records::<NextAction>(scan, &mut chunks),
            Kind::Need => read_records::<Need>(scan, &mut chunks),
            Kind::Feedback => read_records::<Feedback>(scan, &mut chunks),
            Kind::Policy => read_records::<PolicyVersion>(scan, &mut chunks),
            Kind::Contract => read_records::<Contract>(scan, &mut chunks),
            Kind::Plan => read_records::<Plan>(scan, &mut chunks),
            Kind::BuyerType => read_records::<BuyerType>(scan, &mut chunks),
            Kind::NumberPrefix => read_records::<NumberPrefix>(scan, &mut chunks),
            Kind::Source => read_records::<OwnSource>(scan, &mut chunks),
            Kind::Attachment => read_records::<Attachment>(scan, &mut chunks),
        }?;
        if found != stated {
            return Err(Fault::Problem(BookFileProblem::BadCount { kind, stated, found }));
        }
    }
    let contents = match scan.expect(BEFORE_CONTENTS) {
        Ok(()) => read_contents(scan, &sizes(&chunks))?,
        // What is cut off here could also be the end or the history; it is cut off all the same.
        Err(Fault::End) => return Err(Fault::End),
        Err(_) => Vec::new(),
    };
    let history = match scan.rest().first() {
        Some(b',') => Some(read_history(scan)?),
        _ => None,
    };
    scan.expect(b"}")?;
    Ok(BookFile { info, counts, chunks, history, contents })
}

/// Returns what the attachments of a book say of the bytes of theirs.
fn sizes(chunks: &[Chunk]) -> BTreeSet<(ContentSum, u64)> {
    let of_kind = chunks.iter().filter(|chunk| chunk.kind == Kind::Attachment);
    let records = of_kind.filter_map(|chunk| chunk.records().ok()).flatten();
    let size = |record| match record {
        Record::Attachment(file) => Some((file.sum, file.bytes)),
        _ => None,
    };
    records.filter_map(size).collect()
}

fn read_contents(
    scan: &mut Scan<'_>,
    sizes: &BTreeSet<(ContentSum, u64)>,
) -> Result<Vec<(ContentSum, Vec<u8>)>, Fault> {
    let mut found: Vec<(ContentSum, Vec<u8>)> = Vec::new();
    scan.expect(b"\n")?;
    loop {
        let line = scan.line_here()?;
        let (json, is_last) = match line.strip_suffix(b",") {
            Some(json) => (json, false),
            None => (line, true),
        };
        let number = found.len() + 1;
        let refuse = |reason: &str| {
            let reason = reason.to_owned();
            Fault::Problem(BookFileProblem::BadContent { number, reason })
        };
        let (sum, bytes) = contents::read_line(json).map_err(refuse)?;
        let sizes: Vec<u64> = sizes.range((sum, 0)..=(sum, u64::MAX)).map(|(_, size)| *size).collect();
        match sizes.as_slice() {
            [] => return Err(refuse("no attachment names them")),
            // Of several attachments with the same bytes each must say so.
            sizes if sizes.iter().any(|size| *size != bytes.len() as u64) => {
                return Err(refuse("not as many as there must be"));
            }
            _ if ContentSum::of(&bytes) != sum => return Err(refuse("they are not what they were")),
            _ if found.last().is_some_and(|(last, _)| *last >= sum) => {
                return Err(refuse("twice or out of order"));
            }
            _ => found.push((sum, bytes)),
        }
        scan.at += line.len() + 1;
        if is_last {
            scan.expect(b"]")?;
            return Ok(found);
        }
    }
}

fn read_history(scan: &mut Scan<'_>) -> Result<Vec<Change>, Fault> {
    scan.expect(BEFORE_HISTORY)?;
    let (mut changes, mut again) = (Vec::new(), Vec::new());
    if scan.expect(b"]").is_ok() {
        return Ok(changes);
    }
    scan.expect(b"\n")?;
    loop {
        let line = scan.line_here()?;
        let (json, is_last) = match line.strip_suffix(b",") {
            Some(json) => (json, false),
            None => (line, true),
        };
        let number = changes.len() + 1;
        let refuse = |reason: String| Fault::Problem(BookFileProblem::BadChange { number, reason });
        let change: Change = serde_json::from_slice(json).map_err(|error| refuse(error.to_string()))?;
        again.clear();
        write_record(&mut again, &change);
        if again != json {
            return Err(refuse("not in canonical form, or with a value that would be lost".to_owned()));
        }
        changes.push(change);
        scan.at += line.len() + 1;
        if is_last {
            scan.expect(b"]")?;
            return Ok(changes);
        }
    }
}

fn read_counts(scan: &mut Scan<'_>) -> Result<Vec<(Kind, usize)>, Fault> {
    let start = scan.rest();
    let mut values = serde_json::Deserializer::from_slice(start).into_iter::<BTreeMap<String, usize>>();
    let named = match values.next() {
        Some(Ok(named)) => named,
        Some(Err(error)) if !error.is_eof() => return Err(Fault::Layout),
        _ => return Err(Fault::End),
    };
    let count = |kind: Kind| named.get(kind.id()).map(|count| (kind, *count)).ok_or(Fault::Layout);
    let is_here = |kind: &Kind| !kind.came_later() || named.contains_key(kind.id());
    let counts = Kind::ALL.iter().copied().filter(is_here).map(count).collect::<Result<Vec<_>, _>>()?;
    // Compared as bytes, so that another key, another order or a space is not let through.
    let mut canonical = Vec::new();
    write_counts(&mut canonical, &counts);
    scan.expect(&canonical)?;
    Ok(counts)
}

fn read_records<R>(scan: &mut Scan<'_>, chunks: &mut Vec<Chunk>) -> Result<usize, Fault>
where
    R: Packed + Serialize + DeserializeOwned + Ranged,
{
    if scan.expect(b"]").is_ok() {
        return Ok(0);
    }
    scan.expect(b"\n")?;
    let mut writer = ChunkWriter::<R>::default();
    let (mut number, mut last, mut again) = (0, None, Vec::new());
    loop {
        let line = scan.line_here()?;
        number += 1;
        let (json, is_last) = match line.strip_suffix(b",") {
            Some(json) => (json, false),
            None => (line, true),
        };
        let refuse =
            |reason: String| Fault::Problem(BookFileProblem::BadRecord { kind: R::KIND, number, reason });
        let record: R = serde_json::from_slice(json).map_err(|error| refuse(error.to_string()))?;
        // Nothing may be lost on the way through: what is read writes back as the same bytes.
        again.clear();
        write_record(&mut again, &record);
        if again != json {
            return Err(refuse("not in canonical form, or with a value that would be lost".to_owned()));
        }
        if let Some(reason) = record.out_of_range() {
            return Err(refuse(reason));
        }
        if last.is_some_and(|last| last >= record.id()) {
            return Err(refuse(format!("id {} comes twice or out of order", record.id().uuid())));
        }
        last = Some(record.id());
        writer.push(&record);
        scan.at += line.len() + 1;
        if is_last {
            scan.expect(b"]")?;
            chunks.append(&mut writer.finish());
            return Ok(number);
        }
    }
}

/// A place in the bytes of a file.
struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Scan<'a> {
    fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Returns the line on which it stands, counted from 1.
    fn line(&self) -> usize {
        1 + self.bytes.iter().take(self.at).filter(|byte| **byte == b'\n').count()
    }

    fn expect(&mut self, text: &[u8]) -> Result<(), Fault> {
        match self.rest() {
            rest if rest.starts_with(text) => {
                self.at += text.len();
                Ok(())
            }
            rest if text.starts_with(rest) => Err(Fault::End),
            _ => Err(Fault::Layout),
        }
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8], Fault> {
        let taken = self.rest().get(..length).ok_or(Fault::End)?;
        self.at += length;
        Ok(taken)
    }

    /// Returns the line that starts here, without its end, and stays.
    fn line_here(&self) -> Result<&'a [u8], Fault> {
        let rest = self.rest();
        let length = rest.iter().position(|byte| *byte == b'\n').ok_or(Fault::End)?;
        rest.get(..length).ok_or(Fault::End)
    }

    /// Reads a value that must stand here in its canonical form.
    fn value<T>(&mut self, refuse: impl Fn(String) -> BookFileProblem) -> Result<T, Fault>
    where
        T: Serialize + DeserializeOwned,
    {
        let value: T = match serde_json::Deserializer::from_slice(self.rest()).into_iter().next() {
            Some(Ok(value)) => value,
            Some(Err(error)) if !error.is_eof() => return Err(Fault::Problem(refuse(error.to_string()))),
            _ => return Err(Fault::End),
        };
        let mut canonical = Vec::new();
        write_record(&mut canonical, &value);
        match self.expect(&canonical) {
            Err(Fault::Layout) => Err(Fault::Problem(refuse("not in canonical form".to_owned()))),
            expected => expected.map(|()| value),
        }
    }
}
