"""Corrections of questions, overrides of results, and comments to learners"""

import sqlalchemy as sa
from alembic import op

import quizapp.database

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # No program has ever written a row into the first one.
    op.drop_table("correction")
    op.create_table(
        "correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("question_version_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("made_version_id", sa.Integer(), nullable=True),
        sa.Column("undoes_id", sa.Integer(), nullable=True),
        sa.Column("at", quizapp.database.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["user.id"], name=op.f("fk_correction_author_id_user")),
        sa.ForeignKeyConstraint(
            ["made_version_id"], ["question_version.id"], name=op.f("fk_correction_made_version_id_question_version")
        ),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_correction_question_id_question")),
        sa.ForeignKeyConstraint(
            ["question_version_id"],
            ["question_version.id"],
            name=op.f("fk_correction_question_version_id_question_version"),
        ),
        sa.ForeignKeyConstraint(["undoes_id"], ["correction.id"], name=op.f("fk_correction_undoes_id_correction")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
    )
    with op.batch_alter_table("correction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_correction_question_id"), ["question_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_correction_question_version_id"), ["question_version_id"], unique=False)

    op.create_table(
        "correction_effect",
        sa.Column("correction_id", sa.Integer(), nullable=False),
        sa.Column("attempt_id", sa.String(length=24), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("score_before", sa.Double(), nullable=False),
        sa.Column("max_before", sa.Double(), nullable=False),
        sa.Column("score_after", sa.Double(), nullable=False),
        sa.Column("max_after", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempt.id"], name=op.f("fk_correction_effect_attempt_id_attempt")
        ),
        sa.ForeignKeyConstraint(
            ["correction_id"], ["correction.id"], name=op.f("fk_correction_effect_correction_id_correction")
        ),
        sa.PrimaryKeyConstraint("correction_id", "attempt_id", name=op.f("pk_correction_effect")),
    )
    with op.batch_alter_table("correction_effect", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_correction_effect_attempt_id"), ["attempt_id"], unique=False)

    op.create_table(
        "result_override",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("attempt_id", sa.String(length=24), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("points", sa.Double(), nullable=True),
        sa.Column("out_of", sa.Double(), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("at", quizapp.database.UTCDateTime(timezone=True), nullable=False),
        sa.Column("removed_at", quizapp.database.UTCDateTime(timezone=True), nullable=True),
        sa.Column("removed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_result_override_assignment_id_assignment")
        ),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name=op.f("fk_result_override_attempt_id_attempt")),
        sa.ForeignKeyConstraint(["author_id"], ["user.id"], name=op.f("fk_result_override_author_id_user")),
        sa.ForeignKeyConstraint(["learner_id"], ["user.id"], name=op.f("fk_result_override_learner_id_user")),
        sa.ForeignKeyConstraint(["removed_by_id"], ["user.id"], name=op.f("fk_result_override_removed_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result_override")),
    )
    with op.batch_alter_table("result_override", schema=None) as batch_op:
        batch_op.create_index("ix_result_override_assignment_learner", ["assignment_id", "learner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_result_override_attempt_id"), ["attempt_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_result_override_learner_id"), ["learner_id"], unique=False)

    op.create_table(
        "attempt_comment",
        sa.Column("attempt_id", sa.String(length=24), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("at", quizapp.database.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name=op.f("fk_attempt_comment_attempt_id_attempt")),
        sa.ForeignKeyConstraint(["author_id"], ["user.id"], name=op.f("fk_attempt_comment_author_id_user")),
        sa.PrimaryKeyConstraint("attempt_id", "position", name=op.f("pk_attempt_comment")),
    )

    with op.batch_alter_table("attempt_question", schema=None) as batch_op:
        batch_op.add_column(sa.Column("correction_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("set_credit", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("is_dropped", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.create_index(batch_op.f("ix_attempt_question_correction_id"), ["correction_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_attempt_question_correction_id_correction"), "correction", ["correction_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("attempt_question", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_attempt_question_correction_id_correction"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_attempt_question_correction_id"))
        for column in ("is_dropped", "set_credit", "correction_id"):
            batch_op.drop_column(column)
    for table in ("attempt_comment", "result_override", "correction_effect"):
        op.drop_table(table)
    # What later revisions know of corrections has no place in the first table.
    op.execute("DELETE FROM correction")
    with op.batch_alter_table("correction", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_correction_undoes_id_correction"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_correction_made_version_id_question_version"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_correction_question_version_id_question_version"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_correction_question_version_id"))
        for column in ("undoes_id", "made_version_id", "question_version_id"):
            batch_op.drop_column(column)
