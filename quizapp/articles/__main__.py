"""Converting in a process of its own: a file's bytes on stdin, JSON on stdout.

Exit status 2 with the name of an ``ArticleError`` when the file cannot be used. Readers call it through
``quizapp.articles.converting``.
"""

import json
import sys

from quizapp.articles.converting import OUTPUT_LIMIT, REFUSED, limit_this_process
from quizapp.articles.errors import ArticleError, TooHard


def main() -> int:
    form = sys.argv[1]
    limit_this_process(form)
    data = sys.stdin.buffer.read()
    try:
        output = json.dumps(_converted(form, data))
        if len(output) > OUTPUT_LIMIT:
            raise TooHard
    except (MemoryError, RecursionError):
        return _refuse(TooHard())
    except ArticleError as error:
        return _refuse(error)
    sys.stdout.write(output)
    return 0


def _refuse(error: ArticleError) -> int:
    json.dump([type(error).__name__, *error.details], sys.stdout)
    return REFUSED


def _converted(form: str, data: bytes) -> object:
    # Each converter is heavy, and only one of them is wanted.
    if form == "docx":
        from quizapp.articles.word import html_of

        return html_of(data)
    if form == "pdf":
        from quizapp.articles.pdf import lines_of

        return lines_of(data)
    from quizapp.articles.extracting import passages_of

    return passages_of(data)


if __name__ == "__main__":
    sys.exit(main())
