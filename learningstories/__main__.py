"""Runs the app: `python -m learningstories`."""

import sys

from learningstories.main import main

if __name__ == "__main__":
    sys.exit(main())
