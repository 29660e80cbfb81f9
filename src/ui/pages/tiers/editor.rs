//! The editor of the schemes: a draft, what it would do, and the way to apply it. No code: choices and numbers.

mod cadence;
mod calendar;
mod conditions;
mod criteria;
mod fields;
mod grading;
mod order;
mod outcome;
mod urgency;

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::{self, Command, GradingSort, RehearsalRun};
use crate::policy::{Policy, Scheme};
use crate::text::Language;
use crate::tiering::Rehearsal;

use super::super::super::components::{Button, ButtonKind, Glyph, Icon, TextField, use_language};
use super::super::super::live::live;
use super::super::super::pace::{AT_ONCE, in_steps};
use super::super::super::session::{Session, Stopped, say};
use super::super::input::{choice, text_input};
use super::super::policy_files::PolicyFiles;

/// The draft that is edited. Copying it copies handles.
#[derive(Clone, Copy)]
pub struct Draft {
    policy: RwSignal<Policy>,
    /// Counts what adds or removes fields: the form is then drawn anew.
    shape: RwSignal<u32>,
    /// The scheme that is edited, by its place.
    place: RwSignal<usize>,
    /// The tier whose cadence is unfolded: it stays so when the form is drawn anew.
    unfolded: StoredValue<Option<usize>>,
}

impl Draft {
    /// Alters the draft.
    pub fn alter(self, change: impl FnOnce(&mut Policy)) {
        self.policy.update(change);
    }

    /// Alters the draft and draws the form anew.
    pub fn reshape(self, change: impl FnOnce(&mut Policy)) {
        self.policy.update(change);
        self.shape.update(|shape| *shape += 1);
    }

    /// Alters the scheme that is edited.
    pub fn alter_scheme(self, change: impl FnOnce(&mut Scheme)) {
        let place = self.place.get_untracked();
        self.alter(|policy| {
            if let Some(scheme) = policy.schemes.get_mut(place) {
                change(scheme);
            }
        });
    }

    /// Tells whether the cadence of a tier is unfolded.
    pub fn is_open(self, tier: usize) -> bool {
        self.unfolded.get_value() == Some(tier)
    }

    /// Notes that the cadence of a tier was folded or unfolded.
    pub fn note_open(self, tier: usize, event: &leptos::ev::Event) {
        use leptos::wasm_bindgen::JsCast;
        let element = event.target().and_then(|target| target.dyn_into::<leptos::web_sys::Element>().ok());
        let is_open = element.is_some_and(|element| element.has_attribute("open"));
        if is_open {
            self.unfolded.set_value(Some(tier));
        } else if self.is_open(tier) {
            self.unfolded.set_value(None);
        }
    }

    /// Alters the scheme that is edited and draws the form anew.
    pub fn reshape_scheme(self, change: impl FnOnce(&mut Scheme)) {
        self.alter_scheme(change);
        self.shape.update(|shape| *shape += 1);
    }
}

/// What a rehearsal came to.
#[derive(Clone)]
pub struct Rehearsed {
    draft: Arc<Policy>,
    found: Rehearsal,
}

