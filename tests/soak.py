#!/usr/bin/env python3
"""./dev soak [MINUTES]: every kill up to a thousand times, several programs on one study, every fault, hostile file and
fuzzed study, within the time; closes with a table. Two parts run side by side. Exit code 0: every part passed."""
import os
import pathlib
import queue
import re
import subprocess
import sys
import threading
import time

# (part, test program, test functions, share of the time; 0: as long as it takes)
PARTS = [
    ("window and score and two annotators", "tst_together", [], 10),
    ("kill: window, annotator mode", "tst_windowkill", ["killedWhileJudging:annotator mode"], 20),
    ("kill: whole window", "tst_windowkill", ["killedWhileJudging:whole window"], 20),
    ("kill: the window's helper", "tst_windowkill", ["helperKilledWhileJudging"], 4),
    ("kill: score", "tst_scorekill", ["scoreKilled"], 12),
    ("kill: worker", "tst_scorekill", ["workerKilled"], 12),
    ("kill: import", "tst_jobkill", ["importKilled"], 12),
    ("kill: merge", "tst_jobkill", ["mergeKilled"], 14),
    ("kill: annotate", "tst_annotatekill", [], 8),
    ("imports beside two annotators", "tst_jobkill", ["manyWriters"], 0),
    ("disk faults, at every write", "tst_diskfaults", [], 0),
    ("full and read-only disks", "tst_disks", [], 0),
    ("read-only, removed, clock, sleep", "tst_places", [], 0),
    ("faults while somebody judges", "tst_annotatefaults", [], 0),
    ("scorer over a bad line", "tst_scorewire", [], 0),
    ("scorer that misbehaves", "tst_scorerun", [], 0),
    ("scorer that does not start", "tst_workerprocess", [], 0),
    ("hostile input", "tst_hostileinput", [], 0),
    ("damaged and foreign studies", "tst_database", [], 0),
    ("merge in every order", "tst_merge", [], 0),
    ("core image of the annotator", "tst_coreimage", [], 0),
    ("core image of the window", "tst_windowcoreimage", [], 0),
    ("blindness", "tst_annotateblindness", [], 0),
    ("blindness of the window", "ui-annotate-tst_annotateblindness", [], 0),
]
LANES = 2
KILLS = 1000
LONGEST = 3600  # seconds for a part without a share


def run_part(part, tests, folder, minutes, total, results):
    name, program, functions, share = part
    path = tests / program
    if not path.exists():
        results[name] = ("NOT BUILT", 0.0, "")
        return
    seconds = int(minutes * 60 * LANES * share / total)
    environment = dict(os.environ)
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    environment.update(
        DISSENSUS_BIN=str(tests.parent / "bin"), DISSENSUS_SHARED=os.environ.get("DISSENSUS_SHARED", "../shared"),
        LC_ALL="C.UTF-8", QTEST_FUNCTION_TIMEOUT=str(1000 * 2 * LONGEST))
    if share:
        environment.update(DISSENSUS_KILLS=str(KILLS), DISSENSUS_KILL_SECONDS=str(seconds),
                           DISSENSUS_TOGETHER_SECONDS=str(max(10, min(600, seconds))))
    log = folder / (re.sub(r"\W+", "-", name) + ".log")
    started = time.monotonic()
    with open(log, "wb") as output:
        try:
            code = subprocess.run([str(path), *functions], stdout=output, stderr=subprocess.STDOUT, env=environment,
                                  stdin=subprocess.DEVNULL, timeout=seconds + LONGEST, check=False).returncode
        except subprocess.TimeoutExpired:
            code = -1
    text = log.read_text(errors="replace")
    counts = re.findall(r"^Totals: (\d+) passed, (\d+) failed, (\d+) skipped", text, re.M)
    said = [line.split(": ", 1)[1] for line in re.findall(r"soak: (.*)", text) if ": " in line]
    if not said and counts:
        said = [f"{counts[-1][0]} checks"]
    if counts and int(counts[-1][2]):
        said.append(f"{counts[-1][2]} SKIPPED, see the log")
    verdict = "passed" if code == 0 else f"FAILED ({code})"
    results[name] = (verdict, time.monotonic() - started, "; ".join(said))
    print(f"==> {name}: {verdict}, {results[name][1]:.0f} s; {results[name][2]}", flush=True)


def main():
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 60
    root = pathlib.Path(__file__).resolve().parent.parent
    tests = root / "build/release/tests"
    folder = root / "build/soak"
    folder.mkdir(parents=True, exist_ok=True)
    # What takes as long as it takes is small beside an hour; the shares are of the rest.
    total = sum(part[3] for part in PARTS)
    waiting = queue.Queue()
    for part in PARTS:
        waiting.put(part)
    results = {}

    def lane():
        while True:
            try:
                part = waiting.get_nowait()
            except queue.Empty:
                return
            run_part(part, tests, folder, minutes * 0.9, total, results)

    started = time.monotonic()
    lanes = [threading.Thread(target=lane) for _ in range(LANES)]
    for thread in lanes:
        thread.start()
    for thread in lanes:
        thread.join()
    width = max(len(part[0]) for part in PARTS)
    print(f"\n{'part':{width}}  {'result':10}  {'time':>7}  what was done")
    print("-" * (width + 60))
    for part in PARTS:
        verdict, seconds, said = results[part[0]]
        print(f"{part[0]:{width}}  {verdict:10}  {seconds:6.0f}s  {said}")
    failed = [name for name, (verdict, _, _) in results.items() if verdict != "passed"]
    print("-" * (width + 60))
    print(f"{len(PARTS) - len(failed)} of {len(PARTS)} parts passed in {(time.monotonic() - started) / 60:.0f} minutes;"
          f" logs in {folder}")
    for name in failed:
        print(f"failed: {name}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
