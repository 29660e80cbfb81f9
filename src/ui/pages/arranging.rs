//! The panels that arrange any list: its columns, order and groups; and arrangements kept under a name.

use leptos::prelude::*;

use crate::text::Language;

use super::super::components::{Button, ButtonKind, Dialog, Glyph, TextField, use_language};
use super::super::live::live;
use super::super::session::say;
use super::input::{bare_choice, choice};

/// By how many columns a list can be sorted from the panel.
const DEEPEST: usize = 4;

/// How a list is arranged: columns by their stored ids.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Arranged {
    /// The columns that are shown, in their order.
    pub columns: Vec<String>,
    /// How many of the first stay when the list is moved sideways.
    pub pinned: usize,
    /// What it is sorted by, and whether the largest comes first.
    pub sort: Vec<(String, bool)>,
    /// What it is grouped by.
    pub group: Option<String>,
}

/// What the parts of the panel share.
#[derive(Clone, Copy)]
struct Panel {
    language: Signal<Language>,
    now: Signal<Arranged>,
    all: Signal<Vec<(String, String)>>,
    starts_descending: Callback<String, bool>,
    on_change: Callback<Arranged>,
}

impl Panel {
    fn set(self, change: impl FnOnce(&mut Arranged)) {
        let mut now = self.now.get_untracked();
        change(&mut now);
        self.on_change.run(now);
    }

    /// Every column as options, with one in front.
    fn options(self, first: &str) -> Vec<(String, String)> {
        std::iter::once((String::new(), first.to_owned())).chain(self.all.get()).collect()
    }
}

/// Arranges columns, order and groups.
#[component]
pub fn ColumnsPanel(
    /// How the list is arranged.
    now: Signal<Arranged>,
    /// Every column that it can have: id, name.
    all: Signal<Vec<(String, String)>>,
    /// Tells whether a column puts its largest first.
    starts_descending: Callback<String, bool>,
    /// Arranges it in another way.
    on_change: Callback<Arranged>,
    /// Shows the usual columns.
    on_usual: Callback<()>,
    /// Closes the panel.
    on_close: Callback<()>,
) -> impl IntoView {
    let language = use_language();
    let panel = Panel { language, now, all, starts_descending, on_change };
    let columns = Memo::new(move |_| {
        let now = now.get();
        (now.columns, now.pinned)
    });
    view! {
        <Dialog title=say(Language::list_columns) on_close=on_close side=true>
            <div class="form-body stack">
                {live(move || {
                    let (columns, pinned) = columns.get();
                    shown(panel, &columns, pinned)
                })}
                {live(move || {
                    let (t, now) = (language.get(), now.get());
                    view! { {sorting(t, panel, &now)} {grouping(t, panel, &now)} }
                })}
                <p class="hint">{say(Language::list_sort_hint)}</p>
            </div>
            <div class="form-actions">
                <Button on_press=on_usual>{say(Language::list_columns_default)}</Button>
                <span class="push"></span>
                <Button kind=ButtonKind::Primary on_press=on_close>{say(Language::done)}</Button>
            </div>
        </Dialog>
    }
}

fn shown(panel: Panel, columns: &[String], pinned: usize) -> AnyView {
    let t = panel.language.get();
    let all = panel.all.get();
    let only_one = columns.len() < 2;
    let each = columns
        .iter()
        .enumerate()
        .map(|(place, column)| {
            let name = all.iter().find(|(id, _)| id == column).map(|(_, name)| name.clone()).unwrap_or_default();
            let (left, gone) = (t.list_column_up(&name), t.list_column_remove(&name));
            let up = Callback::new(move |()| {
                panel.set(|now| {
                    if place > 0 && place < now.columns.len() {
                        now.columns.swap(place - 1, place);
                    }
                });
            });
            let remove = Callback::new(move |()| {
                panel.set(|now| {
                    if place < now.columns.len() {
                        now.columns.remove(place);
                    }
                });
            });
            view! {
                <li class="cluster">
                    <span class="grow">{name}</span>
                    <Button kind=ButtonKind::Quiet icon=Glyph::Back label=left disabled=place == 0 on_press=up />
                    <Button kind=ButtonKind::Quiet icon=Glyph::Close label=gone disabled=only_one on_press=remove />
                </li>
            }
        })
        .collect_view();
    let absent: Vec<(String, String)> =
        panel.options(t.list_column_add()).into_iter().filter(|(id, _)| !columns.contains(id)).collect();
    let add = bare_choice(t.list_column_add(), String::new(), absent, move |id| {
        if !id.is_empty() {
            panel.set(|now| now.columns.push(id));
        }
    });
    let stays = (0..=4).map(|count: usize| (count.to_string(), count.to_string())).collect();
    let stay = choice(t.list_pinned(), pinned.to_string(), stays, move |count| {
        if let Ok(count) = count.parse() {
            panel.set(|now| now.pinned = count);
        }
    });
    view! { <ol class="plain-list column-list">{each}</ol> {add} {stay} }.into_any()
}

