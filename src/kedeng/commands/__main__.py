"""`python -m kedeng.commands`, where the `kedeng` script is not on PATH."""

import sys

from kedeng.commands.main import main

sys.exit(main())
