"""The one law or charter that an article is about."""

import re

from quizapp.articles.model import Article
from quizapp.generation.parsing import Sentence

_HEADS = "Act|Bill|Charter|Code|Covenant|Ordinance"
_WORD = r"[A-Z][\w\u2019'-]*"
_RUN = rf"{_WORD}(?: (?:{_WORD}|of|on|to|for|and|the)){{0,7}}"
_NAME = re.compile(rf"\b[Tt]he ({_RUN} (?:{_HEADS})(?: of {_RUN}(?<! and)(?<! of)(?<! the))?)\b(?! [A-Z])")


def law_of(article: Article, sentences: list[Sentence]) -> str:
    """Its name with "the" ("the Right to Information Act"), or "".

    It stands in the title and, with its article, in the text; of several such names the longest.
    """
    title = article.title.text if article.title else ""
    named = {name for sentence in sentences for name in _NAME.findall(sentence.text) if name in title}
    told = sorted(named, key=lambda name: (-len(name), name))
    heads = set(re.findall(rf"\b(?:{_HEADS})s?\b", title))
    # "Five Acts": about more than one.
    return f"the {told[0]}" if told and len(heads) == 1 and not heads.pop().endswith("s") else ""
