"""Names that differ by one typing error: a letter too many, too few, wrong, or two that
changed places."""

SHORTEST = 5


def is_one_error(one, other):
    """
    >>> name, others = "پارسیار", ("پارسیر", "پارسیاار", "پارزیار", "پاسریار")
    >>> [is_one_error(name, other) for other in others]
    [True, True, True, True]
    >>> is_one_error("پارسیار", "پارسیار"), is_one_error("پارسیار", "پاسیارن")
    (False, False)
    """
    if len(one) > len(other):
        one, other = other, one
    surplus = len(other) - len(one)
    if one == other or surplus > 1 or len(one) < SHORTEST - 1:
        return False
    start = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        len(one),
    )
    if surplus:
        return one[start:] == other[start + 1 :]
    if one[start + 1 :] == other[start + 1 :]:
        return True
    swapped = one[start + 1 : start + 2] + one[start]
    return (
        swapped == other[start : start + 2] and one[start + 2 :] == other[start + 2 :]
    )
