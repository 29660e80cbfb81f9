//! The record form: what was said and what happens next, in one, quick to fill (A0.24).

use leptos::prelude::*;

use crate::app::{self, ActionDraft, Command, Field, InteractionDraft};
use crate::model::{
    AttachmentId, Attitude, CapExcuse, Channel, Contact, CustomerId, Depth, Initiator, InteractionId,
    Occasion,
};
use crate::policy::Content;
use crate::text::Language;

use super::super::components::{
    Button, ButtonKind, CheckField, FieldKind, Fold, Glyph, Icon, Rating, Segmented, SelectField, TextArea,
    TextField, use_language,
};
use super::super::live::live;
use super::super::marks::no_contact_warning;
use super::super::session::{Session, say};
use super::actions::{self, ActionFields, Actions};
use super::cap_reason::{CapReason, cap_told};
use super::choices;
use super::files::FileField;
use super::form::{FormPanel, Wrong};

/// Records a contact with `customer`, proposing `channel`.
#[component]
pub fn RecordForm(customer: CustomerId, channel: Channel) -> impl IntoView {
    let session = Session::use_here();
    // A line that was begun goes on here.
    let begun = session.prefilled.try_update_value(Option::take).flatten();
    if let Some(draft) = begun.filter(|draft| draft.customer == customer) {
        return view! { <InteractionForm draft=draft id=None begun=true /> };
    }
    let mut draft = InteractionDraft::new(customer, channel, &session.env());
    // With one contact known, it is the one that was spoken to.
    let contacts = contacts_of(session, customer, &[]);
    if let [only] = contacts.as_slice() {
        draft.contacts.push(only.id);
    }
    view! { <InteractionForm draft=draft id=None begun=false /> }
}

/// Edits the record of a contact.
#[component]
pub fn EditRecordForm(id: InteractionId) -> impl IntoView {
    let session = Session::use_here();
    let draft = session.peek(|desk| {
        let contact = desk.book().interactions().get(id)?;
        Some(InteractionDraft::of(desk.book(), &contact, desk.zone()))
    });
    draft.flatten().map(|draft| view! { <InteractionForm draft=draft id=Some(id) begun=false /> })
}

/// The customer's contacts who are still there, and those whom the record names.
fn contacts_of(session: Session, customer: CustomerId, named: &[crate::model::ContactId]) -> Vec<Contact> {
    session
        .peek(|desk| {
            let contacts = desk.book().contacts_of(customer);
            contacts.filter(|contact| !contact.has_left || named.contains(&contact.id)).collect()
        })
        .unwrap_or_default()
}

