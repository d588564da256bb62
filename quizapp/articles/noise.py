"""Page furniture that is copied along with an article: image names, buttons, advertisements."""

import re

_LONGEST = 160
_MARKUP = re.compile(r"^[\s>*_#~`\[\](){}|!-]+|[\s*_#~`\[\](){}|]+$")
_LINK = re.compile(r"!?\[([^\[\]]{0,200})\]\([^()]{0,400}\)")
_IMAGE = r"(?:jpe?g|png|webp|gif|svg|avif|bmp|tiff?|heic)"
_PATTERNS = [
    rf"(?:image|img|photo|picture|figure)?[\w\s.,'()%+-]{{0,140}}\.{_IMAGE}(?:\?\S*)?",
    r"(?:https?://|www\.)\S+",
    r"(?:photo(?:graph)?|image|picture|illustration|graphic|video|credit|caption|courtesy)s?"
    r"(?: credits?| source| courtesy)?\s*(?::|\u00a9|/|by\b|of\b).*",
    r"(?:photo(?:graph)?|image|picture) (?:courtesy|credit).*",
    r"(?:file|archive|stock) (?:photo|picture|image).*",
    r"(?:listen|watch|play)(?: to)?(?: (?:this|the|now|audio|video))*(?: (?:article|story|version|podcast))?"
    r"(?: \d+ ?min\w*)?",
    r"(?:advertisements?|ads?|advert|sponsored(?: content| by .*)?|promoted(?: content)?|paid content)",
    r"(?:article continues|continue reading|story continues|scroll).{0,40}(?:advertisement|below|ad|continue)",
    r"(?:please )?(?:subscribe|sign up|register|join)\b.{0,90}(?:newsletters?|mailing list|updates|channel|alerts|"
    r"emails?|inbox|today|now)\W*",
    r"(?:subscribe|sign (?:in|up|out)|log ?(?:in|out)|register|menu|search|home|close|share|print|email|tweet|save|"
    r"next|previous|prev|loading\W*|load more|show more|view more|comments?|reply|follow|follow us|contents|"
    r"table of contents|skip|more|back|edit|copy|copy link|download(?: pdf)?|bookmark|like|dislike)",
    r"(?:scroll|back|go|return|jump|skip)(?: back)? to (?:the )?(?:top|content|main content|navigation|main)"
    r"(?: of (?:the )?page)?",
    r"(?:share|tweet|pin|post|send)(?: (?:this|it|on|via|to|with)\b.{0,60})",
    r"(?:follow|like|find) us (?:on|at)\b.{0,80}",
    r"(?:related|recommended|popular|trending|latest|more|top|most read)(?: (?:articles?|posts?|stories|reading|news|"
    r"content|topics|coverage|links))+(?::.*)?",
    r"(?:read|see|watch|learn) (?:more|also|next|our)\s*[:\u2013\u2192>-].*",
    r"(?:read|see|learn|find out|click)(?: for)? more(?: here)?\W*",
    r"(?:you (?:may|might) (?:also )?(?:like|be interested).*|see also:?)",
    r"click here\b.{0,80}",
    r"(?:(?:this (?:site|website|page)|we)(?: and our partners)? uses? cookies|by (?:continuing|clicking)|"
    r"accept (?:all )?cookies|cookie (?:policy|settings|notice)|privacy policy|terms (?:of (?:use|service)|and "
    r"conditions)|manage (?:cookies|preferences)).{0,140}",
    r"(?:\u00a9|\(c\)|copyright\b).{0,100}",
    r".{0,60}\ball rights reserved\b.{0,20}",
    r"(?:leave|post|write|add) a (?:comment|reply).{0,40}",
    r"\d+ (?:min(?:ute)?s?(?: read)?|comments?|shares?|views?|likes?|replies)",
    r"(?:estimated )?read(?:ing)? time\s*:?.{0,30}",
    r"(?:first )?(?:published|posted|updated|last (?:updated|modified|edited|reviewed))\b(?: on| at)?\s*:?.{0,50}\d{4}"
    r".{0,30}",
    r"(?:tags?|categor(?:y|ies)|filed under|topics|keywords|labels)\s*:.{0,140}",
    r"(?:donate|support us|become a member|buy (?:me )?a coffee)\b.{0,60}",
    r"[\W_]+",
]
# What even a heading cannot be; a section may well be called "Comments" or "Topics".
_NEVER_A_HEADING = re.compile(
    rf"{_PATTERNS[0]}|(?:listen|watch) to this (?:article|story)|advertisement|story continues below.*", re.IGNORECASE
)
_FURNITURE = [re.compile(pattern, re.IGNORECASE) for pattern in _PATTERNS]
# Names are told by their capitals, so this one minds them.
_BYLINE = re.compile(
    r"(?:(?:Written|Reviewed|Edited|Posted) by|By):? (?:(?:[A-Z][\w.'\u2019-]+|and|&|,)\s*){1,6}"
    r"(?:[|\u00b7\u2022,].{0,60})?"
)


def is_noise_as_heading(text: str) -> bool:
    """Whether a heading is page furniture all the same: sites mark image names and advertisements up as headings."""
    return bool(_NEVER_A_HEADING.fullmatch(text.strip()))


def is_noise(text: str) -> bool:
    """Whether a block is page furniture and no part of the article."""
    if len(text) > _LONGEST * 2:
        return False
    bare = _MARKUP.sub("", _LINK.sub(r"\1", text)).strip()
    if not bare:
        return True
    if len(bare) > _LONGEST:
        return False
    return bool(_BYLINE.fullmatch(bare)) or any(
        pattern.fullmatch(bare) or pattern.fullmatch(bare.rstrip(".!")) for pattern in _FURNITURE
    )
