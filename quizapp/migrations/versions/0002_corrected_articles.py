"""Articles know their encoding, their corrections, and which article they are a newer text of"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("article", schema=None) as batch_op:
        batch_op.add_column(sa.Column("encoding", sa.String(length=40), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("reading", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("corrections", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("state", sa.String(length=16), nullable=False, server_default="current"))
        batch_op.add_column(sa.Column("replaces_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_article_replaces_id_article"), "article", ["replaces_id"], ["id"]
        )
        batch_op.create_index(batch_op.f("ix_article_replaces_id"), ["replaces_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("article", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_article_replaces_id"))
        batch_op.drop_constraint(batch_op.f("fk_article_replaces_id_article"), type_="foreignkey")
        for column in ("replaces_id", "state", "corrections", "reading", "encoding"):
            batch_op.drop_column(column)
