//! Edits to the built page as plain text functions: names, style sheets, the policy's hashes.
//!
//! They read only what Trunk writes; they are no general HTML parser and touch no file.

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::ops::Range;

/// What stands in index.html's policy for the hashes of its inline scripts.
const HASHES: &str = "'sha256-__INLINE__'";

/// A tag of the page: where it stands and what its attributes say.
struct Tag {
    range: Range<usize>,
    attributes: Vec<(String, String)>,
}

impl Tag {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Returns the opening tags called `name`, in order.
fn tags(html: &str, name: &str) -> Vec<Tag> {
    let mut found = Vec::new();
    let opening = format!("<{name}");
    for (start, _) in html.match_indices(&opening) {
        let inside = start + opening.len();
        let rest = &html[inside..];
        if !rest.starts_with(|next: char| next.is_whitespace() || next == '>' || next == '/') {
            continue;
        }
        let (attributes, length) = attributes(rest);
        found.push(Tag { range: start..inside + length, attributes });
    }
    found
}

/// Reads attributes up to and including the tag's end; returns them and the length read.
fn attributes(text: &str) -> (Vec<(String, String)>, usize) {
    let mut found = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|next: char| next.is_whitespace() || next == '/');
        if rest.is_empty() || rest.starts_with('>') {
            let end = rest.len().min(1);
            return (found, text.len() - rest.len() + end);
        }
        let name_end =
            rest.find(|next: char| next.is_whitespace() || "=/>".contains(next)).unwrap_or(rest.len());
        let (name, after) = rest.split_at(name_end.max(1));
        rest = after;
        let mut value = "";
        if let Some(after) = rest.trim_start().strip_prefix('=') {
            let after = after.trim_start();
            let quote = after.chars().next().filter(|first| *first == '"' || *first == '\'');
            let body = if quote.is_some() { &after[1..] } else { after };
            let end = match quote {
                Some(quote) => body.find(quote),
                None => body.find(|next: char| next.is_whitespace() || next == '>'),
            };
            let end = end.unwrap_or(body.len());
            value = &body[..end];
            rest = body[end..].strip_prefix(['"', '\'']).unwrap_or(&body[end..]);
        }
        found.push((name.to_ascii_lowercase(), value.to_owned()));
    }
}

/// Returns the addresses of the page's style sheets, in order.
pub fn style_sheets(html: &str) -> Vec<String> {
    let links = tags(html, "link");
    let sheets = links.iter().filter(|link| link.get("rel") == Some("stylesheet"));
    sheets.filter_map(|link| link.get("href")).map(str::to_owned).collect()
}

/// Puts one style sheet where the first one was and takes out the others.
pub fn with_one_style_sheet(html: &str, address: &str) -> String {
    let mut result = html.to_owned();
    let sheets: Vec<Tag> =
        tags(html, "link").into_iter().filter(|link| link.get("rel") == Some("stylesheet")).collect();
    for (index, sheet) in sheets.iter().enumerate().rev() {
        let link = format!("<link rel=\"stylesheet\" href=\"{address}\">");
        result.replace_range(sheet.range.clone(), if index == 0 { &link } else { "" });
    }
    result
}

/// Returns a style sheet without comments, indentation and empty lines; strings stay as they are.
pub fn without_comments(css: &str) -> String {
    let mut bare = String::with_capacity(css.len());
    let mut rest = css;
    let mut quote = None;
    while let Some(letter) = rest.chars().next() {
        if quote.is_none() && rest.starts_with("/*") {
            rest = rest.split_once("*/").map_or("", |(_, after)| after);
            continue;
        }
        let mut length = letter.len_utf8();
        match quote {
            // A backslash takes the letter after it along.
            Some(_) if letter == '\\' => length += rest.chars().nth(1).map_or(0, char::len_utf8),
            Some(open) if letter == open => quote = None,
            None if letter == '"' || letter == '\'' => quote = Some(letter),
            _ => {}
        }
        bare.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    let lines = bare.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// Returns a script without indentation and without lines that are nothing but a comment.
pub fn without_comment_lines(script: &str) -> String {
    let lines = script.lines().map(str::trim);
    let is_comment = |line: &str| {
        line.starts_with("//") || line.starts_with("/**") && line.ends_with("*/") || line.is_empty()
    };
    lines.filter(|line| !is_comment(line)).flat_map(|line| [line, "\n"]).collect()
}

/// Replaces a file's name by another wherever it stands as a whole name.
pub fn rename(text: &str, old: &str, new: &str) -> String {
    let part_of_name = |letter: char| letter.is_alphanumeric() || "-_.".contains(letter);
    let mut result = String::with_capacity(text.len());
    let mut copied = 0;
    for (start, _) in text.match_indices(old) {
        let end = start + old.len();
        let before = text[..start].chars().next_back();
        let after = text[end..].chars().next();
        if !before.is_some_and(part_of_name) && !after.is_some_and(part_of_name) {
            result.push_str(&text[copied..start]);
            result.push_str(new);
            copied = end;
        }
    }
    result.push_str(&text[copied..]);
    result
}

/// Returns the texts of the scripts that stand in the page itself.
fn inline_scripts(html: &str) -> Vec<&str> {
    let scripts = tags(html, "script").into_iter().filter(|script| script.get("src").is_none());
    scripts.filter_map(|script| html[script.range.end..].split("</script>").next()).collect()
}

/// Puts the hashes of the inline scripts into the page's Content-Security-Policy.
///
/// A page without the placeholder is refused: its start script would not run.
pub fn with_script_hashes(html: &str) -> Result<String> {
    if html.matches(HASHES).count() != 1 {
        bail!("index.html must hold {HASHES} once, in script-src of its Content-Security-Policy");
    }
    let hash = |script: &&str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(script.as_bytes())));
    let hashes: Vec<String> = inline_scripts(html).iter().map(hash).collect();
    Ok(html.replacen(HASHES, &hashes.join(" "), 1))
}

