"""Signing in with a card, and the teacher's sheet of cards."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp import settings
from quizapp.accounts.access import signed_in_user, teacher_required
from quizapp.accounts.forms import CardForm, SignInForm
from quizapp.accounts.session import sign_in
from quizapp.accounts.views import local_address
from quizapp.classes import cards, guessing, roster
from quizapp.classes.views.blueprint import admit, blueprint, opens_only_here, wrong_codes
from quizapp.clock import now
from quizapp.database import db
from quizapp.web.qr import qr_svg

NO_SUCH_CARD = "No card has this code. Look at it again: three words and two digits. Dashes and capitals do not matter."


@blueprint.post("/sign-in/card")
def sign_in_with_card() -> ResponseReturnValue:
    form = CardForm()
    status = 422
    if form.validate():
        learner = cards.holder(form.code.data or "")
        classes = roster.classes_of_learner(learner) if learner else []
        at_home = wrong_codes().admits(request.remote_addr, classes, now())
        if not at_home and wrong_codes().too_many(request.remote_addr, now()):
            form.code.errors, status = [guessing.TOO_MANY], 429
        elif learner is None:
            wrong_codes().record(request.remote_addr, now())
            form.code.errors = [NO_SUCH_CARD]
        else:
            sign_in(learner)
            db.session.commit()
            for class_id in classes:
                admit(class_id)
            return redirect(local_address(request.args.get("next")) or url_for("web.home"), 303)
    page = render_template(
        "accounts/sign_in.html",
        form=SignInForm(formdata=None),
        card_form=form,
        next=local_address(request.args.get("next")),
        can_register=settings.registration_is_open(),
    )
    return page, status


@blueprint.get("/classes/<int:class_id>/cards")
@teacher_required
def sheet(class_id: int) -> ResponseReturnValue:
    """Cards to print, of everyone or of those chosen."""
    classroom = roster.class_of(class_id, signed_in_user())
    students = [enrolment.user for enrolment in roster.kept_places(classroom, signed_in_user())]
    chosen = set(request.args.getlist("student", type=int)) or {student.id for student in students}
    codes = cards.codes_of(students)
    return render_template(
        "classes/cards.html",
        classroom=classroom,
        students=[(student, student.id in chosen) for student in students],
        cards=[
            (student, codes[student.id], qr_svg(_address_with(codes[student.id])))
            for student in students
            if student.id in chosen and student.id in codes
        ],
        missing=len(students) - len(codes),
        elsewhere=roster.count_students(classroom) - len(students),
        address=url_for("accounts.sign_in", _external=True),
        only_here=opens_only_here(),
    )


def _address_with(code: str) -> str:
    """The sign-in page with the code behind a #.

    Browsers keep that part to themselves: it reaches no server log, no proxy and no other page. A script
    on the page puts it into the field and takes it out of the address; without script one types it.
    """
    return url_for("accounts.sign_in", _external=True, _anchor=f"card={code}")


@blueprint.post("/classes/<int:class_id>/cards")
@teacher_required
def make_cards(class_id: int) -> ResponseReturnValue:
    roster.make_cards(roster.class_of(class_id, signed_in_user()), signed_in_user())
    return redirect(url_for(".sheet", class_id=class_id), 303)
