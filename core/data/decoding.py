"""Bytes to text: which encoding a file was written in, told from its bytes."""

import codecs
import re
import unicodedata
from pathlib import Path
from typing import IO, Any

from core.data.dataset import DatasetError

MAX_BYTES = 10_000_000
# UTF-32's mark begins with that of UTF-16, so it is looked for first.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
LOOKED_AT = 200_000
# In GB 18030 a common Chinese character or sign is two bytes, both beyond ASCII, the first of
# them in these ranges (GB 2312's signs and its first level).
COMMON = re.compile(rb"[\xa1-\xa3\xb0-\xd7][\xa1-\xfe]")
BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")
USUAL_SIGNS = frozenset("€£¥§°²³µ±‘’“”„–—…•®©™\u00a0")
# A Latin word with a Chinese character inside: what an accented letter becomes in GB 18030.
MIXED_WORD = re.compile("[A-Za-z][\u3400-\u9fff]+[a-z]")


def read_text(file: str | Path | IO[Any]) -> str:
    """The text of a path or an open file (of bytes or text), with "\\n" as its line end.

    Raises
    ------
    DatasetError
        "unreadable", "too_large" or "workbook".
    """
    raw = _read(file)
    text = raw.removeprefix("\ufeff") if isinstance(raw, str) else _decoded(raw)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _read(file: str | Path | IO[Any]) -> str | bytes:
    try:
        if isinstance(file, str | Path):
            with Path(file).open("rb") as opened:
                raw: str | bytes = opened.read(MAX_BYTES + 1)
        else:
            # An uploaded file is read again on every rerun of the page.
            if hasattr(file, "seek"):
                file.seek(0)
            raw = file.read(MAX_BYTES + 1)
    # What is closed, of another encoding or no file at all: to a learner they are one.
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise DatasetError(
            "unreadable", "The file cannot be read; save it as CSV text and choose it again."
        ) from error
    if not isinstance(raw, str | bytes):
        raise DatasetError(
            "unreadable", "The file cannot be read; save it as CSV text and choose it again."
        )
    if len(raw) > MAX_BYTES:
        raise DatasetError(
            "too_large", "The file is larger than {most} MB; keep fewer of its rows or columns.",
            most=MAX_BYTES // 1_000_000,
        )  # fmt: skip
    return raw


def _decoded(raw: bytes) -> str:
    if raw.startswith(WORKBOOKS):
        raise DatasetError(
            "workbook", "The file is a workbook or an archive, no text; save the sheet as CSV."
        )
    encoding = _encoding(raw)
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        text = ""
    if (raw and not text) or (encoding == "cp1252" and not _is_western(text)):
        raise DatasetError(
            "unreadable",
            "The file is not text in UTF-8, UTF-16, GB 18030 or Windows-1252; save it as UTF-8.",
        )
    return text


def _encoding(raw: bytes) -> str:
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            return encoding
    some = raw[:LOOKED_AT]
    # Every second byte of Western text in UTF-16 is 0, and text in other encodings has none.
    if some.count(0) > 0.2 * len(some):
        return "utf-16-le" if some[1::2].count(0) >= some[::2].count(0) else "utf-16-be"
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030" if _is_chinese(raw) else "cp1252"
    # A few GB 18030 characters can be UTF-8 by chance, but then of marks without letters.
    foreign = [c for c in text[:LOOKED_AT] if c > "\x7f"]
    marks = sum(unicodedata.category(c) in {"Mn", "Cn"} for c in foreign)
    return "gb18030" if foreign and marks == len(foreign) and _is_chinese(raw) else "utf-8"


def _is_western(text: str) -> bool:
    """Whether what is beyond ASCII are letters or usual signs, unlike text in other encodings."""
    foreign = [c for c in text[:LOOKED_AT] if c > "\x7f" and c not in USUAL_SIGNS]
    return len(foreign) < 4 or sum(map(str.isalpha, foreign)) > 0.3 * len(foreign)


def _is_chinese(raw: bytes) -> bool:
    """Whether bytes that are no UTF-8 are GB 18030 rather than Windows-1252.

    Nearly any Windows-1252 text can be decoded as GB 18030: an accented letter and the byte after
    it become one rare Chinese character. So what counts is how many characters are common ones.
    """
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        return False
    foreign = sum(c > "\x7f" for c in text)
    common = sum(len(COMMON.findall(run)) for run in BEYOND_ASCII.findall(raw))
    mixed = len(MIXED_WORD.findall(text))
    return common - mixed >= 0.5 * foreign
