"""Words and signs by which writers mark structure."""

import re

FAQ_HEADING = re.compile(
    r"^\W*(?:the )?(?:frequently asked questions|faqs?|common(?:ly asked)? questions|questions (?:and|&) answers|"
    r"q\s?(?:&|and)\s?a|your questions answered|readers'? questions)"
    r"(?: \(?faqs?\)?)?(?: (?:about|on|and answers)\b.{0,80})?\W*$",
    re.IGNORECASE,
)
KEY_POINTS_HEADING = re.compile(
    r"^\W*(?:the )?(?:key (?:points?|facts?|takeaways?|details?|information|figures?|data)|at a glance|"
    r"(?:the )?(?:main|important) points?|quick facts|fact (?:box|file|sheet)|in figures|highlights)"
    r"[\s|:/\u2013\u2014-]*(?:details?|explanations?|descriptions?|information|summary|at a glance)?\W*$",
    re.IGNORECASE,
)
TABLE_HEAD = re.compile(
    r"^(?:key )?(?:points?|facts?|aspects?|topics?|items?|features?|labels?|subjects?|takeaways?|questions?)"
    r"[\s|:\u2013\u2014-]+(?:details?|explanations?|descriptions?|information|what it means|facts?|answers?)$",
    re.IGNORECASE,
)
SUMMARY_HEADING = re.compile(
    r"^\W*(?:in )?(?:the )?(?:summary|conclusions?|concluding (?:remarks|thoughts)|in short|in brief|to sum up|"
    r"summing up|final (?:thoughts|words?)|closing thoughts|takeaways?|the bottom line|bottom line|outlook|"
    r"looking ahead|wrapping up)\W*$",
    re.IGNORECASE,
)
QUESTION_MARK = re.compile(
    r"^(?:\*\*)?\s*(?:(?:q|question)\s*\d*\s*[:.)\u2013-]\s*|\d{1,2}\s*[.)]\s+|[-*\u2022]\s+)", re.IGNORECASE
)
ANSWER_MARK = re.compile(r"^\s*(?:a|answer)\s*\d*\s*[:.)\u2013]\s*", re.IGNORECASE)
EXPLICIT_QUESTION = re.compile(r"^\s*(?:q|question)\s*\d*\s*[:.)\u2013-]\s*\S", re.IGNORECASE)
BULLET = re.compile(r"^\s*(?:[-*\u2022\u25aa\u25cf\u2013]|\d{1,2}[.)])\s+")


def opens_new_line(text: str) -> bool:
    """Whether a hard-wrapped line begins something new: a question, an answer or a list item."""
    return bool(EXPLICIT_QUESTION.match(text) or ANSWER_MARK.match(text) or BULLET.match(text))
