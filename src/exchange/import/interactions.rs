//! Rows of a record of contacts (A0.24, A1.20, A3.18): an interaction and the next actions from it.

use std::collections::{HashMap, HashSet};

use super::Draft;
use super::lookup::{Team, cells_in_short, contact_named, customer_title};
use super::reason::{Reason, RowNote};
use super::row::Row;
use crate::book::Book;
use crate::exchange::layout::Field;
use crate::exchange::values::{self, fold};
use crate::model::{
    Channel, Customer, CustomerId, Day, Env, Initiator, Interaction, InteractionId, NextAction, PersonId,
    Progress,
};

/// What makes two records of a contact the same, beside their summary.
type Key = (CustomerId, Day, Channel);

/// The interactions of the customers that rows named, and what rows further up said.
#[derive(Default)]
pub(super) struct Interactions {
    known: HashMap<Key, Known>,
    indexed: HashSet<CustomerId>,
}

/// The records of one key: as many rows as there are records are found the same, further ones are new.
#[derive(Default)]
struct Known {
    unmatched: Vec<InteractionId>,
    /// The summaries that rows had, each with the line of the first.
    lines: HashMap<String, usize>,
}

/// What a row's cells say.
struct Cells {
    day: Day,
    time: Option<(u32, u32)>,
    channel: Channel,
    summary: String,
    feedback: String,
    needs: String,
    problems: String,
    participants: Vec<String>,
    owners: Vec<String>,
    actions: Vec<String>,
    progress: Option<Progress>,
}

impl Interactions {
    /// Tells whether a row names a record of the book by its id.
    pub(super) fn is_known_by_id(&self, book: &Book, row: &Row<'_>) -> bool {
        row.id().is_some_and(|id| book.interactions().contains(id))
    }

    /// Returns the draft of a row that names a record of the book: what was recorded stays as it is.
    pub(super) fn known(&self, book: &Book, row: &Row<'_>) -> Draft {
        let found = row.id().and_then(|id| book.interactions().get(id));
        let customer = found.and_then(|found| book.customers().get(found.customer));
        Draft { title: customer_title(row, customer), detail: detail(row), ..Draft::default() }
    }

    pub(super) fn draft(
        &mut self,
        book: &Book,
        customer: Option<&Customer>,
        row: &mut Row<'_>,
        team: &mut Team,
        env: &mut Env,
    ) -> Draft {
        let cells = read_cells(row, team, env);
        let mut draft =
            Draft { title: customer_title(row, customer), detail: detail(row), ..Draft::default() };
        let (Some(customer), Some(cells)) = (customer, cells) else { return draft };
        if row.is_refused() {
            return draft;
        }
        let is_new = row.is_told_new();
        if let Some(found) = if is_new { None } else { self.find(book, row, customer.id, &cells) } {
            note_what_is_kept(row, &found, &cells);
            return draft;
        }
        draft.is_new = true;
        let recorded = row.instant(Field::Recorded, env).unwrap_or(env.now);
        let owners: Vec<PersonId> = cells.owners.iter().map(|name| team.join(name, row, env)).collect();
        let mut interaction = Interaction {
            at: cells.time.map(|(hour, minute)| env.zone.instant(cells.day, hour, minute)),
            author: owners.first().copied(),
            people: owners,
            summary: cells.summary,
            feedback: cells.feedback,
            needs: cells.needs,
            problems: cells.problems,
            ..Interaction::new(
                env.ids.draw(),
                customer.id,
                cells.day,
                cells.channel,
                cells.channel.usual_depth(),
                Initiator::Us,
                recorded,
            )
        };
        place_participants(book, &mut interaction, &cells.participants, team);
        for text in cells.actions {
            draft.added.push(
                NextAction {
                    interaction: Some(interaction.id),
                    due: values::due_day(&text, interaction.day),
                    owner: interaction.author,
                    progress: cells.progress.filter(|progress| *progress == Progress::Done),
                    ..NextAction::new(env.ids.draw(), customer.id, text)
                }
                .into(),
            );
        }
        draft.added.insert(0, interaction.into());
        draft
    }

