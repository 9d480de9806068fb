"""Holds the arrows of ARCHITECTURE.md: which folder may include what. Exit code 1 with one line per breach.

usage: check_arrows.py [ROOT] | check_arrows.py --self-test
"""

import pathlib
import re
import sys
import tempfile

# Inside core and inside ui a folder includes only folders above it in its list.
CORE = ["base", "study", "statistics", "imaging", "storage", "trials", "scoring", "analysis", "interchange"]
UI = ["widgets", "annotate", "compare", "gallery", "disagreement", "scorers", "studysetup", "shell"]

INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.M)
WIDGETS = re.compile(r"^(QtWidgets|qcustomplot|QWidget|QMainWindow|QDialog|QApplication|QAbstractScrollArea|QStyle|QLayout|QLabel|QPushButton|Qt(Widgets|PrintSupport)/)")
QT = re.compile(r"^(Q[A-Z]|Qt)")
TORCH = re.compile(r"^(ATen|torch|c10)/")
OURS = re.compile(r"^(core|ui|app|data|tests)/")


def breaches(root: pathlib.Path):
    """Yields "file: reason" for every include that points the wrong way."""
    for path in sorted(p for top in ("core", "ui", "app", "data") for p in (root / top).rglob("*") if p.suffix in (".h", ".cpp")):
        relative = path.relative_to(root)
        top, *rest = relative.parts
        folder = rest[0] if len(rest) > 1 else ""
        for include in INCLUDE.findall(path.read_text(encoding="utf-8")):
            reason = wrong(top, folder, include)
            if reason:
                yield f"{relative}: includes {include}: {reason}"


def wrong(top: str, folder: str, include: str):
    """The reason why a file of top/folder must not include this, or None."""
    without_qt = (top, folder) in (("core", "reward"), ("app", "scorer"))
    if TORCH.match(include) and (top, folder) != ("core", "reward"):
        return "ATen, torch and c10 headers belong into core/reward"
    if top in ("core", "data") and WIDGETS.match(include):
        return f"{top} has no widgets"
    if without_qt and QT.match(include):
        return "the scorer has no Qt"
    if not OURS.match(include):
        return None

    target, *rest = include.split("/")
    sub = rest[0] if len(rest) > 1 else ""
    if without_qt:
        return None if (target, sub) in (("core", "reward"), ("app", "scorer")) else "the scorer builds alone"
    if (target, sub) == ("core", "reward"):
        return "only dissensus-scorer links core/reward"
    allowed = {"core": {"core"}, "data": {"core", "data"}, "ui": {"core", "data", "ui"}, "app": {"core", "data", "ui", "app"}}
    if target not in allowed[top]:
        return f"{top} is below {target}"
    if (top, folder) == ("app", "cli") and target == "ui":
        return "the command line has no window"
    if top == target == "app" and folder != sub:
        return "programs do not include each other"
    for layer, order in (("core", CORE), ("ui", UI)):
        if top == target == layer:
            if folder not in order or sub not in order:
                return f"{folder if folder not in order else sub} is not in the list of {layer}"
            if order.index(sub) > order.index(folder):
                return f"{folder} is above {sub}"
    return None


def self_test():
    """Every kind of breach is found, and nothing else."""
    good = {"core/storage/a.cpp": "core/study/ids.h", "ui/shell/b.cpp": "ui/gallery/g.h", "core/reward/t.cpp": "ATen/ATen.h",
            "app/cli/c.cpp": "core/interchange/i.h", "ui/widgets/w.h": "QWidget"}
    bad = {"core/study/a.h": "core/storage/database.h", "core/storage/b.cpp": "QWidget", "core/base/c.h": "ui/widgets/t.h",
           "core/reward/d.cpp": "QString", "app/scorer/e.cpp": "ATen/ATen.h", "ui/widgets/f.cpp": "ui/shell/mainwindow.h",
           "app/cli/g.cpp": "ui/widgets/t.h", "core/scoring/h.cpp": "core/reward/scorer.h", "app/scorer/i.cpp": "core/base/result.h"}
    with tempfile.TemporaryDirectory() as name:
        root = pathlib.Path(name)
        for path, include in {**good, **bad}.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(f"#include <{include}>\n")
        found = {line.split(":")[0] for line in breaches(root)}
    assert found == set(bad), (found ^ set(bad))


def main():
    if "--self-test" in sys.argv:
        self_test()
        return
    root = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent
    found = list(breaches(root))
    print("\n".join(found) or "the arrows hold")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
