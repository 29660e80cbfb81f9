//! The churn warning list: whose tier falls within 90 days if nothing happens (A0.28, D6).

use leptos::prelude::*;

use crate::app::{self, Desk, FallsRun, Route};
use crate::model::{CustomerId, Money};
use crate::text::Language;
use crate::tiering::Fall;

use super::super::super::components::{Button, use_language};
use super::super::super::live::live;
use super::super::super::pace::{AT_ONCE, in_steps};
use super::super::super::session::{Session, say};
use super::super::customer::causes;

/// How many lines are shown.
const SHOWN: usize = 50;

/// Looks for falls when asked to, and lists them.
#[component]
pub fn Falls(place: Memo<usize>) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let found = RwSignal::new(None::<(usize, Vec<(CustomerId, Fall)>)>);
    let busy = RwSignal::new(false);
    let look = Callback::new(move |()| {
        busy.set(true);
        let place = place.get_untracked();
        leptos::task::spawn_local(async move {
            let Some(mut run) = session.peek(|desk| FallsRun::begin(desk, place)) else { return };
            in_steps(session, || session.peek(|desk| run.step(desk, AT_ONCE))).await;
            // The page may be gone by now.
            let _ = found.try_set(Some((place, run.result())));
            let _ = busy.try_set(false);
        });
    });
    let list = move || {
        let (t, place) = (language.get(), place.get());
        found.with(|found| {
            let (of, falls) = found.as_ref().filter(|(of, _)| *of == place)?;
            session.read(|desk| lines(t, desk, *of, falls))
        })
    };
    let compares = move || session.read(|desk| desk.yardstick().compares(place.get())).unwrap_or(false);
    view! {
        <section class="card">
            <div class="card-head">
                <h2>{say(Language::falls)}</h2>
                <Button disabled=busy on_press=look>{say(Language::falls_look)}</Button>
            </div>
            <p class="hint">{live(move || {
                let t = language.get();
                if compares() { t.falls_compared() } else { t.falls_text() }
            })}</p>
            {live(list)}
        </section>
    }
}

fn lines(t: Language, desk: &Desk, place: usize, falls: &[(CustomerId, Fall)]) -> AnyView {
    let Some(scheme) = desk.policy().schemes.get(place) else { return ().into_any() };
    if falls.is_empty() {
        return view! { <p class="muted" role="status">{t.falls_none()}</p> }.into_any();
    }
    let name = |tier: Option<u8>| {
        tier.map_or_else(|| t.tier_undetermined_short().to_owned(), |tier| app::tier_name(t, scheme, tier))
    };
    let rows = falls
        .iter()
        .take(SHOWN)
        .filter_map(|(id, fall)| {
            let customer = desk.book().customers().get(*id)?;
            let why = causes(t, desk.book(), desk.policy(), &fall.causes, desk.today());
            Some(view! {
                <tr>
                    <th scope="row"><a href=Route::Customer(*id).href()>{customer.name.clone()}</a></th>
                    <td class="num">{t.day_short(fall.day, desk.today())}</td>
                    <td>{t.moved(name(Some(fall.from)), name(fall.to))}</td>
                    <td class="num">{fall.at_stake.map(|fen| t.money_short(Money::fen(fen)))}</td>
                    <td class="muted is-note">{why}</td>
                </tr>
            })
        })
        .collect_view();
    let more = falls.len().saturating_sub(SHOWN);
    view! {
        <p role="status">{t.falls_count(falls.len())}</p>
        <div class="table-wrap" tabindex="0" role="group" aria-label=t.falls()>
            <table class="ledger is-compact">
                <thead>
                    <tr>
                        <th scope="col">{t.col_name()}</th>
                        <th scope="col" class="num">{t.field_day()}</th>
                        <th scope="col">{t.col_tier()}</th>
                        <th scope="col" class="num">{t.at_stake()}</th>
                        <th scope="col">{t.because()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {(more > 0).then(|| view! { <p class="muted">{t.and_more(more)}</p> })}
    }
    .into_any()
}
