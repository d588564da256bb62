"""What was drafted and what was refused, in a few lines for the command line."""

from collections import defaultdict

from quizapp.generation.model import Generation, Refusal

_QUOTE_WIDTH = 72


def as_text(drafted: Generation) -> str:
    """A line for each reason, with how often it applied and one quote, and a line of totals."""
    by_code: dict[str, list[Refusal]] = defaultdict(list)
    for refusal in drafted.refused:
        by_code[refusal.code].append(refusal)
    width = max([len(code) for code in by_code] + [6])
    lines = [f"{'reason':<{width}}  count  for example"] if by_code else []
    for code, refusals in sorted(by_code.items(), key=lambda item: (-len(item[1]), item[0])):
        lines.append(f"{code:<{width}}  {len(refusals):>5}  {_example(refusals)}".rstrip())
    kinds = [draft.type for draft in drafted.questions]
    drafts = ", ".join(f"{kinds.count(kind)} {kind}" for kind in sorted(set(kinds))) or "none"
    lines.append(f"drafts: {len(kinds)} ({drafts}); refused: {len(drafted.refused)}")
    return "\n".join(lines)


def _example(refusals: list[Refusal]) -> str:
    quote = " ".join(next((refusal.quote for refusal in refusals if refusal.quote), "").split())
    if not quote:
        return refusals[0].message
    return f"“{quote}”" if len(quote) <= _QUOTE_WIDTH else f"“{quote[:_QUOTE_WIDTH]}…”"
