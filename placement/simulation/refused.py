"""Why a card cannot be played."""


class CannotPlay(Exception):
    """A card names what is not there, or takes more than there is. `code` and `facts` become a sentence."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts
