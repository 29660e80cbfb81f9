//! Planning in steps: a page stays alive while a large table is looked through.
//!
//! Nothing of the book is borrowed between two steps, so that the page can draw; if the book alters
//! meanwhile, the planning has to begin anew.

use super::actions::NextActions;
use super::contacts::Contacts;
use super::customers::Customers;
use super::feedback::Responses;
use super::files::{Files, claimed};
use super::interactions::Interactions;
use super::lookup::{Directory, Team, cells_in_short, customer_title};
use super::needs::Needs;
use super::orders::Orders;
use super::row::{DaysAbove, Places, Row};
use super::{Draft, Fate, ImportOptions, Plan, PlannedRow, RowChoice, unread_columns};
use crate::book::Book;
use crate::exchange::layout::{Field, Layout};
use crate::exchange::table::{Table, TableRow};
use crate::model::{CustomerId, Env, Record};

/// A plan that is being made.
pub struct Planning {
    plan: Plan,
    options: ImportOptions,
    stage: Stage,
    directory: Directory,
    team: Team,
    drafter: Drafter,
    days_above: DaysAbove,
    /// Names that customers had before tables further up renamed them.
    earlier: Vec<(String, CustomerId)>,
}

/// What is being looked through, and how far that is.
#[derive(Clone, Copy)]
enum Stage {
    /// The customers of the book.
    Customers(usize),
    /// The ids and numbers in the file.
    Numbers(usize),
    /// The orders of the book.
    Orders(usize),
    /// The rows.
    Rows(usize),
    Done,
}

enum Drafter {
    Customers(Customers),
    Orders(Orders),
    Interactions(Interactions),
    Contacts(Contacts),
    NextActions(NextActions),
    Needs(Needs),
    Feedback(Responses),
    Files(Files),
}

impl Planning {
    /// Begins to plan what `table` would do to `book`.
    pub fn of(book: &Book, table: &Table, options: &ImportOptions) -> Self {
        let places = Places::of(table.columns());
        let names_customer = [Field::CustomerNumber, Field::CustomerName, Field::RecordId];
        let needs_customer = !names_customer.iter().any(|field| places.has(*field))
            && options.customer.is_none_or(|id| !book.customers().contains(id));
        let plan = Plan {
            layout: table.layout(),
            rows: Vec::new(),
            unread_columns: unread_columns(table),
            needs_customer,
            unknown_words: Default::default(),
            added: Vec::new(),
            updated: Vec::new(),
        };
        let drafter = match table.layout() {
            Layout::Customers => Drafter::Customers(Customers::default()),
            Layout::Orders => Drafter::Orders(Orders::default()),
            Layout::Interactions => Drafter::Interactions(Interactions::default()),
            Layout::Contacts => Drafter::Contacts(Contacts::default()),
            Layout::NextActions => Drafter::NextActions(NextActions::default()),
            Layout::Needs => Drafter::Needs(Needs::default()),
            Layout::Feedback => Drafter::Feedback(Responses::default()),
            Layout::Files => Drafter::Files(Files::of(claimed(&[table], &options.documents))),
        };
        Self {
            plan,
            options: options.clone(),
            stage: if needs_customer { Stage::Done } else { Stage::Customers(0) },
            directory: Directory::default(),
            team: Team::of(book),
            drafter,
            days_above: DaysAbove::new(),
            earlier: Vec::new(),
        }
    }

    /// Takes what customers were called before tables that were planned already renamed them.
    pub(super) fn note_earlier(&mut self, names: &[(String, CustomerId)]) {
        self.earlier = names.to_vec();
    }

    /// Takes the files that rows of those tables give to a customer as spoken for.
    pub(super) fn claim_files(&mut self, tables: &[&Table]) {
        if let Drafter::Files(files) = &mut self.drafter {
            *files = Files::of(claimed(tables, &self.options.documents));
        }
    }

