"""The calendar of working days, with the national days of 2024 to 2027.

What was not read in a paper of the state is marked as not certain; it counts all the same.
"""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

LAW = "Bộ luật Lao động 2019, Điều 112"
TET_2025 = "Thông báo lịch nghỉ năm 2025 (chưa đối chiếu văn bản)"
TET_2026 = "Thông báo lịch nghỉ năm 2026 (chưa đối chiếu văn bản)"
NEW_YEAR_2026 = "Thông báo hoán đổi ngày 02/01/2026 (chưa đối chiếu văn bản)"
MAY_2024 = "Thông báo hoán đổi ngày 29/4/2024 (chưa đối chiếu văn bản)"
NOT_TOLD = f"{LAW}; chưa có thông báo lịch nghỉ năm 2027"

NEW_YEAR, TET, HUNG = "Tết Dương lịch", "Tết Nguyên đán", "Giỗ Tổ Hùng Vương"
VICTORY, LABOUR, NATIONAL = "Ngày Chiến thắng", "Ngày Quốc tế Lao động", "Quốc khánh"
CULTURE = "Ngày Văn hóa Việt Nam"
CULTURE_SOURCE = "Nghị quyết 80-NQ/TW, theo báo; chưa đọc văn bản sửa Điều 112"
# Day, name, source, and what is so sure that a paper says it. Weekends need no row.
OFF: tuple[tuple[str, str, str, bool], ...] = (
    ("2024-01-01", NEW_YEAR, LAW, True),
    *((f"2024-02-{day:02d}", TET, LAW, True) for day in (8, 9, 12, 13, 14)),
    ("2024-04-18", HUNG, LAW, True),
    ("2024-04-29", "Nghỉ, làm bù ngày 4/5", MAY_2024, False),
    ("2024-04-30", VICTORY, LAW, True), ("2024-05-01", LABOUR, LAW, True),
    ("2024-09-02", NATIONAL, LAW, True), ("2024-09-03", NATIONAL, LAW, True),
    ("2025-01-01", NEW_YEAR, LAW, True),
    *((f"2025-01-{day}", TET, TET_2025, False) for day in (27, 28, 29, 30, 31)),
    ("2025-04-07", HUNG, LAW, True),
    ("2025-04-30", VICTORY, LAW, True), ("2025-05-01", LABOUR, LAW, True),
    ("2025-05-02", "Nghỉ, làm bù ngày 26/4", TET_2025, False),
    ("2025-09-01", NATIONAL, TET_2025, False), ("2025-09-02", NATIONAL, LAW, True),
    ("2026-01-01", NEW_YEAR, LAW, True),
    ("2026-01-02", "Nghỉ, làm bù ngày 10/1", NEW_YEAR_2026, False),
    *((f"2026-02-{day}", TET, TET_2026, False) for day in (16, 17, 18, 19, 20)),
    ("2026-04-27", f"{HUNG}, nghỉ bù", LAW, True),
    ("2026-04-30", VICTORY, LAW, True), ("2026-05-01", LABOUR, LAW, True),
    ("2026-08-31", "Nghỉ, làm bù ngày 22/8", TET_2026, False),
    ("2026-09-01", NATIONAL, TET_2026, False), ("2026-09-02", NATIONAL, LAW, True),
    ("2026-11-24", CULTURE, CULTURE_SOURCE, False),
    ("2027-01-01", NEW_YEAR, LAW, True),
    *((f"2027-02-{day:02d}", TET, NOT_TOLD, False) for day in (5, 8, 9, 10, 11)),
    ("2027-04-16", HUNG, LAW, True),
    ("2027-04-30", VICTORY, LAW, True), ("2027-05-03", f"{LABOUR}, nghỉ bù", LAW, True),
    ("2027-09-02", NATIONAL, LAW, True), ("2027-09-03", NATIONAL, NOT_TOLD, False),
    ("2027-11-24", CULTURE, CULTURE_SOURCE, False),
)  # fmt: skip
WORKED = (
    ("2024-05-04", "Làm bù ngày 29/4", MAY_2024, False),
    ("2025-04-26", "Làm bù ngày 2/5", TET_2025, False),
    ("2026-01-10", "Làm bù ngày 2/1", NEW_YEAR_2026, False),
    ("2026-08-22", "Làm bù ngày 31/8", TET_2026, False),
)


def upgrade() -> None:
    table = op.create_table(
        "holiday",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("is_workday", sa.Boolean(), nullable=False),
        sa.Column("is_certain", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holiday")),
        sa.UniqueConstraint("day", name=op.f("uq_holiday_day")),
    )
    op.bulk_insert(table, [
        {"day": date.fromisoformat(day), "name": name, "is_workday": is_workday, "is_certain": is_certain,
         "source": source}
        for rows, is_workday in ((OFF, False), (WORKED, True))
        for day, name, source, is_certain in rows
    ])  # fmt: skip


def downgrade() -> None:
    op.drop_table("holiday")
