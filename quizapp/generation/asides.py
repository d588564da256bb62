"""Long sentences read a second time without what is said beside, which the parser often stumbles over.

The words left out become blanks, so that every other word keeps its place in the article.
"""

import re

from quizapp.generation.parsing import Sentence, parsed
from quizapp.generation.recognising import correct_names

_FEWEST_WORDS, _MOST_ASIDE = 12, 30
_BRACKETS = re.compile(r" ?\([^()]*\)| ?[\u2014\u2013] [^\u2014\u2013]+ [\u2014\u2013](?= )|\u2014[^\u2014]+\u2014")
# How a part between commas begins that only adds to the noun before it, or comments.
_ADDS = re.compile(
    r"(?:who|whom|whose|which|where|an?|including|such as|like|unlike|writing|then|now|once|himself|herself|itself|too|"
    r"however|therefore|in turn|by contrast|for (?:example|instance)|in the words of|of course|in practice|or|\w+ing|"
    r"known|called|held|led|based|born|made|built|founded|set up|signed|issued|adopted|designed|painted|headed|decided|"
    r"named|with|after|although|though|while|whereas|because)\b",
)
_NEVER = re.compile(r"(?:if|unless|except|but|only|provided|not)\b")
_LISTED = re.compile(r"(?:[\w-]+ ){0,3}(?:and|or)\b")
_QUOTED = re.compile(r"[\u201c\u201d\"]")


def without_asides(sentences: list[Sentence]) -> list[Sentence]:
    """The sentences that have asides, each read again without them."""
    made = [(sentence, text) for sentence in sentences if (text := _simpler(sentence.text))]
    docs = parsed(text for _, text in made)
    correct_names(docs, known=list({id(s.span.doc): s.span.doc for s in sentences}.values()))
    return [
        Sentence(doc[:], sentence.quote.start, sentence.quote, sentence.place, sentence.context, sentence.number)
        for (sentence, _), doc in zip(made, docs, strict=True)
        if len(list(doc.sents)) == 1
    ]


def _simpler(text: str) -> str:
    """The text without its asides, or "" where it has none."""
    if len(text.split()) < _FEWEST_WORDS or _QUOTED.search(text):
        return ""
    # Line ends would be blanks of their own.
    text = text.replace("\n", " ").replace("\t", " ")
    short = _without_commas(_BRACKETS.sub(lambda match: _blank(match.group()), text))
    return short if short != text else ""


def _blank(text: str) -> str:
    return " " * len(text)


def _without_commas(text: str) -> str:
    """The text with blanks for the parts between commas that only add something."""
    parts = re.split(r"(, )(?!\d{4}\b)", text)
    kept: list[str] = []
    segments = parts[::2]
    for number, segment in enumerate(segments):
        following = segments[number + 1] if number + 1 < len(segments) else ""
        adds = number > 0 and _ADDS.match(segment) and not _NEVER.match(segment)
        in_list = _LISTED.match(following) is not None
        comma = ", " if number else ""
        if adds and not in_list and len(segment.split()) <= _MOST_ASIDE and segment.strip():
            end = "." if segment.rstrip().endswith(".") and number == len(segments) - 1 else ""
            kept.append(_blank(comma + segment[: len(segment.rstrip()) - len(end)]) + end + _tail(segment))
        else:
            # The comma that closed an aside goes with it.
            after_aside = number > 1 and kept and not kept[-1].strip(" .")
            kept.append((_blank(comma) if after_aside else comma) + segment)
    return "".join(kept)


def _tail(segment: str) -> str:
    return segment[len(segment.rstrip()) :]
