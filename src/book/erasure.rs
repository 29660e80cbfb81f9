//! Erasing a person: what names them goes out of every record and every change (PIPL, article 47).
//!
//! A contact's own record goes whole, and so does a file that may show them; of everything else only the words that name the person. Each word leaves a
//! [`MARK`], so that a reader sees that something was there.

use std::ops::Range;

use serde::Serialize;
use serde_json::Value;

use super::words::Words;
use super::{Book, Change, Conflict, Label};
use crate::model::{
    Attachment, ChangeId, Contact, ContactId, CustomerKind, FieldChange, Id, Instant, Kind, Record,
    RecordFields, RecordId,
};

/// What stands where a word was.
pub const MARK: &str = "■■■";

/// Fields in which another contact names itself.
const OWN_NAMES: [&str; 3] = ["name", "phone", "email"];
/// Fields in which a customer names itself.
const CUSTOMER_NAMES: [&str; 2] = ["name", "short_name"];

/// A person to be erased: the record, and the words that name the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    contact: ContactId,
    words: Words<()>,
}

/// A record that names the person.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    /// As it is.
    pub before: Record,
    /// As it is afterwards; `None` for the person's own record and for files that may show them.
    pub after: Option<Record>,
}

impl Erasure {
    /// Returns the erasure of a contact, whose name, telephone and address are looked for, and of what else the
    /// person is called.
    pub fn of(contact: &Contact, more: &[String]) -> Self {
        let own = [&contact.name, &contact.phone, &contact.email];
        let mut words = Words::default();
        for text in own.into_iter().chain(more) {
            words.add(text, &());
        }
        words.sort();
        Self { contact: contact.id, words }
    }

    /// Returns the person's record.
    pub fn contact(&self) -> ContactId {
        self.contact
    }

    /// Returns a text without the words; `None` if none is in it.
    pub fn text(&self, text: &str) -> Option<String> {
        self.words.replaced(text, |()| MARK.to_owned())
    }

    /// Returns what a contact's record once said of name, telephone and address, as far as a change of the history
    /// tells, and says no more.
    pub fn former(contact: &Contact, change: &Change) -> Vec<String> {
        let own = RecordId::new(contact.id.uuid());
        let added = change.added.iter().filter(|record| record.kind() == Kind::Contact && record.id() == own);
        let set = change.updated.iter().filter(|update| update.kind == Kind::Contact && update.id == own);
        let set = set.flat_map(|update| &update.fields).filter(|field| OWN_NAMES.contains(&&*field.field));
        added
            .flat_map(|record| OWN_NAMES.map(|name| record.field(name)))
            .chain(set.flat_map(|field| [field.before.clone(), field.after.clone()]))
            .filter_map(|value| Some(value.as_str()?.trim().to_owned()))
            .filter(|word| {
                !word.is_empty() && ![&contact.name, &contact.phone, &contact.email].contains(&word)
            })
            .collect()
    }

