//! A folder of files that the page may write: the origin's own (OPFS), apart from its databases, or one that
//! the user picked.

use js_sys::{Array, Function, JsString, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use super::clock;
use super::idb::Fault;

#[wasm_bindgen]
extern "C" {
    /// `FileSystemDirectoryHandle`, `FileSystemFileHandle` and the streams: the few methods that are used.
    type Directory;

    #[wasm_bindgen(method, catch, js_name = getDirectoryHandle)]
    fn directory(this: &Directory, name: &str, options: &Object) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getFileHandle)]
    fn file(this: &Directory, name: &str, options: &Object) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = removeEntry)]
    fn remove_entry(this: &Directory, name: &str, options: &Object) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn keys(this: &Directory) -> Result<JsValue, JsValue>;

    type FileHandle;

    #[wasm_bindgen(method, catch, js_name = createWritable)]
    fn writable(this: &FileHandle) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getFile)]
    fn contents(this: &FileHandle) -> Result<Promise, JsValue>;

    type Stream;

    #[wasm_bindgen(method, catch, js_name = pipeThrough)]
    fn through(this: &Stream, transform: &JsValue) -> Result<Stream, JsValue>;
    #[wasm_bindgen(method, catch, js_name = pipeTo)]
    fn to(this: &Stream, target: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(js_name = Blob)]
    type Bytes;

    #[wasm_bindgen(constructor, catch, js_class = "Blob")]
    fn of(parts: &Array) -> Result<Bytes, JsValue>;
    #[wasm_bindgen(method)]
    fn stream(this: &Bytes) -> Stream;
    #[wasm_bindgen(method, getter)]
    fn size(this: &Bytes) -> f64;

    type Response;

    #[wasm_bindgen(constructor, catch)]
    fn of(body: &Stream) -> Result<Response, JsValue>;
    #[wasm_bindgen(method, catch, js_name = arrayBuffer)]
    fn buffer(this: &Response) -> Result<Promise, JsValue>;

    type TransformStream;

    #[wasm_bindgen(constructor, catch)]
    fn new(transformer: &Object) -> Result<TransformStream, JsValue>;

    type Controller;

    #[wasm_bindgen(method, catch)]
    fn enqueue(this: &Controller, chunk: &JsValue) -> Result<(), JsValue>;

    type CompressionStream;

    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<CompressionStream, JsValue>;

    type DecompressionStream;

    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<DecompressionStream, JsValue>;
}

/// A folder of files.
pub struct Folder {
    directory: Directory,
    /// Whether every file in it is gzipped.
    is_packed: bool,
}

impl Folder {
    /// Opens a folder of the origin's own, whose files are gzipped; `make` makes it if there is none. `None` where
    /// there is none, or the browser keeps no files.
    ///
    /// # Errors
    /// What the browser says, where there may be one all the same.
    pub async fn own(name: &str, make: bool) -> Result<Option<Self>, Fault> {
        let within = |object: &JsValue, field: &str| Reflect::get(object, &field.into());
        let storage = within(&js_sys::global(), "navigator").and_then(|found| within(&found, "storage"));
        let Ok(storage) = storage else { return Ok(None) };
        let Ok(ask) = get(&storage, "getDirectory") else { return Ok(None) };
        match Self::below_root(&storage, &ask, name, make).await {
            Ok(directory) => Ok(Some(Self { directory, is_packed: true })),
            // There is none; or, in a private window, there can be none.
            Err(fault) if matches!(fault.name.as_str(), "NotFoundError" | "SecurityError") => Ok(None),
            Err(fault) => Err(fault),
        }
    }

    async fn below_root(
        storage: &JsValue,
        ask: &Function,
        name: &str,
        make: bool,
    ) -> Result<Directory, Fault> {
        let root: Promise = ask.call0(storage).map_err(thrown)?.unchecked_into();
        let root: Directory = JsFuture::from(root).await.map_err(thrown)?.unchecked_into();
        let opening = root.directory(name, &options("create", make)).map_err(thrown)?;
        Ok(JsFuture::from(opening).await.map_err(thrown)?.unchecked_into())
    }

    /// Returns the folder that a handle of the browser stands for, with files as they are.
    pub fn picked(handle: &JsValue) -> Self {
        Self { directory: handle.clone().unchecked_into(), is_packed: false }
    }

