"""The yardstick of generation: what can be measured without a reader. Run by ``make evaluate``.

``--sample N`` prints N random drafts for reading blind instead; ``--show-article`` adds the sentences
around each proof and the key. Articles of ``../shared`` count only where they are present.
"""

import argparse
import json
import os
import platform
import random
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from quizapp.articles.model import Article
from quizapp.articles.reading import read_article
from quizapp.questions import TYPES
from quizapp.questions.multiple_choice import MultipleChoice
from tests.evaluation.form_checks import Item, form_flaws
from tests.evaluation.guesser import HABITS, chance_of_hit, votes

ROOT = Path(__file__).resolve().parents[2]
BANKS = ROOT / "question_banks" / "articles"
SHARED = ROOT.parent / "shared" / "articles"
SEED = 1


@dataclass(frozen=True, slots=True)
class Run:
    """One article and its drafts. ``seconds`` and ``megabytes`` (peak) of a process with model loading."""

    path: Path
    article: Article
    drafts: list[dict[str, Any]]
    refused: list[dict[str, str]]
    seconds: float
    megabytes: float
    expected: dict[str, Any] | None

    @property
    def items(self) -> list[Item]:
        return [item_of(draft) for draft in self.drafts if draft["type"] == "multiple-choice"]


def run(path: Path) -> Run:
    """Drafts an article in a process of its own."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "quizapp.generation", path.name, str(SEED)]
    with subprocess.Popen(command, stdin=path.open("rb"), stdout=subprocess.PIPE, cwd=ROOT) as child:
        assert child.stdout is not None
        made = json.loads(child.stdout.read())
        _, _, usage = os.wait4(child.pid, 0)
        child.returncode = 0
    seconds = time.perf_counter() - begun
    expected = path.with_suffix(".json")
    return Run(
        path,
        read_article(path.read_bytes(), filename=path.name),
        made["questions"],
        made["refused"],
        seconds,
        # Linux counts in kilobytes, macOS in bytes.
        usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2),
        json.loads(expected.read_text(encoding="utf-8")) if expected.exists() else None,
    )


def item_of(draft: dict[str, Any]) -> Item:
    """The draft as a student with attempt seed 1 sees it."""
    content = MultipleChoice.model_validate(draft["content"])
    shown = [text for _, text in TYPES["multiple-choice"].presented(content, SEED)]
    quote = " ".join(evidence.quote for evidence in content.evidence)
    return Item(content.stem, tuple(shown), shown.index(content.key), quote)


def fold(text: str) -> str:
    """Text for comparing: lower case, plain quotes, no article, no full stop, single spaces."""
    plain = text.casefold().replace("\u2019", "'").replace("\u2018", "'").strip(" .")
    return re.sub(r"^(?:the|an?) ", "", " ".join(plain.split()))


def structure(each: Run) -> tuple[int, int]:
    """How many pieces (title, headings, FAQ entries, key points, noise) the reader found, of how many."""
    if each.expected is None:
        return 0, 0
    article, expected = each.article, each.expected
    wanted = [expected["title"], *filter(None, expected["sections"])]
    found = {fold(article.title.text) if article.title else ""}
    found |= {fold(section.heading.text) for section in article.sections if section.heading}
    wanted += [entry["question"] for entry in expected["faq"]]
    found |= {fold(entry.question.text) for entry in article.faq}
    wanted += [f"{point['label']}: {point['detail']}" for point in expected["key_points"]]
    found |= {fold(f"{point.label.text}: {point.detail.text}") for point in article.key_points}
    wanted += expected["noise_lines"]
    found |= {fold(part.text) for part in article.noise}
    return sum(fold(text) in found for text in wanted), len(wanted)


def facts_asked(each: Run) -> tuple[list[str], list[str]]:
    """The expected facts that some draft asks, and those that none does, by their questions."""
    asked, missed = [], []
    for fact in (each.expected or {}).get("facts", []):
        at = each.article.text.find(fact["quote"])
        span = (at, at + len(fact["quote"])) if at >= 0 else (0, 0)
        choices = [draft["content"] for draft in each.drafts if draft["type"] == "multiple-choice"]
        hit = any(_asks(content, fact, span) for content in choices)
        (asked if hit else missed).append(f"{fact['question']} [{fact['key']}]")
    return asked, missed


def _asks(content: dict[str, Any], fact: dict[str, str], span: tuple[int, int]) -> bool:
    """Whether the draft has the fact's key, and is proved by its sentence or by one about the same thing."""
    own, wanted = fold(content["key"]), fold(fact["key"])
    holds = re.search(rf"(?<!\w){re.escape(own)}(?!\w)", wanted) or re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", own)
    if not holds:
        return False
    if any(e["start"] < span[1] and span[0] < e["end"] for e in content["evidence"]):
        return True
    told = _content_words(f"{content['stem']} {' '.join(e['quote'] for e in content['evidence'])}")
    asked = _content_words(f"{fact['question']}")
    return len(asked & told) >= 0.5 * len(asked)


