"""The register of agreements"""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('agreements',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=60), nullable=False),
    sa.Column('title', sa.JSON(), nullable=False),
    sa.Column('draft', sa.Boolean(), nullable=False),
    sa.Column('sources', sa.JSON(), nullable=False),
    sa.Column('stages', sa.JSON(), nullable=False),
    sa.Column('parties', sa.JSON(), nullable=False),
    sa.Column('variants', sa.JSON(), nullable=False),
    sa.Column('aims', sa.JSON(), nullable=False),
    sa.Column('sites', sa.JSON(), nullable=False),
    sa.Column('facilities', sa.JSON(), nullable=False),
    sa.Column('duties', sa.JSON(), nullable=False),
    sa.Column('remarks', sa.JSON(), nullable=False),
    sa.Column('loaded', sa.JSON(), nullable=False),
    sa.Column('changed_at', sa.DateTime(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_agreements_staff_id_staff')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agreements')),
    sa.UniqueConstraint('key', name=op.f('uq_agreements_key'))
    )
    op.create_table('agreement_deliveries',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('agreement_id', sa.Integer(), nullable=False),
    sa.Column('site', sa.String(length=60), nullable=False),
    sa.Column('facility', sa.String(length=60), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('note', sa.JSON(), nullable=False),
    sa.Column('told_by', sa.JSON(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['agreement_id'], ['agreements.id'], name=op.f('fk_agreement_deliveries_agreement_id_agreements')),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_agreement_deliveries_staff_id_staff')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agreement_deliveries'))
    )
    with op.batch_alter_table('agreement_deliveries', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_agreement_deliveries_agreement_id'), ['agreement_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('agreement_deliveries', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_agreement_deliveries_agreement_id'))

    op.drop_table('agreement_deliveries')
    op.drop_table('agreements')
