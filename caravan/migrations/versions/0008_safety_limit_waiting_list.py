"""How many a hall may hold at most, and who waits for a place"""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('stops', schema=None) as batch_op:
        batch_op.add_column(sa.Column('safety_limit', sa.Integer(), nullable=True))
    op.create_table('waitings',
    sa.Column('registration_id', sa.Integer(), nullable=False),
    sa.Column('stop_id', sa.Integer(), nullable=False),
    sa.Column('since', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['registration_id'], ['registrations.id'], name=op.f('fk_waitings_registration_id_registrations')),
    sa.ForeignKeyConstraint(['stop_id'], ['stops.id'], name=op.f('fk_waitings_stop_id_stops')),
    sa.PrimaryKeyConstraint('registration_id', name=op.f('pk_waitings'))
    )
    with op.batch_alter_table('waitings', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_waitings_stop_id'), ['stop_id'], unique=False)
    op.create_table('admissions',
    sa.Column('registration_id', sa.Integer(), nullable=False),
    sa.Column('admitted_at', sa.DateTime(), nullable=False),
    sa.Column('cause', sa.String(length=10), nullable=False),
    sa.ForeignKeyConstraint(['registration_id'], ['registrations.id'], name=op.f('fk_admissions_registration_id_registrations')),
    sa.PrimaryKeyConstraint('registration_id', name=op.f('pk_admissions'))
    )


def downgrade() -> None:
    for table in ('admissions', 'waitings'):
        op.drop_table(table)
    with op.batch_alter_table('stops', schema=None) as batch_op:
        batch_op.drop_column('safety_limit')
