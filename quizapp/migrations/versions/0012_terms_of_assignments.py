"""Assignments have their own clock, feedback and late rule, and learners may have dates of their own"""

import sqlalchemy as sa
from alembic import op

import quizapp.database

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def _moment(name: str) -> sa.Column[object]:
    return sa.Column(name, quizapp.database.UTCDateTime(timezone=True), nullable=True)


def _percent() -> sa.Column[int]:
    return sa.Column("late_deduction", sa.Integer(), nullable=False, server_default="0")


def upgrade() -> None:
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.add_column(_moment("late_until"))
        batch_op.add_column(_percent())
        batch_op.add_column(sa.Column("own_minutes", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("own_feedback", sa.String(length=24), nullable=True))
        batch_op.add_column(sa.Column("scores", sa.String(length=24), nullable=False, server_default="after hand-in"))
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.add_column(_moment("due_at"))
        batch_op.add_column(_percent())
    op.create_table(
        "own_dates",
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        _moment("opens_at"),
        _moment("closes_at"),
        sa.Column("attempts_allowed", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignment.id"],
            name=op.f("fk_own_dates_assignment_id_assignment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["learner_id"], ["user.id"], name=op.f("fk_own_dates_learner_id_user")),
        sa.PrimaryKeyConstraint("assignment_id", "learner_id", name=op.f("pk_own_dates")),
    )
    with op.batch_alter_table("own_dates", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_own_dates_learner_id"), ["learner_id"], unique=False)


def downgrade() -> None:
    op.drop_table("own_dates")
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.drop_column("late_deduction")
        batch_op.drop_column("due_at")
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        for column in ("scores", "own_feedback", "own_minutes", "late_deduction", "late_until"):
            batch_op.drop_column(column)
