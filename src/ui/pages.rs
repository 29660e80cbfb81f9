//! The pages, one for each address.

mod arranging;
mod backup;
mod cadence;
mod condition;
mod customer;
mod customers;
mod data;
mod due;
mod export;
mod filter_panel;
mod folder;
mod handover;
mod history;
mod import;
mod in_place;
mod input;
mod join;
mod list_rows;
mod lock;
mod needs;
mod paper;
mod policy_files;
mod records;
mod restore;
mod room;
mod settings;
mod snapshots;
mod tiers;
mod today;
mod welcome;
mod work;

use leptos::prelude::*;

use crate::app::Route;
use crate::text::Language;

use super::live::live;
use super::parts;
use super::session::{Session, say};

pub use customers::{apply_view, prepare_search};
pub use due::{DueLine, due_line, due_line_on};
pub use today::{ACTIONS_AHEAD, team};
use welcome::StillReading;
pub use welcome::{Opening, Welcome};

/// The page of the address.
#[component]
pub fn Page() -> impl IntoView {
    let session = Session::use_here();
    // Only 今日 has anything to show of a book that is still being read.
    let route = Memo::new(move |_| {
        let route = session.route.get();
        (session.is_open() || route == Some(Route::Today)).then_some(route)
    });
    let page = live(move || {
        let Some(route) = route.get() else { return view! { <StillReading /> }.into_any() };
        of_route(route)
    });
    view! {
        <room::CutOffNotice />
        <backup::BackupNotice />
        <room::RoomNotice />
        {page}
    }
}

fn of_route(route: Option<Route>) -> AnyView {
    match route {
        Some(Route::Today) => view! { <today::TodayPage /> }.into_any(),
        Some(
            route @ (Route::Customers
            | Route::Customer(_)
            | Route::Needs
            | Route::Records(_)
            | Route::Work
            | Route::Tiers
            | Route::Cadence),
        ) => parts::customers(route),
        Some(
            route @ (Route::Data
            | Route::Import
            | Route::Export
            | Route::History(_)
            | Route::Snapshots
            | Route::Handover(_)
            | Route::Paper(..)
            | Route::Settings),
        ) => parts::data(route),
        None => view! { <NotFound /> }.into_any(),
    }
}

/// The pages of the part for customers.
pub fn of_customers(route: Route) -> AnyView {
    match route {
        Route::Customer(id) => view! { <customer::CustomerPage id=id /> }.into_any(),
        Route::Needs => view! { <needs::NeedsPage /> }.into_any(),
        Route::Cadence => view! { <cadence::CadencePage /> }.into_any(),
        Route::Tiers => view! { <tiers::TiersPage /> }.into_any(),
        Route::Records(list) => view! { <records::RecordsPage list=list /> }.into_any(),
        Route::Work => view! { <work::WorkPage /> }.into_any(),
        _ => view! { <customers::CustomersPage /> }.into_any(),
    }
}

/// The screen of a locked book.
pub fn of_lock() -> AnyView {
    view! { <lock::LockScreen /> }.into_any()
}

/// The pages of the part for data and settings.
pub fn of_data(route: Route) -> AnyView {
    match route {
        Route::Import => view! { <import::ImportPage /> }.into_any(),
        Route::Export => view! { <export::ExportPage /> }.into_any(),
        Route::History(customer) => view! { <history::HistoryPage customer=customer /> }.into_any(),
        Route::Snapshots => view! { <snapshots::SnapshotsPage /> }.into_any(),
        Route::Handover(id) => view! { <handover::HandoverPage id=id /> }.into_any(),
        Route::Paper(paper, customer) => {
            view! { <paper::PaperPage paper=paper customer=customer /> }.into_any()
        }
        Route::Settings => view! { <settings::SettingsPage /> }.into_any(),
        _ => view! { <data::DataPage /> }.into_any(),
    }
}

/// What an address that leads nowhere shows.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <div class="empty">
            <h1 class="empty-title">{say(Language::page_not_found)}</h1>
            <p class="muted">{say(Language::page_not_found_text)}</p>
            <a class="button is-primary" href=Route::Today.href()>{say(Language::go_today)}</a>
        </div>
    }
}