/// Sets the content of the page's `<meta name=…>`.
pub fn with_meta(html: &str, name: &str, content: &str) -> Result<String> {
    let tag = tags(html, "meta").into_iter().find(|meta| meta.get("name") == Some(name));
    let tag = tag.with_context(|| format!("index.html must hold <meta name=\"{name}\" content=\"…\">"))?;
    let mut result = html.to_owned();
    result.replace_range(tag.range, &format!("<meta name=\"{name}\" content=\"{content}\">"));
    Ok(result)
}

/// Returns every address that the page itself asks for.
pub fn addresses(html: &str) -> Vec<String> {
    let scripts = tags(html, "script").into_iter().filter_map(|tag| tag.get("src").map(str::to_owned));
    let links = tags(html, "link").into_iter().filter_map(|tag| tag.get("href").map(str::to_owned));
    scripts.chain(links).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'self' 'sha256-__INLINE__'\">\
        <meta content=development name=wellkept-build><link rel=\"stylesheet\" href=\"./a.css\"/>\
        <link href=./b.css rel=stylesheet><link rel=icon href=./icon.svg><script src=\"./theme.js\"></script>\
        <script type=\"module\">start()</script>";

    #[test]
    fn style_sheets_become_one_in_the_place_of_the_first() {
        assert_eq!(style_sheets(PAGE), ["./a.css", "./b.css"]);
        let one = with_one_style_sheet(PAGE, "./style.css");
        assert_eq!(style_sheets(&one), ["./style.css"]);
        assert!(one.contains("./icon.svg"));
    }

    #[test]
    fn the_policy_gets_the_hash_of_the_inline_script_only() {
        let page = with_script_hashes(PAGE).unwrap();
        // printf 'start()' | openssl dgst -sha256 -binary | base64
        assert!(
            page.contains("script-src 'self' 'sha256-DIm7WJS6ZKDYe5qFLPy+h4JFI9Bol5QmYC57mt3Fb00='"),
            "{page}"
        );
        assert!(!page.contains("__INLINE__"));
    }

    #[test]
    fn a_page_without_the_placeholder_is_refused() {
        assert!(with_script_hashes("<script>start()</script>").is_err());
    }

    #[test]
    fn a_style_sheet_loses_comments_but_no_string() {
        let css = "/* a */ @layer base {\n\n  a::before { content: \"/* \\\" */\"; } /* b\n */\n}\n/* open";
        assert_eq!(without_comments(css), "@layer base {\na::before { content: \"/* \\\" */\"; }\n}\n");
    }

    #[test]
    fn only_whole_names_are_renamed() {
        let text = "'./app.js' my-app.js app.json app.js";
        assert_eq!(rename(text, "app.js", "app-1.js"), "'./app-1.js' my-app.js app.json app-1.js");
    }

    #[test]
    fn a_meta_tag_takes_its_content() {
        let page = with_meta(PAGE, "wellkept-build", "abc").unwrap();
        assert!(page.contains("<meta name=\"wellkept-build\" content=\"abc\">"));
        assert!(with_meta(PAGE, "nothing", "abc").is_err());
    }

    #[test]
    fn the_page_asks_for_scripts_and_links() {
        assert_eq!(addresses(PAGE), ["./theme.js", "./a.css", "./b.css", "./icon.svg"]);
    }

    #[test]
    fn a_script_loses_its_comment_lines_and_nothing_else() {
        let script = "// What it is.\n/** Says so. */\nconst a = \"//\"; // why\n\n  go(a /* so */);\n";
        assert_eq!(without_comment_lines(script), "const a = \"//\"; // why\ngo(a /* so */);\n");
    }
}