    fn value(&self, value: &Value) -> Option<Value> {
        match value {
            Value::String(text) => self.text(text).map(Value::String),
            Value::Array(all) => {
                let clean: Vec<Option<Value>> = all.iter().map(|one| self.value(one)).collect();
                clean.iter().any(Option::is_some).then(|| {
                    let merged = all.iter().zip(clean);
                    Value::Array(merged.map(|(one, clean)| clean.unwrap_or_else(|| one.clone())).collect())
                })
            }
            Value::Object(fields) => {
                let mut after = fields.clone();
                let mut is_altered = false;
                for (name, value) in fields {
                    if let Some(clean) = self.value(value) {
                        after.insert(name.clone(), clean);
                        is_altered = true;
                    }
                }
                is_altered.then_some(Value::Object(after))
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => None,
        }
    }

    /// Tells whether a field of a record of a kind is left alone: it names somebody else.
    fn is_anothers(&self, kind: Kind, field: &str, of_person: bool) -> bool {
        match kind {
            Kind::Person | Kind::Policy | Kind::BuyerType | Kind::NumberPrefix | Kind::Source => true,
            Kind::Contact => OWN_NAMES.contains(&field),
            Kind::Customer => !of_person && CUSTOMER_NAMES.contains(&field),
            _ => false,
        }
    }

    fn cleaned<R: RecordFields + Serialize>(&self, record: &R, of_person: bool) -> Option<R> {
        let Ok(Value::Object(fields)) = serde_json::to_value(record) else { return None };
        let mut after = record.clone();
        for (name, value) in fields.iter().filter(|(name, _)| *name != "id") {
            if !self.is_anothers(R::KIND, name, of_person)
                && let Some(clean) = self.value(value)
            {
                // A word of the vocabulary, an id or a day that happens to be the same is none of the person's.
                if after.set_field(name, clean).is_err() {
                    self.clean_leaves(&mut after, name, value);
                }
            }
        }
        (after != *record).then_some(after)
    }

    /// Cleans a field part by part, and leaves the parts alone that do not go without a word of theirs.
    fn clean_leaves<R: RecordFields>(&self, record: &mut R, field: &str, value: &Value) {
        let mut whole = value.clone();
        for leaf in leaves(value) {
            let Some(text) = whole.pointer(&leaf).and_then(Value::as_str).and_then(|text| self.text(text))
            else {
                continue;
            };
            let mut next = whole.clone();
            if let Some(place) = next.pointer_mut(&leaf) {
                *place = Value::String(text);
            }
            if record.set_field(field, next.clone()).is_ok() {
                whole = next;
            }
        }
    }

    /// Returns a record without the person; `None` if it does not name them. The person's own record comes back
    /// with nothing but its place.
    pub fn record(&self, record: &Record) -> Option<Record> {
        match record {
            Record::Person(_)
            | Record::Policy(_)
            | Record::BuyerType(_)
            | Record::NumberPrefix(_)
            | Record::Source(_) => None,
            Record::Contact(own) if own.id == self.contact => {
                Some(Contact::new(own.id, own.customer, MARK.to_owned()).into())
            }
            Record::Contact(other) => self.cleaned(other, false).map(Record::from),
            Record::Customer(customer) => {
                let of_person = customer.customer_kind == Some(CustomerKind::Person);
                self.cleaned(customer, of_person).map(Record::from)
            }
            Record::Order(order) => self.cleaned(order, false).map(Record::from),
            Record::Interaction(contact) => {
                let mut after = self.cleaned(contact, false).unwrap_or_else(|| contact.clone());
                after.contacts.retain(|id| *id != self.contact);
                (after != *contact).then(|| after.into())
            }
            Record::NextAction(action) => self.cleaned(action, false).map(Record::from),
            Record::Need(need) => self.cleaned(need, false).map(Record::from),
            Record::Feedback(feedback) => self.cleaned(feedback, false).map(Record::from),
            Record::Contract(contract) => self.cleaned(contract, false).map(Record::from),
            Record::Plan(plan) => self.cleaned(plan, false).map(Record::from),
            Record::Attachment(file) => self.cleaned(file, false).map(Record::from),
        }
    }

    /// Returns a change of the history without the person; `None` if it does not name them. What it did to the
    /// person's own record is no longer told, only that it did something.
    pub fn change(&self, change: &Change) -> Option<Change> {
        let mut after = change.clone();
        let own = RecordId::new(self.contact.uuid());
        let is_own = |record: &Record| record.kind() == Kind::Contact && record.id() == own;
        let is_about = change.added.iter().chain(&change.removed).any(is_own)
            || change.updated.iter().any(|update| update.kind == Kind::Contact && update.id == own);
        if let Label::AddedContact { name } | Label::EditedContact { name } = &mut after.label
            && is_about
        {
            // Whatever the person was called then.
            MARK.clone_into(name);
        } else if let Ok(label) = serde_json::to_value(&change.label)
            && let Some(clean) = self.value(&label)
            && let Ok(label) = serde_json::from_value(clean)
        {
            after.label = label;
        }
        for record in after.added.iter_mut().chain(&mut after.removed) {
            if let Some(clean) = self.record(record) {
                *record = clean;
            }
        }
        for update in &mut after.updated {
            if update.kind == Kind::Contact && update.id == own {
                update.fields.clear();
            }
            for field in &mut update.fields {
                self.clean_field(update.kind, field);
            }
        }
        (after != *change).then_some(after)
    }

    fn clean_field(&self, kind: Kind, field: &mut FieldChange) {
        // Of a customer's name the history does not say whether a person bore it: the word goes.
        if self.is_anothers(kind, &field.field, true) {
            return;
        }
        for value in [&mut field.before, &mut field.after] {
            if kind == Kind::Interaction && field.field == "contacts" {
                if let Value::Array(ids) = value {
                    ids.retain(|id| serde_json::from_value(id.clone()).ok() != Some(self.contact));
                }
            } else if let Some(clean) = self.value(value) {
                *value = clean;
            }
        }
    }

    /// Returns the records of a kind at some places that name the person; how many places there are, says
    /// [`Erasure::places`].
    pub fn named_in(&self, book: &Book, kind: Kind, places: Range<usize>) -> Vec<Named> {
        let records: Vec<Record> = match kind {
            Kind::Person | Kind::Policy | Kind::BuyerType | Kind::NumberPrefix | Kind::Source => Vec::new(),
            Kind::Customer => {
                let rows = book.customers().iter().skip(places.start).take(places.len());
                rows.cloned().map(Record::from).collect()
            }
            Kind::Contact => {
                book.contacts().at(places).filter_map(|row| row.record()).map(Record::from).collect()
            }
            Kind::Order => {
                book.orders().at(places).filter_map(|row| row.record()).map(Record::from).collect()
            }
            Kind::Interaction => {
                book.interactions().at(places).filter_map(|row| row.record()).map(Record::from).collect()
            }
            Kind::NextAction => {
                book.next_actions().at(places).filter_map(|row| row.record()).map(Record::from).collect()
            }
            Kind::Need => book.needs().at(places).filter_map(|row| row.record()).map(Record::from).collect(),
            Kind::Feedback => {
                book.feedback().at(places).filter_map(|row| row.record()).map(Record::from).collect()
            }
            Kind::Contract => {
                book.contracts().at(places).filter_map(|row| row.record()).map(Record::from).collect()
            }
            Kind::Plan => book.plans().at(places).filter_map(|row| row.record()).map(Record::from).collect(),
            Kind::Attachment => {
                book.attachments().at(places).filter_map(|row| row.record()).map(Record::from).collect()
            }
        };
        let own = RecordId::new(self.contact.uuid());
        let named = |before: Record| {
            if let Record::Attachment(file) = &before {
                return self.shows(book, file).then_some(Named { before, after: None });
            }
            let after = self.record(&before)?;
            let is_own = before.kind() == Kind::Contact && before.id() == own;
            Some(Named { after: (!is_own).then_some(after), before })
        };
        records.into_iter().filter_map(named).collect()
    }

    /// Tells whether a file may show the person: its name does, or they took part in what it is attached to. No words
    /// can be taken out of it, so that it goes whole.
    fn shows(&self, book: &Book, file: &Attachment) -> bool {
        let took_part = || {
            let contact = file.interaction.and_then(|id| book.interactions().get(id));
            contact.is_some_and(|contact| contact.contacts.contains(&self.contact))
        };
        self.text(&file.name).is_some() || took_part()
    }

    /// Returns how many places of a kind there are for [`Erasure::named_in`].
    pub fn places(book: &Book, kind: Kind) -> usize {
        match kind {
            Kind::Person | Kind::Policy | Kind::BuyerType | Kind::NumberPrefix | Kind::Source => 0,
            Kind::Customer => book.customers().len(),
            Kind::Contact => book.contacts().places(),
            Kind::Order => book.orders().places(),
            Kind::Interaction => book.interactions().places(),
            Kind::NextAction => book.next_actions().places(),
            Kind::Need => book.needs().places(),
            Kind::Feedback => book.feedback().places(),
            Kind::Contract => book.contracts().places(),
            Kind::Plan => book.plans().places(),
            Kind::Attachment => book.attachments().places(),
        }
    }

    /// Erases the person from a book at once, such as one that nobody looks at.
    ///
    /// # Errors
    /// The book does not hold together; it is then as it was.
    pub fn erase_from(&self, book: &mut Book) -> Result<(), Conflict> {
        let label = Label::ErasedPerson { contact: Some(self.contact), records: 0, changes: 0 };
        let mut change = Change::new(ChangeId::default(), Instant::from_millis(0), None, label);
        for kind in Kind::ALL {
            change.erase(&self.named_in(book, *kind, 0..Self::places(book, *kind)));
        }
        book.apply(&change).map(drop)
    }
}

impl Change {
    /// Puts what erasing a person does to those records into the change.
    pub fn erase(&mut self, named: &[Named]) {
        for Named { before, after } in named {
            match (before, after) {
                (before, None) => self.remove(before.clone()),
                (Record::Customer(before), Some(Record::Customer(after))) => self.update(before, after),
                (Record::Contact(before), Some(Record::Contact(after))) => self.update(before, after),
                (Record::Order(before), Some(Record::Order(after))) => self.update(before, after),
                (Record::Interaction(before), Some(Record::Interaction(after))) => self.update(before, after),
                (Record::NextAction(before), Some(Record::NextAction(after))) => self.update(before, after),
                (Record::Need(before), Some(Record::Need(after))) => self.update(before, after),
                (Record::Feedback(before), Some(Record::Feedback(after))) => self.update(before, after),
                (Record::Contract(before), Some(Record::Contract(after))) => self.update(before, after),
                (Record::Plan(before), Some(Record::Plan(after))) => self.update(before, after),
                // A record keeps its kind, and nobody else is erased from people and from what has no customer.
                _ => {}
            }
        }
    }
}

/// Returns where the texts in a value are, as JSON pointers.
fn leaves(value: &Value) -> Vec<String> {
    let below = |(name, part): (String, &Value)| -> Vec<String> {
        let name = name.replace('~', "~0").replace('/', "~1");
        leaves(part).into_iter().map(|leaf| format!("/{name}{leaf}")).collect()
    };
    match value {
        Value::String(_) => vec![String::new()],
        Value::Array(all) => {
            all.iter().enumerate().map(|(place, part)| (place.to_string(), part)).flat_map(below).collect()
        }
        Value::Object(fields) => {
            fields.iter().map(|(name, part)| (name.clone(), part)).flat_map(below).collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{CustomerId, Env, IdSource, Interaction, Zone};

    fn env() -> Env {
        let now = Zone::SHANGHAI.instant("2024-05-10".parse().unwrap(), 9, 0);
        Env { now, zone: Zone::SHANGHAI, person: None, ids: IdSource::new(now, [5; 16]) }
    }

    fn wang() -> Contact {
        let mut env = env();
        Contact {
            phone: "138 0013-8000".into(),
            email: "Wang@Example.com".into(),
            ..Contact::new(env.ids.draw(), CustomerId::default(), "王建国".into())
        }
    }

    #[test]
    fn names_numbers_and_addresses_are_found_however_they_are_written() {
        let erasure = Erasure::of(&wang(), &["王总".into(), "Li".into(), "".into()]);
        let clean = |text: &str| erasure.text(text);
        assert_eq!(clean("请王建国回电"), Some("请■■■回电".into()));
        assert_eq!(clean("王建国"), Some("■■■".into()));
        assert_eq!(clean("电话13800138000，或138-0013 8000。"), Some("电话■■■，或■■■。".into()));
        assert_eq!(clean("+8613800138000 与 0086 138-0013-8000"), Some("+■■■ 与 ■■■".into()));
        assert_eq!(clean("ｗａｎｇ＠example.com"), Some("■■■".into()));
        assert_eq!(clean("WANG@EXAMPLE.COM抄送"), Some("■■■抄送".into()));
        assert_eq!(clean("王总说 Li 同意"), Some("■■■说 ■■■ 同意".into()));
        // Parts of longer words and numbers are others.
        for text in ["Liability", "Ali", "1138001380001", "建国", "wang@example.community", ""] {
            assert_eq!(clean(text), None, "{text}");
        }
    }

    #[test]
    fn a_change_tells_nothing_of_the_person_any_more() {
        let mut env = env();
        let contact = wang();
        let erasure = Erasure::of(&contact, &[]);
        let of = contact.customer;
        let said = Interaction {
            summary: "王建国要求缩短交付期".into(),
            contacts: vec![contact.id],
            ..Interaction::new(
                env.ids.draw(),
                of,
                env.today(),
                crate::model::Channel::Call,
                crate::model::Depth::Deep,
                crate::model::Initiator::Us,
                env.now,
            )
        };
        let label = crate::book::Label::AddedContact { name: "王健国".into() };
        let mut change = Change::new(env.ids.draw(), env.now, None, label);
        change.add(contact.clone());
        change.add(said.clone());
        change.update(&contact, &Contact { phone: "13900139000".into(), ..contact.clone() });
        change.update(&said, &Interaction { contacts: Vec::new(), ..said.clone() });
        let clean = erasure.change(&change).unwrap();
        let text = serde_json::to_string(&clean).unwrap();
        for word in ["王建国", "王健国", "138", "139", "xample"] {
            assert!(!text.contains(word), "{word} in {text}");
        }
        assert!(text.contains("■■■要求缩短交付期"));
        assert_eq!((clean.id, clean.at, clean.updated.len()), (change.id, change.at, 2));
        assert_eq!(erasure.change(&clean), None, "twice is once");
    }

    #[test]
    fn files_that_may_show_the_person_go_whole_and_others_stay() {
        let mut env = env();
        let customer = crate::model::Customer::new(env.ids.draw(), "云帆商贸".into(), env.now);
        let contact = Contact { customer: customer.id, ..wang() };
        let (channel, depth) = (crate::model::Channel::Call, crate::model::Depth::Deep);
        let us = crate::model::Initiator::Us;
        let talk = |ids: &mut IdSource, contacts| Interaction {
            contacts,
            ..Interaction::new(
                ids.draw(),
                customer.id,
                "2024-05-10".parse().unwrap(),
                channel,
                depth,
                us,
                env.now,
            )
        };
        let with = talk(&mut env.ids, vec![contact.id]);
        let without = talk(&mut env.ids, Vec::new());
        let now = env.now;
        let mut file = |name: &str, interaction| Attachment {
            interaction,
            ..Attachment::new(env.ids.draw(), customer.id, name.into(), Default::default(), 1, now)
        };
        let files = [
            file("现场.jpg", Some(with.id)),
            file("报价.pdf", Some(without.id)),
            file("王建国 名片.png", None),
            file("营业执照.pdf", None),
        ];
        let records = [Record::from(customer), contact.clone().into(), with.into(), without.into()];
        let all = records.into_iter().chain(files.map(Record::from));
        let mut book = Book::assemble(crate::model::BookInfo::begun(now), all).unwrap();
        Erasure::of(&contact, &[]).erase_from(&mut book).unwrap();
        let mut left: Vec<String> =
            book.attachments().iter().filter_map(|row| row.record()).map(|file| file.name).collect();
        left.sort();
        assert_eq!(left, ["报价.pdf", "营业执照.pdf"]);
    }

    #[test]
    fn a_day_that_reads_like_a_word_stays_where_the_text_beside_it_goes() {
        let mut env = env();
        let erasure = Erasure::of(&wang(), &["2024-05-10".into()]);
        let trigger = crate::model::RiskTrigger::ByHand;
        let mut plan = crate::model::Plan::new(env.ids.draw(), CustomerId::default(), trigger, env.today());
        let due = Some(env.today());
        let step = |text: &str| crate::model::PlanStep { text: text.into(), owner: None, due, done: None };
        plan.steps = vec![step("2024-05-10 拜访"), step("王建国")];
        let Some(Record::Plan(clean)) = erasure.record(&plan.into()) else { panic!("not cleaned") };
        assert_eq!(clean.steps, [step("■■■ 拜访"), step("■■■")]);
    }

    #[test]
    fn what_a_person_was_called_before_is_found_in_the_history() {
        let mut env = env();
        let now = wang();
        let was = Contact { name: "王健国".into(), phone: "139".into(), ..now.clone() };
        let mut change = Change::new(env.ids.draw(), env.now, None, Label::RemovedSample);
        change.add(was.clone());
        change.add(Contact { id: env.ids.draw(), name: "李".into(), ..was.clone() });
        change.update(&was, &now);
        assert_eq!(Erasure::former(&now, &change), ["王健国", "139", "王健国", "139"]);
    }

    proptest! {
        #[test]
        fn nothing_of_the_words_is_left_and_nothing_else_goes(parts in prop::collection::vec("[一-龥a-z0-9 ]{0,6}", 1..8)) {
            let erasure = Erasure::of(&wang(), &[]);
            // Chinese around it keeps each word a word of its own.
            let text = parts.join("，王建国，");
            let plain = parts.iter().all(|part| erasure.text(part).is_none());
            prop_assume!(plain);
            let clean = erasure.text(&text).unwrap_or_else(|| text.clone());
            prop_assert_eq!(clean, parts.join("，■■■，"));
        }
    }
}
