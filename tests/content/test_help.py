"""Who helps where: our file is right, the operator's own is joined to it, and each mistake is told in a sentence."""

from datetime import date, timedelta

import pytest
from click.testing import CliRunner

from couples.commands import cli
from couples.content import ContentError, help
from couples.settings import Settings

TODAY = date(2026, 11, 28)
GOOD = """[countries]
CH = "Switzerland"

[[services]]
country = "CH"
name = "Somebody"
number = "+41 00 000"
hours = "day and night"
serves = ["everyone"]
"""


@pytest.fixture
def own(tmp_path):
    """The directory with what the operator wrote."""

    def join(text):
        (tmp_path / "help.toml").write_text(text)
        return help.directory(tmp_path / "help.toml", TODAY)

    return join


@pytest.fixture
def ours(tmp_path):
    return help.directory(tmp_path / "none.toml", TODAY)


def test_ours_has_the_countries_it_should_and_a_way_out_for_all_others(ours):
    assert {"AT", "AU", "BE", "BR", "DE", "ES", "FI", "FR", "GB", "IE", "IN", "IT", "JP", "US", "ZA"} <= {
        *ours.countries
    }
    assert all(ours.of(country) for country in ours.countries)
    assert any(each.web for each in ours.everywhere)
    assert {"men", "LGBT+"} <= {group for each in ours.services for group in each.serves}


def test_each_of_our_countries_has_one_number_for_danger_and_it_names_where_it_was_read(ours):
    for country in ours.countries:
        (each,) = ours.emergency(country)
        assert each.source and each.number and each not in ours.of(country), country
    assert ours.emergency("*") == () and not any(each.emergency for each in ours.everywhere)
    assert {ours.emergency(country)[0].number for country in ("AT", "DE", "ES", "FR", "IE", "SE")} == {"112"}


def test_only_what_was_read_somewhere_says_so(ours):
    for each in ours.services:
        assert (each.state(TODAY) == "unread") == (each.source == "")
    read = [each for each in ours.services if each.source]
    assert len(read) >= 30
    assert {each.state(TODAY) for each in ours.services} == {"read", "stale", "unread"}


def test_after_twelve_months_a_number_wants_checking(own):
    service = own(GOOD + 'last_verified = 2026-11-28\nsource = "https://a.example"\n').of("CH")[0]
    assert service.state(TODAY) == service.state(TODAY + help.STALE) == "read"
    assert service.state(TODAY + help.STALE + timedelta(days=1)) == "stale"


def test_a_link_dials_digits_only(own):
    assert own(GOOD).of("CH")[0].tel == "+4100000"


def test_an_own_country_is_added_and_an_own_row_takes_the_place_of_ours(own, ours):
    own_row = (
        GOOD.replace('"CH"', '"FI"')
        .replace("Somebody", "Nollalinja")
        .replace('[countries]\nCH = "Switzerland"', "")
    )
    assert own(GOOD).countries["CH"] == "Switzerland"
    assert {*ours.countries} < {*own(GOOD).countries}
    assert [each.number for each in own(own_row).of("FI")] == ["+41 00 000"]
    assert len(own(own_row).services) == len(ours.services)


def test_an_operator_says_what_to_call_in_danger(own):
    theirs = GOOD.replace("Somebody", "Police").replace('"+41 00 000"', '"117"\nemergency = true')
    assert [each.number for each in own(theirs).emergency("CH")] == ["117"]
    assert own(theirs).of("CH") == () and "CH" in own(theirs).countries
    assert own('remove = ["DE"]').emergency("DE") == ()


def test_a_country_of_ours_can_be_taken_out_or_done_anew(own, ours):
    assert "DE" in ours.countries and "DE" not in own('remove = ["DE"]').countries
    anew = 'remove = ["DE"]\n' + GOOD.replace('country = "CH"', 'country = "DE"')
    assert [each.name for each in own(anew).of("DE")] == ["Somebody"]
    assert own('remove = ["*"]').everywhere == ()


@pytest.mark.parametrize(
    ("change", "line", "sentence"),
    [
        (("[[services]]", "[[services]"), 4, "This is not valid TOML"),
        (('name = "Somebody"\n', ""), 4, '"name" is missing here'),
        (("number =", "phone ="), 7, 'There is no "phone" in a service'),
        (("+41 00 000", "call us"), 7, "A number has digits"),
        (('number = "+41 00 000"\n', ""), 6, "a number or a web address"),
        (('hours = "day and night"\n', ""), 7, "Say when somebody answers"),
        (('["everyone"]', '["anyone"]'), 9, "serves is a list of: everyone, women, men, LGBT+"),
        (('["everyone"]', '"everyone"'), 9, '"serves" must be a list of texts'),
        (('CH = "Switzerland"', 'Swiss = "Switzerland"'), 2, "two capital letters"),
        (('country = "CH"', 'country = "XX"'), 5, '"XX" has no name here'),
        (("[countries]", 'remove = ["XX"]\n[countries]'), 1, 'There is no "XX" to remove'),
        (('["everyone"]', '["everyone"]\nemergency = "yes"'), 10, '"emergency" must be true or false'),
        (('country = "CH"', 'country = "*"\nemergency = true'), 6, "a number, and a country"),
        (('["everyone"]', '["everyone"]\nlast_verified = 2026-01-01'), 10, "belong together"),
        (('["everyone"]', '["everyone"]\nlast_verified = 2027-01-01\nsource = "https://a.example"'), 10, "has been"),
        (('["everyone"]', '["everyone"]\nlast_verified = "soon"'), 10, "a day, such as 2026-11-24"),
        (('["everyone"]', '["everyone"]\nweb = "a.example"'), 10, "begins with https://"),
        (('["everyone"]\n', '["everyone"]\n' + GOOD.partition("\n\n")[2]), 12, "here twice for CH"),
    ],
)  # fmt: skip
def test_each_mistake_is_told_with_its_line(own, change, line, sentence):
    with pytest.raises(ContentError) as told:
        own(GOOD.replace(*change))
    assert f"help.toml, line {line}: " in str(told.value) and sentence in str(told.value)


def test_a_mistake_stops_the_start_with_a_sentence_and_the_doctor_names_it(tmp_path):
    (tmp_path / "help.toml").write_text(GOOD.replace("+41 00 000", "call us"))
    for command in ("serve", "doctor"):
        told = CliRunner().invoke(
            cli, [command], env={"COUPLES_DATA": str(tmp_path), "COUPLES_DEMO": "false"}
        )
        assert told.exit_code == 1
        assert "help.toml, line 7: A number has digits" in told.output and "Traceback" not in told.output


def test_the_doctor_counts_them(tmp_path):
    from couples import doctor

    told = {each.name: each for each in doctor.checks(Settings(data=tmp_path))}["Help numbers"]
    assert told.ok and "25 countries, those that came with it" in told.text
