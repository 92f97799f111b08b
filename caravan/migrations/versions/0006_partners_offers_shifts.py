"""Partners with their offers, who stands at the stands, what a service is in a sentence"""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('organisations',
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('name', sa.JSON(), nullable=False),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_organisations'))
    )
    op.create_table('offers',
    sa.Column('code', sa.String(length=60), nullable=False),
    sa.Column('partner', sa.String(length=40), nullable=False),
    sa.Column('service', sa.String(length=40), nullable=False),
    sa.Column('title', sa.JSON(), nullable=False),
    sa.Column('text', sa.JSON(), nullable=False),
    sa.Column('audience', sa.JSON(), nullable=False),
    sa.Column('papers', sa.JSON(), nullable=False),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('stops', sa.JSON(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['partner'], ['organisations.code'], name=op.f('fk_offers_partner_organisations')),
    sa.ForeignKeyConstraint(['service'], ['services.code'], name=op.f('fk_offers_service_services')),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_offers'))
    )
    with op.batch_alter_table('offers', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_offers_partner'), ['partner'], unique=False)
        batch_op.create_index(batch_op.f('ix_offers_service'), ['service'], unique=False)
    op.create_table('stand_shifts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('stop_id', sa.Integer(), nullable=False),
    sa.Column('partner', sa.String(length=60), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('starts', sa.Time(), nullable=False),
    sa.Column('ends', sa.Time(), nullable=False),
    sa.Column('representative', sa.String(length=60), nullable=False),
    sa.Column('is_office', sa.Boolean(), nullable=False),
    sa.Column('phone', sa.String(length=20), nullable=False),
    sa.ForeignKeyConstraint(['stop_id'], ['stops.id'], name=op.f('fk_stand_shifts_stop_id_stops')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_stand_shifts')),
    sa.UniqueConstraint('stop_id', 'partner', 'day', 'starts', 'ends', 'representative', name=op.f('uq_stand_shifts_stop_id_partner_day_starts_ends_representative'))
    )
    with op.batch_alter_table('partners', schema=None) as batch_op:
        batch_op.add_column(sa.Column('organisation', sa.String(length=40), nullable=True))
        batch_op.create_foreign_key(op.f('fk_partners_organisation_organisations'), 'organisations', ['organisation'], ['code'])
    with op.batch_alter_table('services', schema=None) as batch_op:
        batch_op.add_column(sa.Column('about', sa.JSON(), nullable=False, server_default='{}'))
    with op.batch_alter_table('services', schema=None) as batch_op:
        batch_op.alter_column('about', server_default=None)


def downgrade() -> None:
    with op.batch_alter_table('services', schema=None) as batch_op:
        batch_op.drop_column('about')
    with op.batch_alter_table('partners', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('fk_partners_organisation_organisations'), type_='foreignkey')
        batch_op.drop_column('organisation')
    for table in ('stand_shifts', 'offers', 'organisations'):
        op.drop_table(table)
