"""Which of the people of a paragraph "he", "she", "his" or "her" means."""

import re
from typing import Any

from quizapp.generation.parsing import entity_of, start_of_whole
from quizapp.generation.world import World

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def person_meant(pronoun: Any, number: int, world: World) -> str | None:
    """The one person that "he", "she", "his" or "her" can mean.

    The only one whom the paragraph names so far; of several the last one named, if it is the subject of
    its sentence as the pronoun is of its own.
    """
    named: list[tuple[str, Any]] = []
    for token in pronoun.doc[: pronoun.i]:
        if token.pos_ != "PROPN" or not (token.text in world.people or token.text in world.shared_names):
            if token.ent_type_ == "PERSON" and token.ent_iob_ == "B" and not _known(token, world):
                return None
            continue
        whole = re.sub(r"['\u2019]s$", "", entity_text(token))
        if whole not in world.people and whole != token.text:
            # A longer name that is nobody known ("John Stuart Mill" beside a known John).
            return None
        full = world.people.get(whole) or world.people.get(token.text) or world.bearer(token.text, number, token.i)
        if full is None:
            return None
        named.append((full, token))
    sex = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f"}.get(pronoun.lower_)
    fitting = [(full, token) for full, token in named if world.sex_of(full) in {None, sex}]
    if len({full for full, _ in fitting}) == 1:
        return fitting[0][0]
    if not fitting:
        return None
    full, token = fitting[-1]
    if not _is_subject(token) or pronoun.dep_ not in _SUBJECTS:
        return None
    start = start_of_whole(token.sent)
    if any(other != full and start <= each.i < token.sent.end and _is_subject(each) for other, each in fitting):
        # "Roe wished her well; Doe had forgotten. He also ...": either of them.
        return None
    return full


def _is_subject(token: Any) -> bool:
    """Whether the name around the token is the subject of a verb."""
    entity = entity_of(token)
    return (token if entity is None else entity.root).dep_ in _SUBJECTS


def _known(token: Any, world: World) -> bool:
    entity = entity_of(token)
    return entity is None or any(t.text in world.people or t.text in world.shared_names for t in entity)


def entity_text(token: Any) -> str:
    """The whole name around a token, or the token."""
    return str((entity_of(token) or token).text)
