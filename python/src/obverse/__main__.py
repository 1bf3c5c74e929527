"""`python -m obverse`: the command."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from obverse import _core


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command on these arguments (by default those of the process) and return its exit code.

    0 done, 1 the input has errors, 2 wrong use, 130 stopped by Ctrl-C.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    return _core.run(["obverse", *(sys.argv[1:] if arguments is None else arguments)])


if __name__ == "__main__":
    sys.exit(main())
