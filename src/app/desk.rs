//! The desk: the book in memory, with everything that is derived from it kept in step.

use std::sync::Arc;

use crate::book::{Applying, Book, Change, Conflict, IdTable, Touched};
use crate::facts::Facts;
use crate::model::{ChangeId, Customer, CustomerId, Day, Kind, Record, Zone};
use crate::policy::{Policy, PolicyProblem, TierPlace};
use crate::query::{Index, Needle, Pinyin};
use crate::tiering::{Assignment, Policies, Population, Yardstick};

use super::Standing;
use super::moves::Moves;
use super::recent::Recent;
use super::undo::UndoStack;

/// The open book. Only [`Desk::applied`] alters it, after the change is on disk.
#[derive(Debug, Clone)]
pub struct Desk {
    book: Book,
    policies: Policies,
    /// Versions that this program cannot use, with the reason.
    unusable: Vec<(u32, PolicyProblem)>,
    policy: Arc<Policy>,
    zone: Zone,
    today: Day,
    standings: IdTable<CustomerId, Standing>,
    /// The place among the customers from which on some may lack a standing.
    looked_at: usize,
    moves: Moves,
    /// Everybody's values, once they are ranked; until then nobody is compared.
    population: Option<Arc<Population>>,
    /// The population while it is being ranked, and how many customers are in it.
    ranking: Option<(Population, usize)>,
    /// Customers whose standing is there but not up to date: they are compared with others who moved.
    stale: Vec<CustomerId>,
    undo: UndoStack,
    recent: Recent,
    /// What customers are found by.
    index: Index,
    /// Changes noted before the history was recalled; `None` from then on.
    meanwhile: Option<Vec<Arc<Change>>>,
}

impl Desk {
    /// Opens a book on a day, with every customer's standing still to be worked out by [`Desk::work_out`].
    pub fn open(book: Book, zone: Zone, today: Day) -> Self {
        let (policies, unusable) = versions(&book);
        let policy = policies.on(today).clone();
        Self {
            book,
            policies,
            unusable,
            policy,
            zone,
            today,
            standings: IdTable::default(),
            looked_at: 0,
            moves: Moves::default(),
            population: None,
            ranking: None,
            stale: Vec::new(),
            undo: UndoStack::default(),
            recent: Recent::default(),
            index: Index::default(),
            meanwhile: Some(Vec::new()),
        }
    }

    /// Works out the standing of up to `most` customers that lack one, and tells how many still do:
    /// called again and again, so that a large book never blocks the page for long. The first calls rank everybody,
    /// so that each standing is worked out once and is right at once.
    pub fn work_out(&mut self, most: usize) -> usize {
        let lacking = self.book.customers().len().saturating_sub(self.standings.len());
        if lacking == 0 {
            return 0;
        }
        while self.population.is_none() && self.rank(most) {
            // Whoever has time for everybody has time for all steps.
            if most < self.book.customers().len() {
                return lacking;
            }
        }
        self.moves.forget();
        let population = self.population.clone();
        let empty = Population::of(&self.policy);
        let yardstick = Yardstick::new(&self.policy, self.today, population.as_deref());
        let measures = population.as_deref().unwrap_or(&empty);
        let mut missing = Vec::with_capacity(most.min(lacking));
        let mut looked_at = self.looked_at;
        for customer in self.book.customers().iter().skip(looked_at) {
            if missing.len() == most {
                break;
            }
            if !self.standings.contains(customer.id) {
                let standing = Standing::of(&self.book, &yardstick, measures, customer, self.zone);
                missing.push((customer.id, standing));
            }
            looked_at += 1;
        }
        // Those before may have been let go meanwhile.
        self.looked_at = if missing.len() < most { 0 } else { looked_at };
        self.standings.reserve_all(self.book.customers().len());
        for (id, standing) in missing {
            self.standings.insert(id, standing);
        }
        self.book.customers().len().saturating_sub(self.standings.len())
    }

