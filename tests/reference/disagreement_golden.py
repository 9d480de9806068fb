#!/usr/bin/env python3
"""Writes tests/data/disagreement_golden.json: what NumPy and SciPy say about the plots of Disagreement and the blend
of two scorers, from definitions written down again here.

Not needed to build or test. To make the file again:
    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install numpy scipy
    /tmp/venv/bin/python tests/reference/disagreement_golden.py tests/data/disagreement_golden.json
"""
import json
import sys

import numpy
import scipy
import scipy.optimize
import scipy.stats


def calibration(rng, n, decimals, bins):
    difference = numpy.round(rng.normal(scale=3, size=n), decimals) + 0.0
    votes = rng.integers(0, 9, size=n)
    first = rng.binomial(votes, 1 / (1 + numpy.exp(-(0.4 * difference - 0.2))))

    # Stretches: as many units as are left per stretch that is left, then on to the end of a run of equal differences.
    order = [i for i in numpy.argsort(difference, kind="stable") if votes[i] > 0]
    stretches = []
    at = 0
    while at < len(order):
        left = max(1, bins - len(stretches))
        end = min(len(order), at + max(1, -(-(len(order) - at) // left)))
        while end < len(order) and difference[order[end]] == difference[order[end - 1]]:
            end += 1
        units = order[at:end]
        k, m = int(first[units].sum()), int(votes[units].sum())
        wilson = scipy.stats.binomtest(k, m).proportion_ci(0.95, method="wilson")
        stretches.append({
            "units": [int(i) for i in units],
            "mean": float(difference[units].mean()),
            "first": k,
            "votes": m,
            "wilson": [float(wilson.low), float(wilson.high)],
        })
        at = end

    def loss(parameters):
        eta = parameters[0] + parameters[1] * difference
        return float((votes * numpy.logaddexp(0, eta) - first * eta).sum())

    def slope(parameters):
        p = 1 / (1 + numpy.exp(-(parameters[0] + parameters[1] * difference)))
        return numpy.array([(votes * p - first).sum(), ((votes * p - first) * difference).sum()])

    fit = scipy.optimize.minimize(loss, [0, 0], jac=slope, method="BFGS", options={"gtol": 1e-10})
    return {
        "difference": difference.tolist(),
        "first": first.tolist(),
        "votes": votes.tolist(),
        "bins": bins,
        "stretches": stretches,
        "intercept": float(fit.x[0]),
        "slope": float(fit.x[1]),
    }


def nominal(rng, units, categories):
    counts = rng.integers(0, 4, size=(units, categories)) * (rng.random((units, categories)) < 0.5)
    counts[0] = 0
    counts[1] = 0
    counts[1, 0] = 1  # a single rater says nothing about agreement

    # Krippendorff's coincidence matrix, pair of raters by pair of raters.
    coincidence = numpy.zeros((categories, categories))
    same = pairs = 0
    for row in counts:
        raters = [c for c in range(categories) for _ in range(row[c])]
        if len(raters) < 2:
            continue
        for i, a in enumerate(raters):
            for j, b in enumerate(raters):
                if i != j:
                    coincidence[a, b] += 1 / (len(raters) - 1)
                    pairs += 1
                    same += a == b
    totals = coincidence.sum(axis=0)
    n = totals.sum()
    observed = (n - numpy.trace(coincidence)) / n
    expected = sum(totals[a] * totals[b] for a in range(categories) for b in range(categories) if a != b) / n / (n - 1)
    return {
        "categories": categories,
        "counts": counts.flatten().tolist(),
        "percent": same / pairs,
        "alpha": 1 - observed / expected,
    }


def blend(rng, n):
    start = rng.normal(0.3, 2, size=n)
    end = rng.normal(-0.5, 7, size=n)
    people = rng.integers(0, 6, size=(n, 2))
    a, b = start / start.std(), end / end.std()
    strengths = numpy.linspace(0, 1, 21)
    return {
        "from": start.tolist(),
        "to": end.tolist(),
        "people": people.tolist(),
        "strengths": strengths.tolist(),
        "picked": [int(((1 - s) * a + s * b > 0).sum()) for s in strengths],
        "moved": [int((((1 - s) * a + s * b > 0) != (a > 0)).sum()) for s in strengths],
        "people_share": float((people[:, 0] > people[:, 1]).sum() / (people[:, 0] != people[:, 1]).sum()),
    }


def ranks(rng, generators, prompts):
    """Every two generators under every prompt; votes and score differences by pair."""
    quality = rng.normal(size=generators)
    pairs, people, scorer, n = [], numpy.zeros(generators), numpy.zeros(generators), numpy.zeros(generators)
    for _ in range(prompts):
        for a in range(generators):
            for b in range(a + 1, generators):
                first = int(rng.binomial(5, 1 / (1 + numpy.exp(quality[b] - quality[a]))))
                second = int(rng.integers(0, 6))
                difference = float(numpy.round(rng.normal(), 1)) + 0.0
                pairs.append([a, b, first, second, difference])
                if first + second == 0:
                    continue
                for g, votes, delta in [(a, first - second, difference), (b, second - first, -difference)]:
                    n[g] += 1
                    people[g] += (numpy.sign(votes) + 1) / 2
                    scorer[g] += (numpy.sign(delta) + 1) / 2
    people, scorer = people / n, scorer / n
    return {
        "generators": generators,
        "pairs": pairs,
        "people": people.tolist(),
        "scorer": scorer.tolist(),
        "people_rank": scipy.stats.rankdata(-people).tolist(),
        "scorer_rank": scipy.stats.rankdata(-scorer).tolist(),
        "spearman": float(scipy.stats.spearmanr(people, scorer).statistic),
    }


def main():
    rng = numpy.random.default_rng(20260207)
    document = {
        "made_with": {"numpy": numpy.__version__, "scipy": scipy.__version__},
        "calibration": [calibration(rng, *c) for c in [(12, 0, 4), (60, 1, 8), (400, 2, 10), (150, 0, 12)]],
        "nominal": [nominal(rng, *c) for c in [(8, 3), (40, 5), (200, 2)]],
        "blend": [blend(rng, n) for n in (5, 50, 400)],
        "ranks": [ranks(rng, *c) for c in [(3, 4), (7, 6)]],
    }
    with open(sys.argv[1], "w", encoding="utf-8") as out:
        json.dump(document, out, indent=None, separators=(",", ":"))
        out.write("\n")


if __name__ == "__main__":
    main()
