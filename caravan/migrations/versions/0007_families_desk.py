"""Who comes along with whom, and which registrations the desk has helped with"""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('companions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('registration_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=True),
    sa.ForeignKeyConstraint(['registration_id'], ['registrations.id'], name=op.f('fk_companions_registration_id_registrations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_companions'))
    )
    with op.batch_alter_table('companions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_companions_registration_id'), ['registration_id'], unique=False)
    op.create_table('assistances',
    sa.Column('registration_id', sa.Integer(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=False),
    sa.Column('assisted_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['registration_id'], ['registrations.id'], name=op.f('fk_assistances_registration_id_registrations'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_assistances_staff_id_staff')),
    sa.PrimaryKeyConstraint('registration_id', name=op.f('pk_assistances'))
    )
    with op.batch_alter_table('assistances', schema=None) as batch_op:
        batch_op.create_index('ix_assistances_staff_id_assisted_at', ['staff_id', 'assisted_at'], unique=False)


def downgrade() -> None:
    for table in ('assistances', 'companions'):
        op.drop_table(table)
