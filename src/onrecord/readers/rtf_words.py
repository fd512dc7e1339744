"""The words of RTF by what they do: stand for a character, end a paragraph, hold what is not shown."""

from __future__ import annotations

MARKS = {
    "tab": "\t",
    "line": "\n",
    "lbr": "\n",
    "softline": "\n",
    "emdash": "\u2014",
    "endash": "\u2013",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "bullet": "\u2022",
    "lquote": "\u2018",
    "rquote": "\u2019",
    "ldblquote": "\u201c",
    "rdblquote": "\u201d",
}
SIGNS = {b"~": "\u00a0", b"_": "\u2011", b"{": "{", b"}": "}", b"\\": "\\", b"\t": "\t"}
BREAKS = frozenset({"par", "sect", "page", "column", "cell", "row", "nestcell", "nestrow"})
# Groups whose text is no part of what a reader sees. A group marked `\\*` is none either, whatever its word.
NOT_SHOWN = frozenset(
    {
        *("colortbl", "filetbl", "stylesheet", "info", "private", "rxe", "tc", "txe", "xe"),
        *("header", "headerf", "headerl", "headerr", "footer", "footerf", "footerl", "footerr"),
        *("fldinst", "pntext", "nonesttables", "pict", "objclass", "objdata", "shprslt"),
    }
)
CODE_PAGES = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
# Of a font's `\\fcharset`; 1 is the system's own, which is the document's code page.
CHARSETS = {
    0: "cp1252",
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    134: "cp936",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
