"""A bank file from an article: drafts with their evidence, and the text that the evidence counts in."""

import hashlib
import os
import tempfile
from pathlib import Path

from quizapp.articles.model import Article
from quizapp.banks.files import BankArticle, BankFile, BankQuestion, lies_beside, slug, write_bank
from quizapp.generation import Generation


def write_drafts(generation: Generation, article: Article, source: Path, target: Path) -> BankFile:
    """Write the drafts from the article in ``source`` as the bank file ``target``.

    The bank names ``source`` itself where that is plain text in or below the folder of ``target``, and
    spans count in exactly what it holds; otherwise the text as read is written beside the bank. The same
    article, seed and folder give the same bytes. Raises ``OSError``; files are replaced whole or not at all.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    text_file = _text_beside(article, source, target.parent)
    title = article.title.text if article.title else source.stem
    bank = BankFile(
        slug=slug(title) or "bank",
        title=title[:300],
        article=BankArticle(
            title=title[:300], file=text_file, sha256=hashlib.sha256(article.text.encode()).hexdigest()
        ),
        questions=tuple(
            BankQuestion(id=draft.id, type=draft.type, tags=draft.tags, content=draft.content)
            for draft in generation.questions
        ),
    )
    replace_file(target, write_bank(bank).encode())
    return bank


def _text_beside(article: Article, source: Path, folder: Path) -> str:
    """The path, from the folder, of a file that holds the article's text."""
    content = article.text.encode()
    try:
        inside = source.resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        inside = ""
    if inside and source.suffix.lower() == ".txt" and lies_beside(inside) and source.read_bytes() == content:
        return inside
    name = f"{slug(source.stem) or 'bank'}.article.txt"
    if (folder / name).exists() and (folder / name).read_bytes() != content:
        # Another bank counts in that text.
        name = name.replace(".article", f"-{hashlib.sha256(content).hexdigest()[:8]}.article")
    replace_file(folder / name, content)
    return name


def replace_file(path: Path, content: bytes) -> None:
    """Put the content in the file's place at once, so that no half-written file is ever seen."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        # Temporary files are private; the finished one gets the permissions that new files get.
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(temporary, 0o666 & ~mask)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
