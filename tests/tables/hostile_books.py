"""Workbooks that are broken on purpose: their parts, their archive, and what is called a workbook."""

import io
import random
import re
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.tables.opendocument import number, small_ods
from tests.tables.small import saved, small_book
from tests.tables.test_fuzz import mutated

CANARY = "Kanari"
"""Begins whatever somebody wrote into a cell; no message may hold it."""
Parts = dict[str, bytes]
PEOPLE, HOMES = "xl/worksheets/sheet3.xml", "xl/worksheets/sheet2.xml"
END = b"</sheetData>"
PartChange = Callable[[Parts, random.Random], object]
FileChange = Callable[[bytes, random.Random], bytes]


def small(folder: Path) -> Path:
    """The small week, its household and its person named by a canary."""
    book = small_book()
    for sheet, cells in (("husstander", ["A2"]), ("personer", ["A2", "B2"])):
        for cell in cells:
            book[sheet][cell] = f"{CANARY}-1"
    return saved(book, folder)


def parts_of(path: Path) -> Parts:
    """The parts of a workbook."""
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name) for name in book.namelist()}


def packed(parts: Parts, path: Path) -> Path:
    """A workbook of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return path


# -- what may be wrong with one part


def put(part: str, old: bytes, new: bytes | Callable[[random.Random], bytes]) -> PartChange:
    """Replace the first of these bytes."""

    def change(parts: Parts, dice: random.Random) -> None:
        parts[part] = parts[part].replace(old, new if isinstance(new, bytes) else new(dice), 1)

    return change


def rows(make: Callable[[random.Random], bytes]) -> PartChange:
    """More rows below the person."""
    return put(PEOPLE, END, lambda dice: make(dice) + END)


def cell(inner: Callable[[random.Random], bytes]) -> PartChange:
    """Something else in place of the lot's cell."""
    return put(HOMES, b'<c r="C2" t="n"><v>1</v></c>', inner)


def any_part(change: FileChange) -> PartChange:
    """One part changed, whichever."""

    def inner(parts: Parts, dice: random.Random) -> None:
        name = dice.choice(sorted(parts))
        parts[name] = change(parts[name], dice)

    return inner


def dropped(parts: Parts, dice: random.Random) -> None:
    for name in dice.sample(sorted(parts), dice.randint(1, 3)):
        del parts[name]


def swapped(parts: Parts, dice: random.Random) -> None:
    one, other = dice.sample(sorted(parts), 2)
    parts[one], parts[other] = parts[other], parts[one]


def astray(parts: Parts, dice: random.Random) -> None:
    """Relations to what is not there, to itself, or out of the file."""
    target = dice.choice(
        [
            "nowhere.xml",
            "../../../etc/passwd",
            "/",
            "",
            "workbook.xml",
            "styles.xml",
            "file:///etc/passwd",
            "\\\\host\\x",
            "x" * 70_000,
        ]
    )
    name = dice.choice(["xl/_rels/workbook.xml.rels", "_rels/.rels"])
    found = re.findall(rb'Target="[^"]*"', parts[name])
    parts[name] = parts[name].replace(dice.choice(found), f'Target="{target}"'.encode(), 1)


def renamed(parts: Parts, dice: random.Random) -> None:
    """Sheets of odd names."""
    name = dice.choice(
        [
            "personer",
            "",
            "_",
            "x" * 5000,
            "LES MEG",
            "person\u202er",
            "&#10;personer&#27;",
            "husstander ",
            "../../etc",
            "🏠",
        ]
    )
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b'"husstander"', f'"{name}"'.encode(), 1)


def many_sheets(parts: Parts, dice: random.Random) -> None:
    sheets = b"".join(
        b'<sheet name="s%d" sheetId="%d" r:id="rId3"/>' % (n, n + 9) for n in range(dice.choice([50, 3000]))
    )
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"</sheets>", sheets + b"</sheets>")


def deep(dice: random.Random) -> bytes:
    depth = dice.choice([100, 10_000, 300_000])
    return b"<row>" + b"<c><is>" * depth + b"</is></c>" * depth + b"</row>"


