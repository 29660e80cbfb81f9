//! docs/book-format.schema.json and docs/book-format.md against what is really written: neither may lag
//! behind a record, and what is no book of this version is refused.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::sync::LazyLock;

use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::{Value, json};
use wellkept::book::Book;
use wellkept::exchange::write;
use wellkept::model::{
    Attachment, Attitude, BookInfo, BuyerType, CapExcuse, Channel, Contact, ContentSum, Contract, Customer,
    CustomerKind, Day, DecisionRole, Depth, Env, Feedback, FeedbackSort, FieldState, GivenSource, IdSource,
    Initiator, Instant, Interaction, Kind, Money, Need, NeedCategory, NeedNature, NeedStatus, NextAction,
    NumberPrefix, Occasion, Order, OwnSource, OwnerRole, Payment, Person, Plan, PlanOutcome, PolicyVersion,
    ProfileField, Progress, Promise, Record, Renewal, RiskTrigger, Stage, TypeFamily, ValueBand, Zone,
};
use wellkept::sample::{records, synthetic};
use wellkept::text::Language;

use super::{build, choices, small_book, whole};

const FORMAT: &str = include_str!("../../docs/book-format.md");

static SCHEMA: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../docs/book-format.schema.json")).unwrap());
static VALIDATOR: LazyLock<Validator> = LazyLock::new(|| jsonschema::draft202012::new(&SCHEMA).unwrap());

fn complaint(file: &Value) -> Option<String> {
    VALIDATOR.iter_errors(file).next().map(|error| format!("{}: {error}", error.instance_path()))
}

fn written(book: &Book) -> Value {
    serde_json::from_slice(&write(book).unwrap()).unwrap()
}

fn env() -> Env {
    let now = Zone::SHANGHAI.instant(Day::new(2024, 6, 1).unwrap(), 9, 0);
    Env { now, zone: Zone::SHANGHAI, person: None, ids: IdSource::new(now, [4; 16]) }
}

fn assembled(records: Vec<Record>) -> Book {
    Book::assemble(BookInfo::begun(env().now), records).unwrap()
}

#[test]
fn the_schema_is_a_schema_of_its_draft() {
    assert!(jsonschema::meta::is_valid(&SCHEMA));
}

#[test]
fn the_sample_and_a_synthetic_book_fit_the_schema() {
    for book in [
        assembled(records(&mut env(), Language::Chinese)),
        assembled(records(&mut env(), Language::English)),
        assembled(synthetic(&mut env(), 300, 3, 5)),
        Book::begun(env().now),
    ] {
        assert_eq!(complaint(&written(&book)), None);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn any_book_fits_the_schema(all in prop::collection::vec(choices(), 0..5)) {
        let book = build(all);
        prop_assert_eq!(complaint(&written(&book)), None);
        let with_bytes = serde_json::from_slice(&whole(&book)).unwrap();
        prop_assert_eq!(complaint(&with_bytes), None);
    }
}

#[test]
fn what_is_no_book_of_this_version_does_not_fit() {
    let good = serde_json::from_slice(&whole(&small_book())).unwrap();
    assert_eq!(complaint(&good), None);
    for (place, wrong) in [
        ("/wellkept_book", json!(2)),
        ("/sha256", json!("ABC")),
        ("/content/info/created", json!("2024-05-10")),
        ("/content/counts/order", json!(-1)),
        ("/content/person/0/name", Value::Null),
        ("/content/customer/0/id", json!("7")),
        ("/content/customer/0/registered", json!("2024-05-10T03:04:05Z")),
        ("/content/customer/0/stage", json!("paused")),
        ("/content/customer/0/source", json!("hearsay")),
        ("/content/customer/0/sample", json!(false)),
        ("/content/customer/0/since", json!("2024-13")),
        ("/content/customer/0/tags", json!("VIP")),
        ("/content/customer/0/ratings", json!({"need_fit": {"points": 6, "day": "2024-05-10"}})),
        ("/content/customer/0/stated", json!({"repurchase_percent": 101})),
        ("/content/customer/0/fixed_day", json!(32)),
        ("/content/contact/0/role", json!("boss")),
        ("/content/order/0/amount", json!({"fen": 1.5, "currency": "CNY"})),
        ("/content/order/0/amount", json!({"fen": 1, "currency": "USD"})),
        ("/content/order/0/day", json!("2024-5-10")),
        ("/content/interaction/0/channel", json!("telepathy")),
        ("/content/interaction/0/people", json!(["张三"])),
        ("/content/next_action/0/due", json!("2024-02-32")),
        ("/content/attachment/0/sum", json!("abc")),
        ("/content/attachment/0/bytes", json!(0)),
        ("/content/attachment/0/media", json!("image/svg+xml")),
        ("/content/bytes/0/base64", json!("A")),
    ] {
        let mut bad = good.clone();
        let (parent, name) = place.rsplit_once('/').unwrap();
        bad.pointer_mut(parent).unwrap()[name] = wrong.clone();
        assert!(complaint(&bad).is_some(), "{place} may be {wrong}");
    }
    for missing in ["wellkept_book", "sha256", "content"] {
        let mut bad = good.clone();
        bad.as_object_mut().unwrap().remove(missing);
        assert!(complaint(&bad).is_some(), "{missing} may be missing");
    }
    // A book under the handbooks' own policy has no version of it.
    for kind in Kind::ALL.iter().filter(|kind| good["content"].get(kind.id()).is_some()) {
        let record = good["content"][kind.id()][0].as_object().unwrap();
        for name in schema_of(*kind)["required"].as_array().unwrap() {
            let mut bad = good.clone();
            let mut without = record.clone();
            without.remove(name.as_str().unwrap()).unwrap();
            bad["content"][kind.id()][0] = without.into();
            assert!(complaint(&bad).is_some(), "{name} of a {} may be missing", kind.id());
        }
        let mut later = good.clone();
        later["content"][kind.id()][0]["of_a_later_version"] = json!({"kept": true});
        assert_eq!(complaint(&later), None, "unknown fields of a record are kept");
    }
}

fn schema_of(kind: Kind) -> &'static Value {
    &SCHEMA["$defs"][kind.id()]
}

