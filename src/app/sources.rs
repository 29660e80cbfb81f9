//! Where customers come from: what the handbooks name, and what the user added, renamed or put away
//! (A0.3, A2.19, A3.2).

use super::draft::SourceDraft;
use crate::book::Book;
use crate::model::{GivenSource, OwnSource, Source};
use crate::order;
use crate::query::fold;
use crate::text::Language;

/// A source as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceLine {
    /// What customers have.
    pub source: Source,
    /// Its name, and whether it is no longer offered.
    pub draft: SourceDraft,
    /// Whether the handbooks name it and nobody altered it.
    pub is_given: bool,
    /// How many customers come from there.
    pub customers: usize,
}

/// Returns all sources, the handbooks' first, then the user's by name; those no longer offered too.
fn all(t: Language, book: &Book) -> impl Iterator<Item = (Source, SourceDraft, bool)> {
    let given = GivenSource::ALL.iter().map(move |given| {
        let own = book.sources().get(given.key());
        let draft = own.map_or_else(|| given_draft(t, *given), SourceDraft::of);
        (Source::Given(*given), draft, own.is_none())
    });
    let mut own: Vec<&OwnSource> = book.sources().iter().collect();
    own.retain(|source| GivenSource::of(source.id).is_none());
    order::by(&mut own, |one, other| (&one.name, one.id).cmp(&(&other.name, other.id)));
    given.chain(own.into_iter().map(|own| (Source::Own(own.id), SourceDraft::of(own), false)))
}

/// Returns all sources with how many customers come from each, the handbooks' first; those no longer offered too.
pub fn sources(t: Language, book: &Book) -> Vec<SourceLine> {
    let mut lines: Vec<SourceLine> = all(t, book)
        .map(|(source, draft, is_given)| SourceLine { source, draft, is_given, customers: 0 })
        .collect();
    for source in book.customers().iter().filter_map(|customer| customer.source) {
        if let Some(line) = lines.iter_mut().find(|line| line.source == source) {
            line.customers += 1;
        }
    }
    lines
}

/// Returns the form of a source.
pub fn source_draft(t: Language, book: &Book, source: Source) -> SourceDraft {
    match (book.sources().get(source.key()), source) {
        (Some(own), _) => SourceDraft::of(own),
        (None, Source::Given(given)) => given_draft(t, given),
        (None, Source::Own(_)) => SourceDraft { name: t.history_gone().to_owned(), hidden: true },
    }
}

/// Names a source; one that is not in the book any more is named as such.
pub fn source_name(t: Language, book: &Book, source: Source) -> String {
    source_draft(t, book, source).name
}

/// Names the source of a number ([`Source::number`]), as facts and conditions have it.
pub fn numbered_source_name(t: Language, book: &Book, number: i64) -> String {
    let found = all(t, book).find(|(source, ..)| source.number() == number);
    found.map_or_else(|| t.history_gone().to_owned(), |(_, draft, _)| draft.name)
}

/// Returns the sources to choose from by their stored ids, those no longer offered only where `now` names them.
pub fn source_words(t: Language, book: &Book, now: Option<Source>) -> Vec<(String, String)> {
    let mut words: Vec<(String, String)> = all(t, book)
        .filter(|(source, draft, _)| !draft.hidden || Some(*source) == now)
        .map(|(source, draft, _)| (source.to_string(), draft.name))
        .collect();
    // Its record may be gone: a customer must not lose it by being edited.
    if let Some(now) = now.map(|now| (now.to_string(), source_name(t, book, now)))
        && !words.iter().any(|(id, _)| *id == now.0)
    {
        words.push(now);
    }
    words
}

/// Returns all sources by their numbers, those no longer offered too: customers may still come from there.
pub fn numbered_sources(t: Language, book: &Book) -> Vec<(String, String)> {
    all(t, book).map(|(source, draft, _)| (source.number().to_string(), draft.name)).collect()
}

/// Tells whether another source is called so in either language: a table could not tell the two apart.
pub(super) fn is_taken(book: &Book, name: &str, but: Option<Source>) -> bool {
    let name = fold(name.trim());
    let is_called_so =
        |t| all(t, book).any(|(source, draft, _)| Some(source) != but && fold(&draft.name) == name);
    Language::ALL.into_iter().any(is_called_so)
}

fn given_draft(t: Language, given: GivenSource) -> SourceDraft {
    SourceDraft { name: t.given_source(given).to_owned(), hidden: false }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{BookInfo, Customer, IdSource, Instant, Record};

    #[test]
    fn a0_3_the_given_sources_stand_until_somebody_alters_them_and_a_used_one_is_never_lost() {
        let t = Language::Chinese;
        let now = Instant::from_millis(1_715_000_000_000);
        let mut ids = IdSource::new(now, [3; 16]);
        let own = OwnSource { hidden: true, ..OwnSource::new(ids.draw(), "老客户回流".into()) };
        let altered = OwnSource::new(GivenSource::TradeShow.key(), "展会与论坛".into());
        let source = Source::Own(own.id);
        let customer =
            Customer { source: Some(source), ..Customer::new(ids.draw(), "北辰科技".into(), now) };
        let records = [Record::from(own), altered.into(), customer.into()];
        let book = Book::assemble(BookInfo::begun(now), records).unwrap();
        let lines = sources(t, &book);
        assert_eq!(lines.len(), GivenSource::ALL.len() + 1);
        assert_eq!(lines.iter().filter(|line| line.is_given).count(), GivenSource::ALL.len() - 1);
        assert_eq!(
            (lines[1].draft.name.as_str(), lines[9].draft.name.as_str()),
            ("展会与论坛", "老客户回流")
        );
        assert_eq!((lines[0].customers, lines[9].customers), (0, 1));
        assert_eq!(numbered_source_name(t, &book, source.number()), "老客户回流");
        let names = |now| source_words(t, &book, now).into_iter().map(|(_, name)| name).collect::<Vec<_>>();
        assert!(!names(None).contains(&"老客户回流".to_owned()));
        assert!(names(Some(source)).contains(&"老客户回流".to_owned()));
        let gone = Source::Own(ids.draw());
        assert_eq!(source_words(t, &book, Some(gone)).last().unwrap().0, gone.to_string());
        assert!(is_taken(&book, "展会与论坛", Some(source)) && is_taken(&book, "老客户回流", None));
        assert!(is_taken(&book, "REFERRAL ", None) && is_taken(&book, "客户转介绍", None));
        assert!(!is_taken(&book, "老客户回流", Some(source)) && !is_taken(&book, "展会对接", None));
    }
}
