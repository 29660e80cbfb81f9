//! The one place that finds anything and does anything: what it offers, in which order.

use std::cmp::Reverse;

use serde_json::{Value, json};

use super::{Desk, List, Route, SavedView, Standing, Theme};
use crate::model::{ContactId, CustomerId, Interaction, InteractionId};
use crate::order;
use crate::query::{Entry, Needle};
use crate::text::Language;

/// How many of one sort are offered.
const MOST: usize = 7;
/// In how many of the customers found contacts are looked for.
const LOOKED_INTO: usize = 60;
/// How many targets are remembered as recent.
const RECENT: usize = 12;
/// How many characters stand around what was found in a text.
const AROUND: usize = 18;

/// A phrase, to be said in a language.
type Phrase = fn(Language) -> &'static str;

/// What a line of the palette leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A page.
    Page(Route),
    /// A customer.
    Customer(CustomerId),
    /// A contact, on the page of their customer.
    Contact(ContactId, CustomerId),
    /// A saved view of the customer list, by its name.
    View(String),
    /// Something that was said, on the page of the customer.
    Said(InteractionId, CustomerId),
    /// A command.
    Do(Action),
}

/// A command of the palette.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Action {
    NewCustomer,
    /// Records a contact in one line, with the customer on screen if there is one.
    Capture(Option<CustomerId>),
    /// Records a contact with the customer on screen.
    Record(CustomerId),
    /// Edits the customer on screen.
    Edit(CustomerId),
    Undo,
    Redo,
    Theme(Theme),
    Language(Language),
    Keys,
    /// Locks the book.
    Lock,
}

/// The sorts of line, in the order in which they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum FoundSort {
    Recent,
    Customer,
    Contact,
    Command,
    Page,
    View,
    Setting,
    Said,
}

/// One line of the palette.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Under which heading it stands.
    pub sort: FoundSort,
    /// Where it leads.
    pub target: Target,
    /// What it is called.
    pub title: String,
    /// What tells it from others of that name.
    pub note: String,
}

impl Target {
    /// Returns the stored form of a target that is remembered; commands and what was said are not.
    fn kept(&self) -> Option<String> {
        match self {
            Self::Page(route) => Some(route.href()),
            Self::Customer(id) | Self::Contact(_, id) => Some(Route::Customer(*id).href()),
            Self::View(name) => Some(format!("view:{name}")),
            Self::Said(..) | Self::Do(_) => None,
        }
    }

    fn read(kept: &str) -> Option<Self> {
        match kept.strip_prefix("view:") {
            Some(name) => Some(Self::View(name.to_owned())),
            None => Route::parse(kept).map(|route| match route {
                Route::Customer(id) => Self::Customer(id),
                route => Self::Page(route),
            }),
        }
    }
}

/// Returns what a browser keeps, with a target as the most recent.
pub fn with_recent(kept: &Value, target: &Target) -> Value {
    let Some(newest) = target.kept() else { return kept.clone() };
    let mut kept = if kept.is_object() { kept.clone() } else { json!({}) };
    let mut all: Vec<Value> = kept.get("recent").and_then(Value::as_array).cloned().unwrap_or_default();
    all.retain(|one| one.as_str() != Some(&newest));
    all.insert(0, newest.into());
    all.truncate(RECENT);
    if let Some(object) = kept.as_object_mut() {
        object.insert("recent".to_owned(), all.into());
    }
    kept
}

fn recent(kept: &Value) -> Vec<Target> {
    let all = kept.get("recent").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    all.iter().filter_map(Value::as_str).filter_map(Target::read).collect()
}

/// What the palette knows besides the book.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings<'a> {
    /// The customer on screen.
    pub here: Option<CustomerId>,
    /// The saved views.
    pub views: &'a [SavedView],
    /// What the browser keeps of lists and recent targets.
    pub kept: &'a Value,
    /// Whether the book has a lock.
    pub has_lock: bool,
}

