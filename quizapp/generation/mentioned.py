"""Questions about what stands only inside a noun phrase: "China's construction of fishing structures"."""

from collections.abc import Iterator
from typing import Any

from quizapp.generation.kinds import kind_of, phrases_in
from quizapp.generation.model import Candidate
from quizapp.generation.naming import Naming
from quizapp.generation.parsing import Sentence
from quizapp.knowledge.siblings import bare

_FEWEST_OTHERS = 5
_MOST_WORDS = 16
_LEADS = frozenset({"of", "on", "for", "against", "about"})
_POINTERS = frozenset("this that these those it its their his her such they them".split())


def mentioned_candidates(sentences: list[Sentence], naming: Naming) -> Iterator[Candidate]:
    """What somebody's act or rule is about, by the name of its owner: asked as the article words it."""
    for sentence in sentences:
        for tokens, root in phrases_in(sentence):
            lead = root.head
            noun = lead.head
            if root.dep_ != "pobj" or lead.lower_ not in _LEADS or noun.pos_ != "NOUN" or lead.i < noun.i:
                continue
            owner = next((c for c in noun.children if c.dep_ == "poss"), None)
            if owner is None or owner.ent_type_ not in {"GPE", "ORG", "PERSON", "NORP"} or root.conjuncts:
                continue
            kind = kind_of(tokens, root, naming.things)
            if kind is None or len(kind.others) < _FEWEST_OTHERS or naming.world.is_central(bare(kind.key)):
                continue
            slot = {t.i for t in tokens}
            before = [t for t in noun.subtree if t.i <= lead.i]
            after = [t for t in noun.subtree if t.i > max(slot) and not t.is_punct and _is_near(t, noun)]
            if any(t.lower_ in _POINTERS for t in [*before, *after]) or len(before) + len(after) > _MOST_WORDS:
                continue
            said = "".join(t.text_with_ws for t in before).strip()
            rest = "".join(t.text_with_ws for t in after).strip()
            yield Candidate(
                kind="thing",
                stem=f"The article mentions {said} {kind.question} {rest}".strip() + "?",
                key=kind.key,
                others=kind.others,
                evidence=sentence.quote,
                from_article=kind.own,
                predicate=frozenset({noun.lemma_.casefold()}),
                rank=4,
            )


def _is_near(token: Any, noun: Any) -> bool:
    """Whether the token belongs to the phrase itself and not to a clause about it."""
    above = [token, *token.ancestors]
    return not any(each.dep_ in {"relcl", "acl", "appos", "conj"} for each in above[: above.index(noun)])
