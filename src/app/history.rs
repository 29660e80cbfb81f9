//! The history as a reader sees it: what each change did to which record, field by field.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::book::{Book, Change, Overridden};
use crate::facts::Metric;
use crate::model::{
    Absence, Arrangement, Birthday, BuyerTypeId, Channel, CustomerId, CustomerKind, DecisionRole, Depth,
    FieldState, Id, Initiator, Instant, Kind, Money, Occasion, OwnerRole, PartialDate, PlanStep,
    ProfileField, Progress, Rating, Record, RecordFields, RecordId, Source, Stage, Statement, TierOverride,
    ValueBand, Zone, file_name,
};
use crate::text::Language;

/// A stretch of the history.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct HistoryPart {
    /// The changes with their numbers, newest first.
    pub changes: Vec<(u64, Change)>,
    /// Whether there are older ones.
    pub goes_on: bool,
}

/// What a change did to one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alteration {
    /// The record: what happened to it, its kind and its name.
    pub title: String,
    /// The fields that differ; of a record that came or went, those that were filled in.
    pub fields: Vec<FieldLine>,
    /// Whether the whole record came or went: each field then has one value, held as `after`.
    pub is_whole: bool,
}

/// One field before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldLine {
    /// The field's name.
    pub field: String,
    /// What it held before.
    pub before: String,
    /// What it held after.
    pub after: String,
}

/// Fields that say nothing to a reader: identities, and what the title says already.
const SILENT: [&str; 13] = [
    "id",
    "customer",
    "registered",
    "recorded",
    "sample",
    "interaction",
    "policy",
    "applied",
    "field_days",
    "subject",
    "sum",
    "media",
    "added",
];

/// Says what a change did to the first `most` of its records, and how many there are besides.
pub fn alterations(
    t: Language,
    book: &Book,
    zone: Zone,
    change: &Change,
    most: usize,
) -> (Vec<Alteration>, usize) {
    let reader = Reader { t, book, zone };
    let added = change.added.iter().map(|record| reader.whole(record, true));
    let updated = change.updated.iter().map(|update| Alteration {
        title: t.history_altered(t.kind(update.kind), reader.name_by_id(update.kind, update.id)),
        fields: update
            .fields
            .iter()
            .flat_map(|field| reader.lines(update.kind, &field.field, &field.before, &field.after))
            .collect(),
        is_whole: false,
    });
    let removed = change.removed.iter().map(|record| reader.whole(record, false));
    let all = change.added.len() + change.updated.len() + change.removed.len();
    (added.chain(updated).chain(removed).take(most).collect(), all.saturating_sub(most))
}

/// Says all that is filled in of a record.
pub(super) fn whole(t: Language, book: &Book, zone: Zone, record: &Record) -> Alteration {
    let reader = Reader { t, book, zone };
    let told = reader.whole(record, true);
    let name = reader.name(record);
    Alteration { title: format!("{} {name}", t.kind(record.kind())).trim().to_owned(), ..told }
}

/// Returns the name of the record that an overridden value belongs to, and the value in words.
pub fn overridden(t: Language, book: &Book, zone: Zone, lost: &Overridden) -> (String, Vec<FieldLine>) {
    let reader = Reader { t, book, zone };
    (reader.name_by_id(lost.kind, lost.id), reader.lines(lost.kind, &lost.field, &lost.earlier, &lost.later))
}

