//! The panel that arranges the columns: which, in which order, which stay; sorting and groups.

use leptos::prelude::*;

use crate::app::{self, Column, SortKey, View};
use crate::text::Language;

use super::super::super::components::{Button, ButtonKind, Dialog, Glyph};
use super::super::super::live::live;
use super::super::super::session::say;
use super::super::input::{bare_choice, choice};
use super::Here;

/// By how many columns a list can be sorted from the panel.
const DEEPEST: usize = 4;

#[component]
pub fn ColumnsPanel(here: Here) -> impl IntoView {
    let Here { session, language, tool, .. } = here;
    let close = Callback::new(move |()| tool.set(None));
    let usual = Callback::new(move |()| here.arrange(|view| view.columns = None));
    view! {
        <Dialog title=say(Language::list_columns) on_close=close side=true>
            <div class="form-body stack">
                {live(move || shown(here))}
                {live(move || {
                    let t = language.get();
                    let view = session.view.get();
                    view! { {sorting(t, here, &view)} {grouping(t, here, &view)} }
                })}
                <p class="hint">{say(Language::list_sort_hint)}</p>
            </div>
            <div class="form-actions">
                <Button on_press=usual>{say(Language::list_columns_default)}</Button>
                <span class="push"></span>
                <Button kind=ButtonKind::Primary on_press=close>{say(Language::done)}</Button>
            </div>
        </Dialog>
    }
}

fn named(t: Language, here: Here, column: &Column) -> String {
    here.session.peek(|desk| column.name(t, desk.policy())).unwrap_or_default()
}

/// Every column as options, with one in front.
fn options(t: Language, here: Here, first: &str) -> Vec<(String, String)> {
    let all = here.session.peek(|desk| {
        let all = app::columns(desk.policy());
        all.iter().map(|column| (column.to_string(), column.name(t, desk.policy()))).collect::<Vec<_>>()
    });
    std::iter::once((String::new(), first.to_owned())).chain(all.unwrap_or_default()).collect()
}

/// Puts other columns in place of those that are shown.
fn set(here: Here, change: impl FnOnce(&mut Vec<Column>)) {
    let mut columns = here.columns.get_untracked();
    change(&mut columns);
    here.arrange(|view| view.columns = Some(columns));
}

fn shown(here: Here) -> AnyView {
    let t = here.language.get();
    let columns = here.columns.get();
    let pinned = here.session.view.with(|view| view.pinned);
    let only_one = columns.len() < 2;
    let each = columns
        .iter()
        .enumerate()
        .map(|(place, column)| {
            let name = named(t, here, column);
            let (left, gone) = (t.list_column_up(&name), t.list_column_remove(&name));
            let up = Callback::new(move |()| {
                set(here, |columns| {
                    if place > 0 && place < columns.len() {
                        columns.swap(place - 1, place);
                    }
                });
            });
            let remove = Callback::new(move |()| {
                set(here, |columns| {
                    if place < columns.len() {
                        columns.remove(place);
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
    let absent: Vec<(String, String)> = options(t, here, t.list_column_add())
        .into_iter()
        .filter(|(id, _)| Column::from_id(id).is_none_or(|column| !columns.contains(&column)))
        .collect();
    let add = bare_choice(t.list_column_add(), String::new(), absent, move |id| {
        if let Some(column) = Column::from_id(&id) {
            set(here, |columns| columns.push(column));
        }
    });
    let stays = (0..=4).map(|count: usize| (count.to_string(), count.to_string())).collect();
    let stay = choice(t.list_pinned(), pinned.to_string(), stays, move |count| {
        if let Ok(count) = count.parse() {
            here.arrange(|view| view.pinned = count);
        }
    });
    view! { <ol class="plain-list column-list">{each}</ol> {add} {stay} }.into_any()
}

fn sorting(t: Language, here: Here, view: &View) -> AnyView {
    let each = (0..=view.sort.len().min(DEEPEST - 1))
        .map(|place| {
            let key = view.sort.get(place).cloned();
            let label = if place == 0 { t.list_sort() } else { t.list_then() };
            let chosen = key.as_ref().map(|key| key.column.to_string()).unwrap_or_default();
            let column = choice(label, chosen, options(t, here, t.list_sort_none()), move |id| {
                let policy = here.session.peek(app::Desk::policy_kept);
                here.arrange(|view| match Column::from_id(&id).zip(policy) {
                    Some((column, policy)) => {
                        let descending = column.starts_descending(&policy);
                        view.sort.retain(|key| key.column != column);
                        let key = SortKey { column, descending };
                        match view.sort.get_mut(place) {
                            Some(old) => *old = key,
                            None => view.sort.push(key),
                        }
                    }
                    None => view.sort.truncate(place),
                });
            });
            let turn = key.map(|key| {
                let turned = move |event| {
                    let down = event_target_checked(&event);
                    here.arrange(|view| {
                        if let Some(key) = view.sort.get_mut(place) {
                            key.descending = down;
                        }
                    });
                };
                view! {
                    <label class="check">
                        <input type="checkbox" prop:checked=key.descending on:change=turned />
                        <span>{t.list_descending()}</span>
                    </label>
                }
            });
            view! { <div class="inline-field">{column} {turn}</div> }
        })
        .collect_view();
    each.into_any()
}

fn grouping(t: Language, here: Here, view: &View) -> AnyView {
    let chosen = view.group.as_ref().map(Column::to_string).unwrap_or_default();
    choice(t.list_group(), chosen, options(t, here, t.list_group_none()), move |id| {
        here.folded.set(Default::default());
        here.arrange(|view| view.group = Column::from_id(&id));
    })
}