/// Returns what a typed text finds, recent things first, then customers, contacts, commands, pages, views and
/// settings; without a text, what is recent and what can be done. Words match in both languages, Chinese also
/// by its spelling.
pub fn find(t: Language, desk: &Desk, around: Surroundings<'_>, typed: &str) -> Vec<Found> {
    let needle = Needle::new(typed);
    let mut found = Vec::new();
    if !needle.is_empty() {
        let customers = customers(t, desk, &needle);
        contacts(t, desk, &needle, &customers, &mut found);
        found.extend(customers.into_iter().take(MOST).map(|(_, _, found)| found));
    }
    for (line, words) in fixed(t, desk, around) {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let is_found = needle.is_empty() || needle.finds(&Entry::of_names(&words), desk.spelling());
        // Without a text, settings and other views of the same would only fill the page.
        if is_found && (!needle.is_empty() || line.sort != FoundSort::Setting) {
            found.push(line);
        }
    }
    let mut offered = 0;
    for target in recent(around.kept) {
        if offered == MOST {
            break;
        }
        let known = found.iter().position(|line| line.target == target);
        let line = match known {
            Some(known) => Some(found.remove(known)),
            None if needle.is_empty() => named(t, desk, around, &target),
            None => None,
        };
        if let Some(line) = line {
            found.insert(offered, Found { sort: FoundSort::Recent, ..line });
            offered += 1;
        }
    }
    order::by_key(&mut found, |line| line.sort);
    found
}

/// The customers that are found, the nearest name first, then the larger customer.
fn customers(t: Language, desk: &Desk, needle: &Needle) -> Vec<(u8, i64, Found)> {
    // One letter finds nearly everybody: only the nearest are kept.
    let mut near: Vec<(u8, Reverse<i64>, CustomerId)> = Vec::with_capacity(LOOKED_INTO + 1);
    desk.index().each_found(desk.book(), needle, |id, distance| {
        if near.len() == LOOKED_INTO && near.last().is_some_and(|last| distance > last.0) {
            return;
        }
        let Some(standing) = desk.standing(id) else { return };
        let one = (distance, Reverse(standing.amount.get().unwrap_or(0)), id);
        let place = near.partition_point(|other| *other <= one);
        near.insert(place, one);
        near.truncate(LOOKED_INTO);
    });
    let line = |(distance, Reverse(amount), id): (u8, Reverse<i64>, CustomerId)| {
        Some((distance, amount, customer_line(t, desk, id)?))
    };
    near.into_iter().filter_map(line).collect()
}

fn customer_line(t: Language, desk: &Desk, id: CustomerId) -> Option<Found> {
    let customer = desk.book().customers().get(id)?;
    let owner = customer.owner.and_then(|owner| desk.book().people().get(owner));
    let owner = owner.map_or_else(|| t.no_owner().to_owned(), |person| person.name.clone());
    let parts = [customer.number.as_str(), &customer.industry, &owner];
    let held = held(t, desk, id);
    let note = held.into_iter().chain(parts).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    Some(Found {
        sort: FoundSort::Customer,
        target: Target::Customer(id),
        title: customer.name.clone(),
        note,
    })
}

/// Says that a customer is not to be contacted, if that is so.
fn held(t: Language, desk: &Desk, id: CustomerId) -> Option<&'static str> {
    let customer = desk.book().customers().get(id)?;
    Standing::no_contact(customer, desk.today()).map(|one| t.arrangement_sort(one.sort))
}

fn contacts(
    t: Language,
    desk: &Desk,
    needle: &Needle,
    customers: &[(u8, i64, Found)],
    found: &mut Vec<Found>,
) {
    for (_, _, line) in customers {
        let Target::Customer(id) = line.target else { continue };
        for contact in desk.book().contacts_of(id) {
            let entry = Entry::of_contact(&contact);
            if found.len() < MOST && needle.finds(&entry, desk.spelling()) {
                let parts = [line.title.as_str(), &contact.title, &contact.phone];
                let parts = held(t, desk, id).into_iter().chain(parts);
                let note = parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
                found.push(Found {
                    sort: FoundSort::Contact,
                    target: Target::Contact(contact.id, id),
                    title: contact.name,
                    note,
                });
            }
        }
    }
}

