#!/usr/bin/env python3
"""The work of `./dev bench statistics` in vectorised NumPy and SciPy, on the arrays that the benchmark left in FOLDER.

    bench_statistics.py FOLDER

Prints one JSON object: milliseconds per job, and a value of each job, by which the benchmark sees that both programs
compute the same. Bootstraps are timed on a few replicates and scaled up, which flatters nobody: they are all alike.
"""
import json
import os
import sys
import time

import numpy
import scipy.optimize
import scipy.stats

GENERATORS, PROMPTS, ANNOTATORS, SCORERS, REPLICATES = 10, 300, 40, 8, 1000


def read(name, dtype):
    return numpy.fromfile(os.path.join(sys.argv[1], name), dtype=dtype)


def timed(work, repeats=3):
    """Median milliseconds, and the result."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        result = work()
        times.append(1000 * (time.perf_counter() - start))
    return sorted(times)[len(times) // 2], result


def davidson(first, second, verdict):
    counts = numpy.bincount((first * GENERATORS + second) * 3 + verdict, minlength=GENERATORS * GENERATORS * 3)
    counts = counts.reshape(-1, 3).astype(float)
    i, j = numpy.divmod(numpy.arange(len(counts)), GENERATORS)
    used = counts.sum(axis=1) > 0
    counts, i, j = counts[used], i[used], j[used]
    total = counts.sum(axis=1)

    def minus(x):
        worth, tie = x[:-1] - x[:-1].mean(), x[-1]
        scores = numpy.stack([worth[i], worth[j], tie + (worth[i] + worth[j]) / 2], axis=1)
        log_sum = numpy.logaddexp.reduce(scores, axis=1)
        expected = numpy.exp(scores - log_sum[:, None]) * total[:, None]
        rest = counts - expected
        slope = numpy.bincount(i, rest[:, 0] + rest[:, 2] / 2, GENERATORS) + numpy.bincount(j, rest[:, 1] + rest[:, 2] / 2, GENERATORS)
        n = total.sum()
        return -((counts * scores).sum() - total @ log_sum) / n, -numpy.append(slope - slope.mean(), rest[:, 2].sum()) / n

    x = scipy.optimize.minimize(minus, numpy.zeros(GENERATORS + 1), jac=True, method="BFGS", options={"gtol": 1e-9}).x
    return x[0] - x[:-1].mean()


def auroc(difference, truth):
    positive = truth.astype(bool)
    x, y = difference[positive], difference[~positive]
    m, n = len(x), len(y)
    ranks = scipy.stats.rankdata(numpy.concatenate([x, y]))
    of_x = (ranks[:m] - scipy.stats.rankdata(x)) / n
    of_y = 1 - (ranks[m:] - scipy.stats.rankdata(y)) / m
    return of_x.mean(), numpy.sqrt(of_x.var(ddof=1) / m + of_y.var(ddof=1) / n)


def alpha(unit, answer):
    values, category = numpy.unique(answer, return_inverse=True)
    k = len(values)
    counts = numpy.bincount(unit * k + category, minlength=(unit.max() + 1) * k).reshape(-1, k).astype(float)
    raters = counts.sum(axis=1)
    counts, raters = counts[raters > 1], raters[raters > 1]
    totals = counts.sum(axis=0)
    n = totals.sum()
    place = numpy.cumsum(totals) - totals / 2
    distance = (place[:, None] - place[None, :]) ** 2
    coincidences = (counts / (raters - 1)[:, None]).T @ counts - numpy.diag((counts / (raters - 1)[:, None]).sum(axis=0))
    return 1 - (n - 1) * (coincidences * distance).sum() / (numpy.outer(totals, totals) * distance).sum()


class SortedOnce:
    """A scorer whose judgements are sorted before the replicates, equal differences in runs."""

    def __init__(self, difference, truth):
        self.right = (difference > 0) == truth
        self.order = numpy.argsort(difference, kind="stable")
        ordered = difference[self.order]
        self.starts = numpy.flatnonzero(numpy.concatenate([[True], ordered[1:] != ordered[:-1]]))
        self.positive = truth[self.order]

    def estimate(self, weights):
        accuracy = weights @ self.right / weights.sum()
        ordered = weights[self.order]
        positives = numpy.add.reduceat(ordered * self.positive, self.starts)
        negatives = numpy.add.reduceat(ordered, self.starts) - positives
        below = numpy.cumsum(negatives) - negatives
        return accuracy, (positives * (below + negatives / 2)).sum() / positives.sum() / negatives.sum()


def draw(rng, prompt, annotator):
    """How often every vote is drawn."""
    return (numpy.bincount(rng.integers(0, PROMPTS, PROMPTS), minlength=PROMPTS)[prompt]
            * numpy.bincount(rng.integers(0, ANNOTATORS, ANNOTATORS), minlength=ANNOTATORS)[annotator]).astype(float)


def bootstrap(prompt, annotator, truth, scores, replicates):
    rng = numpy.random.default_rng(1)
    scorers = [SortedOnce(difference, truth) for difference in scores]
    for _ in range(replicates):
        weights = draw(rng, prompt, annotator)
        for scorer in scorers:
            scorer.estimate(weights)


def bootstrap_resampled(prompt, annotator, truth, scores, replicates):
    """The same as it is mostly written: votes are drawn, and SciPy ranks every sample."""
    rng = numpy.random.default_rng(1)
    for _ in range(replicates):
        drawn = numpy.repeat(numpy.arange(len(truth)), draw(rng, prompt, annotator).astype(int))
        positive = truth[drawn]
        m = positive.sum()
        for difference in scores:
            sample = difference[drawn]
            ((sample > 0) == positive).mean()
            (scipy.stats.rankdata(sample)[positive].sum() - m * (m + 1) / 2) / m / (len(drawn) - m)


def main():
    out = {}
    votes = [read(name, numpy.uint32).astype(numpy.int64) for name in ("first", "second", "verdict")]
    out["davidson"], out["davidson_value"] = timed(lambda: davidson(*votes))
    difference, truth = read("difference", numpy.float64), read("truth", numpy.uint8)
    out["auroc"], (out["auroc_value"], out["delong_value"]) = timed(lambda: auroc(difference, truth))
    unit, answer = read("unit", numpy.uint32).astype(numpy.int64), read("answer", numpy.float64)
    out["alpha"], out["alpha_value"] = timed(lambda: alpha(unit, answer))
    prompt, annotator = read("prompt", numpy.uint32), read("annotator", numpy.uint32)
    preferred = read("preferred", numpy.uint8).astype(bool)
    scores = read("scores", numpy.float64).reshape(SCORERS, -1)
    for job, some in ((bootstrap, 40), (bootstrap_resampled, 10)):
        # Preparation, such as sorting, is taken off before scaling and added once.
        prepared = timed(lambda: job(prompt, annotator, preferred, scores, 0), 1)[0]
        ran = timed(lambda: job(prompt, annotator, preferred, scores, some), 1)[0]
        out[job.__name__] = prepared + (ran - prepared) * REPLICATES / some
    print(json.dumps(out))


if __name__ == "__main__":
    main()
