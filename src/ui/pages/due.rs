//! One line of Today: what it says, and how it is drawn.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::app::{self, Command, Desk, Due, Route, Standing};
use crate::book::Book;
use crate::cadence::rule_name;
use crate::model::{ArrangementSort, Channel, CustomerId, Day};
use crate::policy::Policy;
use crate::text::Language;

use super::super::components::{
    Button, ButtonKind, Glyph, Icon, TierBadge, TierMark, WindowBar, WindowMark, tab_stop,
};
use super::super::marks::{cause_words, governing_mark, state_class, window_mark};
use super::super::session::{Panel, Session};

/// What a line of Today says, in words; kept as [`Glance`](super::super::glance::Glance), too.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DueLine {
    /// The customer.
    pub customer: CustomerId,
    /// What a contact that is recorded from here begins with.
    pub channel: Channel,
    name: String,
    badge: TierMark,
    /// Who is spoken to, and who does it.
    who: String,
    /// What is to be done, and about what.
    what: String,
    about: String,
    when: String,
    when_class: String,
    window: WindowMark,
    /// Why it goes before others, each with what it counts.
    causes: Vec<(String, String)>,
    /// The last words said.
    words: String,
    notes: String,
    hint: String,
    phone: Option<String>,
    email: Option<String>,
    /// The rule that asks for it, and its place among the customer's obligations.
    rule: String,
    nth: Option<u8>,
}

impl DueLine {
    /// Returns a number that tells lines from one another by all that they say.
    pub fn mark(&self) -> Option<u64> {
        let text = serde_json::to_string(self).ok()?;
        Some(BuildHasherDefault::<DefaultHasher>::default().hash_one(text))
    }
}

/// Returns what the line of something that is due says; `None` where the customer or the rule has just gone.
pub fn due_line(t: Language, desk: &Desk, due: &Due) -> Option<DueLine> {
    let standing = desk.standing(due.customer)?;
    due_line_on(t, desk.book(), desk.policy(), desk.today(), standing, due)
}

/// Returns what the line says on a day, under the policy of that day, of a customer that then stands there.
pub fn due_line_on(
    t: Language,
    book: &Book,
    policy: &Policy,
    today: Day,
    standing: &Standing,
    due: &Due,
) -> Option<DueLine> {
    let customer = book.customers().get(due.customer)?;
    let owed = due.obligation(standing)?;
    let rule = policy.rule(owed.tier, owed.rule)?;
    let id = due.customer;
    let owner = customer.owner.and_then(|owner| book.people().get(owner)).map(|person| person.name.clone());
    let contact = book.contacts_of(id).find(|contact| !contact.has_left);
    let who = match (&contact, &owner) {
        (Some(contact), Some(owner)) => format!("{} {} · {owner}", contact.name, contact.title),
        (Some(contact), None) => format!("{} {} · {}", contact.name, contact.title, t.no_owner()),
        (None, Some(owner)) => owner.clone(),
        (None, None) => t.no_owner().to_owned(),
    };
    let content: Vec<&str> = rule.content.iter().map(|content| t.content(*content)).collect();
    let separator = if t == Language::Chinese { "、" } else { ", " };
    let what = match rule.owner {
        Some(owner) => format!("{} · {}", t.method(rule.method), t.owner_role(owner)),
        None => t.method(rule.method).to_owned(),
    };
    let about = content.join(separator);
    // Only what was said on the last day is read: a row is drawn many times while one scrolls.
    let answered = || book.interactions_of(id).filter(|contact| !contact.unanswered);
    let last_day = answered().map(|contact| contact.day).max();
    let last = answered()
        .filter(|contact| Some(contact.day) == last_day)
        .filter_map(|row| row.record())
        .max_by_key(|contact| contact.recorded);
    let (words, said) = match last {
        Some(last) => {
            let said = t.last_said(t.day_short(last.day, today), t.channel(last.channel));
            (if last.summary.is_empty() { said.clone() } else { last.summary.clone() }, said)
        }
        None => (t.never_contacted().to_owned(), String::new()),
    };
    let attempts = (owed.attempts > 0).then(|| t.attempts(owed.attempts));
    let suggested = app::suggestion(book, id, today).map(|suggestion| suggestion.told(t));
    let notes: Vec<String> = (suggested.clone().into_iter().chain(attempts).chain([said, about.clone()]))
        .filter(|note| !note.is_empty())
        .collect();
    Some(DueLine {
        customer: id,
        channel: rule.channel,
        name: customer.name.clone(),
        badge: governing_mark(t, policy, standing),
        who,
        when: app::obligation_when(t, owed, today),
        when_class: state_class(owed).to_owned(),
        window: window_mark(t, owed, today),
        causes: cause_words(t, policy, standing.causes),
        words,
        notes: notes.join(" · "),
        hint: suggested.into_iter().chain([about.clone()]).collect::<Vec<_>>().join("\n"),
        what,
        about,
        phone: contact.as_ref().map(|contact| contact.phone.clone()).filter(|phone| !phone.is_empty()),
        email: contact.as_ref().map(|contact| contact.email.clone()).filter(|email| !email.is_empty()),
        rule: rule_name(policy, owed.tier, owed.rule),
        nth: Some(due.nth),
    })
}

