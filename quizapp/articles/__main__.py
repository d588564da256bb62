"""Converting in a process of its own: a file's bytes on stdin, JSON on stdout.

``python -m quizapp.articles docx|pdf|html`` converts; ``... article NAME [ENCODING]`` reads an article whole.
Exit status 2 with the name of an ``ArticleError`` when the file cannot be used. Readers call it through
``quizapp.articles.converting``.
"""

import json
import sys

from quizapp.articles.converting import OUTPUT_LIMIT, REFUSED, converted, limit_this_process
from quizapp.articles.errors import ArticleError, TooHard


def main() -> int:
    form, *details = sys.argv[1:]
    limit_this_process(form)
    data = sys.stdin.buffer.read()
    try:
        output = json.dumps(converted(form, data, details))
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


if __name__ == "__main__":
    sys.exit(main())
