//! A policy as JSON: what a file and a book hold, and why one is refused.

use serde::Deserialize;
use thiserror::Error;

use super::{FORMAT, Fault, Policy};

/// Why a text is not a policy that can be used. Nothing was altered.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PolicyProblem {
    /// It is not JSON, or not a policy.
    #[error("line {line}, column {column}: {reason}")]
    Malformed {
        /// Where, counted from 1.
        line: usize,
        /// Where in the line, counted from 1.
        column: usize,
        /// What is wrong.
        reason: String,
    },
    /// It was written by a newer version of Wellkept.
    #[error("written in form {0}, this version reads up to {FORMAT}")]
    Newer(u32),
    /// It is a policy, but does not hold together.
    #[error("{} faults", .1.len())]
    Faulty(Box<Policy>, Vec<Fault>),
}

#[derive(Deserialize)]
struct Head {
    format: u32,
}

impl From<serde_json::Error> for PolicyProblem {
    fn from(error: serde_json::Error) -> Self {
        Self::Malformed { line: error.line(), column: error.column(), reason: error.to_string() }
    }
}

impl Policy {
    /// Reads a policy from JSON.
    ///
    /// # Errors
    /// It is no policy, a newer version's, or does not hold together.
    pub fn read(json: &str) -> Result<Self, PolicyProblem> {
        let head: Head = serde_json::from_str(json)?;
        if head.format > FORMAT {
            return Err(PolicyProblem::Newer(head.format));
        }
        // Whatever form it was written in, it is held in this one from here on.
        let policy = Self { format: FORMAT, ..serde_json::from_str(json)? };
        let faults = policy.faults();
        if faults.is_empty() { Ok(policy) } else { Err(PolicyProblem::Faulty(Box::new(policy), faults)) }
    }

    /// Returns the policy in the form in which a book keeps it.
    pub fn stored(&self) -> serde_json::Value {
        serde_json::from_str(&self.write()).unwrap_or_default()
    }

    /// Writes the policy as JSON, for a file.
    pub fn write(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_policy_says_where() {
        let newer = Policy::default().write().replacen("\"format\": 3", "\"format\": 4", 1);
        assert_eq!(Policy::read(&newer), Err(PolicyProblem::Newer(4)));
        match Policy::read("{\n  \"format\": 1,\n  \"version\": }") {
            Err(PolicyProblem::Malformed { line, .. }) => assert_eq!(line, 3),
            other => panic!("{other:?}"),
        }
        let unknown = Policy::default().write().replacen("\"referrals\"", "\"charm\"", 1);
        match Policy::read(&unknown) {
            Err(PolicyProblem::Malformed { reason, .. }) => assert!(reason.contains("charm"), "{reason}"),
            other => panic!("{other:?}"),
        }
    }
}
