"""Several teachers keep a class, and a class can be archived"""

import sqlalchemy as sa
from alembic import op

import quizapp.database

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("classroom", schema=None) as batch_op:
        batch_op.add_column(sa.Column("archived_at", quizapp.database.UTCDateTime(timezone=True), nullable=True))
    op.create_table(
        "co_teacher",
        sa.Column("classroom_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("added_at", quizapp.database.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["classroom_id"],
            ["classroom.id"],
            name=op.f("fk_co_teacher_classroom_id_classroom"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_co_teacher_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("classroom_id", "user_id", name=op.f("pk_co_teacher")),
    )
    with op.batch_alter_table("co_teacher", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_co_teacher_user_id"), ["user_id"], unique=False)


def downgrade() -> None:
    op.drop_table("co_teacher")
    with op.batch_alter_table("classroom", schema=None) as batch_op:
        batch_op.drop_column("archived_at")