    /// Returns the record of the book that a row repeats, each record for one row only.
    fn find(
        &mut self,
        book: &Book,
        row: &mut Row<'_>,
        customer: CustomerId,
        cells: &Cells,
    ) -> Option<Interaction> {
        if self.indexed.insert(customer) {
            for interaction in book.interactions_of(customer) {
                let key = (customer, interaction.day, interaction.channel);
                self.known.entry(key).or_default().unmatched.push(interaction.id());
            }
        }
        let known = self.known.entry((customer, cells.day, cells.channel)).or_default();
        match known.lines.get(&cells.summary) {
            Some(line) => row.note(RowNote::RepeatedInFile { line: *line }),
            None => {
                known.lines.insert(cells.summary.clone(), row.line());
            }
        }
        let says_the_same = |id: &InteractionId| {
            book.interactions().get(*id).is_some_and(|found| found.summary.trim() == cells.summary)
        };
        let place = known.unmatched.iter().position(says_the_same)?;
        book.interactions().get(known.unmatched.remove(place))
    }
}

/// Sorts the names of those who took part into the customer's people, ours, and others.
fn place_participants(book: &Book, interaction: &mut Interaction, names: &[String], team: &Team) {
    let mut others: Vec<&str> = Vec::new();
    for name in names {
        if let Some(contact) = contact_named(book, interaction.customer, &fold(name)) {
            interaction.contacts.push(contact.id);
        } else if let Some(person) = team.known(name) {
            if !interaction.people.contains(&person) {
                interaction.people.push(person);
            }
        } else {
            others.push(name);
        }
    }
    interaction.contacts_as_written = others.join("、");
}

fn read_cells(row: &mut Row<'_>, team: &Team, env: &Env) -> Option<Cells> {
    for field in [Field::InteractionDay, Field::Channel] {
        if row.cell(field).is_empty() {
            row.refuse(field, Reason::Missing);
        }
    }
    let when = row.day_and_time(Field::InteractionDay, env, true);
    let channel = row.word(Field::Channel, values::channel);
    if let Some((_, Some(taken))) = &channel {
        row.note(RowNote::FirstTaken { heading: row.heading(Field::Channel), taken: taken.clone() });
    }
    let participants = row.text(Field::Participants).map(|text| values::names(&text)).unwrap_or_default();
    row.check_names(Field::Participants, participants.iter().map(String::as_str));
    let actions = row.text(Field::NextActions).unwrap_or_default();
    let mut text = |field| row.text(field).unwrap_or_default().into_owned();
    let (summary, feedback) = (text(Field::Summary), text(Field::Feedback));
    let (needs, problems) = (text(Field::Needs), text(Field::Problems));
    let progress = row.word(Field::Progress, values::progress);
    let owners = team.names_in(row, Field::Owner);
    let ((day, time), (channel, _)) = (when?, channel?);
    Some(Cells {
        day,
        time,
        channel,
        summary,
        feedback,
        needs,
        problems,
        participants,
        owners,
        actions: values::split_actions(&actions).into_iter().map(str::to_owned).collect(),
        progress,
    })
}

fn note_what_is_kept(row: &mut Row<'_>, found: &Interaction, cells: &Cells) {
    for (field, here, there) in [
        (Field::Feedback, &cells.feedback, &found.feedback),
        (Field::Needs, &cells.needs, &found.needs),
        (Field::Problems, &cells.problems, &found.problems),
    ] {
        if !here.is_empty() && here != there {
            row.note(RowNote::KeptFromBook { heading: row.heading(field) });
        }
    }
}

fn detail(row: &Row<'_>) -> String {
    cells_in_short(row, &[(Field::InteractionDay, 20), (Field::Channel, 20), (Field::Summary, 60)])
}
