//! The forms that stand over a page: each holds what is typed until it is on the disk.

mod actions;
mod arrangement;
mod batch;
mod buyer_type;
mod cap_reason;
mod capture;
pub mod choices;
mod contact;
mod contract;
mod customer;
mod entry;
mod feedback;
mod files;
mod find;
mod form;
mod interaction;
mod keys;
mod many;
mod many_records;
mod merge;
mod moves;
mod need;
mod order;
mod person;
mod plan;
mod prefix;
mod profile;
mod rights;
mod source;
mod summary;
mod tiers;
mod watch;

use leptos::prelude::*;

use super::live::live;
use super::parts;
use super::session::{Panel, Session};

pub use choices::{customer_named, customer_names, people as people_options};
pub use entry::entry_field;
pub use files::{hint as files_hint, told as files_told};
pub use profile::GROUPS as PROFILE_GROUPS;

/// The form that is open, if one is.
#[component]
pub fn OpenPanel() -> impl IntoView {
    let session = Session::use_here();
    let panel = Memo::new(move |_| session.panel.get());
    live(move || panel.get().map(parts::form))
}

/// A form.
pub fn form(panel: Panel) -> AnyView {
    match panel {
        Panel::Record(customer, channel) => {
            view! { <interaction::RecordForm customer=customer channel=channel /> }.into_any()
        }
        Panel::Capture(customer) => view! { <capture::CapturePanel customer=customer /> }.into_any(),
        Panel::EditRecord(id) => view! { <interaction::EditRecordForm id=id /> }.into_any(),
        Panel::Customer(id) => view! { <customer::CustomerForm id=id /> }.into_any(),
        Panel::Contact(customer, id) => view! { <contact::ContactForm customer=customer id=id /> }.into_any(),
        Panel::File(id) => view! { <files::FilePanel id=id /> }.into_any(),
        Panel::Rights(id) => view! { <rights::RightsPanel id=id /> }.into_any(),
        Panel::Order(customer, id) => view! { <order::OrderForm customer=customer id=id /> }.into_any(),
        Panel::Profile(customer) => view! { <profile::ProfileForm customer=customer /> }.into_any(),
        Panel::Contract(customer, id) => {
            view! { <contract::ContractForm customer=customer id=id /> }.into_any()
        }
        Panel::Plan(customer, id, risk) => {
            view! { <plan::PlanForm customer=customer id=id risk=risk /> }.into_any()
        }
        Panel::Watch(customer) => view! { <watch::WatchForm customer=customer /> }.into_any(),
        Panel::BuyerType(id) => view! { <buyer_type::BuyerTypeForm id=id /> }.into_any(),
        Panel::Source(source) => view! { <source::SourceForm source=source /> }.into_any(),
        Panel::Prefix(place) => view! { <prefix::PrefixForm place=place /> }.into_any(),
        Panel::Need(customer, id) => view! { <need::NeedForm customer=customer id=id /> }.into_any(),
        Panel::Feedback(customer, id) => {
            view! { <feedback::FeedbackForm customer=customer id=id /> }.into_any()
        }
        Panel::Summary(id) => view! { <summary::SummaryPanel id=id /> }.into_any(),
        Panel::Tier(customer) => view! { <tiers::TierForm customer=customer /> }.into_any(),
        Panel::Fact(customer, measure) => {
            view! { <tiers::FactForm customer=customer measure=measure /> }.into_any()
        }
        Panel::Arrange(customer, sort, nth) => {
            view! { <arrangement::ArrangementForm customer=customer sort=sort nth=nth /> }.into_any()
        }
        Panel::Person(id) => view! { <person::PersonForm id=id /> }.into_any(),
        Panel::Merge(one, other) => view! { <merge::MergeForm one=one other=other /> }.into_any(),
        Panel::Find => view! { <find::FindPanel /> }.into_any(),
        Panel::Keys => view! { <keys::KeysPanel /> }.into_any(),
        Panel::Many => view! { <many::ManyForm /> }.into_any(),
        Panel::Move => view! { <moves::MoveForm /> }.into_any(),
        Panel::ManyRecords(list) => view! { <many_records::ManyRecordsForm list=list /> }.into_any(),
        Panel::RecordMany => view! { <batch::BatchForm /> }.into_any(),
    }
}
