"""Unpacks what dissensus-scorer needs from Python wheels: libraries, headers, vocabularies, licences. No Python file is
kept.

usage: unpack_wheels.py WHEELS_FOLDER TARGET_FOLDER
"""

import pathlib
import sys
import zipfile

KEPT = ("torch/lib/", "torch/include/", "nvidia/", "open_clip/bpe_simple_vocab_16e6.txt.gz")


def main() -> None:
    wheels, target = map(pathlib.Path, sys.argv[1:3])
    for wheel in sorted(wheels.glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                licence = ".dist-info/" in name and "licen" in name.lower()
                if (name.startswith(KEPT) and not name.endswith(".py")) or licence:
                    archive.extract(name, target)


if __name__ == "__main__":
    main()
