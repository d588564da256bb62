"""Given names of the pack."""

from quizapp.knowledge import given_names, table


def test_a_given_name_stands_once() -> None:
    names = [name for each in table("given_names.toml").values() for name in each]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


def test_names_tell_the_sex_only_where_nearly_all_bearers_share_it() -> None:
    assert given_names.sex_of_given("Elizabeth") == "f"
    assert given_names.sex_of_given("Richard") == "m"
    assert given_names.sex_of_given("Kim") is None
    assert given_names.sex_of_given("Wednesday") is None


def test_words_that_are_no_names_are_not_given_names() -> None:
    assert given_names.is_given("Kim")
    assert not given_names.is_given("Council")