/// Everything that does not come from records, each with the words that find it, in both languages.
fn fixed(t: Language, desk: &Desk, around: Surroundings<'_>) -> Vec<(Found, Vec<String>)> {
    let mut all: Vec<(Found, Vec<String>)> = Vec::new();
    let mut put = |sort: FoundSort, target: Target, name: &dyn Fn(Language) -> String, note: &str| {
        let words = Language::ALL.iter().map(|t| name(*t)).collect();
        all.push((Found { sort, target, title: name(t), note: note.to_owned() }, words));
    };
    let mut command = |action: Action, name: &dyn Fn(Language) -> String, note: &str| {
        put(FoundSort::Command, Target::Do(action), name, note);
    };
    if let Some(id) = around.here.filter(|id| desk.book().customers().contains(*id)) {
        command(Action::Record(id), &|t| t.record().to_owned(), "r");
        command(Action::Edit(id), &|t| t.edit_customer().to_owned(), "e");
    }
    command(Action::Capture(around.here), &|t| t.capture_title().to_owned(), "q");
    command(Action::NewCustomer, &|t| t.add_customer().to_owned(), "n");
    if desk.last_done().is_some() {
        command(Action::Undo, &|t| t.undo().to_owned(), "Ctrl+Z");
    }
    if desk.last_undone().is_some() {
        command(Action::Redo, &|t| t.redo().to_owned(), "Ctrl+Y");
    }
    if around.has_lock {
        command(Action::Lock, &|t| t.lock_now().to_owned(), "");
    }
    command(Action::Keys, &|t| t.keys_title().to_owned(), "?");
    let pages: [(Route, Phrase); 15] = [
        (Route::Today, Language::nav_today),
        (Route::Customers, Language::nav_customers),
        (Route::Records(List::Contacts), Language::palette_contacts),
        (Route::Records(List::Orders), Language::orders),
        (Route::Records(List::Interactions), Language::records_list),
        (Route::Records(List::NextActions), Language::actions_list),
        (Route::Needs, Language::nav_needs),
        (Route::Work, Language::work_title),
        (Route::Tiers, Language::nav_tiers),
        (Route::Data, Language::nav_data),
        (Route::Import, Language::welcome_import),
        (Route::Export, Language::export_title),
        (Route::History(None), Language::history_title),
        (Route::Snapshots, Language::data_snapshots),
        (Route::Settings, Language::nav_settings),
    ];
    for (route, name) in pages {
        put(FoundSort::Page, Target::Page(route), &|t| name(t).to_owned(), "");
    }
    for view in around.views {
        put(FoundSort::View, Target::View(view.name.clone()), &|_| view.name.clone(), t.list_views());
    }
    let themes: [(Theme, Phrase); 3] = [
        (Theme::System, Language::theme_system),
        (Theme::Light, Language::theme_light),
        (Theme::Dark, Language::theme_dark),
    ];
    for (theme, name) in themes {
        let name = |t: Language| format!("{} {}", t.theme(), name(t));
        put(FoundSort::Setting, Target::Do(Action::Theme(theme)), &name, "");
    }
    for language in Language::ALL {
        let name = |t: Language| format!("{} {}", t.language(), language.own_name());
        put(FoundSort::Setting, Target::Do(Action::Language(language)), &name, "");
    }
    all
}

fn named(t: Language, desk: &Desk, around: Surroundings<'_>, target: &Target) -> Option<Found> {
    if let Target::Customer(id) = target {
        return customer_line(t, desk, *id);
    }
    fixed(t, desk, around).into_iter().map(|(line, _)| line).find(|line| line.target == *target)
}

/// Returns the line of a record in which every typed word stands, with the text around the first of them.
pub fn said(t: Language, desk: &Desk, needle: &Needle, record: &Interaction) -> Option<Found> {
    let texts = [&record.summary, &record.feedback, &record.needs, &record.problems];
    let whole = texts.iter().map(|text| text.as_str()).collect::<Vec<_>>().join("\n");
    if !needle.is_in(&whole) {
        return None;
    }
    let customer = desk.book().customers().get(record.customer)?;
    let day = t.day_short(record.day, desk.today());
    Some(Found {
        sort: FoundSort::Said,
        target: Target::Said(record.id, record.customer),
        title: needle.around(&whole, AROUND),
        note: format!("{} · {day} {}", customer.name, t.channel(record.channel)),
    })
}

/// Names a sort of line.
pub fn found_sort_name(t: Language, sort: FoundSort) -> &'static str {
    match sort {
        FoundSort::Recent => t.palette_recent(),
        FoundSort::Customer => t.nav_customers(),
        FoundSort::Contact => t.palette_contacts(),
        FoundSort::Command => t.palette_commands(),
        FoundSort::Page => t.palette_pages(),
        FoundSort::View => t.list_views(),
        FoundSort::Setting => t.nav_settings(),
        FoundSort::Said => t.palette_said(),
    }
}
