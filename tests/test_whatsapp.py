import pytest

from carteira_cli.domain.whatsapp import whatsapp_url


@pytest.mark.parametrize(
    ("phone", "url"),
    [
        ("+5519998761234", "https://wa.me/5519998761234"),
        ("+551933334444", None),
        ("+5509998761234", None),
        ("+5519898761234", None),
        ("+12025550123", None),
        ("(19) 99876-1234", None),
        ("", None),
    ],
)
def test_only_a_brazilian_mobile_has_a_chat(phone, url):
    assert whatsapp_url(phone) == url