def _content_words(text: str) -> set[str]:
    return {word[:5] for word in re.findall(r"\w{4,}", fold(text))}


def same_fact(items: list[Item]) -> int:
    """Pairs of items with one key and stems that share most words."""
    pairs = 0
    for at, one in enumerate(items):
        for other in items[at + 1 :]:
            mine, others = _content_words(one.stem), _content_words(other.stem)
            alike = len(mine & others) >= 0.6 * max(1, min(len(mine), len(others)))
            pairs += alike and fold(one.right) == fold(other.right)
    return pairs


def answered_elsewhere(items: list[Item]) -> int:
    """Items whose key stands in the stem of another item that speaks of the same thing."""
    count = 0
    for item in items:
        for other in items:
            if other is item or len(fold(item.right)) < 4:
                continue
            named = re.search(rf"(?<!\w){re.escape(fold(item.right))}(?!\w)", fold(other.stem))
            shared = _content_words(item.stem) & _content_words(other.stem) - _content_words(item.right)
            count += bool(named) and len(shared) >= 3
    return count


def verbatim(each: Run) -> bool:
    """Whether every quote stands at its span."""
    quotes = [
        evidence
        for draft in each.drafts
        for evidence in [
            *draft["content"].get("evidence", []),
            *(event["evidence"] for event in draft["content"].get("events", []) if event.get("evidence")),
        ]
    ]
    return all(each.article.text[q["start"] : q["end"]] == q["quote"] for q in quotes)


def mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0


def row(name: str, runs: list[Run]) -> list[str]:
    """One line of the table."""
    items = [item for each in runs for item in each.items]
    flaws = [form_flaws(item) for item in items]
    found, wanted = (sum(pair) for pair in zip(*(structure(each) for each in runs), strict=True))
    asked = sum(len(facts_asked(each)[0]) for each in runs)
    facts = asked + sum(len(facts_asked(each)[1]) for each in runs)
    first = mean(len(item.right) > max(len(text) for text in item.wrong) for item in items)
    return [
        name,
        str(len(items)),
        str(sum(len(each.drafts) for each in runs) - len(items)),
        f"{found}/{wanted}" if wanted else "-",
        f"{asked}/{facts}" if facts else "-",
        f"{mean(not each for each in flaws):.0%}",
        f"{mean(len(each) <= 1 for each in flaws):.0%}",
        f"{mean(chance_of_hit(item, votes) for item in items):.2f}",
        f"{first:.0%}",
        " ".join(str(Counter(item.key for item in items)[place]) for place in range(4)),
        f"{sum(same_fact(each.items) for each in runs)}/{sum(answered_elsewhere(each.items) for each in runs)}",
        "yes" if all(verbatim(each) for each in runs) else "NO",
        f"{max(each.seconds for each in runs):.1f}",
        f"{max(each.megabytes for each in runs):.0f}",
    ]


