"""Addresses that anybody can open: they say nothing of where a person works."""

FREE_MAIL = frozenset(
    [
        "aliceadsl.fr",
        "aol.com",
        "bbox.fr",
        "club-internet.fr",
        "cegetel.net",
        "free.fr",
        "gmail.com",
        "gmx.com",
        "gmx.fr",
        "googlemail.com",
        "hotmail.com",
        "hotmail.fr",
        "icloud.com",
        "laposte.net",
        "libertysurf.fr",
        "live.com",
        "live.fr",
        "mac.com",
        "mailo.com",
        "me.com",
        "msn.com",
        "neuf.fr",
        "noos.fr",
        "numericable.fr",
        "orange.fr",
        "outlook.com",
        "outlook.fr",
        "proton.me",
        "protonmail.com",
        "sfr.fr",
        "tutanota.com",
        "voila.fr",
        "wanadoo.fr",
        "yahoo.com",
        "yahoo.fr",
        "ymail.com",
        "zaclys.net",
        "zoho.com",
    ]
)


def domain_of(email: str) -> str:
    """Return what follows the last @ of an address, in small letters."""
    return email.rpartition("@")[2].strip().lower()


def is_free_mail(email: str) -> bool:
    """Say whether anybody could open such an address."""
    return domain_of(email) in FREE_MAIL


def masked(email: str) -> str:
    """Return an address that its owner recognises and nobody else learns: ``c…@exemple.fr``."""
    return f"{email[:1]}…@{domain_of(email)}"
