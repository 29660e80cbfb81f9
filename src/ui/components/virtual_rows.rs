//! A list of any length that draws only the rows in sight; on paper, all that it has.
//!
//! It is a grid of one column for readers, so that rows can hold buttons, and keeps the focus itself: the
//! selected row is its active descendant. Every row has the same height, the CSS variable `--row-height`.

use std::ops::Range;

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::web_sys::HtmlElement;

use super::super::live::live;
use super::field::unique_id;
use super::keys::{focused, is_composing, is_typing, is_writing, starts_in};
use super::language::use_language;
use super::row_watch::{Sizes, Watch};

/// Rows drawn above and below those in sight.
const SPARE: usize = 4;
/// Never more rows than this are drawn.
const MOST: usize = 60;
/// How many rows go to paper: what is longer is not read there, and takes a browser minutes to set.
const MOST_PRINTED: usize = 2_000;
/// What a press on a row leaves alone; a cell that is edited in place by a double press is chosen by one.
const ACTIVE: &str = "a, button, input, select, textarea, label, summary, [data-edit]";

/// What tells a drawn row from the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum RowMark {
    /// All that it shows, in a number.
    Content(u64),
    /// Its place, and the revision it was drawn for.
    Place(usize, u64),
}

/// Returns the rows to draw for a scroll position.
fn drawn_rows(count: usize, top: f64, sizes: Sizes) -> Range<usize> {
    let first = (top / sizes.row).floor().max(0.0) as usize;
    let in_sight = (sizes.view / sizes.row).ceil().max(1.0) as usize + 1;
    let start = first.saturating_sub(SPARE).min(count);
    let end = (first + in_sight + SPARE).min(start + MOST).min(count);
    start..end
}

/// Returns the columns of a list as they share the width of a page, from those on the screen. The first, of ticks, has no
/// room there.
fn on_paper(columns: &str) -> String {
    let least = columns.split("px").filter_map(|before| {
        let digits = before.rsplit(|c: char| !c.is_ascii_digit()).next()?;
        digits.parse::<u32>().ok()
    });
    let shares = least.skip(1).map(|least| format!(" minmax(0, {least}fr)"));
    std::iter::once("0".to_owned()).chain(shares).collect()
}

/// Returns where the selection goes for a key, or `None` if the key does not move it.
fn moved(key: &str, now: Option<usize>, count: usize, page: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    let to = match (key, now) {
        ("j" | "ArrowDown" | "k" | "ArrowUp" | "PageDown" | "PageUp", None) => 0,
        ("j" | "ArrowDown", Some(row)) => row.saturating_add(1),
        ("k" | "ArrowUp", Some(row)) => row.saturating_sub(1),
        ("PageDown", Some(row)) => row.saturating_add(page),
        ("PageUp", Some(row)) => row.saturating_sub(page),
        ("Home", _) => 0,
        ("End", _) => last,
        _ => return None,
    };
    Some(to.min(last))
}

/// Whether the row around is the selected one.
#[derive(Clone, Copy)]
struct InRow(Signal<bool>);

/// Returns the `tabindex` of a link, button or tick that is drawn now. In a list only those of the selected row are on
/// the way of the Tab key: it takes nobody through a thousand rows. Elsewhere there is nothing to follow.
pub fn tab_stop() -> Option<impl Fn() -> Option<&'static str> + Copy + Send + Sync + 'static> {
    let row = use_context::<InRow>()?;
    Some(move || (!row.0.get()).then_some("-1"))
}

/// Keeps the keyboard user in the list when the row that held the focus is redrawn by `change`.
fn keeping_focus(host: Option<HtmlElement>, change: impl FnOnce()) {
    let inside = host.filter(|host| focused().is_some_and(|now| host.contains(Some(&now))));
    change();
    if let Some(host) = inside {
        request_animation_frame(move || {
            if focused().is_none() && host.is_connected() {
                let _ = host.focus();
            }
        });
    }
}