def far(dice: random.Random) -> bytes:
    at = dice.choice(
        [
            "XFD1048576",
            "ZZZZ9",
            "A0",
            "",
            "A-1",
            "9",
            "AAAAAAAAAAAAAAAAAAAAA1",
            "A99999999999999999999",
            "ÆØ2",
            "B2",
        ]
    )
    return f'<row r="{at.lstrip("ABCDEFXZÆØ-") or 7}"><c r="{at}"><v>1</v></c></row>'.encode()


def typed(dice: random.Random) -> bytes:
    kind = dice.choice(["s", "b", "d", "e", "str", "n", "inlineStr", "x", ""])
    value = dice.choice(
        [
            "-1",
            "999999999999",
            "NaN",
            "inf",
            "1e400",
            "-0",
            "1e308",
            "2026-99-99",
            "24:00:00",
            "0x1",
            CANARY,
            "",
            " ",
            "true",
            "9" * 400,
            "1" * 5000,
        ]
    )
    style = dice.choice(["", ' s="1"', ' s="-1"', ' s="99999"', ' s="x"'])
    return f'<c r="C2" t="{kind}"{style}><v>{value}</v></c>'.encode()


def dates(parts: Parts, dice: random.Random) -> None:
    """A number that is shown as a date, however large."""
    styles = parts["xl/styles.xml"]
    parts["xl/styles.xml"] = re.sub(
        rb'numFmtId="0"', b'numFmtId="%d"' % dice.choice([14, 22, 46, 47, 9999]), styles
    )
    value = dice.choice(["1e300", "-1", "0.5", "60", "2958466", "99999999999", "46115.9999999", "NaN"])
    cell(lambda _: f'<c r="B2" s="0"><v>{value}</v></c>'.encode())(parts, dice)


SHARED = b"officedocument.spreadsheetml.sharedStrings+xml"
SHARED_TYPE = (
    b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-%b"/></Types>'
)
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def strings(parts: Parts, dice: random.Random) -> None:
    """A table of strings that says what it has wrongly."""
    said = dice.choice([b"-1", b"99999999999", b"x", b"0"])
    rich = b"<si><r><t>a</t></r><rPh><t>b</t></rPh></si>"
    one = dice.choice([b"<si><t>x</t></si>", b"<si/>", rich, b"<si><t>" + b"x" * 3_000_000 + b"</t></si>"])
    parts["xl/sharedStrings.xml"] = b'<sst xmlns="%b" count="%b">%b</sst>' % (MAIN, said, one)
    put("[Content_Types].xml", b"</Types>", SHARED_TYPE % SHARED)(parts, dice)
    cell(lambda d: b'<c r="C2" t="s"><v>%d</v></c>' % d.choice([-1, 0, 1, 10**12]))(parts, dice)


def merges(dice: random.Random) -> bytes:
    some = dice.choice(
        [["A1:XFD1048576"], ["A2:A3"] * 20_000, ["B2"], ["A3:A2"], ["x"], [""], ["A1:ZZZZZ99999999"]]
    )
    return (
        b"</sheetData><mergeCells>"
        + b"".join(b'<mergeCell ref="%b"/>' % one.encode() for one in some)
        + b"</mergeCells>"
    )


def declared(content: bytes, dice: random.Random) -> bytes:
    """XML that says that it is in another encoding, or is."""
    name = dice.choice(["utf-16", "utf-7", "latin-1", "ebcdic-cp-us", "nowhere", "utf-8", "ascii", "utf-32"])
    head = f'<?xml version="1.0" encoding="{name}"?>'.encode()
    return head + (content.decode().encode(dice.choice(["utf-16", "utf-8-sig", "utf-32", "utf-8"])))


def entities(dice: random.Random) -> bytes:
    laughs = b"".join(b'<!ENTITY a%d "%b">' % (n, b"&a%d;" % (n - 1) * 10 if n else b"ha") for n in range(12))
    kind = dice.choice(
        [
            laughs,
            b'<!ENTITY x SYSTEM "file:///etc/passwd">',
            b'<!ENTITY % p SYSTEM "http://127.0.0.1:9/x">%p;',
            b"",
        ]
    )
    return b"<!DOCTYPE worksheet [" + kind + b"]><worksheet"


def hidden_entities(content: bytes, dice: random.Random) -> bytes:
    """The same in an encoding in which a search of bytes does not see it."""
    text = content.decode().replace("<worksheet", entities(dice).decode(), 1)
    return b'<?xml version="1.0" encoding="utf-16"?>'.decode().encode("utf-16") + text.encode("utf-16-le")