fn names(object: &Value) -> BTreeSet<String> {
    object.as_object().unwrap().keys().cloned().collect()
}

/// Returns the fields that a value shows of itself at a depth: its debug form has one on each line.
fn shown(value: &impl Debug, depth: usize) -> BTreeSet<String> {
    let indent = " ".repeat(depth * 4);
    let text = format!("{value:#?}");
    let at_depth = text.lines().filter_map(|line| line.strip_prefix(&indent)?.split_once(": "));
    let fields = at_depth
        .filter(|(name, _)| name.chars().all(|c| c.is_ascii_lowercase() || c == '_' || c.is_ascii_digit()));
    fields.map(|(name, _)| name.to_owned()).filter(|name| name != "extra").collect()
}

/// Returns the fields of a kind's record.
fn declared(kind: Kind) -> BTreeSet<String> {
    let mut ids = IdSource::new(Instant::from_millis(0), [0; 16]);
    let (now, day, customer) = (Instant::from_millis(0), Day::default(), ids.draw());
    match kind {
        Kind::Person => shown(&Person::new(ids.draw(), String::new()), 1),
        Kind::Customer => shown(&Customer::new(customer, String::new(), now), 1),
        Kind::Contact => shown(&Contact::new(ids.draw(), customer, String::new()), 1),
        Kind::Order => shown(&Order::new(ids.draw(), customer, day, Money::ZERO), 1),
        Kind::Interaction => {
            let (channel, depth) = (Channel::Call, Depth::Deep);
            shown(&Interaction::new(ids.draw(), customer, day, channel, depth, Initiator::Us, now), 1)
        }
        Kind::NextAction => shown(&NextAction::new(ids.draw(), customer, String::new()), 1),
        Kind::Need => shown(&Need::new(ids.draw(), customer, day, String::new()), 1),
        Kind::Feedback => shown(&Feedback::new(ids.draw(), customer, FeedbackSort::Survey, day), 1),
        Kind::Policy => shown(&PolicyVersion::new(ids.draw(), 1, day, now, Value::Null), 1),
        Kind::Contract => shown(&Contract::new(ids.draw(), customer, day), 1),
        Kind::Plan => shown(&Plan::new(ids.draw(), customer, RiskTrigger::Complaint, day), 1),
        Kind::BuyerType => shown(&BuyerType::new(ids.draw(), String::new()), 1),
        Kind::Attachment => {
            let sum = ContentSum::default();
            shown(&Attachment::new(ids.draw(), customer, String::new(), sum, 1, now), 1)
        }
        Kind::Source => shown(&OwnSource::new(ids.draw(), String::new()), 1),
        Kind::NumberPrefix => shown(&NumberPrefix::new(ids.draw(), String::new(), String::new()), 1),
    }
}

/// Returns the fields that docs/book-format.md names for a kind, and those of them that it marks ●.
fn described(kind: Kind) -> (BTreeSet<String>, BTreeSet<String>) {
    let (_, section) = FORMAT.split_once(&format!("### `{}`", kind.id())).unwrap();
    let rows = section.lines().skip(1).take_while(|line| !line.starts_with('#'));
    let cells = rows.filter_map(|row| row.strip_prefix("| `")?.split_once('`'));
    let (mut all, mut required) = (BTreeSet::new(), BTreeSet::new());
    for (name, rest) in cells {
        all.insert(name.to_owned());
        if rest.starts_with(" ●") {
            required.insert(name.to_owned());
        }
    }
    (all, required)
}

