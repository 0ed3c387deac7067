"""Where the packaged app starts: as the app, or as one of the processes that it starts for itself."""

import runpy
import sys

from learningstories.services.own_process import READER, RUN, TYPESETTER


def main() -> int:
    if sys.argv[1:2] == [RUN]:
        if sys.argv[2:] not in ([READER], [TYPESETTER]):
            return 2
        runpy.run_module(sys.argv.pop(2), run_name="__main__", alter_sys=True)
        return 0
    from learningstories.main import main as app  # noqa: PLC0415 - the others have no use for it

    return app()


if __name__ == "__main__":
    sys.exit(main())
