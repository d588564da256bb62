"""Small articles for tests of single writers, and what is asked of them."""

from quizapp.articles.reading import read_article
from quizapp.generation import Generation, generate
from quizapp.questions.multiple_choice import MultipleChoice

# Prose that holds nothing to ask about, so that an article is long enough.
PADDING = "Nobody knows what the old walls have heard, and few people ask. " * 12


def generated(text: str, *, title: str = "Stories from Many Towns", rest: str = "") -> Generation:
    """Drafts of an article with this paragraph; ``rest`` follows the padding (a FAQ, key points)."""
    article = read_article(f"{title}\n\n{text}\n\n{PADDING}\n\n{rest}\n".encode(), filename="a.txt")
    return generate(article, seed=1)


def choices(generation: Generation) -> list[MultipleChoice]:
    return [draft.content for draft in generation.questions if isinstance(draft.content, MultipleChoice)]


def asked(text: str, *, title: str = "Stories from Many Towns", rest: str = "") -> dict[str, str]:
    """Every stem with its key."""
    return {content.stem: content.key for content in choices(generated(text, title=title, rest=rest))}
