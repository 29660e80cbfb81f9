//! Rows of a record of contacts (A0.24, A1.20, A3.18): an interaction and the next actions from it.

use std::collections::{HashMap, HashSet, VecDeque};

use super::Draft;
use super::lookup::{Directory, Team};
use super::reason::{Reason, RowNote};
use super::row::Row;
use crate::book::Book;
use crate::exchange::layout::Field;
use crate::exchange::values::{self, fold, shorten};
use crate::model::{
    Channel, Customer, CustomerId, Day, Env, Initiator, Interaction, NextAction, PersonId, Progress,
};

/// What makes two records of a contact the same.
type Key = (CustomerId, Day, Channel, String);

/// The interactions of the book, and those that rows further up named.
pub(super) struct Interactions<'b> {
    book: &'b Book,
    directory: Directory<'b>,
    otherwise: Option<CustomerId>,
    known: HashMap<Key, Known>,
    indexed: HashSet<CustomerId>,
}

/// The records of one key: as many rows as there are records are found the same, further ones are new.
#[derive(Default)]
struct Known {
    unmatched: VecDeque<Interaction>,
    line: Option<usize>,
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

impl<'b> Interactions<'b> {
    pub(super) fn of(book: &'b Book, otherwise: Option<CustomerId>) -> Self {
        let directory = Directory::of(book);
        Self { book, directory, otherwise, known: HashMap::new(), indexed: HashSet::new() }
    }

    pub(super) fn draft(&mut self, row: &mut Row<'_>, team: &mut Team, env: &mut Env) -> Draft {
        let customer = self.directory.owner_of(row, self.otherwise);
        let cells = read_cells(row, team, env);
        let mut draft = Draft { title: title(row, customer), detail: detail(row), ..Draft::default() };
        let (Some(customer), Some(cells)) = (customer, cells) else { return draft };
        if row.is_refused() {
            return draft;
        }
        if let Some(found) = self.find(row, customer.id, &cells) {
            note_what_is_kept(row, &found, &cells);
            return draft;
        }
        draft.is_new = true;
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
                env.now,
            )
        };
        self.place_participants(&mut interaction, &cells.participants, team);
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
    fn find(&mut self, row: &mut Row<'_>, customer: CustomerId, cells: &Cells) -> Option<Interaction> {
        if self.indexed.insert(customer) {
            for interaction in self.book.interactions_of(customer).filter_map(|row| row.record()) {
                let key =
                    (customer, interaction.day, interaction.channel, interaction.summary.trim().to_owned());
                self.known.entry(key).or_default().unmatched.push_back(interaction);
            }
        }
        let key = (customer, cells.day, cells.channel, cells.summary.clone());
        let known = self.known.entry(key).or_default();
        match known.line {
            Some(line) => row.note(RowNote::RepeatedInFile { line }),
            None => known.line = Some(row.line()),
        }
        known.unmatched.pop_front()
    }

    /// Sorts the names of those who took part into the customer's people, ours, and others.
    fn place_participants(&self, interaction: &mut Interaction, names: &[String], team: &Team) {
        let mut others: Vec<&str> = Vec::new();
        for name in names {
            let folded = fold(name);
            let mut contacts = self.book.contacts_of(interaction.customer);
            if let Some(contact) = contacts.find(|contact| fold(&contact.name) == folded) {
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
}

fn read_cells(row: &mut Row<'_>, team: &Team, env: &Env) -> Option<Cells> {
    for field in [Field::InteractionDay, Field::Channel] {
        if row.cell(field).is_empty() {
            row.refuse(field, Reason::Missing);
        }
    }
    let when = row.value(Field::InteractionDay, values::day_and_time);
    if when.is_some_and(|(day, _)| day > env.today()) {
        row.refuse(Field::InteractionDay, Reason::InFuture { today: env.today() });
    }
    let channel = row.value(Field::Channel, values::channel);
    if let Some((_, Some(taken))) = &channel {
        row.note(RowNote::FirstTaken { heading: row.heading(Field::Channel), taken: taken.clone() });
    }
    let participants = row.text(Field::Participants).map(|text| values::names(&text)).unwrap_or_default();
    row.check_names(Field::Participants, participants.iter().map(String::as_str));
    let actions = row.text(Field::NextActions).unwrap_or_default();
    let mut text = |field| row.text(field).unwrap_or_default().into_owned();
    let (summary, feedback) = (text(Field::Summary), text(Field::Feedback));
    let (needs, problems) = (text(Field::Needs), text(Field::Problems));
    let progress = row.value(Field::Progress, values::progress);
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

fn title(row: &Row<'_>, customer: Option<&Customer>) -> String {
    let named = [Field::CustomerName, Field::CustomerNumber].map(|field| row.cell(field));
    let written = named.into_iter().find(|cell| !cell.is_empty()).unwrap_or_default();
    shorten(customer.map_or(written, |customer| customer.name.as_str()), 60)
}

fn detail(row: &Row<'_>) -> String {
    let cells = [(Field::InteractionDay, 20), (Field::Channel, 20), (Field::Summary, 60)];
    let shown = cells.map(|(field, limit)| shorten(row.cell(field), limit));
    shown.into_iter().filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" · ")
}
