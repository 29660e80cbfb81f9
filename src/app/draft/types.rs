//! The small lists that a user edits: types of buyer (A2.13), sources (A0.3) and the letters of customer numbers (A0.9).

use super::{Check, Field, FieldProblem, Problem};
use crate::app::sources::is_taken;
use crate::book::Book;
use crate::model::{BuyerType, BuyerTypeId, Env, NumberPrefix, OwnSource, Source, TypeFamily};

/// What the form of a type of buyer holds, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct BuyerTypeDraft {
    pub name: String,
    pub family: Option<TypeFamily>,
    pub signs: String,
    pub handling: String,
    pub hidden: bool,
}

impl BuyerTypeDraft {
    /// Returns the form filled with a type.
    pub fn of(kind: &BuyerType) -> Self {
        Self {
            name: kind.name.clone(),
            family: kind.family,
            signs: kind.signs.clone(),
            handling: kind.handling.clone(),
            hidden: kind.hidden,
        }
    }

    /// Returns the type that the form describes: the one with that id, or a new one.
    ///
    /// # Errors
    /// Every field that is not right.
    pub fn read(&self, id: Option<BuyerTypeId>, env: &mut Env) -> Result<BuyerType, Vec<FieldProblem>> {
        let mut check = Check::default();
        let name = check.name(Field::Name, &self.name);
        let kind = BuyerType {
            family: self.family,
            signs: check.text(Field::Signs, &self.signs),
            handling: check.text(Field::Handling, &self.handling),
            hidden: self.hidden,
            ..BuyerType::new(id.unwrap_or_else(|| env.ids.draw()), name)
        };
        check.done(kind)
    }
}

/// What the form of a source holds, as typed (A0.3).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct SourceDraft {
    pub name: String,
    pub hidden: bool,
}

impl SourceDraft {
    /// Returns the form filled with a source.
    pub fn of(source: &OwnSource) -> Self {
        Self { name: source.name.clone(), hidden: source.hidden }
    }

    /// Returns the source that the form describes: the one named, or a new one.
    ///
    /// # Errors
    /// It has no name, or one that means another source: a table could not tell them apart.
    pub fn read(
        &self,
        book: &Book,
        source: Option<Source>,
        env: &mut Env,
    ) -> Result<OwnSource, Vec<FieldProblem>> {
        let mut check = Check::default();
        let name = check.name(Field::Name, &self.name);
        if is_taken(book, &name, source) {
            check.refuse(Field::Name, Problem::SourceTaken);
        }
        let id = source.map_or_else(|| env.ids.draw(), Source::key);
        check.done(OwnSource { hidden: self.hidden, ..OwnSource::new(id, name) })
    }
}

/// Letters for an industry, as typed; none at all gives the industry back to the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct PrefixDraft {
    pub industry: String,
    pub letters: String,
}

impl PrefixDraft {
    /// Returns the letters, in capitals; `None` if there are none.
    ///
    /// # Errors
    /// Something else than one to four letters of the alphabet; no industry.
    pub fn read(
        &self,
        before: Option<&NumberPrefix>,
        env: &mut Env,
    ) -> Result<Option<NumberPrefix>, Vec<FieldProblem>> {
        let mut check = Check::default();
        let industry = check.name(Field::Industry, &self.industry);
        let letters = self.letters.trim().to_ascii_uppercase();
        let fits = letters.chars().all(|c| c.is_ascii_uppercase()) && letters.len() <= 4;
        if !fits {
            check.refuse(Field::Letters, Problem::NotLetters);
        }
        if letters.is_empty() || !fits {
            return check.done(None);
        }
        check.done(Some(match before {
            Some(before) => NumberPrefix { letters, ..before.clone() },
            None => NumberPrefix::new(env.ids.draw(), industry, letters),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{IdSource, Zone};

    #[test]
    fn letters_are_one_to_four() {
        let now = Zone::SHANGHAI.instant("2024-05-10".parse().unwrap(), 14, 0);
        let mut env = Env { now, zone: Zone::SHANGHAI, person: None, ids: IdSource::new(now, [5; 16]) };
        let mut read = |letters: &str| {
            let draft = PrefixDraft { industry: "软件".into(), letters: letters.into() };
            draft.read(None, &mut env).map(|prefix| prefix.map(|prefix| prefix.letters))
        };
        assert_eq!(read("rj"), Ok(Some("RJ".into())));
        assert_eq!(read(" "), Ok(None));
        for wrong in ["R2", "ABCDE", "软"] {
            let problem = FieldProblem { field: Field::Letters, problem: Problem::NotLetters };
            assert_eq!(read(wrong), Err(vec![problem]), "{wrong}");
        }
    }
}
