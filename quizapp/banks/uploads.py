"""A bank file that came in by page waits beside the banks until its teacher has seen what it changes."""

from sqlalchemy import delete
from werkzeug.exceptions import NotFound

from quizapp.accounts.models import User
from quizapp.articles.model import Article
from quizapp.articles.report import as_json_dict, from_json_dict
from quizapp.banks.changes import Difference, Written, differing
from quizapp.banks.comparing import Part
from quizapp.banks.entries import entries_of
from quizapp.banks.files import BankArticle, BankErrors, BankFile, BankQuestion
from quizapp.banks.loading import difference, known_text, load_bank, loaded_bank
from quizapp.banks.models import Bank, BankUpload
from quizapp.banks.packing import Unpacked, unpack
from quizapp.database import db
from quizapp.questions import question_type


def unpacked(data: bytes, name: str) -> Unpacked:
    """The bank in an upload. Raises ``BankErrors``.

    Ends the running transaction: a large file takes seconds, and nobody else should wait for it.
    """
    db.session.rollback()
    return unpack(data, name)


def keep(bank_file: BankFile, article: Article | None, owner: User) -> BankUpload:
    """Keep a file until its owner decides; one that waited before is dropped.

    Raises ``BankErrors`` for what could not be loaded, with nothing stored.
    """
    difference(db.session, bank_file, article, owner)
    db.session.execute(delete(BankUpload).where(BankUpload.owner_id == owner.id))
    upload = BankUpload(
        owner_id=owner.id,
        file=bank_file.model_dump(mode="json"),
        article=as_json_dict(article) if article else None,
    )
    db.session.add(upload)
    db.session.commit()
    return upload


def upload_of(upload_id: str, teacher: User) -> BankUpload:
    """A file that waits for this teacher (404 otherwise)."""
    upload = db.session.get(BankUpload, upload_id)
    if upload is None or upload.owner_id != teacher.id:
        raise NotFound
    return upload


def preview(upload: BankUpload, owner: User) -> Difference:
    """What the file would change now. Raises ``BankErrors`` where a question has changed its type meanwhile.

    The file was checked when it came in, and is again when it is accepted.
    """
    file = upload.file
    bank = loaded_bank(db.session, file["slug"], owner)
    named = BankArticle.model_validate(file["article"]) if file["article"] else None
    text = upload.article["text"] if upload.article else known_text(db.session, named, bank, owner)
    head = [Part("Title", file["title"]), Part("Language", file["language"]), Part("Licence", file["licence"])]
    questions = [Written(**question) for question in file["questions"]]
    return differing(bank, entries_of(bank.id) if bank else [], head, questions, text)


def accept(upload: BankUpload, owner: User) -> Bank:
    """Load the file, and let it wait no longer. Raises ``BankErrors``, with nothing changed."""
    bank_file, article = bank_file_of(upload), _article(upload)
    # One transaction: the load commits both.
    db.session.delete(upload)
    try:
        return load_bank(db.session, bank_file, article, owner)
    except BankErrors:
        db.session.rollback()
        raise


def forget(upload: BankUpload) -> None:
    """Drop the file; nothing else has changed."""
    db.session.delete(upload)
    db.session.commit()


def bank_file_of(upload: BankUpload) -> BankFile:
    """The file, as it was read."""
    head = {name: value for name, value in upload.file.items() if name not in {"article", "questions"}}
    article = upload.file["article"]
    return BankFile(
        **head,
        article=BankArticle.model_validate(article) if article else None,
        questions=tuple(
            BankQuestion(**{**question, "content": question_type(question["type"]).parse(question["content"])})
            for question in upload.file["questions"]
        ),
    )


def _article(upload: BankUpload) -> Article | None:
    return from_json_dict(upload.article) if upload.article else None
