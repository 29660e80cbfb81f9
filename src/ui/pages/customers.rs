//! The list of customers: found as one types, sorted by any column.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::{self, Column, CustomersFilter, Desk, Route, TierFilter, customers};
use crate::model::{Channel, CustomerId, Money};
use crate::policy::{Policy, TierPlace};
use crate::text::Language;

use super::super::components::{Button, ButtonKind, EmptyState, Glyph, Icon, VirtualRows, use_language};
use super::super::live::live;
use super::super::marks::{governing_badge, state_class};
use super::super::session::{Panel, Phrase, Session, say};

/// The columns with their cell classes and names.
const COLUMNS: [(Column, &str, Phrase); 9] = [
    (Column::Tier, "cell cell-tier", Language::col_tier),
    (Column::Number, "cell cell-number", Language::col_number),
    (Column::Name, "cell cell-name", Language::col_name),
    (Column::Industry, "cell cell-industry", Language::col_industry),
    (Column::Stage, "cell cell-stage", Language::col_stage),
    (Column::Owner, "cell cell-owner", Language::col_owner),
    (Column::LastContact, "cell cell-last", Language::col_last),
    (Column::Next, "cell cell-next", Language::col_next),
    (Column::Amount, "cell cell-amount num", Language::col_amount),
];

/// What of the list is shown, and in which order.
pub(super) fn shown(session: Session) -> CustomersFilter {
    let (column, reversed) = session.sort.get();
    CustomersFilter { typed: session.typed.get(), tier: session.tier.get(), column, reversed }
}

/// The page 客户.
#[component]
pub fn CustomersPage() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let list: Memo<Arc<Vec<CustomerId>>> = Memo::new(move |_| {
        let filter = shown(session);
        Arc::new(session.read(|desk| customers(desk, &filter)).unwrap_or_default())
    });
    let count = Signal::derive(move || list.with(|list| list.len()));
    let total = Memo::new(move |_| session.read(|desk| desk.book().customers().len()).unwrap_or(0));
    Effect::new(move |_| session.list.set_value(list.get().to_vec()));
    let sub = move || {
        let t = language.get();
        if count.get() == total.get() {
            t.customers_count(total.get())
        } else {
            t.customers_found(count.get(), total.get())
        }
    };
    let new_customer = Callback::new(move |()| session.panel.set(Some(Panel::Customer(None))));
    view! {
        <div class="page-head">
            <h1>{say(Language::customers_title)}</h1>
            <p class="sub" role="status">{sub}</p>
            <div class="cluster">
                <TierChips />
                <a class="button" href=Route::Export.href() title=say(Language::export_these)>
                    <Icon name=Glyph::Download />
                    <span class="button-text">{say(Language::export_verb)}</span>
                </a>
                <Button kind=ButtonKind::Primary icon=Glyph::Plus on_press=new_customer>
                    {say(Language::add_customer)}
                </Button>
            </div>
        </div>
        <Show
            when=move || total.get() != 0
            fallback=move || view! {
                <EmptyState title=say(Language::today_empty_title) text=say(Language::today_empty_text)>
                    <div class="cluster is-centred">
                        <Button kind=ButtonKind::Primary icon=Glyph::Plus on_press=new_customer>
                            {say(Language::add_customer)}
                        </Button>
                        <a class="button" href=Route::Import.href()>{say(Language::welcome_import)}</a>
                    </div>
                </EmptyState>
            }
        >
            <div class="page-body is-list">
                <Show when=move || count.get() != 0 fallback=move || view! { <NothingFound /> }>
                    <CustomerRows list=list count=count />
                </Show>
            </div>
        </Show>
    }
}

#[component]
fn NothingFound() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let text = move || language.get().customers_none_text(session.typed.get());
    let clear = move |()| {
        session.typed.set(String::new());
        session.tier.set(TierFilter::All);
    };
    view! {
        <EmptyState title=say(Language::customers_none_title) text=Signal::derive(text)>
            <Button on_press=Callback::new(clear)>{say(Language::customers_show_all)}</Button>
        </EmptyState>
    }
}

/// The tiers of the scheme that is filtered by; until one is chosen, of the one that serves where none governs.
#[component]
fn TierChips() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let chips = Memo::new(move |_| {
        let (t, chosen) = (language.get(), session.tier.get().scheme());
        session.read(|desk| choices(t, desk.policy(), chosen)).unwrap_or_default()
    });
    let drawn = move || {
        chips
            .get()
            .into_iter()
            .map(|(choice, name)| {
                view! {
                    <button
                        type="button"
                        aria-pressed=move || if session.tier.get() == choice { "true" } else { "false" }
                        on:click=move |_| session.tier.set(choice)
                    >
                        {name}
                    </button>
                }
            })
            .collect_view()
    };
    view! {
        <div class="chips" role="group" aria-label=say(Language::filter_tier)>
            {live(drawn)}
        </div>
    }
}

