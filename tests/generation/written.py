"""Small articles for tests of single writers, and what is asked of them."""

from quizapp.articles.reading import read_article
from quizapp.generation import Generation, generate
from quizapp.generation.model import Candidate
from quizapp.questions.content import Evidence
from quizapp.questions.multiple_choice import MultipleChoice
from quizapp.questions.timeline import Timeline

# Prose that holds nothing to ask about, so that an article is long enough.
PADDING = "Nobody knows what the old walls have heard, and few people ask. " * 12
# An article about one country: its people have peers, and questions that name nobody are told of it.
AT_HOME = "Stories from New Zealand"


def generated(text: str, *, title: str = "Stories from Many Towns", rest: str = "", seed: int = 1) -> Generation:
    """Drafts of an article with this paragraph; ``rest`` follows the padding (a FAQ, key points)."""
    article = read_article(f"{title}\n\n{text}\n\n{PADDING}\n\n{rest}\n".encode(), filename="a.txt")
    return generate(article, seed=seed)


def choices(generation: Generation) -> list[MultipleChoice]:
    return [draft.content for draft in generation.questions if isinstance(draft.content, MultipleChoice)]


def timelines(generation: Generation) -> list[Timeline]:
    return [draft.content for draft in generation.questions if isinstance(draft.content, Timeline)]


def asked(text: str, *, title: str = "Stories from Many Towns", rest: str = "") -> dict[str, str]:
    """Every stem with its key."""
    return {content.stem: content.key for content in choices(generated(text, title=title, rest=rest))}


def refused(text: str, *, title: str = "Stories from Many Towns", rest: str = "") -> set[str]:
    """The codes for what was not asked of the paragraph or of the rest; the padding is refused too."""
    made = generated(text, title=title, rest=rest).refused
    return {refusal.code for refusal in made if refusal.quote not in PADDING}


def candidate(quote: str = "Maria Keller founded the club in Lyon in 1911.", **changes: object) -> Candidate:
    """A sound candidate, and what shall be different about it."""
    base: dict[str, object] = {
        "kind": "place",
        "stem": "In which city did Maria Keller found the club?",
        "key": "Lyon",
        "others": ("Marseille", "Bordeaux", "Strasbourg", "Nantes", "Toulouse"),
        "evidence": Evidence(quote=quote, start=0, end=len(quote)),
    }
    return Candidate(**(base | changes))  # type: ignore[arg-type]