fn sorting(t: Language, panel: Panel, now: &Arranged) -> AnyView {
    let each = (0..=now.sort.len().min(DEEPEST - 1))
        .map(|place| {
            let key = now.sort.get(place).cloned();
            let label = if place == 0 { t.list_sort() } else { t.list_then() };
            let chosen = key.as_ref().map(|(column, _)| column.clone()).unwrap_or_default();
            let column = choice(label, chosen, panel.options(t.list_sort_none()), move |id| {
                panel.set(|now| {
                    if id.is_empty() {
                        return now.sort.truncate(place);
                    }
                    let descending = panel.starts_descending.run(id.clone());
                    now.sort.retain(|(column, _)| *column != id);
                    match now.sort.get_mut(place) {
                        Some(old) => *old = (id, descending),
                        None => now.sort.push((id, descending)),
                    }
                });
            });
            let turn = key.map(|(_, descending)| {
                let turned = move |event| {
                    let down = event_target_checked(&event);
                    panel.set(|now| {
                        if let Some((_, descending)) = now.sort.get_mut(place) {
                            *descending = down;
                        }
                    });
                };
                view! {
                    <label class="check">
                        <input type="checkbox" prop:checked=descending on:change=turned />
                        <span>{t.list_descending()}</span>
                    </label>
                }
            });
            view! { <div class="inline-field">{column} {turn}</div> }
        })
        .collect_view();
    each.into_any()
}

fn grouping(t: Language, panel: Panel, now: &Arranged) -> AnyView {
    let chosen = now.group.clone().unwrap_or_default();
    choice(t.list_group(), chosen, panel.options(t.list_group_none()), move |id| {
        panel.set(|now| now.group = Some(id).filter(|id| !id.is_empty()));
    })
}

/// Opens, keeps and removes arrangements under a name.
#[component]
pub fn ViewsPanel(
    /// The names of those that are kept.
    names: Signal<Vec<String>>,
    /// Shows the list in one.
    on_open: Callback<String>,
    /// Removes one.
    on_remove: Callback<String>,
    /// Keeps the present one under a name.
    on_save: Callback<String>,
    /// Shows the list as it usually is.
    on_usual: Callback<()>,
    /// Closes the panel.
    on_close: Callback<()>,
) -> impl IntoView {
    let language = use_language();
    let name = RwSignal::new(String::new());
    let list = move || {
        let t = language.get();
        let names = names.get();
        if names.is_empty() {
            return view! { <p class="muted">{t.view_none()}</p> }.into_any();
        }
        let each = names
            .into_iter()
            .map(|name| {
                let (shown, gone, label) = (name.clone(), name.clone(), t.view_remove(&name));
                let open = Callback::new(move |()| {
                    on_open.run(name.clone());
                    on_close.run(());
                });
                let remove = Callback::new(move |()| on_remove.run(gone.clone()));
                view! {
                    <li class="cluster">
                        <span class="grow"><Button kind=ButtonKind::Quiet on_press=open>{shown}</Button></span>
                        <Button kind=ButtonKind::Quiet icon=Glyph::Trash label=label on_press=remove />
                    </li>
                }
            })
            .collect_view();
        view! { <ul class="plain-list">{each}</ul> }.into_any()
    };
    let usual = Callback::new(move |()| {
        on_usual.run(());
        on_close.run(());
    });
    let save = move || {
        let now = name.get_untracked().trim().to_owned();
        if !now.is_empty() {
            on_save.run(now);
            name.set(String::new());
        }
    };
    view! {
        <Dialog title=say(Language::list_views) on_close=on_close side=true>
            <div class="form-body stack">
                {live(list)}
                <form
                    class="inline-field"
                    on:submit=move |event| {
                        event.prevent_default();
                        save();
                    }
                >
                    <TextField label=say(Language::view_name) value=name />
                    <Button submit=true disabled=Signal::derive(move || name.with(|name| name.trim().is_empty()))>
                        {say(Language::view_save)}
                    </Button>
                </form>
                <p class="hint">{say(Language::view_kept)}</p>
            </div>
            <div class="form-actions">
                <Button on_press=usual>{say(Language::view_usual)}</Button>
                <span class="push"></span>
                <Button kind=ButtonKind::Primary on_press=on_close>{say(Language::done)}</Button>
            </div>
        </Dialog>
    }
}