    /// Ranks everybody, a step at a time: notes the values of up to `most` customers, or sorts those of one measure.
    /// Tells whether there is more to do; after the last step everybody is compared.
    fn rank(&mut self, most: usize) -> bool {
        let (mut population, noted) =
            self.ranking.take().unwrap_or_else(|| (Population::of(&self.policy), 0));
        let customers = self.book.customers();
        if population.is_needed() && noted < customers.len() {
            let yardstick = Yardstick::new(&self.policy, self.today, None);
            for customer in customers.iter().skip(noted).take(most) {
                match self.standings.get(customer.id) {
                    Some(standing) => population.note(&standing.compared),
                    None => {
                        let case = yardstick.bare_case(&self.book, customer);
                        population.note(&case.compared_values(&population));
                    }
                }
            }
            self.ranking = Some((population, noted.saturating_add(most)));
            return true;
        }
        if population.settle_next(&self.policy) {
            self.ranking = Some((population, noted));
            return true;
        }
        if population.is_needed() {
            self.stale = self.standings.iter().map(|(id, _)| id).collect();
        }
        self.population = Some(Arc::new(population));
        false
    }

    /// Compares customers with each other, a step at a time, and tells whether there is more to do: what
    /// [`Desk::work_out`] has not ranked is ranked, and up to `most` standings that are out of date are brought up to
    /// date.
    pub fn compare(&mut self, most: usize) -> bool {
        if self.population.is_none() {
            return self.rank(most) || !self.stale.is_empty();
        }
        let next = self.stale.split_off(self.stale.len().saturating_sub(most));
        self.work_out_noted(&next);
        !self.stale.is_empty()
    }

    /// Tells whether customers are compared and nothing is out of date.
    pub fn is_settled(&self) -> bool {
        self.population.is_some()
            && self.stale.is_empty()
            && self.standings.len() == self.book.customers().len()
    }

    /// Tells whether everybody's tier and obligations are worked out.
    pub fn has_everybody(&self) -> bool {
        self.standings.len() == self.book.customers().len()
    }

    /// Applies a change that is on disk and works out what it touched.
    ///
    /// # Errors
    /// The change does not fit; nothing was altered.
    pub fn applied(&mut self, change: &Change) -> Result<(), Conflict> {
        let touched = self.book.apply(change)?;
        self.follow(change, &touched);
        Ok(())
    }

    /// Applies up to `most` records more of a change that was begun with [`Applying::of`] this book, and tells
    /// whether all is done; what it touched is then worked out.
    ///
    /// # Errors
    /// The change does not fit; nothing was altered.
    pub fn apply_some(
        &mut self,
        applying: &mut Option<Applying>,
        change: &Change,
        most: usize,
    ) -> Result<bool, Conflict> {
        let Some(under_way) = applying else { return Ok(true) };
        if !under_way.go_on(&mut self.book, change, most)? {
            return Ok(false);
        }
        if let Some(done) = applying.take() {
            self.follow(change, &done.finish());
        }
        Ok(true)
    }

    /// Takes up to `most` records back of a change that was begun and is not whole, and tells whether the book is as it
    /// was.
    pub fn give_up_some(&mut self, applying: &mut Option<Applying>, most: usize) -> bool {
        let is_as_it_was = applying.as_mut().is_none_or(|applying| applying.give_up(&mut self.book, most));
        if is_as_it_was {
            // What was worked out meanwhile was worked out of half a change.
            self.forget_standings();
            self.index.forget();
        }
        is_as_it_was
    }

    fn follow(&mut self, change: &Change, touched: &Touched) {
        self.index.follow(&self.book, &touched.customers);
        let is_policy = |record: &Record| record.kind() == Kind::Policy;
        if change.added.iter().chain(&change.removed).any(is_policy)
            || change.updated.iter().any(|update| update.kind == Kind::Policy)
        {
            self.take_policy();
        }
        self.work_out_touched(&touched.customers);
    }

    /// Takes the versions of the policy from the book; standings under another one are let go.
    fn take_policy(&mut self) {
        (self.policies, self.unusable) = versions(&self.book);
        let policy = self.policies.on(self.today).clone();
        if policy != self.policy {
            self.policy = policy;
            self.forget_standings();
        }
    }

    fn forget_standings(&mut self) {
        self.moves.forget();
        self.standings.clear();
        self.looked_at = 0;
        self.stale.clear();
        self.population = None;
        self.ranking = None;
    }

