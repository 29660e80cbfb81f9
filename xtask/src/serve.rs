//! A plain file server for `dist/` on this machine only: no rewrites, no compression, no writing.

use anyhow::{Result, anyhow};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use tiny_http::{Header, Method, Request, Response, Server};

/// The port that is used unless another is asked for.
pub const DEFAULT_PORT: u16 = 8080;

/// Takes the port on 127.0.0.1; a taken one is an error that says what to do.
pub fn bind(port: u16) -> Result<Server> {
    Server::http(("127.0.0.1", port)).map_err(|error| {
        let taken =
            error.downcast_ref::<std::io::Error>().is_some_and(|io| io.kind() == ErrorKind::AddrInUse);
        if taken {
            let other = port.checked_add(1).unwrap_or(DEFAULT_PORT);
            anyhow!(
                "port {port} is taken by another program: stop it, or use `cargo xtask run --port {other}`"
            )
        } else {
            anyhow!("port {port} on 127.0.0.1 cannot be opened: {error}")
        }
    })
}

/// Serves `dist` until the program is stopped.
pub fn serve(server: &Server, dist: &Path, port: u16) {
    println!("\n  Wellkept 常顾 is at http://127.0.0.1:{port}/   (Ctrl+C stops it)\n");
    for request in server.incoming_requests() {
        if let Err(error) = answer(request, dist) {
            // A browser that goes away in the middle of an answer is no fault of ours.
            if error.kind() != ErrorKind::BrokenPipe && error.kind() != ErrorKind::ConnectionReset {
                eprintln!("an answer could not be sent: {error}");
            }
        }
    }
}

fn answer(request: Request, dist: &Path) -> std::io::Result<()> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return request.respond(Response::from_string("only GET and HEAD").with_status_code(405));
    }
    let found = resolve(dist, request.url()).filter(|path| path.is_file());
    let Some(path) = found else {
        return request.respond(Response::from_string("no such file").with_status_code(404));
    };
    let content = std::fs::read(&path)?;
    let mut response = Response::from_data(content);
    for (name, value) in [("Content-Type", mime(&path)), ("Cache-Control", "no-cache")] {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    request.respond(response)
}

/// Returns the file in `dist` that an address names, or nothing if it leads out of the folder.
fn resolve(dist: &Path, address: &str) -> Option<PathBuf> {
    let path = address.split(['?', '#']).next()?.strip_prefix('/')?;
    let decoded = decode(path)?;
    let mut file = dist.to_path_buf();
    for part in decoded.split('/').filter(|part| !part.is_empty() && *part != ".") {
        if part == ".." || part.contains(['\\', ':', '\0']) {
            return None;
        }
        file.push(part);
    }
    if decoded.is_empty() || decoded.ends_with('/') {
        file.push("index.html");
    }
    Some(file)
}

/// Decodes `%xx`; nothing if it is malformed or not UTF-8.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// Returns the media type of a file by its ending; wasm needs the right one to be compiled while it loads.
fn mime(path: &Path) -> &'static str {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("csv") => "text/csv; charset=utf-8",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_a_file_below_dist_or_nothing() {
        let dist = Path::new("dist");
        let cases = [
            ("/", Some("dist/index.html")),
            ("/?a=b", Some("dist/index.html")),
            ("/app.js?v=1", Some("dist/app.js")),
            ("/snippets/a.js", Some("dist/snippets/a.js")),
            ("/deep/", Some("dist/deep/index.html")),
            ("/%E5%B8%B8.json", Some("dist/常.json")),
            ("/../Cargo.toml", None),
            ("/%2e%2e/Cargo.toml", None),
            ("/a%5c..%5cb", None),
            ("/c:/x", None),
            ("/%zz", None),
            ("app.js", None),
        ];
        for (address, expected) in cases {
            assert_eq!(resolve(dist, address), expected.map(PathBuf::from), "{address}");
        }
    }

    #[test]
    fn wasm_has_the_type_that_browsers_stream() {
        assert_eq!(mime(Path::new("a_bg.wasm")), "application/wasm");
    }
}