    /// Returns the names of the files in it, in no particular order.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn names(&self) -> Result<Vec<String>, Fault> {
        let keys = self.directory.keys().map_err(thrown)?;
        let next: Function = get(&keys, "next")?;
        let mut names = Vec::new();
        loop {
            let step = next.call0(&keys).map_err(thrown)?;
            let step = JsFuture::from(step.unchecked_into::<Promise>()).await.map_err(thrown)?;
            if Reflect::get(&step, &"done".into()).is_ok_and(|done| done.is_truthy()) {
                return Ok(names);
            }
            let name = Reflect::get(&step, &"value".into()).map_err(thrown)?;
            names.extend(name.dyn_into::<JsString>().ok().and_then(|name| name.as_string()));
        }
    }

    /// Returns how many bytes a file takes.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn size(&self, name: &str) -> Result<u64, Fault> {
        Ok(self.contents(name).await?.size() as u64)
    }

    /// Removes the files that nothing is in: whoever wrote them was closed before they were whole. Nobody may be writing
    /// in it meanwhile; what cannot be removed stays.
    pub async fn remove_unfinished(&self) {
        for name in self.names().await.unwrap_or_default() {
            if self.size(&name).await == Ok(0) {
                let _ = self.remove(&name).await;
            }
        }
    }

    /// Writes a file: it is there when it is whole, or not at all, but for an empty one while it is written.
    ///
    /// # Errors
    /// What the browser says; nothing of it is there then, and an earlier one of that name is as it was.
    pub async fn write(&self, name: &str, parts: &Array) -> Result<(), Fault> {
        let is_new = self.contents(name).await.is_err();
        let written = self.write_parts(name, parts).await;
        if written.is_err() && is_new {
            // An empty file stands where the whole one would.
            let _ = self.remove(name).await;
        }
        written
    }

    async fn write_parts(&self, name: &str, parts: &Array) -> Result<(), Fault> {
        let asked = self.directory.file(name, &options("create", true)).map_err(thrown)?;
        let file: FileHandle = JsFuture::from(asked).await.map_err(thrown)?.unchecked_into();
        let target = JsFuture::from(file.writable().map_err(thrown)?).await.map_err(thrown)?;
        let mut stream = Bytes::of(parts).map_err(thrown)?.stream();
        if self.is_packed {
            let gzip = CompressionStream::new("gzip").map_err(thrown)?;
            stream = stream.through(&gzip).map_err(thrown)?;
        }
        JsFuture::from(stream.to(&target).map_err(thrown)?).await.map_err(thrown)?;
        Ok(())
    }

    /// Reads a file of the origin's own.
    ///
    /// # Errors
    /// What the browser says, also of a file that is not whole.
    pub async fn read(&self, name: &str) -> Result<Uint8Array, Fault> {
        let gunzip = DecompressionStream::new("gzip").map_err(thrown)?;
        let plain = self.contents(name).await?.stream().through(&gunzip).map_err(thrown)?;
        all_of(plain).await
    }

    /// Removes a file.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn remove(&self, name: &str) -> Result<(), Fault> {
        let removing = self.directory.remove_entry(name, &Object::new()).map_err(thrown)?;
        JsFuture::from(removing).await.map_err(thrown)?;
        Ok(())
    }

    async fn contents(&self, name: &str) -> Result<Bytes, Fault> {
        let asked = self.directory.file(name, &Object::new()).map_err(thrown)?;
        let file: FileHandle = JsFuture::from(asked).await.map_err(thrown)?.unchecked_into();
        let contents = JsFuture::from(file.contents().map_err(thrown)?).await.map_err(thrown)?;
        Ok(contents.unchecked_into())
    }
}

/// Returns parts as one.
pub fn joined(parts: &[Uint8Array]) -> Uint8Array {
    let whole = Uint8Array::new_with_length(parts.iter().map(Uint8Array::length).sum());
    let mut at = 0;
    for part in parts {
        whole.set(part, at);
        at += part.length();
    }
    whole
}

/// Returns a text as UTF-8, which the browser makes of it beside the page's own memory.
///
/// # Errors
/// What the browser says.
pub async fn text_bytes(text: &JsValue) -> Result<Uint8Array, Fault> {
    all_of(Bytes::of(&Array::of1(text)).map_err(thrown)?.stream()).await
}

/// Gzips parts.
///
/// # Errors
/// What the browser says.
pub async fn packed(parts: &Array) -> Result<Uint8Array, Fault> {
    let gzip = CompressionStream::new("gzip").map_err(thrown)?;
    all_of(Bytes::of(parts).map_err(thrown)?.stream().through(&gzip).map_err(thrown)?).await
}

/// Unpacks what was gzipped.
///
/// # Errors
/// What the browser says, also of what is not whole.
pub async fn unpacked(parts: &[Uint8Array]) -> Result<Uint8Array, Fault> {
    let gunzip = DecompressionStream::new("gzip").map_err(thrown)?;
    let bytes = Bytes::of(&parts.iter().collect()).map_err(thrown)?;
    all_of(bytes.stream().through(&gunzip).map_err(thrown)?).await
}

/// Reads a stream to its end. Each piece goes on in a task of its own: what lies in memory comes in one piece after the
/// other without any task between them, and packing it would hold the page up for seconds.
async fn all_of(stream: Stream) -> Result<Uint8Array, Fault> {
    let pass = Closure::<dyn FnMut(JsValue, Controller) -> Promise>::new(
        |piece: JsValue, controller: Controller| {
            future_to_promise(async move {
                controller.enqueue(&piece)?;
                clock::next_task().await;
                Ok(JsValue::UNDEFINED)
            })
        },
    );
    let transformer = Object::new();
    Reflect::set(&transformer, &"transform".into(), pass.as_ref()).map_err(thrown)?;
    let breathing = TransformStream::new(&transformer).map_err(thrown)?;
    let stream = stream.through(&breathing).map_err(thrown)?;
    let buffer = Response::of(&stream).and_then(|response| response.buffer()).map_err(thrown)?;
    Ok(Uint8Array::new(&JsFuture::from(buffer).await.map_err(thrown)?))
}

fn options(name: &str, value: bool) -> Object {
    let options = Object::new();
    // Setting a field of a plain object cannot fail.
    let _ = Reflect::set(&options, &name.into(), &value.into());
    options
}

fn get(object: &JsValue, name: &str) -> Result<Function, Fault> {
    Reflect::get(object, &name.into()).and_then(|found| found.dyn_into()).map_err(thrown)
}

fn thrown(thrown: JsValue) -> Fault {
    Fault::of(&thrown)
}