/// Edits the policy until it is applied or let go.
#[component]
pub fn Editor(done: Callback<()>, first: String) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let now = session.peek(|desk| desk.policy().clone()).unwrap_or_default();
    let start = StoredValue::new(now.clone());
    let first = now.scheme(&first).map_or(0, |(place, _)| place);
    let draft = Draft {
        policy: RwSignal::new(now),
        shape: RwSignal::new(0),
        place: RwSignal::new(first),
        unfolded: StoredValue::new(None),
    };
    let note = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let progress = RwSignal::new(None::<u32>);
    let rehearsed = RwSignal::new(None::<Rehearsed>);
    let faults = Memo::new(move |_| draft.policy.with(Policy::faults));
    let is_changed =
        Memo::new(move |_| draft.policy.with(|policy| start.with_value(|start| policy != start)));
    session.holds(is_changed.into());
    rehearse(session, draft, progress, rehearsed);

    // A policy from a file is a draft like any other: it is rehearsed, and nothing happens before it is applied.
    let from_file = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        let Some((name, policy)) = session.imported_policy.get() else { return };
        session.imported_policy.set(None);
        draft.place.set(0);
        let version = start.with_value(|start| start.version);
        draft.reshape(|draft| *draft = Policy { version, ..policy });
        from_file.set(Some(name));
    });

    let apply = Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let command = Command::ApplyPolicy {
            draft: Box::new(draft.policy.get_untracked()),
            note: note.get_untracked().trim().to_owned(),
        };
        leptos::task::spawn_local(async move {
            match session.dispatch(command).await {
                Ok(()) | Err(Stopped::Refused(app::Refusal::Nothing)) => done.run(()),
                Err(stopped) => session.tell(&stopped),
            }
            let _ = busy.try_set(false);
        });
    });
    let told = move || {
        let t = language.get();
        let all = faults.get();
        (!all.is_empty()).then(|| {
            let each = draft.policy.with(|policy| {
                all.iter().map(|fault| view! { <li>{app::fault(t, policy, fault)}</li> }).collect_view()
            });
            view! {
                <div class="notice is-danger" role="alert">
                    <Icon name=Glyph::Alert />
                    <div><p>{t.failed_faulty(all.len())}</p><ul>{each}</ul></div>
                </div>
            }
        })
    };
    let cannot = Signal::derive(move || busy.get() || !is_changed.get() || !faults.with(Vec::is_empty));
    view! {
        <section class="card stack">
            <div class="card-head"><h2>{say(Language::draft_title)}</h2></div>
            <p class="hint">{say(Language::draft_text)}</p>
            {live(move || from_file.get().map(|name| {
                let t = language.get();
                let told = if is_changed.get() { t.draft_from_file(name) } else { t.draft_same_as_file(name) };
                view! { <div class="notice" role="status"><Icon name=Glyph::Upload /><p>{told}</p></div> }
            }))}
            <Schemes draft=draft />
            {live(told)}
        </section>
        {live(move || {
            let t = language.get();
            draft.shape.track();
            draft.place.track();
            scheme_form(t, draft)
        })}
        <order::Order draft=draft />
        <urgency::Urgencies draft=draft />
        <urgency::PoolRule draft=draft />
        <calendar::Days draft=draft />
        <fields::Fields draft=draft />
        <outcome::Outcome draft=draft progress=progress rehearsed=rehearsed />
        <section class="card stack">
            <TextField label=say(Language::draft_note) value=note hint=say(Language::draft_note_hint) />
            <div class="cluster">
                <Button kind=ButtonKind::Primary disabled=cannot on_press=apply>{say(Language::draft_apply)}</Button>
                <Button on_press=done>{say(Language::draft_discard)}</Button>
            </div>
            <PolicyFiles draft=draft.policy />
        </section>
    }
}

/// Rehearses the draft again whenever it changes, breathing in between; an older rehearsal gives up.
fn rehearse(
    session: Session,
    draft: Draft,
    progress: RwSignal<Option<u32>>,
    rehearsed: RwSignal<Option<Rehearsed>>,
) {
    let newest = StoredValue::new(0_u64);
    Effect::new(move |_| {
        let policy = draft.policy.get();
        newest.update_value(|newest| *newest += 1);
        let mine = newest.get_value();
        if !policy.faults().is_empty() {
            rehearsed.set(None);
            progress.set(None);
            return;
        }
        leptos::task::spawn_local(async move {
            // A pause, so that typing does not begin a rehearsal for each key.
            session.services().breathe().await;
            let Some(mut run) = session.peek(|desk| RehearsalRun::begin(desk, policy)) else { return };
            let is_done = in_steps(session, || {
                if newest.try_get_value() != Some(mine) {
                    return None;
                }
                let done = session.peek(|desk| run.step(desk, AT_ONCE))?;
                // The editor may be gone by now.
                progress.try_set(Some(done)).is_none().then_some(done < 1_000)
            })
            .await;
            if !is_done {
                return;
            }
            let (draft, found) = run.result();
            let _ = rehearsed.try_set(Some(Rehearsed { draft, found }));
            let _ = progress.try_set(None);
        });
    });
}