/// A virtual list. `row` may be asked for an index that has just gone and then returns an empty view.
#[component]
pub fn VirtualRows(
    /// How many rows there are.
    #[prop(into)]
    count: Signal<usize>,
    /// What the list is called.
    #[prop(into)]
    label: Signal<String>,
    /// The class that sets the columns, such as `today`.
    class: &'static str,
    /// Draws the cells of a row.
    row: impl Fn(usize) -> AnyView + 'static,
    /// Redraws the rows when it changes.
    #[prop(into)]
    revision: Signal<u64>,
    /// Tells rows from one another by all that they show: where one is found again after such a change, it is kept as it
    /// is. Without it every row is drawn anew.
    #[prop(optional, into)]
    mark: Option<Callback<usize, Option<u64>>>,
    /// The selected row, both ways.
    #[prop(optional)]
    selected: Option<RwSignal<Option<usize>>>,
    /// Called for Enter on the selected row or a press on a row.
    #[prop(optional, into)]
    on_open: Option<Callback<usize>>,
    /// Called with letter keys, the space bar and F2 pressed on the selected row; tells whether the key means anything
    /// there.
    #[prop(optional, into)]
    keys: Option<Callback<(usize, String), bool>>,
    /// The columns as a grid template, where the class does not set them, and the least width of a row.
    #[prop(optional, into)]
    columns: Option<Signal<(String, u32)>>,
    /// Headings of the columns; they stay at the top.
    #[prop(optional)]
    head: Option<AnyView>,
    /// Takes the focus when it appears, unless somebody is writing.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let selected = selected.unwrap_or_else(|| RwSignal::new(None));
    let draw = StoredValue::new_local(row);
    let host = NodeRef::<html::Div>::new();
    let host_element = move || host.get_untracked().map(|div| (*div).clone());
    let sizes = RwSignal::new(Sizes::UNKNOWN);
    let top = RwSignal::new(0.0_f64);
    let shown = RwSignal::new((count.get_untracked(), revision.get_untracked()));
    let id = StoredValue::new(unique_id("rows"));
    let printing = RwSignal::new(false);
    let language = use_language();
    let row_id = move |index: usize| id.with_value(|id| format!("{id}-{index}"));

    // It also runs a frame later, when the list may be gone.
    let measure = move || {
        let Some(known) = sizes.try_get_untracked() else { return };
        if printing.get_untracked() {
            return;
        }
        if let Some(element) = host_element() {
            let now = Sizes::of(&element);
            if now != known {
                sizes.set(now);
            }
            let at = f64::from(element.scroll_top());
            if at != top.get_untracked() {
                keeping_focus(Some(element), || top.set(at));
            }
        }
    };
    let watch = StoredValue::new_local(None::<Watch>);
    Effect::new(move |done: Option<bool>| {
        let element = host.get();
        if let Some(element) = element.as_ref().filter(|_| done != Some(true)) {
            watch.set_value(Watch::new(element, measure));
            measure();
            if autofocus && !is_writing() {
                let _ = element.focus();
            }
        }
        element.is_some()
    });
    Effect::new(move |_| {
        let next = (count.get(), revision.get());
        if next != shown.get_untracked() {
            keeping_focus(host_element(), || shown.set(next));
            // A shorter list may scroll by itself and a shorter head may change its height.
            request_animation_frame(measure);
        }
    });
    let range = Memo::new(move |_| match (shown.get().0, printing.get()) {
        (count, true) => 0..count.min(MOST_PRINTED),
        (count, false) => drawn_rows(count, top.get(), sizes.get()),
    });
    let before = window_event_listener(ev::beforeprint, move |_| printing.set(true));
    let after = window_event_listener(ev::afterprint, move |_| {
        printing.set(false);
        request_animation_frame(measure);
    });
    on_cleanup(move || {
        before.remove();
        after.remove();
    });
    // The rows drawn for a revision, each with where it stands now.
    let drawn = StoredValue::new((u64::MAX, Vec::<(RowMark, ArcRwSignal<usize>)>::new()));
    let drawn_now = move || {
        let (_, revision) = shown.get();
        let (drawn_for, before) = drawn.get_value();
        let stands = |(_, place): &&(RowMark, ArcRwSignal<usize>), index| place.get_untracked() == index;
        let mut now = Vec::<(RowMark, ArcRwSignal<usize>)>::new();
        for index in range.get() {
            // While one scrolls, no row is looked at again.
            let same = before.iter().find(|row| drawn_for == revision && stands(row, index));
            let content = || mark.and_then(|mark| mark.run(index)).map(RowMark::Content);
            let known = same.map(|(known, _)| *known).or_else(content);
            let known = known.filter(|known| !now.iter().any(|(other, _)| other == known));
            let known = known.unwrap_or(RowMark::Place(index, revision));
            let place = before.iter().find(|(other, _)| *other == known).map(|(_, place)| place.clone());
            now.push((known, place.unwrap_or_else(|| ArcRwSignal::new(index))));
        }
        // Moved only once all are found: they are looked up by where they stand.
        for (index, (_, place)) in range.get().zip(&now) {
            if place.get_untracked() != index {
                place.set(index);
            }
        }
        drawn.set_value((revision, now.clone()));
        now
    };

    // The selection scrolls into sight, wherever it was changed.
    Effect::new(move |_| {
        let (Some(index), Some(element)) = (selected.get(), host.get()) else { return };
        let Sizes { row, head, view } = sizes.get();
        let (start, now) = (index as f64 * row, f64::from(element.scroll_top()));
        let wanted = if start < now {
            start
        } else if start + row > now + view - head {
            start + row - view + head
        } else {
            return;
        };
        element.set_scroll_top(wanted.round() as i32);
    });

    let pressed = move |event: ev::KeyboardEvent| {
        let modified = event.ctrl_key() || event.meta_key() || event.alt_key();
        if modified || event.default_prevented() || is_composing(&event) || is_typing(&event) {
            return;
        }
        let key = event.key();
        let (total, now) = (shown.get_untracked().0, selected.get_untracked());
        let Sizes { row, head, view } = sizes.get_untracked();
        let page = ((view - head) / row).floor().max(1.0) as usize;
        if let Some(to) = moved(&key, now, total, page) {
            event.prevent_default();
            selected.set(Some(to));
            // A button of the row that is left is none of the row that is come to.
            if let Some(host) = host_element() {
                let _ = host.focus();
            }
            return;
        }
        let Some(index) = now.filter(|index| *index < total) else { return };
        if key == "Enter" {
            if let Some(open) = on_open.filter(|_| !starts_in(&event, ACTIVE)) {
                event.prevent_default();
                open.run(index);
            }
        } else if let Some(keys) = keys
            && (key == "F2"
                || key.chars().count() == 1
                    && key.chars().all(|c| c.is_alphabetic() || (c == ' ' && !starts_in(&event, ACTIVE))))
            && keys.run((index, key))
        {
            event.prevent_default();
        }
    };
    let active = move || {
        let index = selected.get()?;
        range.get().contains(&index).then(|| row_id(index))
    };
    let filled = move || shown.get().0 > 0;
    let offset = usize::from(head.is_some());

    view! {
        <div
            node_ref=host
            class=format!("rows {class}")
            class:is-openable=on_open.is_some()
            style:--columns=move || {
                let (columns, _) = columns?.get();
                Some(if printing.get() { on_paper(&columns) } else { columns })
            }
            style:--table-width=move || columns.map(|columns| format!("{}px", columns.get().1))
            tabindex="0"
            role=move || if filled() { "grid" } else { "group" }
            aria-label=move || label.get()
            aria-rowcount=move || filled().then(|| (shown.get().0 + offset).to_string())
            aria-activedescendant=active
            on:scroll=move |_| measure()
            on:keydown=pressed
        >
            {live(move || (printing.get() && shown.get().0 > MOST_PRINTED).then(|| {
                view! { <p class="rows-cut">{language.get().printed_first(MOST_PRINTED, shown.get().0)}</p> }
            }))}
            {head.map(|head| {
                view! {
                    <div class="rows-head" role=move || filled().then_some("row") aria-rowindex=move || filled().then_some("1")>
                        <div class="cells" role=move || filled().then_some("columnheader")>{head}</div>
                    </div>
                }
            })}
            <div
                class="rows-space"
                role=move || filled().then_some("rowgroup")
                style:height=move || format!("{}px", (shown.get().0 as f64 * sizes.get().row) as i64)
            >
                <For
                    each=drawn_now
                    key=|(known, _)| *known
                    children=move |(_, place)| {
                        let at = RwSignal::from(place);
                        let index = move || at.try_get().unwrap_or_default();
                        let here = move || at.try_get_untracked().unwrap_or_default();
                        let chosen = move || selected.get() == Some(index());
                        provide_context(InRow(Signal::derive(chosen)));
                        view! {
                            <div
                                class="row"
                                class:is-selected=chosen
                                id=move || row_id(index())
                                role="row"
                                aria-rowindex=move || (index() + 1 + offset).to_string()
                                aria-selected=move || if chosen() { "true" } else { "false" }
                                style:top=move || format!("{}px", (index() as f64 * sizes.get().row) as i64)
                                on:click=move |event| {
                                    selected.set(Some(here()));
                                    if let Some(open) = on_open.filter(|_| !starts_in(&event, ACTIVE)) {
                                        open.run(here());
                                    }
                                }
                            >
                                <div class="cells" role="gridcell">{draw.with_value(|draw| draw(here()))}</div>
                            </div>
                        }
                    }
                />
            </div>
        </div>
    }
}