#[component]
fn InteractionForm(
    draft: InteractionDraft,
    id: Option<InteractionId>,
    /// Whether it holds something already that closing would lose.
    begun: bool,
) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let start = draft.clone();
    let customer = draft.customer;
    let channel = RwSignal::new(draft.channel.id().to_owned());
    let depth = RwSignal::new(draft.depth.id().to_owned());
    let initiator = RwSignal::new(draft.initiator.id().to_owned());
    let occasion = RwSignal::new(draft.occasion.id().to_owned());
    let unanswered = RwSignal::new(draft.unanswered);
    let day = RwSignal::new(draft.day.clone());
    let time = RwSignal::new(draft.time.clone());
    let contacts = RwSignal::new(draft.contacts.clone());
    let people = RwSignal::new(draft.people.clone());
    let summary = RwSignal::new(draft.summary.clone());
    let feedback = RwSignal::new(draft.feedback.clone());
    let needs = RwSignal::new(draft.needs.clone());
    let problems = RwSignal::new(draft.problems.clone());
    let excuse = RwSignal::new(draft.cap_excuse.map_or("", CapExcuse::id).to_owned());
    let note = RwSignal::new(draft.cap_note.clone());
    let theme = RwSignal::new(draft.theme.clone());
    let concerns = RwSignal::new(draft.concerns.clone());
    let attitude = RwSignal::new(draft.attitude.map_or("", Attitude::id).to_owned());
    let satisfaction = RwSignal::new(draft.satisfaction);
    let spin = [&draft.spin_situation, &draft.spin_problem, &draft.spin_implication, &draft.spin_payoff]
        .map(|text| RwSignal::new(text.clone()));
    let [situation, difficulty, implication, payoff] = spin;
    let has_spin = spin.iter().any(|text| text.with_untracked(|text| !text.is_empty()));
    let confirmed = RwSignal::new(draft.confirmed);
    let sent = RwSignal::new(draft.summary_sent);
    let actions = actions::fields(&draft.actions);
    let had: StoredValue<Vec<AttachmentId>> =
        StoredValue::new(draft.files.iter().filter_map(|file| file.id).collect());
    let attached = RwSignal::new(draft.files.clone());
    on_cleanup(move || session.let_staged_go());

    // The usual depth follows the channel until somebody chooses another.
    Effect::new(move |before: Option<String>| {
        let now = channel.get();
        if before.is_some_and(|before| before != now)
            && let Some(channel) = Channel::from_id(&now)
        {
            depth.set(channel.usual_depth().id().to_owned());
        }
        now
    });

    let typed = move || InteractionDraft {
        customer,
        day: day.get(),
        time: time.get(),
        channel: Channel::from_id(&channel.get()).unwrap_or(Channel::Call),
        depth: Depth::from_id(&depth.get()).unwrap_or(Depth::Deep),
        initiator: Initiator::from_id(&initiator.get()).unwrap_or(Initiator::Us),
        occasion: Occasion::from_id(&occasion.get()).unwrap_or(Occasion::Routine),
        unanswered: unanswered.get(),
        contacts: contacts.get(),
        people: people.get(),
        summary: summary.get(),
        feedback: feedback.get(),
        needs: needs.get(),
        problems: problems.get(),
        theme: theme.get(),
        concerns: concerns.get(),
        attitude: Attitude::from_id(&attitude.get()),
        satisfaction: satisfaction.get(),
        spin_situation: situation.get(),
        spin_problem: difficulty.get(),
        spin_implication: implication.get(),
        spin_payoff: payoff.get(),
        confirmed: confirmed.get(),
        summary_sent: sent.get(),
        actions: actions.get().into_iter().map(ActionFields::draft).collect(),
        cap_excuse: CapExcuse::from_id(&excuse.get()),
        cap_note: note.get(),
        files: attached.get(),
        files_out: attached.with(|now| {
            let is_there = |id: &AttachmentId| now.iter().any(|file| file.id == Some(*id));
            had.with_value(|had| had.iter().copied().filter(|id| !is_there(id)).collect())
        }),
    };
    let said = move |draft: &InteractionDraft| {
        let actions: Vec<ActionDraft> =
            draft.actions.iter().filter(|action| !action.is_blank()).cloned().collect();
        InteractionDraft { actions, ..draft.clone() }
    };
    let start_said = said(&start);
    let is_dirty = Memo::new(move |_| begun || said(&typed()) != start_said);
    let wrong = Wrong::new();
    let command = move || Command::SaveInteraction { id, draft: Box::new(untrack(typed)) };
    let name = session
        .peek(|desk| desk.book().customers().get(customer).map(|customer| customer.name.clone()))
        .flatten()
        .unwrap_or_default();
    let title = Signal::derive(move || {
        if id.is_some() { language.get().edit_record().to_owned() } else { language.get().record_with(&name) }
    });

    let forbidden = move || {
        let t = language.get();
        let warned = session.read(|desk| {
            let customer = desk.book().customers().get(customer)?;
            no_contact_warning(t, customer, desk.today())
        });
        warned.flatten()
    };
    // What waits to be talked about (A1.11), while nothing is recorded of it yet.
    let suggested = move || {
        let t = language.get();
        let today = session.today().0;
        let found = session.read(|desk| app::suggestion(desk.book(), customer, today)).flatten();
        found.filter(|_| id.is_none()).map(|suggestion| {
            let own = suggestion.theme(t);
            let take = Callback::new(move |()| theme.set(own.clone()));
            view! {
                <div class="notice is-info">
                    <Icon name=Glyph::Info />
                    <p>{suggestion.told(t)}</p>
                    <Button kind=ButtonKind::Quiet on_press=take>{t.suggest_use()}</Button>
                </div>
            }
        })
    };
    // The same content again is a fault by name (A1.22).
    let again = Memo::new(move |_| {
        let typed = theme.get();
        let repeats = |desk: &app::Desk| app::would_repeat(desk.book(), customer, &typed);
        id.is_none() && session.read(repeats).unwrap_or(false)
    });
    let repeated = move || {
        let typed = theme.get();
        again.get().then(|| {
            view! { <p class="hint is-warned" role="status">{language.get().theme_third(typed.trim())}</p> }
        })
    };
    // The caps, live: how far each is used, and whether this contact would go over.
    let caps = Memo::new(move |_| {
        let draft = typed();
        session
            .read(|desk| {
                let tiers = desk.tiers_of(customer);
                let editing = id.and_then(|id| desk.book().interactions().get(id));
                let uses = draft.caps(desk.book(), desk.policy(), &tiers, editing.as_ref());
                let t = language.get();
                let line = |cap_use: &crate::cadence::CapUse| {
                    if cap_use.is_full() {
                        let cap = cap_use.cap;
                        let (scope, period) = (t.cap_scope(cap.scope), t.cap_period(cap.period));
                        let tier = app::caps_label(t, desk.policy(), cap_use.tier);
                        let opens = t.day_short(cap_use.opens, desk.today());
                        (true, t.cap_full(tier, scope, period, cap_use.used, cap.most, opens))
                    } else {
                        (false, cap_told(t, desk, cap_use))
                    }
                };
                Some(uses.iter().map(line).collect::<Vec<_>>())
            })
            .flatten()
            .unwrap_or_default()
    });
    let is_over = Memo::new(move |_| caps.with(|caps| caps.iter().any(|(full, _)| *full)));
    let known = contacts_of(session, customer, &start.contacts);
    let team = choices::people(None);
    let today = session.today().0;
    // What is brought to customers of each tier is what contacts are most often about (A1.11).
    let themes = Signal::derive(move || {
        let t = language.get();
        Content::ALL.iter().map(|content| t.content(*content).to_owned()).collect::<Vec<_>>()
    });

    view! {
        <FormPanel title=title command=command is_dirty=is_dirty wrong=wrong>
            {live(forbidden)}
            {live(suggested)}
            {live(repeated)}
            <Segmented
                label=say(Language::field_channel)
                value=channel
                options=choices::required(Channel::ALL, Channel::id, Language::channel)
            />
            <div class="form-grid">
                <TextField label=say(Language::field_day) value=day kind=FieldKind::Date required=true error=wrong.with(Field::Day) />
                <TextField label=say(Language::field_time) value=time kind=FieldKind::Time error=wrong.with(Field::Time) />
            </div>
            {(!known.is_empty())
                .then(|| view! {
                    <fieldset class="picker">
                        <legend>{say(Language::field_contacts)}</legend>
                        {known
                            .into_iter()
                            .map(|contact| {
                                let shown = if contact.title.is_empty() { contact.name.clone() } else { format!("{} {}", contact.name, contact.title) };
                                pick(contacts, contact.id, shown)
                            })
                            .collect_view()}
                    </fieldset>
                })}
            <TextArea
                label=say(Language::field_summary)
                value=summary
                rows=3
                required=true
                autofocus=true
                placeholder=say(Language::field_summary_hint)
                error=wrong.with(Field::Summary)
            />
            <div class="form-grid">
                <TextArea
                    label=say(Language::field_needs)
                    value=needs
                    rows=2
                    hint=say(Language::needs_lines_hint)
                    error=wrong.with(Field::Needs)
                />
                <TextArea label=say(Language::field_problems) value=problems rows=2 error=wrong.with(Field::Problems) />
            </div>
            {live(move || caps
                .get()
                .into_iter()
                .map(|(full, line)| {
                    let class = if full { "notice is-warning" } else { "notice is-info" };
                    let glyph = if full { Glyph::Alert } else { Glyph::Info };
                    view! { <div class=class role="status"><Icon name=glyph /><p>{line}</p></div> }
                })
                .collect_view())}
            <Show when=move || is_over.get()>
                <CapReason excuse=excuse note=note wrong=wrong />
            </Show>
            <Actions actions=actions wrong=wrong today=today />
            <FileField files=attached error=wrong.with(Field::Files) />
            <Fold title=say(Language::more_details) open=id.is_some()>
                <div class="stack">
                    <Segmented
                        label=say(Language::field_depth)
                        value=depth
                        options=choices::required(Depth::ALL, Depth::id, Language::depth)
                    />
                    <Segmented
                        label=say(Language::field_initiator)
                        value=initiator
                        options=choices::required(Initiator::ALL, Initiator::id, Language::initiator)
                    />
                    <Segmented
                        label=say(Language::field_occasion)
                        value=occasion
                        options=choices::required(Occasion::ALL, Occasion::id, Language::occasion)
                    />
                    <CheckField label=say(Language::field_unanswered) value=unanswered />
                    <p class="hint">{say(Language::field_unanswered_hint)}</p>
                    <fieldset class="picker">
                        <legend>{say(Language::field_people)}</legend>
                        {live(move || team
                            .get()
                            .into_iter()
                            .filter_map(|(id, name)| Some(pick(people, id.parse().ok()?, name)))
                            .collect_view())}
                    </fieldset>
                    <TextArea label=say(Language::field_feedback) value=feedback rows=2 error=wrong.with(Field::Feedback) />
                    <div class="form-grid">
                        <TextField
                            label=say(Language::field_theme)
                            value=theme
                            hint=say(Language::field_theme_hint)
                            list=themes
                            error=wrong.with(Field::Theme)
                        />
                        <SelectField
                            label=say(Language::field_attitude)
                            value=attitude
                            options=choices::optional(Attitude::ALL, Attitude::id, Language::attitude)
                        />
                    </div>
                    <TextArea label=say(Language::field_concerns) value=concerns rows=2 error=wrong.with(Field::Concerns) />
                    <Rating label=say(Language::field_satisfaction) value=satisfaction />
                    <CheckField label=say(Language::field_confirmed) value=confirmed />
                    <CheckField label=say(Language::field_summary_sent) value=sent />
                </div>
            </Fold>
            <Fold title=say(Language::spin_title) open=has_spin>
                <div class="form-grid">
                    <TextArea label=say(Language::spin_situation) value=situation rows=2 error=wrong.with(Field::SpinSituation) />
                    <TextArea label=say(Language::spin_problem) value=difficulty rows=2 error=wrong.with(Field::SpinProblem) />
                    <TextArea label=say(Language::spin_implication) value=implication rows=2 error=wrong.with(Field::SpinImplication) />
                    <TextArea label=say(Language::spin_payoff) value=payoff rows=2 error=wrong.with(Field::SpinPayoff) />
                </div>
            </Fold>
        </FormPanel>
    }
}

/// One name that can be ticked.
fn pick<I: PartialEq + Copy + Send + Sync + 'static>(
    chosen: RwSignal<Vec<I>>,
    id: I,
    shown: String,
) -> impl IntoView {
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=move || chosen.with(|chosen| chosen.contains(&id))
                on:change=move |event| {
                    let ticked = event_target_checked(&event);
                    chosen.update(|chosen| {
                        chosen.retain(|other| *other != id);
                        if ticked {
                            chosen.push(id);
                        }
                    });
                }
            />
            <span>{shown}</span>
        </label>
    }
}
