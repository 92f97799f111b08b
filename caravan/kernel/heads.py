"""People as rows count them: a number that no page, file or paper can say, sort or reckon with."""


class StillSealedError(TypeError):
    """A count of people was to be written somewhere before kernel/small_numbers decided on it."""


class Heads:
    """So many people, counted and not yet told.

    They add up, and there are some or none: that is all that can be done with them. What may be
    told is decided by kernel/small_numbers, which opens them. Where a page, a file or an order of
    rows forgets to ask there, it breaks in its first test instead of showing a small group.
    """

    __slots__ = ("_number",)

    def __init__(self, number: int) -> None:
        self._number = number

    @property
    def unsealed(self) -> int:
        """The number, for kernel/small_numbers and for tables that keep it; tests hold that."""
        return self._number

    def __add__(self, other: "Heads | int") -> "Heads":
        return Heads(self._number + number_of(other))

    __radd__ = __add__  # sums begin with a plain zero

    def __bool__(self) -> bool:
        return self._number != 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Heads | int) and self._number == number_of(other)

    def __hash__(self) -> int:
        return hash(self._number)

    def __repr__(self) -> str:
        return "Heads(…)"

    def __str__(self) -> str:
        raise StillSealedError


NOBODY = Heads(0)


def number_of(count: Heads | int) -> int:
    """The number in a count, for kernel/small_numbers alone."""
    return count.unsealed if isinstance(count, Heads) else count
