"""Given names of the pack."""

from quizapp.knowledge import given_names, table


def test_a_given_name_stands_once() -> None:
    lists = table("given_names.toml")
    names = [name for key in ("f", "m", "both") for name in lists[key]]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


def test_names_tell_the_sex_only_where_nearly_all_bearers_share_it() -> None:
    assert given_names.sex_of_given("Elizabeth") == "f"
    assert given_names.sex_of_given("Richard") == "m"
    assert given_names.sex_of_given("Kim") is None
    assert given_names.sex_of_given("Wednesday") is None


def test_words_that_are_no_names_are_not_given_names() -> None:
    assert given_names.is_given("Kim")
    assert not given_names.is_given("Council")


def test_ordinary_names_are_of_the_sex_and_always_the_same() -> None:
    made = given_names.ordinary("Jane Quinn", "United States", "f", count=8)
    assert made == given_names.ordinary("Jane Quinn", "United States", "f", count=8)
    assert len({name.split()[-1] for name in made}) == len(made) >= 7
    assert all(given_names.sex_of_given(name.split()[0]) == "f" for name in made)
    assert not any("Quinn" in name for name in made)
    assert given_names.ordinary("Jane Quinn", "Japan", "f", count=8) == []
