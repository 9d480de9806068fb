#!/usr/bin/env python3
"""Writes tests/data/statistics_golden.json: what SciPy and scikit-learn say about small samples with many ties.

Not needed to build or test. To make the file again:
    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install numpy scipy scikit-learn
    /tmp/venv/bin/python tests/reference/statistics_golden.py tests/data/statistics_golden.json
"""
import json
import sys

import numpy
import scipy
import scipy.stats
import sklearn
import sklearn.metrics


def delong(positives, negatives):
    """DeLong's variance straight from its definition, over all pairs of a positive and a negative."""
    kernel = (positives[:, None] > negatives[None, :]) + 0.5 * (positives[:, None] == negatives[None, :])
    return kernel.mean(axis=1).var(ddof=1) / len(positives) + kernel.mean(axis=0).var(ddof=1) / len(negatives)


def judgements(rng, n, decimals):
    truth = rng.random(n) < 0.6
    difference = numpy.round(rng.normal(size=n) + 0.7 * truth - 0.2, decimals) + 0.0
    predicted = difference > 0
    positives, negatives = difference[truth], difference[~truth]
    correct = int((predicted == truth).sum())
    wilson = scipy.stats.binomtest(correct, n).proportion_ci(0.95, method="wilson")
    return {
        "difference": difference.tolist(),
        "first": truth.astype(int).tolist(),
        "correct": correct,
        "ties": int((difference == 0).sum()),
        "accuracy": sklearn.metrics.accuracy_score(truth, predicted),
        "wilson": [wilson.low, wilson.high],
        "f1": sklearn.metrics.f1_score(truth, predicted),
        "confusion": sklearn.metrics.confusion_matrix(truth, predicted).tolist(),
        "auroc": sklearn.metrics.roc_auc_score(truth, difference),
        "delong": delong(positives, negatives),
    }


def samples(rng, n, decimals):
    x = numpy.round(rng.normal(size=n), decimals) + 0.0
    y = numpy.round(0.5 * x + rng.normal(size=n), decimals) + 0.0
    interval = scipy.stats.ttest_1samp(x, 0).confidence_interval(0.9)
    return {
        "x": x.tolist(),
        "y": y.tolist(),
        "kendall": scipy.stats.kendalltau(x, y).statistic,
        "spearman": scipy.stats.spearmanr(x, y).statistic,
        "midranks": scipy.stats.rankdata(x).tolist(),
        "median": float(numpy.median(x)),
        "quantile_0.3": float(numpy.quantile(x, 0.3)),
        "mean": float(x.mean()),
        "mean_interval_0.9": [interval.low, interval.high],
    }


def distributions():
    """Tails far out, where 1 - F would have no digit left, and the quantiles of intervals."""
    zs = [-40, -8.3, -1.96, -0.5, 0, 1e-9, 0.5, 1, 2.5758, 8.3, 20, 37]
    freedoms = [0.5, 1, 2, 5, 30, 1e4]
    levels = [0.01, 0.5, 0.9, 0.95, 0.99, 0.999999]
    norm, student, chi = scipy.stats.norm, scipy.stats.t, scipy.stats.chi2
    return {
        "normal": [{"z": z, "two_sided": 2 * norm.sf(abs(z)), "upper": norm.sf(z)} for z in zs],
        "student": [{"t": z, "df": df, "two_sided": 2 * student.sf(abs(z), df), "upper": student.sf(z, df)} for z in zs for df in freedoms],
        "chi_squared": [{"x": x, "df": df, "upper": chi.sf(x, df)} for x in [0, 1e-6, 0.5, 3, 40, 700] for df in freedoms],
        "quantiles": [{"level": l, "normal": norm.isf((1 - l) / 2), "student": [[df, student.isf((1 - l) / 2, df)] for df in freedoms]} for l in levels],
    }


def main():
    rng = numpy.random.default_rng(20260131)
    counts = [(0, 1), (1, 1), (0, 7), (3, 7), (7, 7), (50, 100), (61, 100), (480, 1000), (5210, 10000)]
    document = {
        "made_with": {"numpy": numpy.__version__, "scipy": scipy.__version__, "scikit-learn": sklearn.__version__},
        "judgements": [judgements(rng, n, d) for n, d in [(8, 0), (25, 0), (60, 1), (200, 1), (500, 3)]],
        "samples": [samples(rng, n, d) for n, d in [(5, 1), (12, 0), (40, 1), (101, 0), (300, 2)]],
        "proportions": [
            {
                "k": k,
                "n": n,
                "p": scipy.stats.binomtest(k, n, 0.5).pvalue,
                "wilson_0.99": [float(v) for v in scipy.stats.binomtest(k, n).proportion_ci(0.99, method="wilson")],
            }
            for k, n in counts
        ],
        "distributions": distributions(),
    }
    with open(sys.argv[1], "w", encoding="utf-8") as out:
        json.dump(document, out, indent=None, separators=(",", ":"))
        out.write("\n")


if __name__ == "__main__":
    main()