/// Which scheme is edited, and what can be done with it as a whole.
#[component]
fn Schemes(draft: Draft) -> impl IntoView {
    let language = use_language();
    let list = move || {
        let t = language.get();
        draft.shape.track();
        let place = draft.place.get();
        draft.policy.with_untracked(|policy| {
            let options = policy.schemes.iter().enumerate().map(|(place, scheme)| {
                let name = app::scheme_name(t, scheme);
                let name = if scheme.disabled { format!("{name} · {}", t.scheme_off()) } else { name };
                (place.to_string(), name)
            });
            choice(t.scheme(), place.to_string(), options.collect(), move |chosen| {
                draft.place.set(chosen.parse().unwrap_or(0));
            })
        })
    };
    let copy = Callback::new(move |()| {
        let t = language.get_untracked();
        let place = draft.place.get_untracked();
        draft.reshape(|policy| {
            if let Some(scheme) = policy.schemes.get(place) {
                let name = t.copy_of(app::scheme_name(t, scheme));
                let copy = app::copy_of(policy, scheme, name, |rank| app::tier_name(t, scheme, rank));
                policy.schemes.push(copy);
            }
        });
        draft.place.set(draft.policy.with_untracked(|policy| policy.schemes.len().saturating_sub(1)));
    });
    let switch = Callback::new(move |()| draft.reshape_scheme(|scheme| scheme.disabled = !scheme.disabled));
    let remove = Callback::new(move |()| {
        let place = draft.place.get_untracked();
        draft.reshape(|policy| {
            if policy.schemes.len() > 1 && place < policy.schemes.len() {
                let gone = policy.schemes.remove(place);
                policy.order.retain(|governing| governing.scheme != gone.id);
            }
        });
        draft.place.set(0);
    });
    let is_own = move || {
        draft.shape.track();
        let place = draft.place.get();
        draft.policy.with_untracked(|policy| {
            policy.schemes.get(place).is_some_and(|scheme| Policy::default().scheme(&scheme.id).is_none())
        })
    };
    let switch_name = Signal::derive(move || {
        let t = language.get();
        draft.shape.track();
        let place = draft.place.get();
        let is_off = draft
            .policy
            .with_untracked(|policy| policy.schemes.get(place).is_some_and(|scheme| scheme.disabled));
        (if is_off { t.switch_on() } else { t.switch_off() }).to_owned()
    });
    let sorts = move || {
        let t = language.get();
        let options = std::iter::once((String::new(), t.unknown_option().to_owned())).chain(
            GradingSort::ALL.map(|sort| (sort.id().to_owned(), grading::sort_name(t, sort).to_owned())),
        );
        choice(t.new_scheme(), String::new(), options.collect(), move |chosen| {
            let Some(sort) = GradingSort::ALL.into_iter().find(|sort| sort.id() == chosen) else { return };
            draft.reshape(|policy| {
                let scheme = app::new_scheme(policy, sort, t.new_scheme(), [t.tier_one(), t.tier_two()]);
                policy.schemes.push(scheme);
            });
            draft.place.set(draft.policy.with_untracked(|policy| policy.schemes.len().saturating_sub(1)));
        })
    };
    view! {
        <div class="form-grid">{live(list)} {live(sorts)}</div>
        <div class="cluster">
            <Button on_press=copy>{say(Language::copy_scheme)}</Button>
            <Button on_press=switch>{live(move || switch_name.get())}</Button>
            <Show when=is_own>
                <Button kind=ButtonKind::Danger on_press=remove>{say(Language::remove_scheme)}</Button>
            </Show>
        </div>
    }
}

fn scheme_form(t: Language, draft: Draft) -> AnyView {
    let place = draft.place.get_untracked();
    let Some((policy, scheme)) = draft
        .policy
        .with_untracked(|policy| policy.schemes.get(place).map(|scheme| (policy.clone(), scheme.clone())))
    else {
        return ().into_any();
    };
    let name = text_input(t.scheme_name(), app::scheme_name(t, &scheme), move |typed| {
        draft.alter_scheme(|scheme| scheme.name = typed.trim().to_owned());
        true
    });
    view! {
        <section class="card stack">
            <div class="card-head"><h2>{app::scheme_name(t, &scheme)}</h2></div>
            <div class="form-grid">{name}</div>
            {grading::form(t, draft, &policy, &scheme)}
            {fields::hold(t, draft, &scheme)}
        </section>
    }
    .into_any()
}