    /// Works out what a change touched, and whoever moved with it in a comparison: a few at once, many
    /// later by [`Desk::compare`].
    fn work_out_touched(&mut self, touched: &[CustomerId]) {
        const AT_ONCE: usize = 20;
        /// An import touches so many that the page works them out in steps, by [`Desk::work_out`].
        const MANY: usize = 500;
        if touched.len() > MANY {
            for id in touched {
                self.standings.remove(*id);
            }
            self.looked_at = 0;
            self.moves.forget();
            (self.ranking, self.population) = (None, None);
            self.stale.clear();
            return;
        }
        let compared = |desk: &Self, id: &CustomerId| {
            desk.standings.get(*id).map(|standing| standing.compared.clone()).unwrap_or_default()
        };
        let before: Vec<_> = touched.iter().map(|id| compared(self, id)).collect();
        self.work_out_noted(touched);
        // What is being ranked was noted before the change: it begins again.
        self.ranking = None;
        let Some(mut population) = self.population.take() else { return };
        let (mut moved, mut crossed) = (Vec::new(), Vec::new());
        for (id, before) in touched.iter().zip(before) {
            let after = compared(self, id);
            if before != after {
                crossed.extend(Arc::make_mut(&mut population).change(&self.policy, &before, &after));
                moved.push(*id);
            }
        }
        if !crossed.is_empty() {
            let has_moved =
                |standing: &Standing| crossed.iter().any(|crossed| crossed.holds(&standing.compared));
            let others =
                self.standings.iter().filter(|(id, standing)| !moved.contains(id) && has_moved(standing));
            moved.extend(others.map(|(id, _)| id).collect::<Vec<_>>());
        }
        self.population = Some(population);
        if moved.len() <= AT_ONCE {
            self.work_out_noted(&moved);
        } else {
            self.stale.extend(moved);
        }
    }

    /// Works standings out and notes whose.
    fn work_out_noted(&mut self, customers: &[CustomerId]) {
        self.moves.note(customers);
        self.work_out_these(customers);
    }

    fn work_out_these(&mut self, customers: &[CustomerId]) {
        let policy = self.policy.clone();
        let population = self.population.clone();
        let empty = Population::of(&policy);
        let yardstick = Yardstick::new(&policy, self.today, population.as_deref());
        let measures = population.as_deref().unwrap_or(&empty);
        for id in customers {
            match self.book.customers().get(*id) {
                Some(customer) => {
                    let standing = Standing::of(&self.book, &yardstick, measures, customer, self.zone);
                    self.standings.insert(*id, standing);
                }
                None => {
                    self.standings.remove(*id);
                }
            }
        }
    }

    /// Notes a change that is on disk and applied, so that it can be taken back; `is_own` unless another tab
    /// made it.
    pub fn remember(&mut self, change: Arc<Change>, is_own: bool) {
        self.recent.note(change.clone(), is_own);
        if let Some(meanwhile) = &mut self.meanwhile {
            meanwhile.push(change.clone());
        }
        self.undo.push(change);
    }

    /// Forgets all changes: none of them can be taken back any more.
    pub fn forget_changes(&mut self) {
        self.recent = Recent::default();
        self.undo = UndoStack::default();
    }

    /// Returns the last changes of the open book.
    pub fn recent(&self) -> &Recent {
        &self.recent
    }

    /// Takes over what the history says can be taken back; `changes` are the last ones, oldest first. What
    /// was noted while they were being read follows them.
    pub fn recall(&mut self, mut changes: Vec<Arc<Change>>) {
        for change in self.meanwhile.take().unwrap_or_default() {
            if !changes.iter().any(|known| known.id == change.id) {
                changes.push(change);
            }
        }
        self.undo = UndoStack::after(changes);
    }

    /// Returns the change that undo takes back.
    pub fn last_done(&self) -> Option<&Change> {
        self.undo.last_done()
    }

    /// Returns the change that redo brings back, as it was first made, and the change that took it back.
    pub fn last_undone(&self) -> Option<(&Change, ChangeId)> {
        self.undo.last_undone()
    }

    /// Moves to another day or zone; all standings have to be worked out again.
    pub fn move_to(&mut self, zone: Zone, today: Day) {
        if (zone, today) != (self.zone, self.today) {
            self.zone = zone;
            self.today = today;
            self.policy = self.policies.on(today).clone();
            self.forget_standings();
        }
    }