/// Returns the filters to offer, with their names.
pub fn choices(t: Language, policy: &Policy, chosen: Option<u8>) -> Vec<(TierFilter, String)> {
    let place = chosen.unwrap_or(policy.fallback().scheme);
    let Some(scheme) = policy.schemes.get(usize::from(place)) else { return Vec::new() };
    let tiers = (0..scheme.tiers.len())
        .filter_map(|tier| u8::try_from(tier).ok())
        .map(|tier| (TierFilter::Only(TierPlace { scheme: place, tier }), app::tier_letter(t, scheme, tier)));
    std::iter::once((TierFilter::All, t.import_all().to_owned()))
        .chain(tiers)
        .chain([(TierFilter::Undetermined(place), t.tier_undetermined_short().to_owned())])
        .collect()
}

#[component]
fn CustomerRows(list: Memo<Arc<Vec<CustomerId>>>, count: Signal<usize>) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let selected = RwSignal::new(Some(0));
    Effect::new(move |_| {
        let last = count.get().checked_sub(1);
        if selected.get_untracked() > last {
            selected.set(last);
        }
    });
    let at = move |index: usize| list.with_untracked(|list| list.get(index).copied());
    let open = move |index: usize| {
        if let Some(id) = at(index) {
            session.go(Route::Customer(id));
        }
    };
    let keys = move |(index, key): (usize, String)| match (key.as_str(), at(index)) {
        ("r", Some(id)) => session.panel.set(Some(Panel::Record(id, Channel::Call))),
        ("e", Some(id)) => session.panel.set(Some(Panel::Customer(Some(id)))),
        ("o", _) => open(index),
        ("n", _) => session.panel.set(Some(Panel::Customer(None))),
        _ => {}
    };
    let drawn = StoredValue::new(0_u64);
    let revision = Memo::new(move |_| {
        list.track();
        language.track();
        session.revision();
        drawn.update_value(|number| *number += 1);
        drawn.get_value()
    });
    let row = move |index: usize| {
        let t = language.get_untracked();
        let cells = at(index).and_then(|id| session.peek(|desk| customer_cells(t, desk, id)).flatten());
        cells.unwrap_or_else(|| ().into_any())
    };
    view! {
        <VirtualRows
            count=count
            label=say(Language::customers_list)
            class="customers"
            row=row
            revision=revision
            selected=selected
            on_open=Callback::new(open)
            keys=Callback::new(keys)
            head=head(session)
        />
    }
}

fn head(session: Session) -> AnyView {
    let language = use_language();
    COLUMNS
        .into_iter()
        .map(|(column, class, phrase)| {
            let press = move |_| {
                session.sort.update(|(by, reversed)| {
                    *reversed = *by == column && !*reversed;
                    *by = column;
                });
            };
            let arrow = move || match session.sort.get() {
                (by, false) if by == column => " ↓",
                (by, true) if by == column => " ↑",
                _ => "",
            };
            view! {
                <div class=class>
                    <button
                        type="button"
                        title=move || {
                            let t = language.get();
                            t.sort_by(phrase(t))
                        }
                        on:click=press
                    >
                        {say(phrase)}
                        <span aria-hidden="true">{arrow}</span>
                    </button>
                </div>
            }
        })
        .collect_view()
        .into_any()
}

fn customer_cells(t: Language, desk: &Desk, id: CustomerId) -> Option<AnyView> {
    let customer = desk.book().customers().get(id)?;
    let standing = desk.standing(id)?;
    let today = desk.today();
    let owner =
        customer.owner.and_then(|owner| desk.book().people().get(owner)).map(|person| person.name.clone());
    let next = standing.most_pressing();
    let next_class = next.map_or(String::new(), |obligation| format!("when {}", state_class(obligation)));
    let next = next.map(|obligation| app::obligation_when(t, obligation, today)).unwrap_or_default();
    let last =
        standing.last_contact.map_or_else(|| t.never_contacted().to_owned(), |day| t.day_short(day, today));
    let amount = standing.amount.map_or_else(|| t.none().to_owned(), |fen| t.money_short(Money::fen(fen)));
    Some(
        view! {
            <div class="cell cell-tier">{governing_badge(t, desk.policy(), standing)}</div>
            <div class="cell cell-number">{customer.number.clone()}</div>
            <div class="cell cell-name">
                <a class="row-title" href=Route::Customer(id).href() tabindex="-1">{customer.name.clone()}</a>
            </div>
            <div class="cell cell-industry">{customer.industry.clone()}</div>
            <div class="cell cell-stage">{customer.stage.map_or(t.none(), |stage| t.stage(stage))}</div>
            <div class="cell cell-owner">{owner.unwrap_or_else(|| t.none().to_owned())}</div>
            <div class="cell cell-last">{last}</div>
            <div class="cell cell-next"><span class=next_class>{next}</span></div>
            <div class="cell cell-amount num">{amount}</div>
        }
        .into_any(),
    )
}
