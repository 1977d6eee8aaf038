"""One city for all who are in it (`domain.cities`)."""

from carteira_cli.domain.cities import City, cities
from carteira_cli.domain.models import Customer

BLANK = dict.fromkeys(Customer._fields, "")


def of(*places):
    people = [
        Customer(**BLANK | {"id": number, "city": city, "state": state})
        for number, (city, state) in enumerate(places)
    ]
    return cities(people)


def test_a_city_without_its_state_is_the_only_one_of_its_name():
    campinas = City("Campinas", "SP")

    assert of(("Campinas", "SP"), ("Campinas", "")) == {0: campinas, 1: campinas}
    assert of(("Campinas", "")) == {0: City("Campinas", "")}
    assert [str(campinas), str(City("Campinas", ""))] == ["Campinas/SP", "Campinas"]


def test_two_cities_of_a_name_leave_open_which_one_is_meant():
    places = [("Bom Jesus", "RS"), ("Bom Jesus", "PI"), ("Bom Jesus", "")]

    assert of(*places) == {number: City(*place) for number, place in enumerate(places)}


def test_a_city_is_written_as_most_write_it():
    assert of(("SAO PAULO", "SP"), ("São Paulo", "SP"), ("São Paulo", "")) == dict.fromkeys(
        range(3), City("São Paulo", "SP")
    )
    assert of(("SAO PAULO", "SP"), ("São Paulo", "SP"))[0] == City("São Paulo", "SP")


def test_who_has_no_city_is_nowhere():
    assert of(("", "SP"), ("Itu", "SP")) == {1: City("Itu", "SP")}