    /// Returns the book.
    pub fn book(&self) -> &Book {
        &self.book
    }

    /// Returns the book, to alter its card.
    pub fn book_mut(&mut self) -> &mut Book {
        &mut self.book
    }

    /// Gets the search ready, a step at a time: up to `most` customers are folded; tells whether there is
    /// more to do. What is searched before is found as well, only slower.
    pub fn prepare_search(&mut self, most: usize) -> bool {
        self.index.fill(&self.book, most)
    }

    /// Lets Chinese be found by its spelling.
    pub fn spell(&mut self, spelling: Arc<Pinyin>) {
        self.index.spell(spelling);
    }

    /// Returns the readings of Chinese characters, if they are here.
    pub fn spelling(&self) -> Option<&Pinyin> {
        self.index.spelling()
    }

    /// Tells whether every typed word stands in a customer.
    pub fn finds(&self, customer: &Customer, needle: &Needle) -> bool {
        needle.is_empty() || self.index.finds(&self.book, customer, needle)
    }

    /// Returns what customers are found by.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// Returns the mark of what is worked out now, for [`Desk::moved_since`].
    pub fn mark(&self) -> u64 {
        self.moves.mark()
    }

    /// Returns whose standing has been worked out since a mark, some more than once; `None` where that may be
    /// everybody.
    pub fn moved_since(&self, mark: u64) -> Option<&[CustomerId]> {
        self.moves.since(mark)
    }

    /// Returns the policy in force.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Returns the policy in force, to keep.
    pub fn policy_kept(&self) -> Arc<Policy> {
        self.policy.clone()
    }

    /// Returns every version of the policy with the day from which it holds.
    pub fn policies(&self) -> &Policies {
        &self.policies
    }

    /// Returns the versions of the policy that this program cannot use, each with the reason.
    pub fn unusable_policies(&self) -> &[(u32, PolicyProblem)] {
        &self.unusable
    }

    /// Returns everybody's values, once customers are compared.
    pub fn population(&self) -> Option<&Arc<Population>> {
        self.population.as_ref()
    }

    /// Returns the yardstick of today.
    pub fn yardstick(&self) -> Yardstick<'_> {
        Yardstick::new(&self.policy, self.today, self.population.as_deref())
    }

    /// Returns the tiers whose caps hold for a customer: all that it is in (ruling 5).
    pub fn tiers_of(&self, customer: CustomerId) -> Vec<TierPlace> {
        self.standing(customer).map_or_else(|| vec![self.policy.fallback()], Standing::places)
    }

    /// Returns the day that everything is worked out for.
    pub fn today(&self) -> Day {
        self.today
    }

    /// Returns the book's time zone.
    pub fn zone(&self) -> Zone {
        self.zone
    }

    /// Returns where a customer stands, if that is worked out.
    pub fn standing(&self, customer: CustomerId) -> Option<&Standing> {
        self.standings.get(customer)
    }

    /// Returns every customer with its standing, in no particular order.
    pub fn standings(&self) -> impl Iterator<Item = (&Customer, &Standing)> {
        self.book.customers().iter().filter_map(|customer| Some((customer, self.standings.get(customer.id)?)))
    }

    /// Returns a customer's facts today.
    pub fn facts<'a>(&'a self, customer: &'a Customer) -> Facts<'a> {
        Facts::of(&self.book, customer, self.today)
    }

    /// Returns a customer's tier in every scheme with its reasons, and the place in the order of schemes
    /// that decided which governs.
    pub fn board(&self, customer: &Customer) -> (Vec<Assignment>, Option<(usize, TierPlace)>) {
        let yardstick = self.yardstick();
        let case = yardstick.case(&self.book, customer);
        (case.assignments(), case.governing())
    }
}

/// Reads the versions of the policy in a book; what cannot be used is told.
fn versions(book: &Book) -> (Policies, Vec<(u32, PolicyProblem)>) {
    let (mut usable, mut unusable) = (Vec::new(), Vec::new());
    for version in book.policies().sorted() {
        match Policy::read(&version.policy.to_string()) {
            Ok(policy) => usable.push((version.from, Policy { version: version.version, ..policy })),
            Err(problem) => unusable.push((version.version, problem)),
        }
    }
    (Policies::new(Policy::default(), usable), unusable)
}
