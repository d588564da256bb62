"""Drafting in a process of its own: article bytes on stdin, drafts as JSON on stdout.

``python -m quizapp.generation FILENAME SEED``. Exit status 2 with one line on stderr when the article
cannot be used. The app calls it so that a hostile or huge article can be stopped and its memory is
given back.
"""

import json
import sys
from dataclasses import asdict

from quizapp.articles.errors import ArticleError
from quizapp.articles.reading import read_article
from quizapp.generation import generate


def main() -> int:
    filename, seed = sys.argv[1], int(sys.argv[2])
    try:
        generation = generate(read_article(sys.stdin.buffer.read(), filename=filename), seed=seed)
    except ArticleError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    json.dump(
        {
            "questions": [
                {
                    "id": draft.id,
                    "type": draft.type,
                    "content": draft.content.model_dump(mode="json"),
                    "tags": list(draft.tags),
                }
                for draft in generation.questions
            ],
            "refused": [asdict(refusal) for refusal in generation.refused],
        },
        sys.stdout,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
