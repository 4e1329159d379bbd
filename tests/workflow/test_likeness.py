"""How alike two texts are: held to a plain model, and what is marked in them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workflow.likeness import RUN, likeness, pieces, runs_in

WORDS = st.lists(
    st.sampled_from(["dọn", "vệ", "sinh", "đường", "phố", "hoà", "giải", "hộ", "dân", "năm", "mươi", "tổ"]),
    max_size=40,
)
TEXTS = WORDS.map(" ".join)


def plain_runs(text: str) -> set[tuple[str, ...]]:
    words = text.split()
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


@given(TEXTS, TEXTS)
def test_likeness_is_what_the_plain_model_says_and_the_same_from_both_sides(one: str, other: str) -> None:
    mine, theirs = plain_runs(one), plain_runs(other)
    shorter = min(len(mine), len(theirs))
    expected = len(mine & theirs) / shorter if shorter else 0
    assert likeness(runs_in([one]), runs_in([other])) == expected
    assert likeness(runs_in([other]), runs_in([one])) == expected


@given(WORDS.filter(lambda words: len(words) >= RUN))
def test_a_text_is_all_like_itself_however_it_is_typed(words: list[str]) -> None:
    text = " ".join(words)
    typed = ", ".join(words).upper()
    assert likeness(runs_in([text]), runs_in([typed])) == 1


@given(TEXTS, TEXTS)
def test_the_pieces_are_the_text_and_what_is_marked_is_common(one: str, other: str) -> None:
    common = runs_in([one]) & runs_in([other])
    found = pieces(one, common)
    assert "".join(part for part, _is_common in found) == one
    marked = [part for part, is_common in found if is_common]
    assert bool(marked) is bool(common)
    assert all(len(part.split()) >= RUN for part in marked)


def test_what_stands_between_the_words_of_a_passage_is_marked_with_them():
    text = "Ông A, đã LÀM việc (rất) tốt. Và hết."
    common = runs_in(["đã làm việc rất tốt"])
    assert pieces(text, common) == [("Ông A, ", False), ("đã LÀM việc (rất) tốt", True), (". Và hết.", False)]


def test_a_passage_of_fewer_words_is_no_run_and_none_goes_over_a_line():
    assert runs_in(["bốn chữ thôi nhé"]) == set()
    assert runs_in(["một hai ba\nbốn năm sáu"]) == set()