#[test]
fn every_field_of_every_record_is_in_the_schema_and_in_the_description() {
    for kind in Kind::ALL.iter().copied() {
        let (schema, fields) = (schema_of(kind), declared(kind));
        assert!(fields.len() > 2, "{fields:?}");
        assert_eq!(names(&schema["properties"]), fields, "the schema of a {}", kind.id());
        let (all, required) = described(kind);
        assert_eq!(all, fields, "docs/book-format.md of a {}", kind.id());
        let of_schema: BTreeSet<String> = schema["required"]
            .as_array()
            .unwrap()
            .iter()
            .map(|name| name.as_str().unwrap().to_owned())
            .collect();
        assert_eq!(required, of_schema, "what a {} must have", kind.id());
    }
}

#[test]
fn what_lies_within_a_customer_is_in_the_schema_and_in_the_description() {
    let mut ids = IdSource::new(Instant::from_millis(0), [0; 16]);
    let customer = Customer::new(ids.draw(), String::new(), Instant::from_millis(0));
    for (field, inner) in [("ratings", shown(&customer.ratings, 1)), ("stated", shown(&customer.stated, 1))] {
        let schema = &schema_of(Kind::Customer)["properties"][field];
        assert_eq!(names(&schema["properties"]), inner, "the schema of {field}");
        let row = FORMAT.lines().find(|line| line.starts_with(&format!("| `{field}` |"))).unwrap();
        for name in inner {
            assert!(row.contains(&format!("`{name}`")), "docs/book-format.md does not name {name}");
        }
    }
}

#[test]
fn every_field_of_master_data_and_its_states_are_in_the_description() {
    let row = |field: &str| FORMAT.lines().find(|line| line.starts_with(&format!("| `{field}` |"))).unwrap();
    for field in ProfileField::ALL {
        assert!(row("profile").contains(&format!("`{}`", field.id())), "{field:?}");
    }
    for state in FieldState::ALL {
        assert!(row("field_states").contains(&format!("`{}`", state.id())), "{state:?}");
    }
    for field in Customer::DATED {
        assert!(row("field_days").contains(&format!("`{field}`")), "{field}");
    }
}

#[test]
fn every_word_of_every_list_is_in_the_schema_and_in_the_description() {
    macro_rules! words {
        ($list:ident) => {
            $list::ALL.iter().map(|value| value.id()).collect::<Vec<&str>>()
        };
    }
    for (kind, field, words) in [
        (Kind::Person, "role", words!(OwnerRole)),
        (Kind::Customer, "customer_kind", words!(CustomerKind)),
        (Kind::Customer, "stage", words!(Stage)),
        (Kind::Customer, "stated_band", words!(ValueBand)),
        (Kind::Contact, "role", words!(DecisionRole)),
        (Kind::Interaction, "channel", words!(Channel)),
        (Kind::Interaction, "depth", words!(Depth)),
        (Kind::Interaction, "initiator", words!(Initiator)),
        (Kind::Interaction, "occasion", words!(Occasion)),
        (Kind::Interaction, "cap_excuse", words!(CapExcuse)),
        (Kind::Interaction, "attitude", words!(Attitude)),
        (Kind::NextAction, "progress", words!(Progress)),
        (Kind::NextAction, "promise", words!(Promise)),
        (Kind::Need, "category", words!(NeedCategory)),
        (Kind::Need, "nature", words!(NeedNature)),
        (Kind::Need, "status", words!(NeedStatus)),
        (Kind::Feedback, "sort", words!(FeedbackSort)),
        (Kind::Order, "payment", words!(Payment)),
        (Kind::Contract, "renewal", words!(Renewal)),
        (Kind::Plan, "trigger", words!(RiskTrigger)),
        (Kind::Plan, "outcome", words!(PlanOutcome)),
        (Kind::BuyerType, "family", words!(TypeFamily)),
    ] {
        assert_eq!(schema_of(kind)["properties"][field]["enum"], json!(words), "{field}");
        let (_, section) = FORMAT.split_once(&format!("### `{}`", kind.id())).unwrap();
        let row = section.lines().find(|line| line.starts_with(&format!("| `{field}`"))).unwrap();
        for word in words {
            assert!(row.contains(&format!("`{word}`")), "docs/book-format.md: {field} lacks {word}");
        }
    }
    // A source is one of the handbooks' words, or the id of one of the user's own.
    let source = &schema_of(Kind::Customer)["properties"]["source"]["anyOf"];
    assert_eq!(source[0]["enum"], json!(words!(GivenSource)));
    assert_eq!(source[1], json!({"$ref": "#/$defs/id"}));
    let row = FORMAT.lines().find(|line| line.starts_with("| `source` | word or id")).unwrap();
    for word in words!(GivenSource) {
        assert!(row.contains(&format!("`{word}`")), "docs/book-format.md: source lacks {word}");
    }
    let always = Kind::ALL.iter().filter(|kind| !kind.came_later());
    let kinds: Vec<&str> = always.map(|kind| kind.id()).collect();
    assert_eq!(SCHEMA["$defs"]["counts"]["required"], json!(kinds));
}