def one_of(*some: bytes) -> Callable[[random.Random], bytes]:
    return lambda dice: dice.choice(some)


def inline(*sizes: int) -> Callable[[random.Random], bytes]:
    """A cell with a very long text."""
    return lambda dice: b'<c t="inlineStr"><is><t>' + b"x" * dice.choice(sizes) + b"</t></is></c>"


WIDE = b"<row>" + b"<c><v>1</v></c>" * 190 + b"</row>"
AWAY = b'<Relationship Id="r9" Type="x" Target="http://127.0.0.1:9/" TargetMode="External"/></Rel'
COMMENT = b"<!--x--><?go on?><![CDATA[x]]><row"
HUGE = 40 << 20
BOOKS: dict[str, PartChange] = {
    "a part with changed bytes": any_part(mutated),
    "a sheet with changed bytes": lambda parts, dice: parts.update({PEOPLE: mutated(parts[PEOPLE], dice)}),
    "a part that is cut off": any_part(lambda content, dice: content[: dice.randrange(len(content) + 1)]),
    "a part that is empty": any_part(lambda _, __: b""),
    "a part that is noise": any_part(lambda _, dice: dice.randbytes(5000)),
    "parts that are gone": dropped,
    "parts that changed places": swapped,
    "relations that lead astray": astray,
    "sheets of odd names": renamed,
    "very many sheets": many_sheets,
    "deep XML": rows(deep),
    "very many attributes": put(
        PEOPLE, b"<row", b"<row " + b" ".join(b'a%d="x"' % n for n in range(100_000))
    ),
    "an attribute twice": put(PEOPLE, b"<row", b'<row r="1" r="2"'),
    "cells out of their place": rows(far),
    "cells of odd types": cell(typed),
    "dates that are none": dates,
    "strings that are not there": strings,
    "merged cells": put(PEOPLE, END, merges),
    "another encoding": any_part(declared),
    "entities": put(PEOPLE, b"<worksheet", entities),
    "entities that are hidden": lambda parts, dice: parts.update(
        {PEOPLE: hidden_entities(parts[PEOPLE], dice)}
    ),
    "an unknown entity": put(PEOPLE, b"<t>", b"<t>&nowhere;"),
    "a huge string": cell(inline(40_000, 30 << 20)),
    "very many empty rows": rows(lambda _: b"<row/>" * 3_000_000),
    "very many cells in a row": rows(lambda _: b"<row>" + b"<c><v>1</v></c>" * 2_000_000 + b"</row>"),
    "a wide table": rows(lambda _: WIDE * 3000),
    "nothing but space": put(PEOPLE, b"<sheetData>", lambda _: b"<sheetData>" + b" " * HUGE),
    "comments": put(PEOPLE, b"<row", one_of(COMMENT, COMMENT.replace(b"x", b"x" * 1_000_000))),
    "a wrong size": put(PEOPLE, b'"A1:C2"', one_of(b'"A1"', b'"A1:XFD1048576"', b'""', b'"x:y"', b'"C2:A1"')),
    "rows in the wrong order": put(
        PEOPLE, b'"2"', one_of(b'"1"', b'"0"', b'"-5"', b'"x"', b'"1048577"', b'""')
    ),
    "a wrong namespace": put(PEOPLE, b"spreadsheetml/2006", b"nowhere/1999"),
    "macros by name": lambda parts, _: parts.update({"xl/VBAPROJECT.BIN": b"x"}),
    "macros by type": put("[Content_Types].xml", b"spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled"),
    "links away": put("xl/_rels/workbook.xml.rels", b"</Rel", AWAY),
    "formulas": cell(
        one_of(
            b'<c r="C2"><f>1+1</f><v>2</v></c>',
            b'<c r="C2"><f t="array" ref="A1:XFD99">x</f></c>',
            b'<c r="C2"><f/></c>',
            b'<c r="C2"><f t="shared" si="9"/></c>',
        )
    ),
}


# -- what may be wrong with the archive


def flipped(content: bytes, dice: random.Random) -> bytes:
    new = bytearray(content)
    for _ in range(dice.choice([1, 1, 8, 100])):
        new[dice.randrange(len(new))] ^= 1 << dice.randrange(8)
    return bytes(new)


