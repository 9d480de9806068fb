"""Times the two-way clustered bootstrap of scorers against people in NumPy, on the votes of a study file.

usage: bench_study_statistics.py STUDY REPLICATES

Accuracy and AUROC of every scorer on every kind of pair, votes drawn by prompt group and annotator, as `stats --what
scorers --bootstrap` does. Vectorised over votes; a twentieth of the replicates is timed and multiplied, because all of
them take minutes. Reading the study is not timed. Prints {"bootstrap_ms": …}.
"""

import json
import sqlite3
import sys
import time

import numpy as np


def read(path):
    study = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    votes = np.array(study.execute(
        "SELECT l.picture_id, r.picture_id, t.prompt_id, t.annotator_id, v.position, q.group_id, a.variant <> 'original' "
        "FROM answer AS w JOIN vote AS v ON v.answer_id = w.id JOIN trial AS t ON t.id = w.trial_id "
        "JOIN trial_picture AS l ON l.trial_id = t.id AND l.position = 0 "
        "JOIN trial_picture AS r ON r.trial_id = t.id AND r.position = 1 JOIN prompt AS q ON q.id = t.prompt_id "
        "JOIN picture AS a ON a.id = max(l.picture_id, r.picture_id) WHERE v.choice = 'picture'").fetchall(), dtype=np.int64)
    scores = {}
    for scorer, picture, prompt, value in study.execute(
            "SELECT s.fingerprint_id, s.picture_id, q.id, s.value FROM score AS s JOIN prompt AS q ON q.hash = s.prompt_hash"):
        scores.setdefault(scorer, {})[picture, prompt] = value
    return votes, scores


def weighted(order, ends, differences, first, weights):
    """Accuracy and AUROC of weighted votes; `order` sorts the differences, `ends` are the ends of equal runs."""
    accuracy = weights[(differences > 0) == first].sum() / weights.sum()
    positive = np.add.reduceat(np.where(first[order], weights[order], 0), ends)
    negative = np.add.reduceat(np.where(first[order], 0, weights[order]), ends)
    below = np.cumsum(negative) - negative
    return accuracy, (positive * (below + negative / 2)).sum() / (positive.sum() * negative.sum())


def main():
    votes, scores = read(sys.argv[1])
    replicates = int(sys.argv[2])
    left, right, prompt, annotator, position, group, kind = votes.T
    _, group = np.unique(group, return_inverse=True)
    _, annotator = np.unique(annotator, return_inverse=True)
    rows = []
    for table in scores.values():
        difference = np.array([table[a, p] - table[b, p] for a, b, p in zip(left, right, prompt)])
        for k in (0, 1):
            chosen = np.flatnonzero(kind == k)
            values = difference[chosen]
            order = np.argsort(values, kind="stable")
            ends = np.flatnonzero(np.r_[True, np.diff(values[order]) != 0])
            rows.append((chosen, order, ends, values, position[chosen] == 0))
    random = np.random.default_rng(1)
    timed = max(1, replicates // 20)
    start = time.perf_counter()
    for _ in range(timed):
        groups = np.bincount(random.integers(0, group.max() + 1, group.max() + 1), minlength=group.max() + 1)
        people = np.bincount(random.integers(0, annotator.max() + 1, annotator.max() + 1), minlength=annotator.max() + 1)
        weights = groups[group] * people[annotator]
        for chosen, order, ends, values, first in rows:
            weighted(order, ends, values, first, weights[chosen])
    elapsed = time.perf_counter() - start
    print(json.dumps({"bootstrap_ms": 1000 * elapsed * replicates / timed}))


main()