/// Returns the customer that a stored record belongs to, or that it is.
pub fn customer_of(book: &Book, kind: Kind, id: RecordId) -> Option<CustomerId> {
    let uuid = id.uuid();
    match kind {
        Kind::Person | Kind::Policy | Kind::BuyerType | Kind::NumberPrefix | Kind::Source => None,
        Kind::Customer => Some(CustomerId::new(uuid)),
        Kind::Contact => book.contacts().row(Id::new(uuid)).map(|row| row.customer()),
        Kind::Order => book.orders().row(Id::new(uuid)).map(|row| row.customer()),
        Kind::Interaction => book.interactions().row(Id::new(uuid)).map(|row| row.customer()),
        Kind::NextAction => book.next_actions().row(Id::new(uuid)).map(|row| row.customer()),
        Kind::Need => book.needs().row(Id::new(uuid)).map(|row| row.customer()),
        Kind::Feedback => book.feedback().row(Id::new(uuid)).map(|row| row.customer()),
        Kind::Contract => book.contracts().row(Id::new(uuid)).map(|row| row.customer()),
        Kind::Plan => book.plans().row(Id::new(uuid)).map(|row| row.customer()),
        Kind::Attachment => book.attachments().row(Id::new(uuid)).map(|row| row.customer()),
    }
}

/// Names a field of a record, and writes its stored value.
pub(super) fn words_of(
    t: Language,
    book: &Book,
    zone: Zone,
    kind: Kind,
    field: &str,
    value: &Value,
) -> (String, String) {
    let reader = Reader { t, book, zone };
    (reader.field(kind, field), reader.value(kind, field, value))
}

/// Writes stored values as a reader of the book knows them.
struct Reader<'a> {
    t: Language,
    book: &'a Book,
    zone: Zone,
}

