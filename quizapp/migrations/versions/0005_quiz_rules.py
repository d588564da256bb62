"""Quizzes draw questions by rule, can be archived, and answers can be final before handing in"""

import sqlalchemy as sa
from alembic import op

from quizapp.database import UTCDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "quiz_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quiz_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("bank_id", sa.Integer(), nullable=True),
        sa.Column("tag", sa.String(length=80), nullable=False),
        sa.Column("type", sa.String(length=32), nullable=False),
        sa.Column("difficulty", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(["bank_id"], ["bank.id"], name=op.f("fk_quiz_rule_bank_id_bank"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["quiz_id"], ["quiz.id"], name=op.f("fk_quiz_rule_quiz_id_quiz")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quiz_rule")),
    )
    with op.batch_alter_table("quiz_rule", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_quiz_rule_bank_id"), ["bank_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_quiz_rule_quiz_id"), ["quiz_id"], unique=False)
    with op.batch_alter_table("quiz", schema=None) as batch_op:
        batch_op.add_column(sa.Column("same_for_all", sa.Boolean(), nullable=False, server_default=sa.true()))
        batch_op.add_column(sa.Column("draw_seed", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("archived_at", UTCDateTime(timezone=True), nullable=True))
    with op.batch_alter_table("quiz_question", schema=None) as batch_op:
        batch_op.add_column(sa.Column("rule_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_quiz_question_rule_id_quiz_rule"), "quiz_rule", ["rule_id"], ["id"], ondelete="SET NULL"
        )
        batch_op.create_index(batch_op.f("ix_quiz_question_rule_id"), ["rule_id"], unique=False)
    with op.batch_alter_table("response", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_final", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    with op.batch_alter_table("response", schema=None) as batch_op:
        batch_op.drop_column("is_final")
    with op.batch_alter_table("quiz_question", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_quiz_question_rule_id"))
        batch_op.drop_constraint(batch_op.f("fk_quiz_question_rule_id_quiz_rule"), type_="foreignkey")
        batch_op.drop_column("rule_id")
    with op.batch_alter_table("quiz", schema=None) as batch_op:
        for column in ("archived_at", "draw_seed", "same_for_all"):
            batch_op.drop_column(column)
    op.drop_table("quiz_rule")
