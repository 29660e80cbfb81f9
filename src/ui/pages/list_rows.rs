//! What the rows of every list have in common, customers and records alike: ticks, headings, columns that stay, groups that
//! fold, and cells that are edited where they stand.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

use crate::app::{Spot, Subject};
use crate::text::Language;

use super::super::components::{Glyph, Icon, tab_stop};
use super::in_place::InPlace;

/// The width of the column of ticks, in CSS pixels.
pub const TICKS: u32 = 34;
/// What stands beside the columns, in CSS pixels.
pub const MARGINS: u32 = 2 * 24;

/// Returns where each of the columns that stay is held, by the least widths of all.
pub fn held(widths: impl Iterator<Item = u32>, pinned: usize) -> Vec<String> {
    let mut left = TICKS;
    let each = widths.take(pinned).map(|width| {
        let own = left;
        left += width;
        format!("{own}px")
    });
    each.collect()
}

/// The cells of a list that are edited where they stand. Copying it copies handles.
#[derive(Clone, Copy)]
pub struct Cells {
    place: InPlace,
    selected: RwSignal<Option<usize>>,
    /// What stands in a row.
    at: Callback<usize, Option<Subject>>,
    /// The fields that are shown of it, by their columns.
    fields: Callback<Subject, Vec<(String, Spot)>>,
}

impl Cells {
    /// Returns the cells of a list; `find` tells in which row something stands, and follows the list.
    pub fn new(
        place: InPlace,
        selected: RwSignal<Option<usize>>,
        at: impl Fn(usize) -> Option<Subject> + Send + Sync + 'static,
        fields: impl Fn(Subject) -> Vec<(String, Spot)> + Send + Sync + 'static,
        track: impl Fn() + 'static,
        find: impl Fn(Subject) -> Option<usize> + 'static,
    ) -> Self {
        let cells = Self { place, selected, at: Callback::new(at), fields: Callback::new(fields) };
        place.on_tab(Callback::new(move |(spot, back)| cells.go_on(spot, back)));
        // An edit may move its row elsewhere; whoever goes on with it goes along.
        Effect::new(move |before: Option<(Option<usize>, Option<Subject>)>| {
            track();
            let index = selected.get();
            let now = index.and_then(|index| cells.at.run(index));
            if let Some((was_at, Some(was))) = before
                && was_at == index
                && now != Some(was)
                && place.is_about(was)
                && let Some(to) = find(was)
            {
                selected.set(Some(to));
                return (Some(to), Some(was));
            }
            (index, now)
        });
        cells
    }

    /// Goes on to the next field of the row, or the one before.
    fn go_on(self, spot: Spot, back: bool) {
        let fields = self.fields.run(spot.subject());
        let now = fields.iter().position(|(_, one)| *one == spot);
        let to = now.and_then(|now| if back { now.checked_sub(1) } else { Some(now + 1) });
        if let Some((_, next)) = to.and_then(|to| fields.get(to)) {
            self.place.edit(*next);
        }
    }

    /// Opens the field of a row whose column was edited last, else its first.
    pub fn open(self, index: usize) {
        let Some(subject) = self.at.run(index) else { return };
        let fields = self.fields.run(subject);
        let again = self.place.last_closed().map(|spot| spot.of(subject));
        let again = again.filter(|spot| fields.iter().any(|(_, field)| field == spot));
        if let Some(spot) = again.or(fields.first().map(|(_, spot)| *spot)) {
            self.place.edit(spot);
        }
    }

    /// Opens the field that was pressed twice.
    pub fn pressed_twice(self, event: leptos::ev::MouseEvent) {
        let element = event.target().and_then(|target| target.dyn_into::<leptos::web_sys::Element>().ok());
        let cell = element.and_then(|element| element.closest("[data-edit]").ok().flatten());
        let column = cell.and_then(|cell| cell.get_attribute("data-edit"));
        let subject = self.selected.get_untracked().and_then(|index| self.at.run(index));
        if let (Some(column), Some(subject)) = (column, subject)
            && let Some((_, spot)) = self.fields.run(subject).into_iter().find(|(id, _)| *id == column)
        {
            event.prevent_default();
            self.place.edit(spot);
        }
    }
}

