"""Students sign in by card, classes say who may join, and needs know larger text and fewer options"""

import sqlalchemy as sa
from alembic import op

import quizapp.database

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.alter_column("username", existing_type=sa.String(length=64), nullable=True)
        batch_op.alter_column("password_hash", existing_type=sa.String(length=255), nullable=True)
        batch_op.add_column(
            sa.Column("first_signed_in_at", quizapp.database.UTCDateTime(timezone=True), nullable=True)
        )
    # Until now nobody was known before they had joined themselves.
    op.execute('UPDATE "user" SET first_signed_in_at = created_at')
    with op.batch_alter_table("classroom", schema=None) as batch_op:
        batch_op.add_column(sa.Column("joining", sa.String(length=16), nullable=False, server_default="any-name"))
        batch_op.add_column(
            sa.Column("fewer_options_allowed", sa.Boolean(), nullable=False, server_default=sa.true())
        )
    with op.batch_alter_table("accommodation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("larger_text", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("fewer_options", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "sign_in_card",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("lookup", sa.String(length=64), nullable=False),
        sa.Column("issued_at", quizapp.database.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_sign_in_card_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_sign_in_card")),
        sa.UniqueConstraint("lookup", name=op.f("uq_sign_in_card_lookup")),
    )


def downgrade() -> None:
    op.drop_table("sign_in_card")
    with op.batch_alter_table("accommodation", schema=None) as batch_op:
        for column in ("fewer_options", "larger_text"):
            batch_op.drop_column(column)
    with op.batch_alter_table("classroom", schema=None) as batch_op:
        for column in ("fewer_options_allowed", "joining"):
            batch_op.drop_column(column)
    op.execute("""UPDATE "user" SET username = 'student-' || id, password_hash = '' WHERE username IS NULL""")
    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.drop_column("first_signed_in_at")
        batch_op.alter_column("password_hash", existing_type=sa.String(length=255), nullable=False)
        batch_op.alter_column("username", existing_type=sa.String(length=64), nullable=False)
