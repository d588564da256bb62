"""Practice keeps a log, and cards know how often they were seen"""

import sqlalchemy as sa
from alembic import op

import quizapp.database

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("review_card", schema=None) as batch_op:
        # A card was made by an answer, so that every card there is was seen at least once.
        batch_op.add_column(sa.Column("seen", sa.Integer(), nullable=False, server_default="1"))

    op.create_table(
        "practice_review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("question_version_id", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("at", quizapp.database.UTCDateTime(timezone=True), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("credit", sa.Double(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.Column("feeling", sa.String(length=8), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["card_id"], ["review_card.id"], name=op.f("fk_practice_review_card_id_review_card")),
        sa.ForeignKeyConstraint(["learner_id"], ["user.id"], name=op.f("fk_practice_review_learner_id_user")),
        sa.ForeignKeyConstraint(
            ["question_version_id"],
            ["question_version.id"],
            name=op.f("fk_practice_review_question_version_id_question_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_review")),
        sa.UniqueConstraint("card_id", "turn", name=op.f("uq_practice_review_card_id_turn")),
    )
    with op.batch_alter_table("practice_review", schema=None) as batch_op:
        batch_op.create_index("ix_practice_review_learner_day", ["learner_id", "day"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_practice_review_question_version_id"), ["question_version_id"], unique=False
        )


def downgrade() -> None:
    op.drop_table("practice_review")
    with op.batch_alter_table("review_card", schema=None) as batch_op:
        batch_op.drop_column("seen")
