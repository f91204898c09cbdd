#!/usr/bin/env python
"""Django's command line. Joins (or starts) the embedded servers of `DATA_DIR` where no `DATABASE_URL` is given."""

import os
import sys

from portal.ops import instance


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    instance.prepare(create=True)
    with instance.servers():
        from django.core.management import execute_from_command_line

        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
