//! A book file's problem on its way from the worker to the page, none of its particulars lost.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::book::Conflict;
use crate::exchange::BookFileProblem;
use crate::model::{CustomerId, FieldError, Kind, RecordId};

/// Writes a problem.
pub fn serialize<S: Serializer>(problem: &BookFileProblem, serializer: S) -> Result<S::Ok, S::Error> {
    SentProblem::serialize(problem, serializer)
}

/// Reads a problem.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BookFileProblem, D::Error> {
    SentProblem::deserialize(deserializer)
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "BookFileProblem")]
enum SentProblem {
    Empty,
    NotABook,
    Newer {
        version: u32,
    },
    Truncated {
        bytes: usize,
    },
    Tampered {
        line: Option<usize>,
    },
    Reformatted,
    BadLayout {
        line: usize,
    },
    BadInfo {
        reason: String,
    },
    BadCount {
        kind: Kind,
        stated: usize,
        found: usize,
    },
    BadRecord {
        kind: Kind,
        number: usize,
        reason: String,
    },
    Integrity {
        #[serde(with = "SentConflict")]
        conflict: Conflict,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Conflict")]
enum SentConflict {
    AlreadyThere { kind: Kind, id: RecordId },
    NotThere { kind: Kind, id: RecordId },
    Altered { kind: Kind, id: RecordId, field: String },
    Orphan { kind: Kind, id: RecordId, customer: CustomerId },
    NumberTaken { number: String },
    Field(#[serde(serialize_with = "write_field_error", deserialize_with = "read_field_error")] FieldError),
}

fn write_field_error<S: Serializer>(error: &FieldError, serializer: S) -> Result<S::Ok, S::Error> {
    (&error.field, error.reason.to_string()).serialize(serializer)
}

fn read_field_error<'de, D: Deserializer<'de>>(deserializer: D) -> Result<FieldError, D::Error> {
    let (field, reason) = <(String, String)>::deserialize(deserializer)?;
    Ok(FieldError { field, reason: serde_json::Error::custom(reason) })
}