impl Reader<'_> {
    fn whole(&self, record: &Record, added: bool) -> Alteration {
        let (t, kind) = (self.t, record.kind());
        let name = self.name(record);
        let title =
            if added { t.history_added(t.kind(kind), name) } else { t.history_removed(t.kind(kind), name) };
        let fields = fields_of(record)
            .into_iter()
            .flat_map(|(field, value)| self.lines(kind, &field, &Value::Null, &value))
            .collect();
        Alteration { title, fields, is_whole: true }
    }

    fn lines(&self, kind: Kind, field: &str, before: &Value, after: &Value) -> Vec<FieldLine> {
        if SILENT.contains(&field) {
            return Vec::new();
        }
        // Ratings and stated figures are fields within a field.
        if let "ratings" | "stated" | "profile" | "field_states" = field {
            let inner = |name: &str| match field {
                "profile" => format!("profile.{name}"),
                "field_states" => format!("state.{name}"),
                _ => name.to_owned(),
            };
            let part = |value: &Value, name: &str| value.get(name).cloned().unwrap_or_default();
            let names: BTreeSet<&String> = [before, after]
                .into_iter()
                .filter_map(Value::as_object)
                .flat_map(|object| object.keys())
                .collect();
            return names
                .into_iter()
                .filter(|name| part(before, name) != part(after, name))
                .flat_map(|name| self.lines(kind, &inner(name), &part(before, name), &part(after, name)))
                .collect();
        }
        vec![FieldLine {
            field: self.field(kind, field),
            before: self.value(kind, field, before),
            after: self.value(kind, field, after),
        }]
    }

    fn name(&self, record: &Record) -> String {
        let of = |customer: CustomerId| {
            self.book.customers().get(customer).map(|customer| customer.name.clone()).unwrap_or_default()
        };
        let joined = |first: String, second: String| {
            if second.is_empty() { first } else { format!("{first} · {second}") }
        };
        match record {
            Record::Person(record) => record.name.clone(),
            Record::Customer(record) => record.name.clone(),
            Record::Contact(record) => joined(record.name.clone(), of(record.customer)),
            Record::Order(record) => joined(self.t.day_long(record.day), of(record.customer)),
            Record::Interaction(record) => joined(self.t.day_long(record.day), of(record.customer)),
            Record::NextAction(record) => joined(record.text.clone(), of(record.customer)),
            Record::Need(record) => joined(record.text.clone(), of(record.customer)),
            Record::Feedback(record) => {
                joined(self.t.feedback_sort(record.sort).to_owned(), of(record.customer))
            }
            Record::Policy(record) => self.t.policy_version(record.version),
            Record::Contract(record) => joined(self.t.day_long(record.until), of(record.customer)),
            Record::Plan(record) => {
                joined(self.t.risk_trigger(record.trigger).to_owned(), of(record.customer))
            }
            Record::BuyerType(record) => record.name.clone(),
            Record::Source(record) => record.name.clone(),
            Record::Attachment(record) => joined(file_name(&record.name), of(record.customer)),
            Record::NumberPrefix(record) => joined(record.letters.clone(), record.industry.clone()),
        }
    }

    fn name_by_id(&self, kind: Kind, id: RecordId) -> String {
        let record = self.book.record(kind, id);
        record.map_or_else(|| self.t.history_gone().to_owned(), |record| self.name(&record))
    }

    fn field(&self, kind: Kind, field: &str) -> String {
        let t = self.t;
        let name = match (kind, field) {
            (Kind::Person, "name") => t.field_person_name(),
            (Kind::BuyerType, "name") => t.type_name_label(),
            (Kind::Source, "name") => t.source_name_label(),
            (Kind::Contract, "number") => t.contract_number(),
            (Kind::Contract, "title") => t.contract_title(),
            (Kind::Contract, "from") => t.contract_from(),
            (Kind::Contract, "amount") => t.contract_amount(),
            (Kind::Plan, "owner") => t.plan_owner(),
            (Kind::Contact, "name") => t.field_contact_name(),
            (Kind::Attachment, "name") => t.files_name(),
            (_, "bytes") => t.files_size(),
            (_, "paper") => t.files_paper(),
            (Kind::Attachment, "by") => t.files_by(),
            (_, "name") => t.field_name(),
            (Kind::Order, "number") => t.field_order_number(),
            (_, "number") => t.field_number(),
            (Kind::Order, "day") => t.field_order_day(),
            (_, "day") => t.field_day(),
            (Kind::Contact, "role") => t.field_decision_role(),
            (_, "role") => t.field_role(),
            (Kind::NextAction, "owner") => t.action_owner(),
            (_, "owner") => t.field_owner(),
            (_, "short_name") => t.field_short_name(),
            (_, "customer_kind") => t.field_kind(),
            (_, "industry") => t.field_industry(),
            (_, "size") => t.field_size(),
            (_, "stage") => t.field_stage(),
            (_, "source") => t.field_source(),
            (_, "referred_by") => t.field_referred_by(),
            (_, "distinct_from") => t.field_distinct_from(),
            (_, "since") => t.field_since(),
            (_, "tags") => t.history_tags(),
            (_, "key_need") => t.field_key_need(),
            (_, "stated_band") => t.stated_band(),
            (_, "fixed_day") => t.field_fixed_day(),
            (_, "remark") => t.field_remark(),
            (_, "industry_growth") => t.rate_industry_growth(),
            (_, "expansion_potential") => t.rate_expansion_potential(),
            (_, "need_fit") => t.rate_need_fit(),
            (_, "complaint_handling") => t.rate_complaint_handling(),
            (_, "cumulative_amount") => t.field_stated_amount(),
            (_, "repurchase_percent") => t.field_stated_repurchase(),
            (_, "referrals") => t.field_stated_referrals(),
            (_, "orders_in_6_months") => t.metric(crate::facts::Metric::OrdersIn6Months),
            (_, "statements") => t.stated_facts(),
            (_, "overrides") => t.tiers_by_hand(),
            (_, "arrangements") => t.arrangements(),
            (_, "contacts_a_day") => t.contacts_a_day(),
            (_, "leave") => t.person_leave(),
            (Kind::Policy, "version") => t.kind(Kind::Policy),
            (Kind::Policy, "from") => t.policy_from(),
            (Kind::Policy, "by") => t.history_author(),
            (_, "title") => t.field_title(),
            (_, "phone") => t.field_phone(),
            (_, "email") => t.field_email(),
            (_, "has_left") => t.field_has_left(),
            (_, "amount") => t.field_amount(),
            (_, "product") => t.field_product(),
            (_, "note") => t.field_note(),
            (_, "channel") => t.field_channel(),
            (_, "depth") => t.field_depth(),
            (_, "initiator") => t.field_initiator(),
            (_, "at") => t.field_time(),
            (_, "occasion") => t.field_occasion(),
            (_, "unanswered") => t.field_unanswered(),
            (_, "contacts" | "contacts_as_written") => t.field_contacts(),
            (_, "people" | "people_as_written") => t.field_people(),
            (_, "summary") => t.field_summary(),
            (_, "feedback") => t.field_feedback(),
            (_, "needs") => t.field_needs(),
            (_, "problems") => t.field_problems(),
            (_, "author") => t.history_author(),
            (_, "cap_excuse") => t.field_cap_excuse(),
            (_, "cap_note") => t.field_cap_note(),
            (Kind::Need, "text") => t.kind(Kind::Need),
            (Kind::Feedback, "text") => t.feedback_text(),
            (_, "text") => t.kind(Kind::NextAction),
            (_, "due") => t.action_due(),
            (_, "assignee_as_written") => t.action_assignee(),
            (_, "progress") => t.history_progress(),
            (_, "told") => t.history_told(),
            (_, "promise") => t.action_promise(),
            (_, "theme") => t.field_theme(),
            (_, "concerns") => t.field_concerns(),
            (_, "attitude") => t.field_attitude(),
            (_, "spin_situation") => t.spin_situation(),
            (_, "spin_problem") => t.spin_problem(),
            (_, "spin_implication") => t.spin_implication(),
            (_, "spin_payoff") => t.spin_payoff(),
            (_, "confirmed") => t.field_confirmed(),
            (_, "summary_sent") => t.summary_sent(),
            (_, "is_problem") => t.need_is_problem(),
            (_, "is_implied") => t.need_is_implied(),
            (_, "category") => t.need_category_field(),
            (_, "nature") => t.need_nature_field(),
            (_, "department") => t.need_department(),
            (_, "status") => t.need_status_field(),
            (_, "answer") => t.need_answer(),
            (_, "answered") => t.need_answered(),
            (_, "sort") => t.feedback_sort_field(),
            (_, "satisfaction") => t.field_satisfaction(),
            (_, "nps") => t.field_nps(),
            (_, "promised") => t.feedback_promised(),
            (_, "resolved") => t.feedback_resolved(),
            (_, "resolution") => t.feedback_resolution(),
            (_, "cause") => t.feedback_cause(),
            (_, "done") => t.history_done_on(),
            (_, "watch") => t.watch_reason(),
            (_, "area") => t.field_area(),
            (_, "buyer_type") => t.kind(Kind::BuyerType),
            (_, "birthday") => t.field_birthday(),
            (_, "left_on") => t.field_left_on(),
            (_, "payment") => t.order_payment(),
            (_, "paid_on") => t.order_paid_on(),
            (_, "until") => t.contract_until(),
            (_, "renewal") => t.contract_renewal(),
            (_, "trigger") => t.plan_trigger(),
            (_, "opened") => t.plan_opened(),
            (_, "risk") => t.plan_risk(),
            (_, "steps") => t.plan_steps(),
            (_, "closed") => t.plan_closed(),
            (_, "approved") => t.plan_approved(),
            (_, "approved_by") => t.plan_approved_by(),
            (_, "pooled") => t.pooled_on(),
            (_, "pooled_from") => t.pooled_from(),
            (_, "outcome") => t.plan_outcome_field(),
            (_, "lesson") => t.plan_lesson(),
            (_, "family") => t.type_family_field(),
            (_, "signs") => t.type_signs(),
            (_, "handling") => t.type_handling(),
            (_, "hidden") => t.type_hidden(),
            (_, "letters") => t.prefix_letters(),
            (_, other) => {
                let (state, id) = match other.strip_prefix("state.") {
                    Some(id) => (true, id),
                    None => (false, other.strip_prefix("profile.").unwrap_or(other)),
                };
                return match ProfileField::from_id(id).filter(|_| id != other) {
                    Some(field) if state => t.profile_state(t.profile_field(field)),
                    Some(field) => t.profile_field(field).to_owned(),
                    None => id.to_owned(),
                };
            }
        };
        name.to_owned()
    }

    fn value(&self, kind: Kind, field: &str, value: &Value) -> String {
        let t = self.t;
        match (kind, field, value) {
            (_, _, Value::Null) => t.none().to_owned(),
            (_, _, Value::Bool(yes)) => (if *yes { t.yes() } else { t.no() }).to_owned(),
            (_, "statements", Value::Array(all)) => self.list(all, |said: Statement| self.statement(&said)),
            (_, "overrides", Value::Array(all)) => self.list(all, |set: TierOverride| self.set_by_hand(&set)),
            (_, "arrangements", Value::Array(all)) => {
                self.list(all, |one: Arrangement| self.arrangement(&one))
            }
            (_, "leave", Value::Array(all)) => {
                self.list(all, |leave: Absence| format!("{} – {}", leave.from, leave.to))
            }
            (_, "owner" | "author" | "by" | "approved_by" | "pooled_from", _) => self.id(Kind::Person, value),
            (_, "referred_by", _) => self.id(Kind::Customer, value),
            (_, "distinct_from", Value::Array(all)) => self.ids(Kind::Customer, all),
            (_, "contacts", Value::Array(all)) => self.ids(Kind::Contact, all),
            (_, "people", Value::Array(all)) => self.ids(Kind::Person, all),
            (_, "steps", Value::Array(all)) => self.list(all, |step: PlanStep| self.step(&step)),
            (_, "buyer_type", _) => read(value, |id: BuyerTypeId| super::type_name(t, self.book, id)),
            (_, "birthday", _) => read(value, |birthday: Birthday| super::birthday_text(t, birthday)),
            (_, "payment", _) => read(value, |payment| t.payment(payment)),
            (_, "paper", _) => read(value, |paper| t.profile_field(paper)),
            (_, "bytes", Value::Number(bytes)) => super::room::size_text(bytes.as_u64().unwrap_or(0)),
            (_, "renewal", _) => read(value, |renewal| t.renewal(renewal)),
            (_, "trigger", _) => read(value, |trigger| t.risk_trigger(trigger)),
            (_, "outcome", _) => read(value, |outcome| t.plan_outcome(outcome)),
            (_, "family", _) => read(value, |family| t.type_family(family)),
            (_, "tags", Value::Array(all)) => {
                all.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(self.t.list_comma())
            }
            (Kind::Contact, "role", _) => read(value, |role: DecisionRole| t.decision_role(role)),
            (_, "role", _) => read(value, |role: OwnerRole| t.owner_role(role)),
            (_, "stage", _) => read(value, |stage: Stage| t.stage(stage)),
            (_, "source", _) => read(value, |source: Source| super::source_name(t, self.book, source)),
            (_, "customer_kind", _) => read(value, |kind: CustomerKind| t.customer_kind(kind)),
            (_, "stated_band", _) => read(value, |band: ValueBand| t.value_band(band)),
            (_, "channel", _) => read(value, |channel: Channel| t.channel(channel)),
            (_, "depth", _) => read(value, |depth: Depth| t.depth(depth)),
            (_, "initiator", _) => read(value, |initiator: Initiator| t.initiator(initiator)),
            (_, "occasion", _) => read(value, |occasion: Occasion| t.occasion(occasion)),
            (_, "cap_excuse", _) => read(value, |excuse| t.cap_excuse(excuse)),
            (_, "promise", _) => read(value, |promise| t.promise(promise)),
            (_, "attitude", _) => read(value, |attitude| t.attitude(attitude)),
            (_, "category", _) => read(value, |category| t.need_category(category)),
            (_, "nature", _) => read(value, |nature| t.need_nature(nature)),
            (_, "status", _) => read(value, |status| t.need_status(status)),
            (_, "sort", _) => read(value, |sort| t.feedback_sort(sort)),
            (_, "summary_sent", _) => read(value, |at: Instant| {
                let (hour, minute) = self.zone.time_of(at);
                format!("{} {hour:02}:{minute:02}", t.day_long(self.zone.day_of(at)))
            }),
            (_, "progress", _) => {
                read(value, |progress: Progress| if progress == Progress::Done { t.yes() } else { t.no() })
            }
            (_, "amount" | "cumulative_amount", _) => read(value, |amount: Money| t.money(amount)),
            (_, "industry_growth" | "expansion_potential" | "need_fit" | "complaint_handling", _) => {
                read(value, |rating: Rating| format!("{}/5 · {}", rating.points(), t.day_long(rating.day())))
            }
            (_, "since", _) => read(value, |date: PartialDate| t.partial_date(date)),
            (_, "at", _) => read(value, |at: Instant| {
                let (hour, minute) = self.zone.time_of(at);
                format!("{hour:02}:{minute:02}")
            }),
            (_, field, Value::String(text)) if field.starts_with("state.") => FieldState::from_id(text)
                .map_or_else(|| text.clone(), |state| t.field_state(state).to_owned()),
            (_, field, Value::String(text)) => {
                match field.strip_prefix("profile.").and_then(ProfileField::from_id) {
                    Some(field) => super::profile_text(t, field, text),
                    None => text.clone(),
                }
            }
            (_, _, other) => other.to_string(),
        }
    }

    fn list<T: serde::de::DeserializeOwned>(&self, all: &[Value], say: impl Fn(T) -> String) -> String {
        all.iter().map(|value| read(value, &say)).collect::<Vec<_>>().join(self.t.list_comma())
    }

    fn statement(&self, said: &Statement) -> String {
        let known = Metric::from_id(&said.metric);
        let name = known.map_or(said.metric.as_str(), |metric| self.t.metric(metric));
        let value = known.and_then(|metric| metric.unit().read(&said.value).map(|value| (metric, value)));
        let value = match value {
            Some((metric, value)) => super::unit_value(self.t, metric.unit(), value),
            None if said.value.is_null() => self.t.value_unknown().to_owned(),
            None => said.value.as_str().map_or_else(|| said.value.to_string(), str::to_owned),
        };
        format!("{name} {value} ({})", said.day)
    }

    fn arrangement(&self, one: &Arrangement) -> String {
        let told = super::arrangement(self.t, one, one.from);
        if one.reason.is_empty() { told } else { format!("{told}: {}", one.reason) }
    }

    fn step(&self, step: &PlanStep) -> String {
        match (step.done, step.due) {
            (Some(done), _) => self.t.step_done(&step.text, done),
            (None, Some(due)) => self.t.step_due(&step.text, due),
            (None, None) => step.text.clone(),
        }
    }

    fn set_by_hand(&self, set: &TierOverride) -> String {
        let id = format!("{}/{}", set.scheme, set.tier);
        format!("{} ({}): {}", self.t.tier_words(&id).unwrap_or(&id), set.from, set.reason)
    }

    fn id(&self, kind: Kind, value: &Value) -> String {
        read(value, |id: RecordId| self.name_by_id(kind, id))
    }

    fn ids(&self, kind: Kind, all: &[Value]) -> String {
        all.iter().map(|value| self.id(kind, value)).collect::<Vec<_>>().join(self.t.list_comma())
    }
}

