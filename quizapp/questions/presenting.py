"""For whom a question is presented.

A seed decides how a question stands before one learner: the order of its options and, where it is
negative, that the learner needs fewer of them. As every page and every grade of a sitting goes by its one
seed, they cannot disagree about which options there were.
"""

# The key and so many distractors stand where a learner needs fewer options.
FEW_DISTRACTORS = 2


def with_fewer_options(seed: int) -> int:
    """The seed of a learner who needs fewer options, from a seed of 0 or more."""
    return -1 - seed


def wants_fewer_options(seed: int) -> bool:
    return seed < 0