    /// Looks through at most so many records or rows, and tells whether all is done. The book and the table
    /// are those that it was begun with.
    pub fn go_on(&mut self, book: &Book, table: &Table, env: &mut Env, most: usize) -> bool {
        let places = Places::of(table.columns());
        let next = |from: usize, all: usize| from.saturating_add(most).min(all);
        self.stage = match self.stage {
            Stage::Customers(from) => {
                let to = next(from, book.customers().len());
                for customer in book.customers().iter().skip(from).take(to - from) {
                    self.directory.add(customer);
                    if let Drafter::Files(files) = &mut self.drafter {
                        files.add(customer);
                    }
                }
                if to < book.customers().len() {
                    Stage::Customers(to)
                } else {
                    for (name, id) in std::mem::take(&mut self.earlier) {
                        if let Some(customer) = book.customers().get(id) {
                            self.directory.add_earlier(&name, customer);
                        }
                    }
                    Stage::Numbers(0)
                }
            }
            Stage::Numbers(from) => {
                let to = next(from, table.len());
                for cells in table.rows_in(from..to) {
                    let row = Row::new(cells, &places, &self.options);
                    if row.choice() == Some(RowChoice::Skip) {
                        continue;
                    }
                    match &mut self.drafter {
                        Drafter::Customers(customers) => customers.note_numbers(&row),
                        Drafter::Orders(orders) => orders.note_numbers(&row),
                        _ => {}
                    }
                }
                if to < table.len() { Stage::Numbers(to) } else { Stage::Orders(0) }
            }
            Stage::Orders(from) => match &mut self.drafter {
                Drafter::Orders(orders) => {
                    let to = next(from, book.orders().len());
                    let rows = book.orders().iter().skip(from).take(to - from);
                    for order in rows.filter_map(|row| row.record()) {
                        orders.add(&order);
                    }
                    if to < book.orders().len() { Stage::Orders(to) } else { Stage::Rows(0) }
                }
                _ => Stage::Rows(0),
            },
            Stage::Rows(from) => {
                let to = next(from, table.len());
                self.plan.rows.reserve(to - from);
                for cells in table.rows_in(from..to) {
                    self.draft(book, cells, &places, env);
                }
                if to < table.len() { Stage::Rows(to) } else { Stage::Done }
            }
            Stage::Done => Stage::Done,
        };
        matches!(self.stage, Stage::Done)
    }

    /// Returns the plan; of the rows that have been looked through, if not all is done.
    pub fn finish(mut self) -> Plan {
        self.plan.added.extend(self.team.into_new_people().into_iter().map(Record::from));
        self.plan
    }

    fn draft(&mut self, book: &Book, cells: TableRow<'_>, places: &Places<'_>, env: &mut Env) {
        let mut row = Row::new(cells, places, &self.options).below(std::mem::take(&mut self.days_above));
        if row.choice() == Some(RowChoice::Skip) {
            row.pass_days(env);
            self.days_above = row.take_days();
            self.plan.leave_out(&row);
            return;
        }
        let (directory, team, otherwise) = (&self.directory, &mut self.team, self.options.customer);
        let draft = match &mut self.drafter {
            Drafter::Customers(customers) => customers.draft(book, directory, &mut row, team, env),
            Drafter::Orders(orders) => {
                let customer = orders.known_by_id(book, &row).map(|order| order.customer);
                let customer = customer.and_then(|id| book.customers().get(id));
                let customer = customer.or_else(|| directory.owner_of(book, &mut row, otherwise));
                orders.draft(book, customer, &mut row, env)
            }
            Drafter::Interactions(interactions) => {
                if interactions.is_known_by_id(book, &row) {
                    interactions.known(book, &row)
                } else {
                    let customer = directory.owner_of(book, &mut row, otherwise);
                    interactions.draft(book, customer, &mut row, team, env)
                }
            }
            Drafter::Contacts(contacts) => contacts.draft(book, directory, otherwise, &mut row, env),
            Drafter::NextActions(actions) => actions.draft(book, directory, otherwise, &mut row, team, env),
            Drafter::Needs(needs) => needs.draft(book, directory, otherwise, &mut row, team, env),
            Drafter::Feedback(feedback) => feedback.draft(book, directory, otherwise, &mut row, team, env),
            Drafter::Files(files) => files.draft(book, directory, &self.options.documents, &mut row, env),
        };
        // A row that was refused before its day was read has one all the same.
        row.pass_days(env);
        self.days_above = row.take_days();
        self.plan.take(draft, row);
    }
}

impl Plan {
    /// Notes a row that the user leaves out.
    fn leave_out(&mut self, row: &Row<'_>) {
        let fields = [Field::ContactName, Field::InteractionDay, Field::OrderDay, Field::Summary];
        self.rows.push(PlannedRow {
            line: row.line(),
            fate: Fate::Skipped,
            title: customer_title(row, None),
            detail: cells_in_short(row, &fields.map(|field| (field, 30))),
            problems: Vec::new(),
            notes: Vec::new(),
        });
    }

    fn take(&mut self, mut draft: Draft, row: Row<'_>) {
        let line = row.line();
        let fate = if row.is_refused() {
            Fate::Error
        } else if draft.is_left {
            Fate::Skipped
        } else if draft.is_new {
            Fate::New
        } else if draft.added.is_empty() && draft.updated.is_empty() {
            Fate::Same
        } else {
            Fate::Update
        };
        if fate != Fate::Error {
            self.added.append(&mut draft.added);
            self.updated.append(&mut draft.updated);
        }
        for (field, word) in row.unknown_words() {
            *self.unknown_words.entry((field, word)).or_default() += 1;
        }
        let (problems, notes) = row.into_findings();
        let (title, detail) = (draft.title, draft.detail);
        self.rows.push(PlannedRow { line, fate, title, detail, problems, notes });
    }
}
