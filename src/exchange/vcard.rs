//! vCards, versions 2.1, 3 and 4 (RFC 2426, RFC 6350): people in, as a table of contacts; people out.
//!
//! Own code: of the crates, one reads only version 4, one is given up, and one brings a table of all time
//! zones. What is read is what a contact of the book has; the rest of a card is passed over.

use serde::{Deserialize, Serialize};

use super::lines::{add, escaped, parts, unescaped, unfolded};
use super::table::building::Building;
use super::{Encoding, TableProblem, TableRead};

/// The headings of the table that cards become; the import knows them.
const HEADINGS: [&str; 6] = ["客户名称", "联系人", "职务", "电话", "邮箱", "在职状态"];
/// One person as a vCard has them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Card {
    /// A stable id.
    pub id: String,
    /// The whole name.
    pub name: String,
    /// Where they work.
    pub organisation: String,
    /// The job title.
    pub title: String,
    /// The work telephone.
    pub phone: String,
    /// The e-mail address.
    pub email: String,
}

/// Which vCards are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CardVersion {
    /// What phones and Outlook read.
    V3,
    /// The present standard.
    V4,
}

/// Returns people as one file of vCards.
pub fn write_cards(cards: &[Card], version: CardVersion) -> Vec<u8> {
    let mut out = String::with_capacity(cards.len() * 200);
    for card in cards {
        add(&mut out, "BEGIN:VCARD");
        add(&mut out, if version == CardVersion::V3 { "VERSION:3.0" } else { "VERSION:4.0" });
        add(&mut out, &format!("UID:urn:uuid:{}", card.id));
        add(&mut out, &format!("FN:{}", escaped(&card.name)));
        // Nobody said which part of a name is the family's: all of it stands there, as phones show it.
        add(&mut out, &format!("N:{};;;;", escaped(&card.name)));
        for (start, value) in [
            ("ORG", &card.organisation),
            ("TITLE", &card.title),
            ("TEL;TYPE=work,voice", &card.phone),
            ("EMAIL", &card.email),
        ] {
            if !value.is_empty() {
                // In version 4 a list of types is quoted.
                let start = match (version, start) {
                    (CardVersion::V4, "TEL;TYPE=work,voice") => "TEL;TYPE=\"work,voice\"",
                    _ => start,
                };
                add(&mut out, &format!("{start}:{}", escaped(value)));
            }
        }
        add(&mut out, "END:VCARD");
    }
    out.into_bytes()
}

/// Tells whether a text is a file of vCards.
pub(super) fn is_cards(text: &str) -> bool {
    let start = text.trim_start().get(..11);
    start.is_some_and(|start| start.eq_ignore_ascii_case("BEGIN:VCARD"))
}

/// Reads vCards as a table of contacts. A card without any name has the place of one in it left empty.
///
/// # Errors
/// There are more cards than rows are read.
pub(super) fn read_cards(text: &str, encoding: Option<Encoding>) -> Result<TableRead, TableProblem> {
    let mut building = Building::new(encoding);
    building.push(1, HEADINGS.iter().copied())?;
    let mut row: Option<(usize, [String; 6])> = None;
    for (line, content) in unfolded(&joined(text)) {
        let Some((name, parameters, value)) = property(&content) else { continue };
        match name.as_str() {
            "BEGIN" if value.eq_ignore_ascii_case("VCARD") => {
                row = Some((line, [const { String::new() }; 6]));
            }
            "END" => {
                if let Some((line, mut cells)) = row.take() {
                    // There is always a cell of this column, so that no other table is meant.
                    "在职".clone_into(&mut cells[5]);
                    let trimmed = cells.iter().map(|cell| cell.trim());
                    building.push(line, trimmed)?;
                }
            }
            _ => {
                if let Some((_, cells)) = &mut row {
                    take(cells, &name, &decoded(&parameters, value));
                }
            }
        }
    }
    Ok(building.finish(String::new()))
}

/// Takes a property into the cells of its card; the first of each sort counts.
fn take(cells: &mut [String; 6], name: &str, value: &str) {
    let [organisation, full_name, title, phone, email, _] = cells;
    let fill = |cell: &mut String, text: String| {
        if cell.is_empty() {
            *cell = text;
        }
    };
    match name {
        "FN" => *full_name = unescaped(value),
        // Family name and given name, the other way round than Chinese cards show them only in Latin letters.
        "N" => {
            let names: Vec<String> = parts(value, ';').into_iter().take(2).map(unescaped).collect();
            let is_latin = names.iter().all(|name| name.is_ascii());
            let name = match names.as_slice() {
                [family, given] if is_latin => format!("{given} {family}"),
                names => names.concat(),
            };
            fill(full_name, name.trim().to_owned());
        }
        "ORG" => {
            fill(organisation, parts(value, ';').first().map(|part| unescaped(part)).unwrap_or_default())
        }
        "TITLE" => fill(title, unescaped(value)),
        "TEL" => fill(phone, unescaped(value.strip_prefix("tel:").unwrap_or(value))),
        "EMAIL" => fill(email, unescaped(value)),
        _ => {}
    }
}