def headers(sign: bytes, at: int, form: str) -> FileChange:
    """A figure in the archive's list of parts that is not true."""

    def change(content: bytes, dice: random.Random) -> bytes:
        new, places = bytearray(content), [m.start() for m in re.finditer(re.escape(sign), content)]
        for place in dice.sample(places, dice.randint(1, len(places))):
            size = struct.calcsize(form)
            if place + at + size <= len(new):
                new[place + at : place + at + size] = struct.pack(
                    form, dice.choice([0, 1, 99, 2 ** (8 * size) - 1])
                )
        return bytes(new)

    return change


def again(content: bytes, dice: random.Random) -> bytes:
    """Parts twice, or by odd names."""
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as book:
        for name in dice.sample(
            [
                "xl/workbook.xml",
                "XL/WORKBOOK.XML",
                "/etc/passwd",
                "../../x",
                "a" * 60_000,
                "x/",
                "con",
                "xl\\y.xml",
            ],
            2,
        ):
            book.writestr(name, CANARY)
    return out.getvalue()


LOCAL, LISTED, LAST = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
ZIPS: dict[str, FileChange] = {
    "bits flipped": flipped,
    "bytes changed": mutated,
    "an archive that is cut off": lambda content, dice: content[: dice.randrange(len(content))],
    "the beginning is gone": lambda content, dice: content[dice.randrange(1, len(content)) :],
    "something before it": lambda content, dice: dice.randbytes(dice.choice([1, 5000])) + content,
    "something behind it": lambda content, dice: content + dice.randbytes(dice.choice([1, 70_000])),
    "two archives": lambda content, _: content + content,
    "a size that is not true": headers(LISTED, 24, "<I"),
    "a packed size that is not true": headers(LISTED, 20, "<I"),
    "a local size that is not true": headers(LOCAL, 22, "<I"),
    "a checksum that is not true": headers(LISTED, 16, "<I"),
    "an unknown way of packing": headers(LISTED, 10, "<H"),
    "flags that are not true": headers(LISTED, 8, "<H"),
    "places that are not true": headers(LISTED, 42, "<I"),
    "lengths of names that are not true": headers(LISTED, 28, "<H"),
    "a count that is not true": headers(LAST, 10, "<H"),
    "links": headers(LISTED, 38, "<I"),
    "parts twice or by odd names": again,
}

# -- OpenDocument


def rows_said(dice: random.Random) -> bytes:
    times = dice.choice(["1048576", "99999999999999999999", "-1", "x", "0", ""])
    where = dice.choice(["rows", "columns"])
    element = "row" if where == "rows" else "cell"
    return f'<table:table-{element} table:number-{where}-repeated="{times}"'.encode()


DOCUMENT = b"office:document-content"
ODS: dict[str, FileChange] = {
    "changed bytes": mutated,
    "a row many times": lambda c, d: c.replace(b"<table:table-row", rows_said(d), 1),
    "cells many times": lambda c, d: c.replace(b"<table:table-cell", rows_said(d), 2),
    "entities": lambda c, d: c.replace(b"<" + DOCUMENT, entities(d).replace(b"worksheet", DOCUMENT), 1),
    "deep": lambda c, d: c.replace(b"<text:p>", b"<text:p>" + b"<text:span>" * d.choice([50, 100_000]), 1),
    "cut off": lambda c, d: c[: d.randrange(len(c))],
}


def ods(change: FileChange, folder: Path, dice: random.Random) -> Path:
    """A small open document whose content was changed."""
    path = small_ods(folder, number("1"))
    parts = parts_of(path)
    parts["content.xml"] = change(parts["content.xml"], dice)
    return packed(parts, path)


OTHERS = {
    "nothing": b"",
    "text": b"person;kjonn\nKanari-1;kvinne\n",
    "a page of the web": b"<html><table><tr><td>Kanari-1</td></tr></table></html>",
    "an old workbook or a password": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096),
    "a document": b"%PDF-1.7\n" + bytes(300),
    "an empty archive": LAST + bytes(18),
    "an archive of an archive": LOCAL + bytes(26) + LAST + b"\xff" * 18,
}
"""What is called a workbook, and is none."""
