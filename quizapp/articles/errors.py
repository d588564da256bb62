"""Why an article cannot be used. Messages are one line, for the person who chose it."""


class ArticleError(ValueError):
    """The article cannot be used; the message says why and what to do."""


class Empty(ArticleError):
    def __init__(self) -> None:
        super().__init__("The article is empty. Paste its text or choose another file.")


class NotText(ArticleError):
    def __init__(self) -> None:
        super().__init__("This file is not text. Save the article as .txt, .md or .html and try again.")


class TooLarge(ArticleError):
    def __init__(self, limit: int) -> None:
        super().__init__(f"The article is larger than {limit // 1_000_000} MB. Shorten it and try again.")


class NotEnglish(ArticleError):
    def __init__(self) -> None:
        super().__init__("The article does not seem to be in English, the only language read so far.")


class TooThin(ArticleError):
    def __init__(self) -> None:
        super().__init__("The article is too short to ask about. Add at least a few paragraphs with facts.")