/// A cell: what stands in it, or the field while it is edited.
pub struct CellView {
    /// Its classes.
    pub class: String,
    /// Where it is held, if it stays.
    pub left: Option<String>,
    /// The id of its column, what that is called, and what is edited, if it can be.
    pub edited: Option<(String, String, Spot)>,
    /// What is told of it.
    pub hint: Option<String>,
}

impl CellView {
    /// Draws it.
    pub fn draw(self, t: Language, place: InPlace, inner: AnyView) -> AnyView {
        let Self { class, left, edited, hint } = self;
        let field = edited.as_ref().and_then(|(_, label, spot)| place.open_field(*spot, label));
        let hint = hint.or_else(|| edited.is_some().then(|| t.cell_edit_hint().to_owned()));
        let column = edited.map(|(column, ..)| column);
        view! { <div class=class style:left=left data-edit=column title=hint>{field.unwrap_or(inner)}</div> }
            .into_any()
    }
}

/// Draws the tick of a row.
pub fn tick(
    label: String,
    ticked: impl Fn() -> bool + Send + Sync + 'static,
    on_tick: impl Fn(bool) + 'static,
) -> AnyView {
    view! {
        <div class="cell cell-check is-held">
            <input
                type="checkbox"
                tabindex=tab_stop()
                aria-label=label
                prop:checked=ticked
                on:change=move |event| on_tick(event_target_checked(&event))
            />
        </div>
    }
    .into_any()
}

/// Draws the tick of all rows.
pub fn tick_all(
    t: Language,
    whole: impl Fn() -> bool + Send + Sync + 'static,
    on_tick: impl Fn(bool) + 'static,
) -> AnyView {
    let tick = move |event| on_tick(event_target_checked(&event));
    view! {
        <div class="cell cell-check is-held">
            <input type="checkbox" aria-label=t.select_all() prop:checked=whole on:change=tick />
        </div>
    }
    .into_any()
}

/// Draws the heading of a column; `sorted` is its place among those that are sorted by, whether the largest comes first, and
/// how many those are. A press tells whether Shift was held.
pub fn heading(
    t: Language,
    (class, left): (String, Option<String>),
    name: String,
    sorted: Option<(usize, bool, usize)>,
    on_press: impl Fn(bool) + 'static,
) -> AnyView {
    let arrow = sorted.map(|(place, descending, of)| {
        let arrow = if descending { "↓" } else { "↑" };
        if of > 1 { format!(" {arrow}{}", place + 1) } else { format!(" {arrow}") }
    });
    let hint = t.sort_by(&name);
    let press = move |event: leptos::ev::MouseEvent| on_press(event.shift_key());
    view! {
        <div class=class style:left=left>
            <button type="button" title=hint on:click=press>{name}<span aria-hidden="true">{arrow}</span></button>
        </div>
    }
    .into_any()
}

/// Draws the heading of a group.
pub fn group(
    t: Language,
    named: &str,
    is_folded: bool,
    line: String,
    totals: String,
    on_press: impl Fn() + 'static,
) -> AnyView {
    let label = if is_folded { t.list_unfold(named) } else { t.list_fold(named) };
    view! {
        <div class="group-line">
            <button
                type="button"
                tabindex=tab_stop()
                class="group-fold"
                class:is-folded=is_folded
                aria-expanded=if is_folded { "false" } else { "true" }
                title=label
                on:click=move |_| on_press()
            >
                <Icon name=Glyph::ChevronDown />
                <span>{line}</span>
            </button>
            <span class="group-totals num">{totals}</span>
        </div>
    }
    .into_any()
}
