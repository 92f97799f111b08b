"""Replies with their steps, templates, contacts and links of answering bodies"""

import sqlalchemy as sa
from alembic import op

revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('replies',
    sa.Column('item_id', sa.String(length=32), nullable=False),
    sa.Column('body', sa.JSON(), nullable=False),
    sa.Column('is_refusal', sa.Boolean(), nullable=False),
    sa.Column('promise', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=True),
    sa.Column('body_code', sa.String(length=40), nullable=True),
    sa.Column('note', sa.String(length=300), nullable=True),
    sa.Column('changed_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['body_code'], ['answering_bodies.code'], name=op.f('fk_replies_body_code_answering_bodies')),
    sa.ForeignKeyConstraint(['item_id'], ['feedback_items.id'], name=op.f('fk_replies_item_id_feedback_items')),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_replies_staff_id_staff')),
    sa.PrimaryKeyConstraint('item_id', name=op.f('pk_replies'))
    )
    op.create_index(op.f('ix_replies_state'), 'replies', ['state'], unique=False)
    op.create_table('reply_steps',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('item_id', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=True),
    sa.Column('body_code', sa.String(length=40), nullable=True),
    sa.Column('taken_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['body_code'], ['answering_bodies.code'], name=op.f('fk_reply_steps_body_code_answering_bodies')),
    sa.ForeignKeyConstraint(['item_id'], ['feedback_items.id'], name=op.f('fk_reply_steps_item_id_feedback_items')),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_reply_steps_staff_id_staff')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reply_steps'))
    )
    op.create_index(op.f('ix_reply_steps_item_id'), 'reply_steps', ['item_id'], unique=False)
    op.create_table('reply_templates',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.JSON(), nullable=False),
    sa.Column('body', sa.JSON(), nullable=False),
    sa.Column('is_refusal', sa.Boolean(), nullable=False),
    sa.Column('service_code', sa.String(length=40), nullable=True),
    sa.Column('staff_id', sa.Integer(), nullable=True),
    sa.Column('changed_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['service_code'], ['services.code'], name=op.f('fk_reply_templates_service_code_services')),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_reply_templates_staff_id_staff')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reply_templates'))
    )
    op.create_table('body_contacts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('body_code', sa.String(length=40), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('language', sa.String(length=3), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=True),
    sa.Column('added_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['body_code'], ['answering_bodies.code'], name=op.f('fk_body_contacts_body_code_answering_bodies')),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_body_contacts_staff_id_staff')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_body_contacts')),
    sa.UniqueConstraint('body_code', 'email', name=op.f('uq_body_contacts_body_code_email'))
    )
    op.create_table('body_doors',
    sa.Column('body_code', sa.String(length=40), nullable=False),
    sa.Column('token', sa.String(length=32), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=True),
    sa.Column('opened_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['body_code'], ['answering_bodies.code'], name=op.f('fk_body_doors_body_code_answering_bodies')),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_body_doors_staff_id_staff')),
    sa.PrimaryKeyConstraint('body_code', name=op.f('pk_body_doors'))
    )


def downgrade() -> None:
    for table in ('body_doors', 'body_contacts', 'reply_templates', 'reply_steps', 'replies'):
        op.drop_table(table)
