"""Writes the named character references of HTML 5, sorted by name, as lines of a C++ array of {name, value}.

The table is that of Python's standard library, whose html.unescape the text towers' references call.

usage: html_entities.py OUT
"""

import html.entities
import pathlib
import sys


def main() -> None:
    # \U in full, so that no escape runs into the next character.
    lines = ('{"%s", U"%s"},\n' % (name, "".join("\\U%08x" % ord(c) if ord(c) > 0x9f else "\\x%x" % ord(c) for c in value))
             for name, value in sorted(html.entities.html5.items()))
    pathlib.Path(sys.argv[1]).write_text("".join(lines), encoding="ascii")


main()
