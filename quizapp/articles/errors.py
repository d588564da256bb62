"""Why an article cannot be used. Messages are one line, for the person who chose it."""


class ArticleError(ValueError):
    """The article cannot be used; the message says why and what to do.

    ``details`` are the arguments it was made with, so that it can cross to another process.
    """

    details: tuple[int | str, ...] = ()


class Empty(ArticleError):
    def __init__(self) -> None:
        super().__init__("The article is empty. Paste its text or choose another file.")


class NotText(ArticleError):
    def __init__(self) -> None:
        super().__init__("This file is not text. Save the article as .txt, .md, .html, .docx or .pdf and try again.")


class TooLarge(ArticleError):
    def __init__(self, limit: int) -> None:
        self.details = (limit,)
        super().__init__(f"The article is larger than {limit // 1_000_000} MB. Shorten it and try again.")


class NotEnglish(ArticleError):
    def __init__(self) -> None:
        super().__init__("The article does not seem to be in English, the only language read so far.")


class TooThin(ArticleError):
    def __init__(self) -> None:
        super().__init__("The article is too short to ask about. Add at least a few paragraphs with facts.")


class WrongEncoding(ArticleError):
    def __init__(self, label: str) -> None:
        super().__init__(f"The file cannot be read as {label}. Nothing was changed: choose another encoding.")


class NotWord(ArticleError):
    def __init__(self) -> None:
        super().__init__(
            "This is not a readable .docx file. Open it in your word processor and save it as .docx, or paste its text."
        )


class NotPdf(ArticleError):
    def __init__(self) -> None:
        super().__init__("This is not a readable .pdf file: it may be damaged. Save it again, or paste its text.")


class Protected(ArticleError):
    def __init__(self) -> None:
        super().__init__("This file is protected by a password. Save it without one, or paste its text.")


class NoTextInPdf(ArticleError):
    def __init__(self) -> None:
        super().__init__("This .pdf holds pictures of pages and no text. Paste the article's text instead.")


class TooManyPages(ArticleError):
    def __init__(self, limit: int) -> None:
        self.details = (limit,)
        super().__init__(f"This .pdf has more than {limit} pages. Save only the pages of the article and try again.")


class UnpacksTooLarge(ArticleError):
    def __init__(self) -> None:
        super().__init__("This file unpacks to far more than an article. Paste the article's text instead.")


class TooHard(ArticleError):
    def __init__(self) -> None:
        super().__init__(
            "Reading this file took too much time or memory and was stopped. Save it as .txt, or paste its text."
        )
