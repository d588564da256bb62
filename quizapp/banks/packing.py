"""A bank and its article as one file to hand to a colleague, out and in."""

import io
import zipfile
from dataclasses import dataclass

from quizapp.banks.files import BankError, BankErrors, BankFile, read_bank, write_bank

# More than any bank with its article has; what a small archive may grow to is bounded before it is opened.
LIMIT = 12_000_000
_MOST_FILES = 20
# The same bank gives the same bytes, whenever it is packed.
_MOMENT = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A bank, and the bytes and the name of its article where that came along."""

    bank: BankFile
    article: bytes | None
    article_name: str


def pack(bank: BankFile, article: str | None) -> bytes:
    """The bank file and, where the bank has one, the text that its quotes count in, as a ZIP archive."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        _add(archive, f"{bank.slug}.toml", write_bank(bank))
        if bank.article and article is not None:
            _add(archive, bank.article.file, article)
    return packed.getvalue()


def _add(archive: zipfile.ZipFile, name: str, text: str) -> None:
    entry = zipfile.ZipInfo(name, date_time=_MOMENT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    # Readable for everyone, as files are.
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, text.encode())


def unpack(data: bytes, name: str) -> Unpacked:
    """The bank in an upload: a bank file, or an archive with one. Raises ``BankErrors``."""
    if not name.lower().endswith(".zip"):
        return Unpacked(read_bank(_decoded(data)), None, "")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _from_archive(archive)
    # A damaged archive raises almost anything.
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as problem:
        if isinstance(problem, BankErrors):
            raise
        raise _refused("the archive is damaged or locked, and cannot be opened") from problem


def _from_archive(archive: zipfile.ZipFile) -> Unpacked:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > _MOST_FILES or sum(entry.file_size for entry in entries) > LIMIT:
        raise _refused("the archive holds more than a bank and its article")
    banks = [entry for entry in entries if entry.filename.lower().endswith(".toml")]
    if len(banks) != 1:
        raise _refused("the archive needs one bank file, a .toml, and its article")
    bank = read_bank(_decoded(archive.read(banks[0])))
    if bank.article is None:
        return Unpacked(bank, None, "")
    folder = banks[0].filename.rpartition("/")[0]
    wanted = f"{folder}/{bank.article.file}" if folder else bank.article.file
    found = next((entry for entry in entries if entry.filename == wanted), None)
    return Unpacked(bank, archive.read(found) if found else None, bank.article.file)


def _decoded(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise _refused("the file is not UTF-8 text") from None


def _refused(message: str) -> BankErrors:
    return BankErrors([BankError("", 1, message)])
