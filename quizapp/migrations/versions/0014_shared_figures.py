"""Figures of classes are shared and frozen; students see their place as far as the teacher allows"""

import sqlalchemy as sa
from alembic import op

import quizapp.database

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "class_snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("code_name", sa.String(length=40), nullable=False),
        sa.Column("version_ids", sa.JSON(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.Double(), nullable=False)
            for name in ("mean", "sd", "low", "middle", "high", "interval_low", "interval_high")
        ),
        sa.Column("taken_at", quizapp.database.UTCDateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", quizapp.database.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignment.id"],
            name=op.f("fk_class_snapshot_assignment_id_assignment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_snapshot")),
        sa.UniqueConstraint("assignment_id", name=op.f("uq_class_snapshot_assignment_id")),
        sa.UniqueConstraint("code_name", name=op.f("uq_class_snapshot_code_name")),
    )
    op.create_table(
        "class_snapshot_learner",
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["snapshot_id"],
            ["class_snapshot.id"],
            name=op.f("fk_class_snapshot_learner_snapshot_id_class_snapshot"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["learner_id"],
            ["user.id"],
            name=op.f("fk_class_snapshot_learner_learner_id_user"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("snapshot_id", "learner_id", name=op.f("pk_class_snapshot_learner")),
    )
    op.create_index(op.f("ix_class_snapshot_learner_learner_id"), "class_snapshot_learner", ["learner_id"])
    op.create_table(
        "standing",
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("shows", sa.String(length=16), nullable=False),
        sa.Column("counted", sa.Integer(), nullable=True),
        *(sa.Column(name, sa.Double(), nullable=True) for name in ("low", "middle", "high")),
        sa.Column("taken_at", quizapp.database.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_standing_assignment_id_assignment"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("assignment_id", name=op.f("pk_standing")),
    )
    op.create_table(
        "nickname",
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=24), nullable=False),
        sa.Column("removed_at", quizapp.database.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_nickname_assignment_id_assignment"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["user.id"], name=op.f("fk_nickname_learner_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("assignment_id", "learner_id", name=op.f("pk_nickname")),
    )
    op.create_index(op.f("ix_nickname_learner_id"), "nickname", ["learner_id"])


def downgrade() -> None:
    for table in ("nickname", "standing", "class_snapshot_learner", "class_snapshot"):
        op.drop_table(table)
