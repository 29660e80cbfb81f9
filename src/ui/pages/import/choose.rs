//! Where files are chosen: one, several, a folder of them, or cells that were copied.

use leptos::html;
use leptos::prelude::*;
use leptos::web_sys::{File, FileList};

use crate::text::Language;

use super::super::super::components::{Button, Glyph, Icon, TextArea};
use super::super::super::session::say;
use super::{Import, dropped};

/// Takes the files that were chosen; those of a folder bear their paths, hidden ones left out.
fn take(import: Import, chosen: Option<FileList>, is_folder: bool) {
    let Some(chosen) = chosen else { return };
    let files: Vec<File> = (0..chosen.length()).filter_map(|place| chosen.get(place)).collect();
    let is_one = files.len() == 1 && !is_folder;
    let named = files.into_iter().filter(|file| !file.name().starts_with('.')).map(|file| {
        let path =
            js_sys::Reflect::get(&file, &"webkitRelativePath".into()).ok().and_then(|path| path.as_string());
        let name = path.filter(|path| !path.is_empty()).unwrap_or_else(|| file.name());
        (Some(name).filter(|_| !is_one), file)
    });
    let named: Vec<_> = named.collect();
    if !named.is_empty() {
        import.read_all(named);
    }
}

/// Where files are chosen, dropped or pasted.
#[component]
pub fn Choose(import: Import) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let folder = NodeRef::<html::Input>::new();
    // No attribute of the HTML standard: the view has no word for it.
    Effect::new(move |_| {
        if let Some(input) = folder.get() {
            let _ = input.set_attribute("webkitdirectory", "");
        }
    });
    let over = RwSignal::new(false);
    let pasted = RwSignal::new(String::new());
    let paste = Callback::new(move |()| {
        let parts = js_sys::Array::of1(&pasted.get_untracked().into());
        let name = import.session.language().import_pasted_name();
        if let Ok(file) = File::new_with_str_sequence(&parts, name) {
            import.read(file);
        }
    });
    view! {
        <div class="stack narrow">
            <label
                class="drop"
                class:is-over=move || over.get()
                on:dragover=move |event| {
                    event.prevent_default();
                    over.set(true);
                }
                on:dragleave=move |_| over.set(false)
                on:drop=move |event| {
                    event.prevent_default();
                    over.set(false);
                    let Some(data) = event.data_transfer() else { return };
                    match dropped::with_folders(&data) {
                        Some(entries) => import.read_folders(entries),
                        None => take(import, data.files(), false),
                    }
                }
            >
                <Icon name=Glyph::Upload />
                <strong>{say(Language::import_drop)}</strong>
                <span class="hint">{say(Language::import_drop_hint)}</span>
                <input
                    node_ref=input
                    type="file"
                    multiple
                    accept=".csv,.tsv,.txt,.vcf,.json,.wellkept,.xlsx,.xlsm,.xlsb,.xls,.ods,.zip,.pdf,.docx,.doc,image/*"
                    aria-label=say(Language::import_drop)
                    on:change=move |_| {
                        take(import, input.get_untracked().and_then(|input| input.files()), false);
                    }
                />
            </label>
            <label class="button is-file">
                <Icon name=Glyph::Upload />
                <span>{say(Language::import_folder)}</span>
                <input
                    node_ref=folder
                    type="file"
                    aria-label=say(Language::import_folder)
                    on:change=move |_| take(import, folder.get_untracked().and_then(|input| input.files()), true)
                />
            </label>
            <details class="fold">
                <summary>{say(Language::import_paste)}</summary>
                <div class="stack is-tight">
                    <TextArea label=say(Language::import_paste) value=pasted rows=6 hint=say(Language::import_paste_hint) />
                    <div>
                        <Button disabled=Signal::derive(move || pasted.with(|text| text.trim().is_empty())) on_press=paste>
                            {say(Language::import_paste_do)}
                        </Button>
                    </div>
                </div>
            </details>
            <section>
                <h2 class="small">{say(Language::import_layouts)}</h2>
                <ul class="plain-list muted small">
                    <li>{say(Language::import_layouts_customers)}</li>
                    <li>{say(Language::import_layouts_profile)}</li>
                    <li>{say(Language::import_layouts_orders)}</li>
                    <li>{say(Language::import_layouts_interactions)}</li>
                    <li>{say(Language::import_layouts_contacts)}</li>
                    <li>{say(Language::import_layouts_actions)}</li>
                    <li>{say(Language::import_layouts_needs)}</li>
                    <li>{say(Language::import_layouts_feedback)}</li>
                    <li>{say(Language::import_layouts_files)}</li>
                    <li>{say(Language::import_layouts_more)}</li>
                </ul>
            </section>
        </div>
    }
}
