"""Opens what Wellkept wrote with programs that others wrote, and writes the same with those; tests/foreign.rs calls it."""

import base64
import csv
import datetime
import hashlib
import json
import pathlib
import sys


def workbook(folder):
    import openpyxl
    from odf import opendocument, table, text

    book = openpyxl.load_workbook(folder / "all.xlsx")
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    assert [sheet.title for sheet in book] == [title for title, _, _ in expected]
    days = numbers = 0
    ods = opendocument.OpenDocumentSpreadsheet()
    for sheet, (title, rows, columns) in zip(book, expected):
        assert sheet.max_row == rows + 1 and sheet.max_column == columns, (title, sheet.dimensions)
        assert sheet.freeze_panes == "A2" and sheet.print_title_rows == "$1:$1", title
        assert sheet.auto_filter.ref, title
        assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.fitToHeight == 0, title
        assert sheet.cell(1, 1).font.b, title
        assert all(dimension.width > 5 for dimension in sheet.column_dimensions.values()), title
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                assert cell.data_type != "f", cell.coordinate
                days += isinstance(cell.value, datetime.datetime)
                numbers += isinstance(cell.value, (int, float))
        made = table.Table(name=title)
        for row in sheet.iter_rows(values_only=True):
            line = table.TableRow()
            for value in row:
                line.addElement(ods_cell(table, text, value))
            made.addElement(line)
        ods.spreadsheet.addElement(made)
    assert days > 500 and numbers > 300, (days, numbers)
    book.save(folder / "by-openpyxl.xlsx")
    ods.save(folder / "by-odfpy.ods")

    texts = openpyxl.load_workbook(folder / "texts.xlsx").worksheets[0]
    last = [texts.cell(texts.max_row - place, 1) for place in range(6)]
    assert all(cell.data_type == "s" for cell in last), [cell.data_type for cell in last]
    assert last[5].value == "=1+1" and last[0].value == "=cmd|' /C calc'!A0", [cell.value for cell in last]


def ods_cell(table, text, value):
    if value is None:
        return table.TableCell()
    if isinstance(value, datetime.datetime):
        return table.TableCell(valuetype="date", datevalue=value.isoformat())
    if isinstance(value, (int, float)):
        return table.TableCell(valuetype="float", value=repr(value))
    cell = table.TableCell(valuetype="string")
    for line in value.split("\n"):
        cell.addElement(text.P(text=line))
    return cell


def csv_files(folder):
    found = 0
    for file in sorted(folder.glob("*.csv")):
        raw = file.read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf") and b"\r\n" in raw
        with file.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.reader(stream))
        expected = json.loads(file.with_suffix(".json").read_text("utf-8"))
        assert len(rows) == len(expected) + 1, file
        for row, cells in zip(rows[1:], expected):
            for cell, wanted in zip(row, cells, strict=True):
                assert cell == wanted or cell == "'" + wanted, (cell, wanted)
                assert not cell.startswith(("=", "+", "@", "\t", "\r")), cell
                found += 1
    assert found > 10_000, found


def vcard(folder):
    import vobject

    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    for name in ("3.vcf", "4.vcf"):
        cards = list(vobject.readComponents((folder / name).read_text("utf-8")))
        assert len(cards) == len(expected), name
        for card, person in zip(cards, expected):
            assert card.fn.value == person["name"], card
            if person["organisation"]:
                assert card.org.value[0] == person["organisation"], card
            for field in ("title", "email"):
                assert not person[field] or getattr(card, field).value == person[field], (field, card)
            assert not person["phone"] or card.tel.value == person["phone"], card
    written = []
    for person in expected:
        card = vobject.vCard()
        card.add("n").value = vobject.vcard.Name(family=person["name"])
        card.add("fn").value = person["name"]
        card.add("org").value = [person["organisation"]]
        for field, line in (("title", "title"), ("phone", "tel"), ("email", "email")):
            if person[field]:
                card.add(line).value = person[field]
        written.append(card.serialize())
    (folder / "by-vobject.vcf").write_text("".join(written), "utf-8", newline="")


def calendar(folder):
    import icalendar

    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    found = icalendar.Calendar.from_ical((folder / "due.ics").read_bytes())
    events = [part for part in found.walk("VEVENT")]
    assert len(events) == len(expected)
    assert len({str(event["UID"]) for event in events}) == len(events)
    for event, wanted in zip(events, expected):
        assert event["DTSTART"].dt.isoformat() == wanted["day"], event
        assert isinstance(event["DTSTART"].dt, datetime.date) and not isinstance(event["DTSTART"].dt, datetime.datetime)
        assert str(event["SUMMARY"]) == wanted["title"], event
        assert str(event.get("DESCRIPTION", "")) == wanted["text"], event
        assert not event.errors, event.errors
    assert not found.errors, found.errors


def book(folder):
    raw = (folder / "book.json").read_bytes()
    found = json.loads(raw)
    content = raw[raw.index(b'"content":') + len(b'"content":') : -2]
    assert hashlib.sha256(content).hexdigest() == found["sha256"]
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    inside = found["content"]
    counts = [inside["counts"].get(kind, 0) for kind in inside["counts"]]
    assert sum(counts) == sum(expected["counts"]), counts
    assert all(len(inside[kind]) == count for kind, count in inside["counts"].items())
    files = {one["sha256"]: base64.b64decode(one["base64"], validate=True) for one in inside["bytes"]}
    assert len(files) == len(inside["attachment"]) == expected["files"]
    for file in inside["attachment"]:
        held = files[file["sum"]]
        assert hashlib.sha256(held).hexdigest() == file["sum"] and len(held) == file["bytes"], file
        assert file["media"] == "application/pdf" and held.startswith(b"%PDF-"), file
    (folder / "by-python.json").write_text(json.dumps(found, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    task, place = sys.argv[1:]
    {"workbook": workbook, "csv": csv_files, "vcard": vcard, "calendar": calendar, "book": book}[task](pathlib.Path(place))
