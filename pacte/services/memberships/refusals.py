"""What a person is told when joining, inviting or leaving is not possible."""


class MembershipRefused(Exception):  # noqa: N818 - a refusal, not a fault
    """Something that the rules, the limits or the moment do not allow; ``message`` says why."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
