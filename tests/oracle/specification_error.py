"""The errors a case is expected to end in."""


class SpecificationError(Exception):
    """Raised where the specification makes the input an error; `codes` are all the published codes that should answer."""

    def __init__(self, *codes):
        super().__init__(", ".join(sorted(set(codes))))
        self.codes = frozenset(codes)


def raise_if_any(codes):
    """Every problem at once."""
    if codes:
        raise SpecificationError(*codes)
