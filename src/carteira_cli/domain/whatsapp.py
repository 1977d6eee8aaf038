"""WhatsApp's address of a phone. Opening it is the user's own click; nothing is sent from here."""

import re

_BRAZILIAN_MOBILE = re.compile(r"\+(55[1-9][0-9]9[0-9]{8})")


def whatsapp_url(phone: str) -> str | None:
    """The https address that opens a chat with `phone` (E.164).

    None of everything but a Brazilian mobile (area code, then nine digits that begin with 9): a
    landline has no chat, and about a foreign number nothing is known.
    """
    mobile = _BRAZILIAN_MOBILE.fullmatch(phone)
    return f"https://wa.me/{mobile[1]}" if mobile else None
