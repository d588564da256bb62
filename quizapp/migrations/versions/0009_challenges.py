"""Learners challenge questions"""

import sqlalchemy as sa
from alembic import op

import quizapp.database

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "challenge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("attempt_id", sa.String(length=24), nullable=False),
        sa.Column("question_version_id", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=500), nullable=False),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("reply", sa.String(length=500), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", quizapp.database.UTCDateTime(timezone=True), nullable=True),
        sa.Column("created_at", quizapp.database.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name=op.f("fk_challenge_attempt_id_attempt")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user.id"], name=op.f("fk_challenge_decided_by_id_user")),
        sa.ForeignKeyConstraint(["learner_id"], ["user.id"], name=op.f("fk_challenge_learner_id_user")),
        sa.ForeignKeyConstraint(
            ["question_version_id"],
            ["question_version.id"],
            name=op.f("fk_challenge_question_version_id_question_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challenge")),
        sa.UniqueConstraint(
            "learner_id", "question_version_id", name=op.f("uq_challenge_learner_id_question_version_id")
        ),
    )
    with op.batch_alter_table("challenge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_challenge_attempt_id"), ["attempt_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_challenge_question_version_id"), ["question_version_id"], unique=False)


def downgrade() -> None:
    op.drop_table("challenge")
