"""A learner's practice pages."""

from collections.abc import Collection, Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from quizapp.accounts.access import learner_required, signed_in_user
from quizapp.accounts.models import User
from quizapp.banks.models import Question, QuestionVersion
from quizapp.classes.needs import wants_fewer_options
from quizapp.practice import reviewing
from quizapp.practice.days import on_day
from quizapp.practice.progress import progress_of
from quizapp.practice.today import Today, streak_of, summary_of, today_of
from quizapp.questions import question_type
from quizapp.questions.content import InvalidAnswer
from quizapp.quizzes import masking
from quizapp.quizzes.asking import Typed, ask
from quizapp.quizzes.learning import question_result
from quizapp.quizzes.views.resending import keep_answers

blueprint = Blueprint("practice", __name__)
keep_answers(blueprint, "answer")


@blueprint.errorhandler(reviewing.Withdrawn)
def _withdrawn(reason: reviewing.Withdrawn) -> ResponseReturnValue:
    flash(str(reason), "warn")
    return redirect(url_for(".index"), 303)


@blueprint.get("/practice")
@learner_required
def index() -> ResponseReturnValue:
    today = today_of(signed_in_user())
    return render_template(
        "practice/index.html", today=today, next_day=_next_day(today), streak=streak_of(signed_in_user(), today.day)
    )


def learn_panel(learner: User) -> Markup:
    """The due count and the streak, for the learner's own page; nothing where nothing can be practised."""
    today = today_of(learner)
    if not len(today.deck):
        return Markup()
    page = render_template(
        "practice/_learn_panel.html", today=today, next_day=_next_day(today), streak=streak_of(learner, today.day)
    )
    return Markup(page)  # noqa: S704 - the template has escaped every value


def missed_panel(learner: User, question_ids: Sequence[int]) -> Markup:
    """A way to practise these questions of a result, as far as they may be practised now."""
    wanted = frozenset(question_ids)
    ready = [item.question_id for item in today_of(learner, wanted=wanted).only(wanted).left]
    page = render_template("practice/_missed_panel.html", only=_written(ready), ready=len(ready))
    return Markup(page)  # noqa: S704 - the template has escaped every value


def _wanted() -> frozenset[int]:
    """The questions that the address asks for; none: all of the day."""
    return frozenset(int(each) for each in request.args.get("only", "").split(",") if each.isdecimal())


def _written(question_ids: Collection[int]) -> str | None:
    return ",".join(map(str, sorted(question_ids))) or None


def _today(learner: User) -> Today:
    """The day as this address sees it: with nothing left but what it asks for, if it asks for something."""
    wanted = _wanted()
    today = today_of(learner, wanted=wanted)
    return today.only(wanted) if wanted else today


def _next_day(today: Today) -> str | None:
    return on_day(today.next_on, today.day) if today.next_on else None


@blueprint.get("/practice/next")
@learner_required
def following() -> ResponseReturnValue:
    today = _today(signed_in_user())
    if not today.left:
        return redirect(url_for(".summary"))
    only = _written(_wanted())
    return redirect(url_for(".question", question_id=today.left[0].question_id, only=only))


@blueprint.get("/practice/<int:question_id>")
@learner_required
def question(question_id: int) -> ResponseReturnValue:
    found = reviewing.question_for(signed_in_user(), question_id)
    if not _today(signed_in_user()).asks(question_id):
        return redirect(url_for(".following", only=_written(_wanted())))
    return _question_page(found)


@blueprint.post("/practice/<int:question_id>")
@learner_required
def answer(question_id: int) -> ResponseReturnValue:
    learner = signed_in_user()
    found = reviewing.question_for(learner, question_id)
    version, turn = _version_sent(found), request.form.get("turn", type=int)
    kind = question_type(found.type)
    try:
        given = kind.answer_from_form(kind.parse(version.content), _typed(version, turn))
        wanted = _wanted()
        review = reviewing.record_review(learner, found, given, turn=turn, version_id=version.id, wanted=wanted)
    except (InvalidAnswer, reviewing.Outdated) as problem:
        # What was chosen from another wording of the question may mean something else in this one.
        typed = _typed(version, turn) if version.id == found.current.id else None
        return _question_page(found, problem=str(problem), typed=typed), 422
    return redirect(url_for(".review", review_id=review.id, only=_written(_wanted())), 303)


def _version_sent(found: Question) -> QuestionVersion:
    """The wording that the page with this answer was made of, as far as there is such a one."""
    number = request.form.get("version", type=int)
    return next((each for each in found.versions if each.id == number), found.current)


def _typed(version: QuestionVersion, turn: int | None) -> Typed:
    """The submitted fields as the question's type knows them."""
    # As the page was made: what the learner needs may have been set anew since.
    seed = reviewing.seed_of(version.question_id, turn or 0, fewer_options="fewer" in request.form)
    return masking.revealed_form(version, seed, request.form.to_dict(flat=False))


def _question_page(found: Question, *, problem: str | None = None, typed: Typed | None = None) -> str:
    learner, version = signed_in_user(), found.current
    turn = reviewing.next_turn(learner, found)
    fewer = wants_fewer_options(learner)
    seed = reviewing.seed_of(found.id, turn, fewer_options=fewer)
    asked = masking.hidden(ask(version, seed=seed, typed=typed, problem=problem), version, seed)
    return render_template(
        "practice/question.html", asked=asked, turn=turn, version_id=version.id, fewer=fewer, today=_today(learner)
    )


@blueprint.get("/practice/reviews/<int:review_id>")
@learner_required
def review(review_id: int) -> ResponseReturnValue:
    learner = signed_in_user()
    found = reviewing.review_of(review_id, learner)
    today = _today(learner)
    result = question_result(
        found.version,
        answer=found.answer,
        credit=found.credit,
        seed=reviewing.seed_of(found.version.question_id, found.turn, fewer_options=wants_fewer_options(learner)),
        position=1,
    )
    return render_template(
        "practice/feedback.html",
        result=result,
        review=found,
        may_say=reviewing.may_say_how_it_felt(found),
        comes_back=on_day(reviewing.comes_back_on(found), today.day),
        today=today,
        only=_written(_wanted()),
    )


@blueprint.post("/practice/reviews/<int:review_id>/feeling")
@learner_required
def feeling(review_id: int) -> ResponseReturnValue:
    learner = signed_in_user()
    found = reviewing.review_of(review_id, learner)
    if not reviewing.say_how_it_felt(found, learner, request.form.get("feeling", "")):
        flash("That can be said once, right after the answer. Nothing has changed.", "warn")
    return redirect(url_for(".review", review_id=found.id, only=_written(_wanted())), 303)


@blueprint.get("/practice/summary")
@learner_required
def summary() -> ResponseReturnValue:
    today = today_of(signed_in_user())
    return render_template(
        "practice/summary.html",
        today=today,
        next_day=_next_day(today),
        summary=summary_of(today),
        streak=streak_of(signed_in_user(), today.day),
    )


@blueprint.get("/practice/progress")
@learner_required
def progress() -> ResponseReturnValue:
    found = progress_of(signed_in_user())
    return render_template("practice/progress.html", progress=found, next_day=_next_day(found.today))
