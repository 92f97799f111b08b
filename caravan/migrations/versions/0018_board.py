"""Feedback desk: settled themes, items that say the same, acts that can be undone"""

import sqlalchemy as sa
from alembic import op

revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('item_themes',
    sa.Column('item_id', sa.String(length=32), nullable=False),
    sa.Column('theme_code', sa.String(length=40), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=False),
    sa.Column('settled_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['item_id'], ['feedback_items.id'], name=op.f('fk_item_themes_item_id_feedback_items')),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_item_themes_staff_id_staff')),
    sa.ForeignKeyConstraint(['theme_code'], ['themes.code'], name=op.f('fk_item_themes_theme_code_themes')),
    sa.PrimaryKeyConstraint('item_id', name=op.f('pk_item_themes')),
    sqlite_with_rowid=False
    )
    op.create_index(op.f('ix_item_themes_theme_code'), 'item_themes', ['theme_code'], unique=False)
    op.create_table('item_groups',
    sa.Column('item_id', sa.String(length=32), nullable=False),
    sa.Column('group_id', sa.String(length=32), nullable=False),
    sa.ForeignKeyConstraint(['item_id'], ['feedback_items.id'], name=op.f('fk_item_groups_item_id_feedback_items')),
    sa.PrimaryKeyConstraint('item_id', name=op.f('pk_item_groups')),
    sqlite_with_rowid=False
    )
    op.create_index(op.f('ix_item_groups_group_id'), 'item_groups', ['group_id'], unique=False)
    op.create_table('items_apart',
    sa.Column('item_id', sa.String(length=32), nullable=False),
    sa.Column('other_id', sa.String(length=32), nullable=False),
    sa.ForeignKeyConstraint(['item_id'], ['feedback_items.id'], name=op.f('fk_items_apart_item_id_feedback_items')),
    sa.ForeignKeyConstraint(['other_id'], ['feedback_items.id'], name=op.f('fk_items_apart_other_id_feedback_items')),
    sa.PrimaryKeyConstraint('item_id', 'other_id', name=op.f('pk_items_apart')),
    sqlite_with_rowid=False
    )
    op.create_index(op.f('ix_items_apart_other_id'), 'items_apart', ['other_id'], unique=False)
    op.create_table('desk_acts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=8), nullable=False),
    sa.Column('acted_at', sa.DateTime(), nullable=False),
    sa.Column('undone_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_desk_acts_staff_id_staff')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_desk_acts'))
    )
    op.create_index(op.f('ix_desk_acts_staff_id'), 'desk_acts', ['staff_id'], unique=False)
    op.create_table('desk_act_changes',
    sa.Column('act_id', sa.Integer(), nullable=False),
    sa.Column('item_id', sa.String(length=32), nullable=False),
    sa.Column('before', sa.String(length=40), nullable=True),
    sa.Column('after', sa.String(length=40), nullable=True),
    sa.ForeignKeyConstraint(['act_id'], ['desk_acts.id'], name=op.f('fk_desk_act_changes_act_id_desk_acts')),
    sa.ForeignKeyConstraint(['item_id'], ['feedback_items.id'], name=op.f('fk_desk_act_changes_item_id_feedback_items')),
    sa.PrimaryKeyConstraint('act_id', 'item_id', name=op.f('pk_desk_act_changes')),
    sqlite_with_rowid=False
    )
    op.create_index(op.f('ix_desk_act_changes_item_id'), 'desk_act_changes', ['item_id'], unique=False)


def downgrade() -> None:
    for table in ('desk_act_changes', 'desk_acts', 'items_apart', 'item_groups', 'item_themes'):
        op.drop_table(table)
