"""The tags of a bank. They stand on versions: giving or taking one is a change like any other."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from quizapp.accounts.models import User
from quizapp.banks.choosing import chosen_questions
from quizapp.banks.entries import entries_of
from quizapp.banks.models import Bank, Question
from quizapp.banks.searching import folded
from quizapp.banks.storing import NewVersion, add_versions
from quizapp.database import db

TAG_LENGTH = 60

# Tags that drafting leaves for the teacher: they tell how a question is made, not what it is about.
_NO_TOPICS = frozenset({"timeline", "dated", "steps", "order-inferred"})


class BadTag(ValueError):
    """The tag cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag and how many questions of the bank have it."""

    name: str
    count: int


def topics_of_tags(tags: Iterable[str]) -> list[str]:
    """The topics among a question's tags, as they are shown to learners, each once."""
    return list(dict.fromkeys(tag.replace("-", " ") for tag in tags if tag not in _NO_TOPICS))


def tags_of(bank: Bank) -> list[Tag]:
    """Every tag in use, by name."""
    counts = Counter(tag for entry in entries_of(bank.id) for tag in entry.tags)
    return [Tag(name, counts[name]) for name in sorted(counts, key=folded)]


def tagged(bank: Bank, tag: str) -> list[Question]:
    """The questions of the bank that have the tag."""
    return chosen_questions(bank, [entry.id for entry in entries_of(bank.id) if tag in entry.tags])


def cleaned_tag(text: str) -> str:
    """The tag as it is stored. Raises ``BadTag``."""
    tag = " ".join(text.split())
    if not tag:
        raise BadTag("Write a tag, such as “elections”.")
    if len(tag) > TAG_LENGTH:
        raise BadTag(f"A tag takes at most {TAG_LENGTH} characters.")
    return tag


def add_tag(questions: Sequence[Question], tag: str, *, author: User) -> int:
    """Give all of them the tag, each as a new version; says how many changed."""
    return _retag(questions, lambda tags: tags if tag in tags else [*tags, tag], author, f"Tagged “{tag}”")


def remove_tag(questions: Sequence[Question], tag: str, *, author: User) -> int:
    """Take the tag from all of them, each as a new version; says how many changed."""
    return _retag(questions, lambda tags: [each for each in tags if each != tag], author, f"Untagged “{tag}”")


def rename_tag(questions: Sequence[Question], old: str, new: str, *, author: User) -> int:
    """Call the tag something else on all that have it; where both stand, one is left."""
    return _retag(
        questions,
        lambda tags: list(dict.fromkeys(new if tag == old else tag for tag in tags)) if old in tags else tags,
        author,
        f"Tag “{old}” renamed to “{new}”",
    )


def _retag(questions: Sequence[Question], change: Callable[[list[str]], list[str]], author: User, note: str) -> int:
    changing = [
        NewVersion(question, question.current.content, tags, note)
        for question in questions
        if (tags := change(list(question.current.tags))) != question.current.tags
    ]
    add_versions(changing, author=author)
    db.session.commit()
    return len(changing)
