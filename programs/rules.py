"""A rule of the program that something would break."""

from collections.abc import Mapping

__all__ = ["RuleBroken"]


class RuleBroken(Exception):
    """Something the program does not allow now, in a sentence for the person who tried.

    Parameters
    ----------
    template : str
        What is so, and what to do instead; with places for ``values`` where there are any.
    field : str, optional
        The field of a form that it is about.
    **values : str
        What stands in the places, kept apart so that the sentence can be translated before they are filled in.

    Examples
    --------
    >>> broken = RuleBroken("The weights add up to {total}. They need to add up to 100.", field="weights", total="95")
    >>> str(broken), broken.field
    ('The weights add up to 95. They need to add up to 100.', 'weights')
    """

    def __init__(self, template: str, field: str | None = None, **values: str):
        # Without values nothing is filled in: a sentence that was filled by its writer may hold braces of its own.
        super().__init__(template.format_map(values) if values else template)
        self.template = template
        self.values: Mapping[str, str] = values
        self.field = field