/// Reads a stored value and says it; what this version does not know is shown as it is stored.
fn read<T: serde::de::DeserializeOwned, S: Into<String>>(value: &Value, say: impl FnOnce(T) -> S) -> String {
    match serde_json::from_value(value.clone()) {
        Ok(known) => say(known).into(),
        Err(_) => value.as_str().map_or_else(|| value.to_string(), str::to_owned),
    }
}

/// Returns the fields of a record that are not at their default, as stored; its name first.
fn fields_of(record: &Record) -> Vec<(String, Value)> {
    fn of<R: RecordFields + serde::Serialize>(record: &R) -> Vec<(String, Value)> {
        match serde_json::to_value(record) {
            Ok(Value::Object(fields)) => {
                let (name, rest): (Vec<_>, Vec<_>) =
                    fields.into_iter().partition(|(field, _)| field == "name" || field == "text");
                name.into_iter().chain(rest).collect()
            }
            _ => Vec::new(),
        }
    }
    match record {
        Record::Person(record) => of(record),
        Record::Customer(record) => of(record),
        Record::Contact(record) => of(record),
        Record::Order(record) => of(record),
        Record::Interaction(record) => of(record),
        Record::NextAction(record) => of(record),
        Record::Need(record) => of(record),
        Record::Feedback(record) => of(record),
        Record::Policy(record) => of(record),
        Record::Contract(record) => of(record),
        Record::Plan(record) => of(record),
        Record::BuyerType(record) => of(record),
        Record::NumberPrefix(record) => of(record),
        Record::Source(record) => of(record),
        Record::Attachment(record) => of(record),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Label;
    use crate::model::{BookInfo, Customer, Env, IdSource, Order, Ratings, Stated};

    fn env() -> Env {
        let now = Instant::from_millis(1_700_000_000_000);
        Env { now, zone: Zone::SHANGHAI, person: None, ids: IdSource::new(now, [9; 16]) }
    }

    #[test]
    fn an_edit_is_told_field_by_field_in_words() {
        let mut env = env();
        let before = Customer::new(env.ids.draw(), "北辰科技".into(), env.now);
        let after = Customer {
            stage: Some(Stage::Stable),
            ratings: Ratings { need_fit: Rating::new(4, env.today()), ..Ratings::default() },
            stated: Stated { cumulative_amount: Some(Money::fen(120_000_000)), ..Stated::default() },
            ..before.clone()
        };
        let book = Book::assemble(BookInfo::begun(env.now), [Record::from(before.clone())]).unwrap();
        let mut change =
            Change::new(env.ids.draw(), env.now, None, Label::EditedCustomer { name: before.name.clone() });
        change.update(&before, &after);
        let (told, more) = alterations(Language::Chinese, &book, env.zone, &change, 10);
        assert_eq!((told.len(), more), (1, 0));
        assert_eq!(told[0].title, "编辑客户 北辰科技");
        let lines: Vec<(&str, &str, &str)> = told[0]
            .fields
            .iter()
            .map(|line| (line.field.as_str(), line.before.as_str(), line.after.as_str()))
            .collect();
        let t = Language::Chinese;
        assert_eq!(
            lines,
            [
                (t.field_stage(), "—", "稳定期"),
                (t.rate_need_fit(), "—", &*format!("4/5 · {}", t.day_long(env.today()))),
                (t.field_stated_amount(), "—", &*t.money(Money::fen(120_000_000))),
            ]
        );
    }

    #[test]
    fn a_new_record_is_told_without_what_says_nothing() {
        let mut env = env();
        let customer = Customer::new(env.ids.draw(), "北辰科技".into(), env.now);
        let order = Order::new(env.ids.draw(), customer.id, env.today(), Money::fen(100));
        let book = Book::assemble(BookInfo::begun(env.now), [Record::from(customer.clone())]).unwrap();
        let mut change =
            Change::new(env.ids.draw(), env.now, None, Label::AddedOrder { customer: customer.name.clone() });
        change.add(order);
        let (told, _) = alterations(Language::English, &book, env.zone, &change, 10);
        assert!(told[0].title.ends_with("北辰科技"), "{}", told[0].title);
        assert_eq!(told[0].fields.len(), 2, "{:?}", told[0].fields);
    }
}