/// Reads a line such as `item1.TEL;TYPE=work:138`: the name in capitals without its group, the parameters,
/// the value.
fn property(line: &str) -> Option<(String, String, &str)> {
    let mut is_quoted = false;
    let end = line.char_indices().find(|(_, c)| {
        is_quoted ^= *c == '"';
        *c == ':' && !is_quoted
    });
    let (start, value) = line.split_at_checked(end?.0)?;
    let (name, parameters) = start.split_once(';').unwrap_or((start, ""));
    let name = name.rsplit_once('.').map_or(name, |(_, name)| name);
    Some((name.to_ascii_uppercase(), parameters.to_ascii_uppercase(), value.get(1..)?))
}

/// Joins lines that the quoted-printable form of version 2.1 breaks with `=` at their end.
fn joined(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut is_quoted_printable = false;
    for line in text.split_inclusive('\n') {
        if !is_quoted_printable {
            let head = line.split(':').next().unwrap_or_default();
            is_quoted_printable = head.to_ascii_uppercase().contains("QUOTED-PRINTABLE");
        }
        let content = line.trim_end_matches(['\r', '\n']);
        match content.strip_suffix('=').filter(|_| is_quoted_printable) {
            Some(open) => out.push_str(open),
            None => {
                out.push_str(line);
                is_quoted_printable = false;
            }
        }
    }
    out
}

/// Returns a value with its quoted-printable bytes decoded as UTF-8, or as GBK where they are none.
fn decoded(parameters: &str, value: &str) -> String {
    if !parameters.contains("QUOTED-PRINTABLE") {
        return value.to_owned();
    }
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()).filter(|_| *first == b'=') {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => encoding_rs::GB18030.decode_without_bom_handling(error.as_bytes()).0.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::exchange::{Layout, read_text};

    fn rows(text: &str) -> Vec<Vec<String>> {
        let read = read_text(text.as_bytes(), None).unwrap();
        assert_eq!(read.problem, None);
        let table = read.table.unwrap();
        assert_eq!(table.layout(), Layout::Contacts);
        table.rows().map(|row| (0..5).map(|place| row.cell(place).to_owned()).collect()).collect()
    }

    #[test]
    fn cards_of_phones_and_of_other_programs_are_read() {
        let version_3 = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:刘强\r\nN:刘;强;;;\r\nORG:北辰科技有限公司;采购部\r\nTITLE:采购总监\r\nitem1.TEL;TYPE=CELL:+86 138 0000\r\nTEL;TYPE=HOME:010\r\nEMAIL;TYPE=\"a:b\":liu@exam\r\n ple.com\r\nNOTE:x\\, y\r\nPHOTO;ENCODING=b:AAAA\r\nEND:VCARD\r\n";
        let version_4 = "begin:vcard\nVERSION:4.0\nN:Doe;Jane;;;\nORG:A\\; B\\, Ltd\nTEL;VALUE=uri:tel:+1-555\nEND:VCARD\n";
        let version_2 = "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=88=98;=E5=\n=BC=BA;;;\nORG;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:=B1=B1=B3=BD\nEND:VCARD\n";
        assert_eq!(
            rows(&[version_3, version_4, version_2].concat()),
            [
                ["北辰科技有限公司", "刘强", "采购总监", "+86 138 0000", "liu@example.com"],
                ["A; B, Ltd", "Jane Doe", "", "+1-555", ""],
                ["北辰", "刘强", "", "", ""],
            ]
        );
    }

    proptest! {
        #[test]
        fn people_come_back_as_they_went(
            cells in prop::collection::vec(prop::array::uniform5("[ -~北辰;,\\\\]{1,90}"), 1..5),
        ) {
            let cards: Vec<Card> = cells
                .iter()
                .map(|[name, organisation, title, phone, email]| Card {
                    id: "018f0000-0000-7000-8000-000000000000".into(),
                    name: format!("名{}", name.trim()),
                    organisation: format!("客{}", organisation.trim()),
                    title: title.trim().to_owned(),
                    phone: phone.trim().replace("tel:", ""),
                    email: email.trim().to_owned(),
                })
                .collect();
            for version in [CardVersion::V3, CardVersion::V4] {
                let text = String::from_utf8(write_cards(&cards, version)).unwrap();
                let back = rows(&text);
                prop_assert_eq!(back.len(), cards.len());
                for (row, card) in back.iter().zip(&cards) {
                    let sent = [&card.organisation, &card.name, &card.title, &card.phone, &card.email];
                    prop_assert_eq!(row.iter().collect::<Vec<_>>(), sent.to_vec());
                }
            }
        }

        #[test]
        fn no_text_breaks_it(text in "BEGIN:VCARD\n(FN|N|TEL|ORG|END|BEGIN|;|:|=|\\\\|\"|QUOTED-PRINTABLE|\r|\n| |.){0,40}") {
            let _ = read_text(text.as_bytes(), None);
        }
    }
}
