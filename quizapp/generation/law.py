"""The one law, and the one constitution, that an article is about."""

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


_CHARTERS = ("the Constitution", "the Basic Law", "the Charter", "the Covenant", "the Convention")
# In so many sentences an article speaks of the one constitution that its articles belong to.
_FEWEST = 3


def charter_of(sentences: list[Sentence]) -> str:
    """What the article calls a constitution or charter without more words, and no other one beside it; or ""."""
    told = {
        name: sum(re.search(rf"\b[Tt]{name[1:]}\b(?! of| [A-Z])", sentence.text) is not None for sentence in sentences)
        for name in _CHARTERS
    }
    often = [name for name in _CHARTERS if told[name] >= _FEWEST]
    return often[0] if len(often) == 1 else ""
