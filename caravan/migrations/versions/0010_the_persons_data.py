"""The register of purposes, requests of people about their data, what a purge leaves, messages by SMS"""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('purposes',
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('name', sa.JSON(), nullable=False),
    sa.Column('data', sa.JSON(), nullable=False),
    sa.Column('basis', sa.JSON(), nullable=False),
    sa.Column('recipients', sa.JSON(), nullable=False),
    sa.Column('days', sa.Integer(), nullable=False),
    sa.Column('counted_from', sa.String(length=10), nullable=False),
    sa.Column('note', sa.JSON(), nullable=False),
    sa.Column('number', sa.String(length=40), nullable=False),
    sa.Column('declared', sa.Date(), nullable=True),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_purposes'))
    )
    op.create_table('privacy_requests',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('registration_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('words', sa.String(length=500), nullable=False),
    sa.Column('asked_at', sa.DateTime(), nullable=False),
    sa.Column('outcome', sa.String(length=20), nullable=True),
    sa.Column('answer', sa.String(length=500), nullable=False),
    sa.Column('answered_at', sa.DateTime(), nullable=True),
    sa.Column('staff_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['registration_id'], ['registrations.id'], name=op.f('fk_privacy_requests_registration_id_registrations')),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_privacy_requests_staff_id_staff')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_privacy_requests'))
    )
    with op.batch_alter_table('privacy_requests', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_privacy_requests_registration_id'), ['registration_id'], unique=False)
    op.create_table('oppositions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('registration_id', sa.Integer(), nullable=False),
    sa.Column('opposed_at', sa.DateTime(), nullable=False),
    sa.Column('lifted_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['registration_id'], ['registrations.id'], name=op.f('fk_oppositions_registration_id_registrations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_oppositions'))
    )
    with op.batch_alter_table('oppositions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_oppositions_registration_id'), ['registration_id'], unique=False)
    op.create_table('reminder_rounds',
    sa.Column('stop_id', sa.Integer(), nullable=False),
    sa.Column('first_day', sa.Date(), nullable=False),
    sa.Column('queued_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['stop_id'], ['stops.id'], name=op.f('fk_reminder_rounds_stop_id_stops')),
    sa.PrimaryKeyConstraint('stop_id', 'first_day', name=op.f('pk_reminder_rounds'))
    )
    op.create_table('kept_headcounts',
    sa.Column('stop_id', sa.Integer(), nullable=False),
    sa.Column('hours', sa.JSON(), nullable=False),
    sa.Column('came', sa.JSON(), nullable=False),
    sa.Column('away', sa.JSON(), nullable=False),
    sa.Column('kept_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['stop_id'], ['stops.id'], name=op.f('fk_kept_headcounts_stop_id_stops')),
    sa.PrimaryKeyConstraint('stop_id', name=op.f('pk_kept_headcounts'))
    )
    op.create_table('purges',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('lines', sa.JSON(), nullable=False),
    sa.Column('before', sa.String(length=64), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_purges'))
    )
    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.add_column(sa.Column('channel', sa.String(length=8), nullable=False, server_default='mail'))
        batch_op.add_column(sa.Column('about', sa.String(length=20), nullable=False, server_default='release'))
        batch_op.add_column(sa.Column('person_mark', sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column('address_mark', sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column('expires_at', sa.DateTime(), nullable=True))
        batch_op.create_index(batch_op.f('ix_outbox_person_mark'), ['person_mark'], unique=False)
        batch_op.create_index(batch_op.f('ix_outbox_address_mark'), ['address_mark'], unique=False)
    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.alter_column('channel', server_default=None)
        batch_op.alter_column('about', server_default=None)


def downgrade() -> None:
    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_outbox_address_mark'))
        batch_op.drop_index(batch_op.f('ix_outbox_person_mark'))
        for column in ('expires_at', 'address_mark', 'person_mark', 'about', 'channel'):
            batch_op.drop_column(column)
    for table in ('purges', 'kept_headcounts', 'reminder_rounds', 'oppositions', 'privacy_requests', 'purposes'):
        op.drop_table(table)