HEAD = (
    "article | items | timelines | structure | facts asked | no flaw | at most one | guesser | key longest | "
    "key places A-D | same/answered | quotes | seconds | MB"
).split(" | ")


def report(runs: list[Run], *, verbose: bool) -> None:
    """The table, then what the totals are made of."""
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{datetime.now(UTC):%Y-%m-%d}, {machine}, seed {SEED}\n")
    print(f"| {' | '.join(HEAD)} |\n|{'---|' * len(HEAD)}")
    for each in runs:
        print(f"| {' | '.join(row(each.path.stem, [each]))} |")
    print(f"| {' | '.join(row('all', runs))} |\n")
    items = [item for each in runs for item in each.items]
    for name, habit in HABITS.items():
        print(f"guesser, {name}: {mean(chance_of_hit(item, habit) for item in items):.2f}")
    print("flaws:", dict(Counter(flaw for item in items for flaw in form_flaws(item)).most_common()))
    print("kinds:", dict(Counter(draft["tags"][0] for each in runs for draft in each.drafts).most_common()))
    print("refused:", dict(Counter(refusal["code"] for each in runs for refusal in each.refused).most_common()))
    if verbose:
        for each in runs:
            for fact in facts_asked(each)[1]:
                print(f"not asked, {each.path.stem}: {fact}")
            for item in each.items:
                for flaw in form_flaws(item):
                    print(f"{flaw}: {item.stem} {item.options}")


def sample(runs: list[Run], count: int, *, seed: int, show: bool) -> None:
    """Random drafts as a reader gets them, the key hidden unless ``show``."""
    pool = [(each, draft) for each in runs for draft in each.drafts]
    for number, (each, draft) in enumerate(random.Random(seed).sample(pool, min(count, len(pool))), start=1):
        print(f"\n{number}. [{each.path.stem} / {draft['tags'][0]}]", *_lines(each, draft, show=show), sep="\n   ")


def _lines(each: Run, draft: dict[str, Any], *, show: bool) -> Iterator[str]:
    content = draft["content"]
    yield content["stem"]
    if draft["type"] == "timeline":
        events = content["events"] if show else sorted(content["events"], key=lambda event: event["label"])
        for event in events:
            yield f"- {event['label']}" + (f" ({event['date']}) {event['evidence']['quote']}" if show else "")
        return
    item = item_of(draft)
    for place, option in enumerate(item.options):
        yield f"{'*' if show and place == item.key else ' '} {'ABCDEF'[place]}. {option}"
    if show:
        evidence = content["evidence"][0]
        around = each.article.text[max(0, evidence["start"] - 300) : evidence["end"] + 200]
        yield f"Article: \u2026{' '.join(around.split())}\u2026"
        yield f"Explanation: {content['explanation']}"
        yield f"Spares: {', '.join(content['spare_distractors'])}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="print N random drafts for reading")
    parser.add_argument("--show-article", action="store_true", help="with --sample: key, proof and its surroundings")
    parser.add_argument("--seed", type=int, default=1, help="with --sample: which drafts")
    parser.add_argument("--verbose", action="store_true", help="each fact that is not asked, each flaw")
    parser.add_argument("articles", nargs="*", type=Path, help="other articles than the usual ones")
    asked = parser.parse_args()
    folders = [folder for folder in (BANKS, SHARED) if folder.exists()]
    usual = [path for folder in folders for path in sorted(folder.iterdir()) if path.suffix in {".txt", ".md", ".html"}]
    runs = [run(path.resolve()) for path in asked.articles or usual]
    if SHARED not in folders:
        print("no ../shared/articles here: structure and facts are not measured")
    if asked.sample:
        sample(runs, asked.sample, seed=asked.seed, show=asked.show_article)
    else:
        report(runs, verbose=asked.verbose)


if __name__ == "__main__":
    main()
