"""What keeps an act from being done, said in French: nothing was written."""


class IntroductionRefused(Exception):  # noqa: N818 - a refusal, not a fault
    """The life of an introduction, somebody's place in it or the moment do not allow an act."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
