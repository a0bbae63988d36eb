"""A rule of the program that something would break."""

__all__ = ["RuleBroken"]


class RuleBroken(Exception):
    """Something the program does not allow now, in a sentence for the person who tried.

    Parameters
    ----------
    message : str
        What is so, and what to do instead.
    field : str, optional
        The field of a form that it is about.

    Examples
    --------
    >>> broken = RuleBroken("The weights add up to 95. They need to add up to 100.", field="weights")
    >>> str(broken), broken.field
    ('The weights add up to 95. They need to add up to 100.', 'weights')
    """

    def __init__(self, message: str, field: str | None = None):
        super().__init__(message)
        self.field = field
