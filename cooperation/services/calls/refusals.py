"""What keeps an act from being done, said in French: nothing was written."""


class CallRefused(Exception):  # noqa: N818 - a refusal, not a fault
    """The state of a call, a limit or the moment do not allow an act."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
