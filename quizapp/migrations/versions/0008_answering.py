"""Late answers have a grace set by the teacher, clocks can be extended, questions flagged"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("grace_seconds", sa.Integer(), nullable=False, server_default="30"))
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.add_column(sa.Column("time_limit_minutes", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("extra_minutes", sa.Double(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("added_minutes", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("attempt_question", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_flagged", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    with op.batch_alter_table("attempt_question", schema=None) as batch_op:
        batch_op.drop_column("is_flagged")
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        for column in ("added_minutes", "extra_minutes", "time_limit_minutes"):
            batch_op.drop_column(column)
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.drop_column("grace_seconds")
