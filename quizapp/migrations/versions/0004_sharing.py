"""Banks are shared and archived, flaws and changes of status are kept, uploads wait for a word"""

import sqlalchemy as sa
from alembic import op

import quizapp.database

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = quizapp.database.UTCDateTime(timezone=True)
    with op.batch_alter_table("bank", schema=None) as batch_op:
        batch_op.add_column(sa.Column("origin", sa.String(length=400), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("archived_at", moment, nullable=True))
    with op.batch_alter_table("question_version", schema=None) as batch_op:
        batch_op.add_column(sa.Column("flaw_codes", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("checked_by", sa.String(length=16), nullable=False, server_default=""))
    op.create_table(
        "bank_share",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bank_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("right", sa.String(length=8), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.ForeignKeyConstraint(["bank_id"], ["bank.id"], name=op.f("fk_bank_share_bank_id_bank")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_bank_share_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_share")),
        sa.UniqueConstraint("bank_id", "user_id", name=op.f("uq_bank_share_bank_id_user_id")),
    )
    op.create_index(op.f("ix_bank_share_user_id"), "bank_share", ["user_id"], unique=False)
    op.create_table(
        "status_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.String(length=16), nullable=False),
        sa.Column("after", sa.String(length=16), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("at", moment, nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_status_change_question_id_question"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["author_id"], ["user.id"], name=op.f("fk_status_change_author_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_status_change")),
    )
    op.create_index(op.f("ix_status_change_question_id"), "status_change", ["question_id"], unique=False)
    op.create_table(
        "bank_upload",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("file", sa.JSON(), nullable=False),
        sa.Column("article", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("created_at", moment, nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_bank_upload_owner_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_upload")),
    )
    op.create_index(op.f("ix_bank_upload_owner_id"), "bank_upload", ["owner_id"], unique=False)


def downgrade() -> None:
    for table in ("bank_upload", "status_change", "bank_share"):
        op.drop_table(table)
    with op.batch_alter_table("question_version", schema=None) as batch_op:
        batch_op.drop_column("checked_by")
        batch_op.drop_column("flaw_codes")
    with op.batch_alter_table("bank", schema=None) as batch_op:
        batch_op.drop_column("archived_at")
        batch_op.drop_column("origin")
