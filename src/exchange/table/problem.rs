//! Why a file is no table. The words are `text`'s.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Encoding;

/// Why a file is not a table that can be imported.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum TableProblem {
    /// The file holds nothing.
    #[error("the file is empty")]
    Empty,
    /// There are headings, and no row below them.
    #[error("there is no row below the headings {headings:?}")]
    HeaderOnly {
        /// The headings.
        headings: Vec<String>,
    },
    /// The headings are those of no table that is known.
    #[error("no known table has the headings {headings:?}")]
    UnknownHeadings {
        /// The headings.
        headings: Vec<String>,
    },
    /// It is neither UTF-8, UTF-16 with a mark, nor GB18030.
    #[error("the encoding cannot be recognised")]
    UnknownEncoding,
    /// It is not in the encoding that was asked for or that its mark names.
    #[error("the file is not {}", encoding.name())]
    NotInEncoding {
        /// That encoding.
        encoding: Encoding,
    },
    /// It has more bytes than are read.
    #[error("the file has {bytes} bytes, more than {limit}")]
    TooLarge {
        /// How many it has.
        bytes: usize,
        /// How many are read at most.
        limit: usize,
    },
    /// It has more rows than are read.
    #[error("the file has more than {limit} rows")]
    TooManyRows {
        /// How many are read at most.
        limit: usize,
    },
    /// It has more columns than are read.
    #[error("the file has more than {limit} columns")]
    TooManyColumns {
        /// How many are read at most.
        limit: usize,
    },
    /// It is an archive within an archive, or a PDF.
    #[error("an archive or a PDF, no table")]
    BinaryFile,
    /// It is a workbook that cannot be read.
    #[error("the workbook cannot be read: {reason}")]
    DamagedWorkbook {
        /// What is wrong with it, in technical words.
        reason: String,
    },
    /// It is a workbook with a password.
    #[error("the workbook has a password")]
    Locked,
    /// It unpacks to far more than any table is: a trap, or a mistake.
    #[error("the workbook unpacks to more than {limit} bytes, or to far more than it should")]
    UnpacksTooLarge {
        /// How many bytes are unpacked at most.
        limit: u64,
    },
    /// A folder has no file that is read.
    #[error("the folder has no files")]
    NoFiles,
    /// It is a JSON book among tables.
    #[error("a Wellkept book, no table")]
    IsBook,
    /// The archive or folder holds more files than are read.
    #[error("more than {limit} files")]
    TooManyFiles {
        /// How many are read at most.
        limit: usize,
    },
    /// It is some other file that holds no text.
    #[error("not a text file")]
    NotText,
}
