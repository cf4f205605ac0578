import pytest
from django.core.exceptions import ImproperlyConfigured

from archive.operation.variables import Variables


def variables(**environment):
    return Variables(environment)


def settings_file(path, text):
    path.write_text(text)
    return variables(SETTINGS_FILE=str(path))


@pytest.mark.parametrize("given", ["maybe", "2", "wahr"])
def test_a_flag_is_yes_or_no(given):
    with pytest.raises(ImproperlyConfigured, match=f"DEBUG must be yes or no.*{given}"):
        variables(DEBUG=given).flag("DEBUG", False, "")


def test_a_flag_that_is_not_set_is_its_default():
    assert variables().flag("DEBUG", True, "") is True


@pytest.mark.parametrize("given", ["many", "1.5", "-1"])
def test_a_number_is_whole_and_large_enough(given):
    with pytest.raises(ImproperlyConfigured, match="SEARCHES_A_MINUTE must be"):
        variables(SEARCHES_A_MINUTE=given).number("SEARCHES_A_MINUTE", 300, "")


def test_an_empty_list_is_not_its_default():
    assert variables(SEARCH_STAGES="").some_of("SEARCH_STAGES", ["proximity"], "") == []


def test_a_list_names_what_it_does_not_know():
    with pytest.raises(ImproperlyConfigured, match="SEARCH_STAGES knows proximity; not magic"):
        variables(SEARCH_STAGES="proximity, magic").some_of("SEARCH_STAGES", ["proximity"], "")


@pytest.mark.parametrize("given", ["oracel://x", "nothing", "sqlite"])
def test_an_address_of_no_database_is_refused_by_name(given):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        variables(DATABASE_URL=given).database("DATABASE_URL", "sqlite:///x", "")


def test_a_refused_address_keeps_its_password_to_itself():
    with pytest.raises(ImproperlyConfigured) as refused:
        variables(DATABASE_URL="oracel://me:secret@host/x").database("DATABASE_URL", "", "")
    assert "secret" not in str(refused.value)


def test_a_variable_one_letter_off_is_refused_by_name():
    env = variables(SEARCHES_A_MINUT="5")
    env.number("SEARCHES_A_MINUTE", 300, "")
    with pytest.raises(ImproperlyConfigured, match=r"A_MINUT is no.*A_MINUTE is"):
        env.refuse_unknown({})


def test_variables_of_other_programs_are_let_be():
    env = variables(PATH="/bin", HOME="/root", PORTS="1", EDITOR="vi")
    assert env.number("PORT", 8000, "") == 8000
    env.refuse_unknown({})


def test_a_former_variable_says_what_took_its_place():
    with pytest.raises(ImproperlyConfigured, match="SECURE_COOKIES is no setting any more: X"):
        variables(SECURE_COOKIES="1").refuse_unknown({"SECURE_COOKIES": "X"})


def test_a_settings_file_is_read(tmp_path):
    env = settings_file(tmp_path / "settings", "# mine\n\nSITE_NAME = 'The Archive'\n")
    assert env.text("SITE_NAME", "", "") == "The Archive"


def test_the_environment_goes_before_the_settings_file(tmp_path):
    (tmp_path / "settings").write_text("PORT=1")
    env = variables(SETTINGS_FILE=str(tmp_path / "settings"), PORT="2")
    assert env.number("PORT", 8000, "") == 2


def test_any_unknown_name_in_a_settings_file_is_refused(tmp_path):
    env = settings_file(tmp_path / "settings", "COLOUR=red")
    with pytest.raises(ImproperlyConfigured, match="COLOUR is no setting"):
        env.refuse_unknown({})


def test_a_line_of_a_settings_file_that_sets_nothing_is_named(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="line 2 is not NAME=VALUE"):
        settings_file(tmp_path / "settings", "PORT=1\nlisten here\n")


def test_a_settings_file_that_is_not_there_is_told():
    with pytest.raises(ImproperlyConfigured, match="SETTINGS_FILE cannot be read"):
        variables(SETTINGS_FILE="/nowhere")
