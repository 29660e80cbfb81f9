//! Files that a user attaches: taken from the device, read, hashed in steps; and given back.

use js_sys::Uint8Array;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Blob, BlobPropertyBag, ClipboardEvent, Event, File, FileList, HtmlInputElement, Url};
use wasm_bindgen_futures::JsFuture;

use crate::app::{self, FileDraft, FileFault};
use crate::exchange::{Document, DocumentProblem};
use crate::model::{Attachment, ContentHash, ContentSum, Media, file_name};

use super::components::ToastKind;
use super::requests::Found;
use super::session::{Session, Stopped};

/// How many bytes are hashed before the page may draw again.
const HASHED_AT_ONCE: u32 = 1 << 20;
/// The media type of a file of which nothing is known: a browser saves it, and does nothing else with it.
const UNKNOWN: &str = "application/octet-stream";

/// Returns the files of a list.
pub fn of_list(list: Option<FileList>) -> Vec<File> {
    let list = list.into_iter().flat_map(|list| (0..list.length()).filter_map(move |place| list.get(place)));
    list.collect()
}

/// Returns the files that were picked in a field, and empties it: the same one can be picked again.
pub fn picked(event: &Event) -> Vec<File> {
    let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
        return Vec::new();
    };
    let files = of_list(input.files());
    input.set_value("");
    files
}

/// Returns the files that are pasted; where text is, too, as from a table, it is the text that is meant.
pub fn pasted(event: &Event) -> Vec<File> {
    let data = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
    let Some(data) = data else { return Vec::new() };
    let has_text = data.get_data("text/plain").is_ok_and(|text| !text.is_empty());
    if has_text { Vec::new() } else { of_list(data.files()) }
}

/// Reads files and keeps their bytes for the change that will name them. Returns those that can be attached, and says
/// why the others cannot.
pub async fn take(session: Session, files: Vec<File>) -> (Vec<FileDraft>, Vec<String>) {
    let (mut taken, mut faults) = (Vec::new(), Vec::new());
    for file in files {
        match read(session, &file).await {
            Ok(draft) => taken.push(draft),
            Err(fault) => faults.push(fault.told(session.language(), &file.name())),
        }
    }
    (taken, faults)
}

async fn read(session: Session, file: &File) -> Result<FileDraft, FileFault> {
    app::check_size(file.size() as u64)?;
    let (sum, bytes) = read_whole(session, file).await?;
    let media = Media::of(&bytes.subarray(0, bytes.length().min(16)).to_vec());
    let length = u64::from(bytes.length());
    session.staged.update_value(|staged| staged.push((sum, bytes)));
    Ok(FileDraft { id: None, name: file_name(&file.name()), sum, bytes: length, media })
}

/// Reads a file that lies beside tables, whose first bytes are `head`.
pub async fn found(session: Session, path: &str, head: &[u8], file: &File) -> Found {
    let mut document = Document::seen(path, file.size() as u64, head);
    if document.problem.is_some() {
        return (document, None);
    }
    match read_whole(session, file).await {
        Ok((sum, bytes)) => {
            (document.bytes, document.sum) = (u64::from(bytes.length()), Some(sum));
            (document, Some(bytes))
        }
        Err(_) => {
            document.problem = Some(DocumentProblem::Unreadable);
            (document, None)
        }
    }
}

async fn read_whole(session: Session, file: &File) -> Result<(ContentSum, Uint8Array), FileFault> {
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|_| FileFault::Unreadable)?;
    let bytes = Uint8Array::new(&buffer);
    // It may be another by now.
    app::check_size(u64::from(bytes.length()))?;
    let (mut hash, mut at) = (ContentHash::default(), 0);
    while at < bytes.length() {
        let end = at.saturating_add(HASHED_AT_ONCE).min(bytes.length());
        hash.take(&bytes.subarray(at, end).to_vec());
        at = end;
        if at < bytes.length() {
            session.services().breathe().await;
        }
    }
    Ok((hash.finish(), bytes))
}

/// Returns the bytes of an attachment; where they are lost, tells so.
pub async fn bytes_of(session: Session, file: &Attachment) -> Option<Uint8Array> {
    let sum: ContentSum = file.sum;
    match session.on_disk(|disk| disk.content(sum)).await {
        Ok(Some(bytes)) => return Some(bytes),
        Ok(None) => {
            let text = session.language().file_lost(file_name(&file.name));
            session.toast(ToastKind::Failure, text, None);
        }
        Err(failure) => session.tell(&Stopped::Failed(failure)),
    }
    None
}

/// Gives an attachment to the user as a file.
pub fn save(session: Session, file: Attachment) {
    leptos::task::spawn_local(async move {
        let Some(bytes) = bytes_of(session, &file).await else { return };
        let mime = file.media.map_or(UNKNOWN, Media::id);
        if let Err(failure) = session.services().download_parts(&file_name(&file.name), mime, &[&bytes]) {
            session.tell(&Stopped::Failed(failure));
        }
    });
}

/// The address of a picture in the browser's memory, until it is dropped.
#[derive(Debug)]
pub struct Picture {
    address: String,
}

impl Picture {
    /// Returns the picture of those bytes. Only of what is a picture without anything that runs: the type is what its
    /// first bytes told, never what somebody said.
    pub fn of(media: Media, bytes: &Uint8Array) -> Option<Self> {
        let told = Media::of(&bytes.subarray(0, bytes.length().min(16)).to_vec());
        if !media.is_picture() || told != Some(media) {
            return None;
        }
        let options = BlobPropertyBag::new();
        options.set_type(media.id());
        let parts = js_sys::Array::of1(bytes);
        let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
        Some(Self { address: Url::create_object_url_with_blob(&blob).ok()? })
    }

    /// Returns its address.
    pub fn address(&self) -> String {
        self.address.clone()
    }
}

impl Drop for Picture {
    fn drop(&mut self) {
        let _ = Url::revoke_object_url(&self.address);
    }
}

/// Calls `f` with files that are pasted anywhere while the view is there.
pub fn on_paste(f: impl Fn(Vec<File>) + 'static) {
    let heard = window_event_listener(leptos::ev::paste, move |event| {
        let files = pasted(&event);
        if !files.is_empty() {
            event.prevent_default();
            f(files);
        }
    });
    on_cleanup(move || heard.remove());
}