/// Draws a line of Today.
pub fn due_cells(t: Language, line: DueLine, session: Session) -> AnyView {
    let (id, channel, rule, nth) = (line.customer, line.channel, line.rule, line.nth);
    let record_label = format!("{} {}", t.record_short(), line.name);
    let later = format!("{} {}", t.snooze_short(), line.name);
    let arrange = format!("{} {}", t.arrange(), line.name);
    let title = format!("{}\n{}", line.what, line.about);
    let causes = line.causes.into_iter();
    let causes = causes.map(|(cause, title)| view! { <span class="chip is-due" title=title>{cause}</span> });
    let causes = causes.collect_view();
    view! {
        <div class="cell cell-tier"><TierBadge mark=line.badge /></div>
        <div class="cell cell-who is-lines">
            <a class="row-title" href=Route::Customer(id).href() tabindex=tab_stop()>{line.name}</a>
            <span class="row-note">{line.who}</span>
        </div>
        <div class="cell cell-what is-lines" title=title>
            <span class="row-title">{line.what}</span>
            <span class=format!("when {}", line.when_class)>
                <WindowBar window=line.window /> <span>{line.when}</span> {causes}
            </span>
        </div>
        <div class="cell cell-words is-lines">
            <span title=line.words.clone()>{line.words.clone()}</span>
            <span class="row-note" title=line.hint>{line.notes}</span>
        </div>
        <div class="cell cell-acts">
            <Button
                kind=ButtonKind::Plain
                icon=Glyph::Note
                label=Signal::stored(record_label)
                on_press=Callback::new(move |()| session.panel.set(Some(Panel::Record(id, channel))))
            />
            <Button
                kind=ButtonKind::Quiet
                icon=Glyph::Clock
                label=Signal::stored(later)
                on_press=Callback::new(move |()| session.send(Command::Snooze(id, rule.clone())))
            />
            <Button
                kind=ButtonKind::Quiet
                icon=Glyph::More
                label=Signal::stored(arrange)
                on_press=Callback::new(move |()| {
                    session.panel.set(Some(Panel::Arrange(id, ArrangementSort::Skip, nth)));
                })
            />
            {line.phone.map(|phone| contact_link("tel:", phone, Glyph::Phone, |t, number| t.call_number(number), t))}
            {line.email.map(|email| contact_link("mailto:", email, Glyph::Mail, |t, address| t.write_to(address), t))}
        </div>
    }
    .into_any()
}

/// A link that opens the user's own telephone or mail program.
pub fn contact_link(
    scheme: &str,
    address: String,
    glyph: Glyph,
    phrase: fn(Language, String) -> String,
    t: Language,
) -> AnyView {
    let label = phrase(t, address.clone());
    let plain: String = address.chars().filter(|c| !c.is_whitespace()).collect();
    view! {
        <a class="button is-quiet is-bare" href=format!("{scheme}{plain}") title=label.clone() aria-label=label.clone() tabindex=tab_stop()>
            <Icon name=glyph />
        </a>
    }
    .into_any()
}
