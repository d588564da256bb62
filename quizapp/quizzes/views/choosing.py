"""The page where the questions of a quiz are chosen. Every step is stored at once, with or without script."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from quizapp.accounts.access import signed_in_user, teacher_required
from quizapp.database import db
from quizapp.quizzes import choosing, listing, making, remaking
from quizapp.quizzes.catalogue import entries_for, found, offer, supply
from quizapp.quizzes.forms import FinderForm, RuleForm
from quizapp.quizzes.models import Quiz
from quizapp.quizzes.views.blueprint import blueprint
from quizapp.quizzes.views.looking import look_first
from quizapp.web.filters import plural

PAGE_SIZE = 25
# Up to so many found questions can be added with one press.
MOST_AT_ONCE = 50
# What the last step took away can be put back on the next page.
_UNDO = "quiz_undo"

Done = TypeVar("Done")


@blueprint.get("/quizzes/<int:quiz_id>/questions")
@teacher_required
def choose(quiz_id: int) -> ResponseReturnValue:
    return _page(making.quiz_of(quiz_id, signed_in_user()), RuleForm())


def _page(quiz: Quiz, rule_form: RuleForm) -> ResponseReturnValue:
    entries = entries_for(signed_in_user())
    finder = FinderForm(request.args)
    finder.offer(offer(entries))
    wanted = finder.wanted()
    matching = found(entries, wanted)
    in_stock = supply(matching)
    rule_form.offer(in_stock)
    lines = listing.chosen_lines(quiz)
    pages = max(1, -(-len(matching) // PAGE_SIZE))
    page = min(max(1, request.args.get("page", 1, type=int)), pages)
    rules = choosing.rule_states(quiz, entries)
    page_html = render_template(
        "quizzes/choose.html",
        quiz=quiz,
        picked=[line for line in lines if line.rule_id is None],
        drawn={rule.id: [line for line in lines if line.rule_id == rule.id] for rule in quiz.rules},
        rules=rules,
        lacking=[state for state in rules if state.lacks],
        attempts=choosing.attempts_of(quiz),
        classes=[each.assignment.classroom.name for each in making.assignments_of_quiz(quiz, signed_in_user())],
        finder=finder,
        wanted=wanted,
        query=_query(),
        has_questions=bool(entries),
        found=matching[(page - 1) * PAGE_SIZE : page * PAGE_SIZE],
        supply=in_stock,
        in_quiz={line.question_id for line in lines if line.rule_id is None},
        page=page,
        pages=pages,
        can_add_all=1 < len(matching) <= MOST_AT_ONCE,
        rule_form=rule_form,
        undo=session.pop(_UNDO, None),
    )
    return page_html, 422 if rule_form.errors else 200


def _query() -> dict[str, Any]:
    """What is looked for, to stand in every address of the page, so that a step loses nothing of it."""
    names = ("words", "bank", "tag", "type", "page")
    return {name: request.args[name] for name in names if request.args.get(name)}


def _back(quiz: Quiz, anchor: str) -> ResponseReturnValue:
    return redirect(url_for(".choose", quiz_id=quiz.id, **_query(), _anchor=anchor), 303)


def _take(quiz: Quiz, step: Callable[[], Done]) -> Done:
    """Take a step and store it, unless students have begun and what it does was not looked at yet."""
    done, change = remaking.change_questions(quiz, step, signed_in_user())
    look_first(change)
    db.session.commit()
    return done


@blueprint.post("/quizzes/<int:quiz_id>/questions")
@teacher_required
def add_questions(quiz_id: int) -> ResponseReturnValue:
    quiz = making.quiz_of(quiz_id, signed_in_user())
    numbers = request.form.getlist("question", type=int)
    if "all" in request.form:
        finder = FinderForm(request.args)
        entries = entries_for(signed_in_user())
        finder.offer(offer(entries))
        numbers = [entry.id for entry in found(entries, finder.wanted())[:MOST_AT_ONCE]]
    try:
        added = _take(quiz, lambda: choosing.add(quiz, numbers, at=request.form.get("at", type=int)))
    except choosing.Refused as reason:
        flash(str(reason), "warn")
        return _back(quiz, "finder")
    if added:
        flash(f"{plural(added, 'question')} added.", "good")
    else:
        flash("Tick the questions to add first.", "warn")
    return _back(quiz, "finder")


@blueprint.post("/quizzes/<int:quiz_id>/questions/<int:question_id>/remove")
@teacher_required
def remove_question(quiz_id: int, question_id: int) -> ResponseReturnValue:
    quiz = making.quiz_of(quiz_id, signed_in_user())
    removed = _take(quiz, lambda: choosing.remove(quiz, question_id))
    if removed:
        flash("The question is taken out of the quiz. It is still in its bank.", "good")
    if removed and removed.may_return:
        session[_UNDO] = {
            "label": "Put the question back",
            "address": url_for(".add_questions", quiz_id=quiz.id, **_query()),
            "fields": {"question": question_id, "at": removed.place},
        }
    return _back(quiz, "chosen")


@blueprint.post("/quizzes/<int:quiz_id>/questions/<int:question_id>/move")
@teacher_required
def move_question(quiz_id: int, question_id: int) -> ResponseReturnValue:
    quiz = making.quiz_of(quiz_id, signed_in_user())
    by = -1 if request.form.get("to") == "up" else 1
    place = _take(quiz, lambda: choosing.move(quiz, question_id, by=by))
    if place is not None:
        flash(f"The question is number {place} now.", "good")
    return _back(quiz, f"chosen-{question_id}")


@blueprint.post("/quizzes/<int:quiz_id>/rules")
@teacher_required
def add_rule(quiz_id: int) -> ResponseReturnValue:
    quiz = making.quiz_of(quiz_id, signed_in_user())
    entries = entries_for(signed_in_user())
    finder, form = FinderForm(request.args), RuleForm()
    finder.offer(offer(entries))
    form.offer(supply(found(entries, finder.wanted())))
    if not form.validate_on_submit():
        return _page(quiz, form)
    wanted = finder.wanted()
    try:
        rule_id = _take(
            quiz, lambda: choosing.add_rule(quiz, form.count.data or 1, wanted.for_rule(form.difficulty.data)).id
        )
    except choosing.Refused as reason:
        flash(str(reason), "warn")
        return _back(quiz, "rules")
    _tell(quiz, rule_id)
    return _back(quiz, "rules")


@blueprint.post("/quizzes/<int:quiz_id>/rules/<int:rule_id>")
@teacher_required
def change_rule(quiz_id: int, rule_id: int) -> ResponseReturnValue:
    quiz = making.quiz_of(quiz_id, signed_in_user())
    rule = making.rule_of(quiz, rule_id)
    form = RuleForm()
    form.offer(supply([]))
    if form.validate_on_submit():
        _take(quiz, lambda: choosing.change_rule(quiz, rule, form.count.data or 1, form.difficulty.data))
        _tell(quiz, rule.id)
    else:
        flash(next(iter(form.errors.values()))[0], "warn")
    return _back(quiz, "rules")


def _tell(quiz: Quiz, rule_id: int) -> None:
    """Say whether the rule that was just stored finds what it wants."""
    state = next(s for s in choosing.rule_states(quiz, entries_for(quiz.owner)) if s.rule.id == rule_id)
    if state.lacks:
        flash(f"The rule wants {state.rule.count} but finds {state.drawn}: students get what there is.", "warn")
    else:
        flash(f"{plural(state.drawn, 'question')} drawn by this rule.", "good")


@blueprint.post("/quizzes/<int:quiz_id>/rules/<int:rule_id>/remove")
@teacher_required
def remove_rule(quiz_id: int, rule_id: int) -> ResponseReturnValue:
    quiz = making.quiz_of(quiz_id, signed_in_user())
    rule = making.rule_of(quiz, rule_id)
    undo = {
        "label": "Put the rule back",
        "address": url_for(".add_rule", quiz_id=quiz.id, bank=rule.bank_id, tag=rule.tag, type=rule.type),
        "fields": {"count": rule.count, "difficulty": rule.difficulty},
    }
    _take(quiz, lambda: choosing.remove_rule(quiz, rule))
    session[_UNDO] = undo
    flash("The rule is removed.", "good")
    return _back(quiz, "rules")


@blueprint.post("/quizzes/<int:quiz_id>/draw")
@teacher_required
def draw(quiz_id: int) -> ResponseReturnValue:
    quiz = making.quiz_of(quiz_id, signed_in_user())
    way = request.form.get("way")
    if way in ("same", "each"):
        _take(quiz, lambda: choosing.draw_for_all(quiz, same=way == "same"))
        flash("Everybody gets the same questions." if quiz.same_for_all else "Every attempt draws its own.", "good")
    elif way == "fill":
        _take(quiz, lambda: choosing.fill_up(quiz))
        flash("Drawn as far as there are questions.", "good")
    else:
        try:
            _take(quiz, lambda: choosing.draw_again(quiz))
            flash("Drawn anew.", "good")
        except choosing.Refused as reason:
            flash(str(reason), "warn")
    return _back(quiz, "rules")
