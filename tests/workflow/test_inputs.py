"""What is typed into a field is cleaned or refused, in one place for all pages."""

from __future__ import annotations

import pytest

from workflow.inputs import read_signer

pytestmark = pytest.mark.usefixtures("inside")


@pytest.mark.parametrize(
    "name", ["TS. Nguyễn Văn An", "PGS. TS. Lê Thị Bình", "ThS Hoàng Cúc", "NGƯT. Vi Dung"]
)
def test_no_degree_and_no_honour_stands_before_a_signers_name(name):
    with pytest.raises(ValueError, match="không ghi"):
        read_signer(name)


@pytest.mark.parametrize("name", ["Tsàn Văn Páo", "Nguyễn Hữu Đạt", "Lương Thị Bích Sơn", "CNguyễn An"])
def test_a_plain_name_is_taken(name):
    assert read_signer(name) == name
