"""Prize money: the dated tables, with what is known of them, and what each award was worth.

How sure each figure is stands in its source; those that were not read in a decree are marked as such.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

SALARIES = (
    (1_800_000, "2023-07-01", "Mức lương cơ sở từ 01/7/2023"),
    (2_340_000, "2024-07-01", "Nghị định số 73/2024/NĐ-CP"),
    (2_530_000, "2026-07-01", "Nghị định số 161/2026/NĐ-CP"),
)
OLD, NEW = "Nghị định số 98/2023/NĐ-CP", "Nghị định số 152/2025/NĐ-CP, Điều 54"
UNSEEN = " (chưa kiểm chứng trong văn bản)"
REFORM, LAST_DAY, LAW = "2025-07-01", "2025-06-30", "2024-01-01"
# Name, level, kind, coefficient, from, to, source, whether it was read.
COEFFICIENTS = (
    ("Giấy khen", "district", "individual", "0.3", LAW, LAST_DAY, OLD + UNSEEN, False),
    ("Giấy khen", "district", "collective", "0.6", LAW, LAST_DAY, OLD + UNSEEN, False),
    ("Giấy khen", "town", "individual", "0.15", LAW, LAST_DAY, OLD, True),
    ("Giấy khen", "town", "collective", "0.3", LAW, LAST_DAY, OLD + UNSEEN, False),
    ("Giấy khen", "town", "individual", "0.3", REFORM, None, NEW, True),
    ("Giấy khen", "town", "household", "0.45", REFORM, None, NEW, True),
    ("Giấy khen", "town", "collective", "0.6", REFORM, None, NEW + UNSEEN, False),
    ("Bằng khen", "province", "individual", "1.5", LAW, LAST_DAY, OLD + UNSEEN, False),
    ("Bằng khen", "province", "collective", "3", LAW, LAST_DAY, OLD + UNSEEN, False),
    ("Bằng khen", "province", "individual", "1.5", REFORM, None, NEW, True),
    ("Bằng khen", "province", "household", "2.25", REFORM, None, NEW + UNSEEN, False),
    ("Bằng khen", "province", "collective", "3", REFORM, None, NEW + UNSEEN, False),
)


def words(*values: str, name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=40)


def upgrade() -> None:
    salary = op.create_table(
        "base_salary",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_base_salary_is_positive")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_base_salary")),
        sa.UniqueConstraint("valid_from", name=op.f("uq_base_salary_valid_from")),
    )
    coefficient = op.create_table(
        "prize_coefficient",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("granter_level", words("province", "district", "town", "unit", name="level"), nullable=False),
        sa.Column(
            "nominee_kind", words("collective", "household", "individual", name="nomineekind"), nullable=False
        ),
        sa.Column("coefficient", sa.Numeric(6, 3), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("is_certain", sa.Boolean(), nullable=False),
        sa.CheckConstraint("coefficient > 0", name=op.f("ck_prize_coefficient_is_positive")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prize_coefficient")),
        sa.UniqueConstraint(
            "form", "granter_level", "nominee_kind", "valid_from",
            name=op.f("uq_prize_coefficient_form_granter_level_nominee_kind_valid_from"),
        ),
    )  # fmt: skip
    day = sa.cast
    for amount, since, source in SALARIES:
        op.execute(sa.insert(salary).values(amount=amount, valid_from=day(since, sa.Date), source=source))
    for form, level, kind, value, since, until, source, is_certain in COEFFICIENTS:
        op.execute(sa.insert(coefficient).values(
            form=form, granter_level=level, nominee_kind=kind, coefficient=sa.cast(value, sa.Numeric),
            valid_from=day(since, sa.Date), valid_to=day(until, sa.Date) if until else None, source=source,
            is_certain=is_certain,
        ))  # fmt: skip
    _widen_award()


def _widen_award() -> None:
    for name in ("unit_name", "rounding", "received_by"):
        op.add_column("award", sa.Column(name, sa.String(), server_default="", nullable=False))
        op.alter_column("award", name, server_default=None)
    op.execute(sa.text(
        "UPDATE award SET unit_name = organisation.name FROM nomination, organisation "
        "WHERE nomination.id = award.nomination_id AND organisation.id = nomination.unit_id"
    ))  # fmt: skip
    for name, kind in (
        ("base_salary", sa.Integer()), ("coefficient", sa.Numeric(6, 3)), ("raw_amount", sa.Numeric(14, 2)),
        ("paid_amount", sa.Integer()), ("paid_on", sa.Date()), ("recovered_on", sa.Date()),
        ("recovered_amount", sa.Integer()),
    ):  # fmt: skip
        op.add_column("award", sa.Column(name, kind, nullable=True))

    op.add_column("decision", sa.Column("receipt_id", sa.Integer(), nullable=True))
    op.create_foreign_key(op.f("fk_decision_receipt_id"), "decision", "enclosure", ["receipt_id"], ["id"])


def downgrade() -> None:
    op.drop_column("decision", "receipt_id")
    for name in ("recovered_amount", "recovered_on", "paid_on", "paid_amount", "raw_amount", "coefficient",
                 "base_salary", "received_by", "rounding", "unit_name"):  # fmt: skip
        op.drop_column("award", name)
    op.drop_table("prize_coefficient")
    op.drop_table("base_salary")
