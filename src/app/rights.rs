//! What is held on one person, and the certificate of what was erased (PIPL, articles 45 and 47).

use serde_json::{Map, Value, json};

use crate::book::{Book, Change, Named};
use crate::model::{ContactId, Instant, Record, Zone};
use crate::text::Language;

use super::history::{Alteration, alterations, whole};
use super::words::change_label;

/// What was erased besides the records of the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erased {
    /// How many changes of the history named the person.
    pub changes: u64,
    /// How many snapshots were written anew.
    pub snapshots: usize,
    /// How many could not be read, and went.
    pub snapshots_removed: usize,
    /// The seal of the history as it is now.
    pub seal: String,
}

/// How the records that name a person are counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct HeldCounts {
    /// Records of contacts in which the person took part.
    pub took_part: usize,
    /// Other records that name the person, without the person's own.
    pub mentions: usize,
    /// Files that may show the person, and go.
    pub files: usize,
}

/// Counts the records that name a person.
pub fn held_counts(contact: ContactId, named: &[Named]) -> HeldCounts {
    let mut counts = HeldCounts::default();
    for Named { before, after } in named {
        match before {
            Record::Interaction(said) if said.contacts.contains(&contact) => counts.took_part += 1,
            Record::Attachment(_) => counts.files += 1,
            _ if after.is_some() => counts.mentions += 1,
            _ => {}
        }
    }
    counts
}

/// Says what erasing would do to the first `most` records, and how many there are besides.
pub fn held(t: Language, book: &Book, zone: Zone, named: &[Named], most: usize) -> (Vec<Alteration>, usize) {
    let told = named.iter().take(most).flat_map(|one| {
        let mut change = Change::new(
            crate::model::ChangeId::default(),
            Instant::from_millis(0),
            None,
            crate::book::Label::ErasedPerson { contact: None, records: 0, changes: 0 },
        );
        change.erase(std::slice::from_ref(one));
        alterations(t, book, zone, &change, 1).0
    });
    (told.collect(), named.len().saturating_sub(most))
}

/// Returns a file with everything that is held on a person, in words: the records that name them, whole, and the
/// changes of the history that do.
pub fn held_file(
    t: Language,
    book: &Book,
    (zone, now): (Zone, Instant),
    named: &[Named],
    changes: &[Change],
) -> String {
    let fields = |one: &Alteration, value: fn(&super::FieldLine) -> Value| -> Value {
        Value::Object(one.fields.iter().map(|line| (line.field.clone(), value(line))).collect::<Map<_, _>>())
    };
    let records: Vec<Value> = named
        .iter()
        .map(|one| whole(t, book, zone, &one.before))
        .map(|one| json!({ t.rights_record(): one.title, t.rights_fields(): fields(&one, |line| line.after.clone().into()) }))
        .collect();
    let both = |line: &super::FieldLine| json!([line.before, line.after]);
    let changes: Vec<Value> = changes
        .iter()
        .map(|change| {
            let (all, _) = alterations(t, book, zone, change, usize::MAX);
            let all: Vec<Value> = all
                .iter()
                .map(
                    |one| json!({ t.rights_record(): one.title, t.rights_before_after(): fields(one, both) }),
                )
                .collect();
            json!({
                t.rights_when(): moment(t, zone, change.at),
                t.rights_what(): change_label(t, &change.label),
                t.rights_changes(): all,
            })
        })
        .collect();
    let file = json!({
        t.rights_exported(): moment(t, zone, now),
        t.rights_records(): records,
        t.rights_history(): changes,
    });
    serde_json::to_string_pretty(&file).unwrap_or_default()
}

fn moment(t: Language, zone: Zone, at: Instant) -> String {
    let (hour, minute) = zone.time_of(at);
    format!("{} {hour:02}:{minute:02}", t.day_long(zone.day_of(at)))
}

/// What a certificate of erasure says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// The identity of the record that is gone.
    pub contact: ContactId,
    /// When it was erased.
    pub at: Instant,
    /// Who erased it, by name.
    pub by: String,
    /// How many records.
    pub counts: HeldCounts,
    /// What else.
    pub erased: Erased,
}

impl Certificate {
    /// Returns its text. It names nobody who was erased.
    pub fn text(&self, t: Language, zone: Zone) -> String {
        let HeldCounts { took_part, mentions, files } = self.counts;
        let by = if self.by.is_empty() { t.no_one() } else { &self.by };
        [
            t.certificate_title().to_owned(),
            String::new(),
            t.certificate_contact(self.contact.to_string()),
            t.certificate_when(moment(t, zone, self.at), by),
            t.certificate_records(took_part, mentions),
            t.certificate_files(files),
            t.certificate_history(self.erased.changes),
            t.certificate_snapshots(self.erased.snapshots, self.erased.snapshots_removed),
            t.certificate_seal(&self.erased.seal),
            t.certificate_left().to_owned(),
            String::new(),
        ]
        .join("\n")
    }
}
