"""French texts compared whatever their spaces."""


def plain(text: str) -> str:
    """Replace no-break spaces with plain ones."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")
