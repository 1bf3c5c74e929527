"""The error a case is expected to end in."""


class SpecificationError(Exception):
    """Raised where the specification makes the input an error; `kind` is a key of `expected_codes.CODES`."""

    def __init__(self, kind, detail=""):
        super().__init__(f"{kind}: {detail}" if detail else kind)
        self.kind = kind
