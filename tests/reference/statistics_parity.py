#!/usr/bin/env python3
"""Writes tests/data/statistics_parity.json: what SciPy, scikit-learn, statsmodels, krippendorff, irrCAC and choix say
about generated samples, the degenerate ones included.

Not needed to build or test. To make the file again:
    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install numpy scipy scikit-learn statsmodels krippendorff choix
    /tmp/venv/bin/pip install --no-deps irrCAC  # which asks for an old SciPy that it does not need
    /tmp/venv/bin/python tests/reference/statistics_parity.py tests/data/statistics_parity.json

null stands for a missing answer among the data and for an undefined number among the results; "inf" and "-inf" are
written as texts. Where the packages disagree with each other or with a definition, the comment here and the test say
which is followed and why.
"""
import importlib.metadata
import itertools
import json
import math
import sys
import warnings

import choix
import irrCAC.raw
import krippendorff
import numpy
import pandas
import scipy.optimize
import scipy.stats
import sklearn.calibration
import sklearn.metrics
import statsmodels.api
import statsmodels.stats.contingency_tables
import statsmodels.stats.inter_rater
import statsmodels.stats.multitest
import statsmodels.stats.proportion
import statsmodels.tools.numdiff

warnings.simplefilter("ignore")
NAN = float("nan")


def plain(value):
    """Python's own types; NaN becomes null."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, numpy.ndarray)):
        return [plain(item) for item in value]
    if isinstance(value, (bool, numpy.bool_)):
        return bool(value)
    if isinstance(value, (int, numpy.integer)):
        return int(value)
    if isinstance(value, (float, numpy.floating)):
        value = float(value)
        if math.isnan(value):
            return None
        return ("inf" if value > 0 else "-inf") if math.isinf(value) else value
    return value


def rounded(values, decimals):
    return numpy.round(values, decimals) + 0.0


# --- signed ranks ----------------------------------------------------------------------------------------------------


def signed_rank_exact(differences, pratt):
    """p of W+ over all signs, given the average ranks. SciPy's exact method takes the distribution without ties even
    where there are some, so that only samples without ties would agree; every sign vector is counted here instead."""
    d = numpy.asarray(differences)
    ranks = scipy.stats.rankdata(abs(d))[d != 0] if pratt else scipy.stats.rankdata(abs(d[d != 0]))
    observed = ranks[d[d != 0] > 0].sum()
    sums = {0.0: 1}
    for rank in ranks:
        after = {}
        for total, count in sums.items():
            after[total] = after.get(total, 0) + count
            after[total + rank] = after.get(total + rank, 0) + count
        sums = after
    everything = 2 ** len(ranks)
    greater = sum(count for total, count in sums.items() if total >= observed) / everything
    less = sum(count for total, count in sums.items() if total <= observed) / everything
    return {"two_sided": min(1, 2 * min(greater, less)), "greater": greater, "less": less}


def wilcoxon(differences):
    d = numpy.asarray(differences, dtype=float)
    nonzero = d[d != 0]
    variants = []
    for zeros in ("wilcox", "pratt"):
        for correction in (False, True):
            p = {}
            z = NAN
            for alternative in ("two-sided", "greater", "less"):
                if len(nonzero) == 0:
                    p[alternative.replace("-", "_")] = NAN
                    continue
                result = scipy.stats.wilcoxon(
                    d, zero_method=zeros, correction=correction, alternative=alternative, method="approx"
                )
                p[alternative.replace("-", "_")] = result.pvalue
                if alternative == "two-sided":
                    z = result.zstatistic
            variants.append({"zeros": zeros, "correction": correction, "z": z, "r": z / math.sqrt(len(nonzero)) if len(nonzero) else NAN, **p})
    ranks = {"wilcox": scipy.stats.rankdata(abs(nonzero)), "pratt": scipy.stats.rankdata(abs(d))[d != 0]}
    sums = {zeros: [of[nonzero > 0].sum(), of[nonzero < 0].sum()] for zeros, of in ranks.items()}
    exact = {}
    if 0 < len(nonzero) <= 40:
        exact = {zeros: signed_rank_exact(d, zeros == "pratt") for zeros in ranks}
        if len(set(abs(nonzero))) == len(nonzero) == len(d):  # then SciPy's exact p is exact too
            for alternative in ("two-sided", "greater", "less"):
                p = scipy.stats.wilcoxon(d, alternative=alternative, method="exact").pvalue
                assert abs(p - exact["wilcox"][alternative.replace("-", "_")]) < 1e-12
    return {"d": d, "n": len(nonzero), "zeros": int((d == 0).sum()), "sums": sums, "normal": variants, "exact": exact}


def wilcoxon_cases(rng):
    cases = [[], [0.0], [0.0, 0.0], [1.0], [-2.0], [1.0, -1.0], [1.0, 2.0], [3.0, 3.0, 3.0], [2.0, -2.0, 2.0, -2.0],
             [0.0, 0.0, 1.0], [math.inf, 1.0, -2.0], [-math.inf, math.inf, 1.0, 3.0]]
    for n, decimals in itertools.product((5, 8, 12, 25, 40, 70), (0, 1, 3)):
        cases.append(rounded(rng.normal(0.3, 1.5, n), decimals))
    cases.append(rng.normal(size=30))
    cases.append(rounded(rng.normal(0, 0.5, 60), 0))  # mostly zeros
    return [wilcoxon(case) for case in cases]


# --- two samples, counts ---------------------------------------------------------------------------------------------


def mann_whitney(x, y):
    x, y = numpy.asarray(x, dtype=float), numpy.asarray(y, dtype=float)
    out = {"x": x, "y": y, "u": NAN, "normal": [], "exact": None}
    constant = len(set(x) | set(y)) == 1
    if len(x) and len(y):
        out["u"] = scipy.stats.mannwhitneyu(x, y).statistic
    for correction in (True, False):
        p = {"correction": correction}
        for alternative in ("two-sided", "greater", "less"):
            # All values equal: SciPy divides by a deviation of 0; undefined here.
            p[alternative.replace("-", "_")] = (
                NAN if constant or not len(x) or not len(y) else
                scipy.stats.mannwhitneyu(x, y, use_continuity=correction, alternative=alternative, method="asymptotic").pvalue
            )
        out["normal"].append(p)
    if len(x) and len(y) and len(set(x) | set(y)) == len(x) + len(y) and len(x) * len(y) <= 10000:
        out["exact"] = {
            alternative.replace("-", "_"): scipy.stats.mannwhitneyu(x, y, alternative=alternative, method="exact").pvalue
            for alternative in ("two-sided", "greater", "less")
        }
    return out


def mann_whitney_cases(rng):
    cases = [([], [1.0]), ([1.0], [2.0]), ([2.0], [1.0]), ([1.0], [1.0]), ([1.0, 1.0], [1.0, 1.0, 1.0]), ([1.0, 2.0], [3.0, 4.0]),
             ([math.inf, 1.0], [0.0, -math.inf])]
    for m, n, decimals in ((3, 5, 0), (8, 8, 3), (12, 7, 1), (20, 30, 0), (20, 30, 4), (40, 35, 2), (60, 60, 5), (3, 90, 5), (15, 15, 6), (5, 5, 0)):
        cases.append((rounded(rng.normal(0.4, 1, m), decimals), rounded(rng.normal(0, 1, n), decimals)))
    return [mann_whitney(*case) for case in cases]


def binomials():
    cases = []
    for k, n, p in ((0, 0, 0.5), (0, 1, 0.5), (1, 1, 0.5), (1, 2, 0.5), (0, 7, 0.5), (3, 7, 0.5), (7, 7, 0.5), (61, 100, 0.5), (480, 1000, 0.5),
                    (5210, 10000, 0.5), (2, 9, 0.3), (3, 20, 0.07), (19, 20, 0.9), (150, 400, 0.33), (0, 12, 0.2), (12, 12, 0.8), (40, 100, 0.4), (5, 30, 0.6)):
        test = {"two_sided": 1.0, "greater": 1.0, "less": 1.0} if n == 0 else {  # SciPy refuses n = 0: no evidence, p = 1
            a.replace("-", "_"): scipy.stats.binomtest(k, n, p, alternative=a).pvalue for a in ("two-sided", "greater", "less")
        }
        out = {"k": k, "n": n, "p": p, "test": test, "wilson": None, "clopper_pearson": None}
        if n:
            for level in (0.95,):
                wilson = scipy.stats.binomtest(k, n).proportion_ci(level, method="wilson")
                exact = scipy.stats.binomtest(k, n).proportion_ci(level, method="exact")
                beta = statsmodels.stats.proportion.proportion_confint(k, n, 1 - level, method="beta")
                assert abs(beta[0] - exact.low) < 1e-9 and abs(beta[1] - exact.high) < 1e-9
                out["wilson"] = [wilson.low, wilson.high]
                out["clopper_pearson"] = [exact.low, exact.high]
        cases.append(out)
    return cases


def mcnemars():
    cases = []
    for b, c in ((0, 0), (1, 0), (0, 5), (3, 3), (10, 4), (7, 25), (121, 59), (1000, 1100), (2, 1)):
        table = [[20, b], [c, 30]]
        if b + c == 0:
            cases.append({"b": b, "c": c, "exact": NAN, "chi2": NAN, "chi2_p": NAN, "corrected": NAN, "corrected_p": NAN})
            continue
        test = statsmodels.stats.contingency_tables.mcnemar
        exact, plain_, corrected = test(table), test(table, exact=False, correction=False), test(table, exact=False, correction=True)
        # b = c: statsmodels' correction makes the statistic larger than without it, 1 / (b + c). R's mcnemar.test does
        # not correct there, and is followed.
        statistic = 0.0 if b == c else corrected.statistic
        cases.append({"b": b, "c": c, "exact": exact.pvalue, "chi2": plain_.statistic, "chi2_p": plain_.pvalue,
                      "corrected": statistic, "corrected_p": 1.0 if b == c else corrected.pvalue})
    return cases


def t_test(values, mu):
    x = numpy.asarray(values, dtype=float)
    out = {"x": x, "mu": mu, "mean": x.mean() if len(x) and numpy.isfinite(x).all() else NAN, "t": NAN, "two_sided": NAN, "greater": NAN,
           "less": NAN, "d": NAN, "interval": None, "sd": NAN}
    if len(x) < 2 or not numpy.isfinite(x).all():
        return out
    out["sd"] = x.std(ddof=1)
    if len(set(x)) == 1:
        out["sd"] = 0.0
        out["interval"] = [x[0], x[0]]
        return out  # SciPy: t infinite or NaN
    for alternative in ("two-sided", "greater", "less"):
        result = scipy.stats.ttest_1samp(x, mu, alternative=alternative)
        out[alternative.replace("-", "_")] = result.pvalue
    out["t"] = result.statistic
    interval = scipy.stats.ttest_1samp(x, mu).confidence_interval(0.95)
    out["interval"] = [interval.low, interval.high]
    out["d"] = (x.mean() - mu) / x.std(ddof=1)
    return out


def t_cases(rng):
    cases = [([], 0), ([1.5], 0), ([1.5, 2.5], 0), ([2.0, 2.0, 2.0], 0), ([1.0, NAN, 2.0], 0), ([1.0, math.inf], 0)]
    for n in (3, 10, 33, 80):
        cases.append((rounded(rng.normal(0.4, 2, n), 2), 0))
        cases.append((rounded(rng.normal(1e6, 1, n), 2), 1e6))
    return [t_test(*case) for case in cases]


# --- correlation, regression, several tests --------------------------------------------------------------------------


def correlation(x, y):
    x, y = numpy.asarray(x, dtype=float), numpy.asarray(y, dtype=float)
    out = {"x": x, "y": y}
    usable = len(x) >= 2 and len(set(x)) > 1 and len(set(y)) > 1 and not numpy.isnan(x).any() and not numpy.isnan(y).any()
    finite = usable and numpy.isfinite(x).all() and numpy.isfinite(y).all()
    for name, function, defined in (("pearson", scipy.stats.pearsonr, finite), ("spearman", scipy.stats.spearmanr, usable),
                                    ("kendall", lambda a, b: scipy.stats.kendalltau(a, b, method="asymptotic"), usable)):
        # Two values: SciPy gives Pearson p = 1, Spearman NaN and divides by zero in Kendall's variance; there is no
        # freedom left, and p is undefined here in all three. The correlation is that of the signs.
        if len(x) == 2 and defined:
            out[name] = {"value": float(numpy.sign((x[1] - x[0]) * (y[1] - y[0]))), "p": NAN}
            continue
        result = function(x, y) if defined else None
        out[name] = {"value": result.statistic if defined else NAN, "p": result.pvalue if defined else NAN}
    if finite and len(x) > 3 and abs(out["pearson"]["value"]) < 1 - 1e-12:
        interval = scipy.stats.pearsonr(x, y).confidence_interval(0.95)
        out["pearson"]["interval"] = [interval.low, interval.high]
    fit = {"slope": NAN, "intercept": NAN, "r": NAN, "p": NAN, "slope_error": NAN, "intercept_error": NAN}
    if len(x) >= 2 and len(set(x)) > 1 and numpy.isfinite(x).all() and numpy.isfinite(y).all():
        line = scipy.stats.linregress(x, y)
        constant = len(set(y)) == 1  # SciPy: r = 0; a constant has no correlation
        two = len(x) == 2            # SciPy: errors 0; two points leave no residual
        fit = {"slope": line.slope, "intercept": line.intercept, "r": NAN if constant else line.rvalue, "p": NAN if constant or two else line.pvalue,
               "slope_error": NAN if two else line.stderr, "intercept_error": NAN if two else line.intercept_stderr}
    out["line"] = fit
    return out


def correlation_cases(rng):
    cases = [([], []), ([1.0], [2.0]), ([1.0, 2.0], [3.0, 5.0]), ([1.0, 2.0], [5.0, 3.0]), ([1.0, 1.0, 1.0], [1.0, 2.0, 3.0]), ([1.0, 2.0, 4.0], [2.0, 2.0, 2.0]),
             ([1.0, NAN, 2.0], [1.0, 2.0, 3.0]), ([1.0, 2.0, math.inf], [2.0, 1.0, 3.0])]
    for n, decimals in ((4, 1), (8, 0), (15, 2), (30, 0), (60, 1), (101, 0)):
        x = rounded(rng.normal(size=n), decimals)
        cases.append((x, rounded(0.5 * x + rng.normal(size=n), decimals)))
        cases.append((x + 1e5, rounded(-2 * x + 0.3 * rng.normal(size=n), decimals + 1)))
    return [correlation(*case) for case in cases]


def many_tests(rng):
    cases = [[], [0.03], [0.0, 1.0], [0.2, 0.2, 0.2]]
    cases += [rounded(rng.random(n) ** 3, 4) for n in (3, 6, 12, 25)]
    out = []
    for p in cases:
        holm = statsmodels.stats.multitest.multipletests(p, method="holm")[1] if len(p) else []
        bh = scipy.stats.false_discovery_control(p, method="bh") if len(p) else []
        out.append({"p": p, "holm": holm, "bh": bh})
    return out


# --- classification --------------------------------------------------------------------------------------------------


def delong(positives, negatives):
    """DeLong's variance straight from its definition, over all pairs of a positive and a negative."""
    kernel = (positives[:, None] > negatives[None, :]) + 0.5 * (positives[:, None] == negatives[None, :])
    return kernel.mean(axis=1).var(ddof=1) / len(positives) + kernel.mean(axis=0).var(ddof=1) / len(negatives)


def judgement(difference, truth):
    d, t = numpy.asarray(difference, dtype=float), numpy.asarray(truth, dtype=bool)
    predicted = d > 0
    out = {"d": d, "first": t.astype(int), "ties": int((d == 0).sum())}
    both = len(t) > 0 and t.any() and not t.all()
    finite = numpy.nan_to_num(d, posinf=1e300, neginf=-1e300)  # scikit-learn refuses infinite scores
    out["accuracy"] = sklearn.metrics.accuracy_score(t, predicted) if len(t) else NAN
    # One class: scikit-learn averages over the classes that occur, and warns; a mean of two shares needs both.
    out["balanced"] = sklearn.metrics.balanced_accuracy_score(t, predicted) if both else NAN
    for name, positive in (("f1", True), ("f1_second", False)):
        # 0 / 0: scikit-learn gives 0 and warns. Nothing was right or wrong about a class that nobody named: undefined.
        named = (t == positive).any() or (predicted == positive).any()
        out[name] = sklearn.metrics.f1_score(t == positive, predicted == positive) if named else NAN
    out["auroc"] = sklearn.metrics.roc_auc_score(t, finite) if both else NAN
    out["delong"] = delong(finite[t], finite[~t]) if both and t.sum() > 1 and (~t).sum() > 1 else NAN
    out["ap"] = sklearn.metrics.average_precision_score(t, finite) if t.any() else NAN
    out["ap_second"] = sklearn.metrics.average_precision_score(~t, -finite) if (~t).any() else NAN
    return out


def judgements(rng):
    cases = [([], []), ([1.0], [1]), ([0.0], [1]), ([-1.0], [0]), ([1.0, 2.0], [1, 1]), ([1.0, -1.0], [1, 0]), ([-1.0, 1.0], [1, 0]), ([0.0, 0.0, 0.0, 0.0], [1, 0, 1, 0]),
             ([3.0, 2.0, -1.0, -2.0], [1, 1, 0, 0]), ([math.inf, 1.0, -math.inf, 0.0], [1, 0, 0, 1])]
    for n, decimals in ((8, 0), (20, 0), (35, 1), (60, 1), (60, 3), (120, 2), (150, 0)):
        truth = rng.random(n) < 0.6
        cases.append((rounded(rng.normal(size=n) + 0.7 * truth - 0.2, decimals), truth))
    return [judgement(*case) for case in cases]


def reliabilities(rng):
    cases = [([], [], 10), ([0.3], [1], 10), ([0.0, 1.0], [0, 1], 5), ([0.5, 0.5, 0.5], [0, 1, 1], 4), ([0.2, 0.4, 0.6, 0.8], [0, 1, 0, 1], 5)]
    for n, bins, decimals in ((20, 5, 1), (60, 10, 2), (100, 15, 2), (40, 1, 3)):
        p = rounded(rng.random(n), decimals)
        cases.append((p, (rng.random(n) < p).astype(int), bins))
    out = []
    for p, y, bins in cases:
        p, y = numpy.asarray(p, dtype=float), numpy.asarray(y, dtype=int)
        case = {"p": p, "y": y, "bins": bins, "brier": NAN, "ece": NAN}
        if len(p):
            case["brier"] = sklearn.metrics.brier_score_loss(y, p, pos_label=1)
            edges = numpy.linspace(0, 1, bins + 1)
            place = numpy.searchsorted(edges[1:-1], p)
            case["ece"] = sum(abs(y[place == b].mean() - p[place == b].mean()) * (place == b).mean() for b in set(place))
            for strategy in ("uniform", "quantile"):
                share, mean = sklearn.calibration.calibration_curve(y, p, n_bins=bins, strategy=strategy)
                case[strategy] = {"share": share, "mean": mean}
        out.append(case)
    return out


# --- agreement -------------------------------------------------------------------------------------------------------


def coefficient(result):
    """An irrCAC estimate; it writes an error of 0 as 1e-15, undefined here: units that all contribute alike say nothing
    about the spread of others."""
    estimate = result["est"]
    low, high = estimate["confidence_interval"]
    spread = estimate["se"] > 1e-12
    return {"value": estimate["coefficient_value"], "se": estimate["se"] if spread else NAN, "interval": [low, high] if spread else None}


def agreement(ratings):
    r = numpy.asarray(ratings, dtype=float)  # raters × units
    answers = (~numpy.isnan(r)).sum(axis=0)
    values = sorted(set(r[~numpy.isnan(r)]))
    out = {"ratings": r}
    shared, agreeing = 0, 0  # over rater pairs, weighted by the units they share: the definition
    for a, b in itertools.combinations(range(len(r)), 2):
        both = ~numpy.isnan(r[a]) & ~numpy.isnan(r[b])
        shared += both.sum()
        agreeing += (r[a][both] == r[b][both]).sum()
    out["percent"] = agreeing / shared if shared else NAN
    pairable = r[:, answers >= 2]
    in_use = set(pairable[~numpy.isnan(pairable)])
    for level in ("nominal", "ordinal", "interval"):
        out[level] = {"value": krippendorff.alpha(r, level_of_measurement=level) if len(in_use) > 1 else NAN}
    counts = numpy.array([[(r[:, u] == v).sum() for v in values] for u in range(r.shape[1])]).reshape(r.shape[1], len(values))
    numbers = [m for m in answers if m >= 2]
    common = max(sorted(set(numbers), reverse=True), key=numbers.count) if numbers else 0
    modal = counts[answers == common] if common else counts[:0]
    out["raters"] = int(common)
    out["fleiss"] = {"value": NAN}
    if len(modal) and (modal.sum(axis=0) > 0).sum() > 1:
        out["fleiss"] = {"value": statsmodels.stats.inter_rater.fleiss_kappa(modal)}
    answered = pandas.DataFrame(r[:, answers > 0].T)
    if (answers >= 2).sum() > 1 and len(in_use) > 1:
        alpha = coefficient(irrCAC.raw.CAC(answered, digits=15).krippendorff())
        assert abs(alpha["value"] - out["nominal"]["value"]) < 1e-9
        out["nominal"].update(se=alpha["se"], interval=alpha["interval"])
        alpha = coefficient(irrCAC.raw.CAC(answered, weights="quadratic", digits=15).krippendorff())
        assert abs(alpha["value"] - out["interval"]["value"]) < 1e-9
        out["interval"].update(se=alpha["se"], interval=alpha["interval"])
        if len(modal) > 1 and not math.isnan(out["fleiss"]["value"]):
            kappa = coefficient(irrCAC.raw.CAC(pandas.DataFrame(r[:, answers == common].T), categories=values, digits=15).fleiss())
            assert abs(kappa["value"] - out["fleiss"]["value"]) < 1e-9
            out["fleiss"].update(se=kappa["se"], interval=kappa["interval"])
        for name, weights in (("ac1", "identity"), ("ac2_linear", "linear"), ("ac2_quadratic", "quadratic")):
            out[name] = coefficient(irrCAC.raw.CAC(answered, weights=weights, digits=15).gwet())
    return out


def agreements(rng):
    cases = [[[1, 1, 2], [1, 2, 2]], [[1, 1, 1], [1, 1, 1]], [[1, 2, 3], [1, 2, 3]], [[1, NAN], [NAN, 2]], [[1], [2]], [[1, 2], [2, 1]],
             [[1, 2, 3, 3, 2, 1, 4, 1, 2, NAN, NAN, NAN], [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NAN, 3], [NAN, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NAN], [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NAN]]]
    for raters, units, categories, missing in ((2, 12, 2, 0), (3, 20, 5, 0), (4, 15, 3, 0.3), (5, 40, 5, 0.5), (2, 30, 4, 0.1), (8, 25, 3, 0.6), (3, 60, 2, 0.2), (6, 10, 5, 0.4)):
        truth = rng.integers(0, categories, units)
        ratings = numpy.where(rng.random((raters, units)) < 0.6, truth, rng.integers(0, categories, (raters, units))).astype(float)
        ratings[rng.random((raters, units)) < missing] = NAN
        cases.append(ratings)
    truth = rng.normal(size=20)
    cases.append(rounded(truth + 0.5 * rng.normal(size=(3, 20)), 1))
    cases.append(rounded(1e6 + truth + 0.5 * rng.normal(size=(3, 20)), 1))
    return [agreement(case) for case in cases]


def cohens(rng):
    tables = [[[0, 0], [0, 0]], [[5, 0], [0, 0]], [[0, 5], [0, 0]], [[1, 0], [0, 0]], [[3, 0], [0, 4]], [[0, 3], [4, 0]], [[2, 2], [2, 2]], [[0, 4, 0], [0, 6, 0], [0, 2, 0]]]
    tables += [rng.integers(0, 12, (k, k)) + numpy.diag(rng.integers(0, 30, k)) for k in (2, 3, 3, 4, 5)]
    out = []
    for table in tables:
        t = numpy.asarray(table)
        case = {"table": t}
        n = t.sum()
        a = numpy.repeat(numpy.indices(t.shape)[0].ravel(), t.ravel())
        b = numpy.repeat(numpy.indices(t.shape)[1].ravel(), t.ravel())
        chance = n > 0 and not ((t.sum(axis=1) == n).any() and (t.sum(axis=0) == n).any() and numpy.argmax(t.sum(axis=1)) == numpy.argmax(t.sum(axis=0)))
        for name, scikit, wt in (("none", None, None), ("linear", "linear", "linear"), ("quadratic", "quadratic", "quadratic")):
            if not chance:  # both packages divide 0 by 0
                case[name] = {"value": NAN, "se": NAN}
                continue
            value = sklearn.metrics.cohen_kappa_score(a, b, labels=list(range(len(t))), weights=scikit)
            result = statsmodels.stats.inter_rater.cohens_kappa(t, wt=wt)
            assert abs(result.kappa - value) < 1e-9
            error = result.std_kappa
            case[name] = {"value": value, "se": error if n > 1 and error > 1e-12 else NAN}
        out.append(case)
    return out


# --- ranking ---------------------------------------------------------------------------------------------------------


def counts_of(rng, items, votes, tie_share, advantage):
    """Votes between items of known worth: [first, second, first wins, second wins, ties]."""
    worth = rng.normal(0, 0.7, items)
    rows = []
    for first, second in itertools.permutations(range(items), 2):
        n = int(rng.poisson(votes))
        p = numpy.array([math.exp(worth[first] + advantage), math.exp(worth[second]), tie_share * math.exp((worth[first] + worth[second]) / 2)])
        wins, losses, ties = rng.multinomial(n, p / p.sum())
        if n:
            rows.append([first, second, int(wins), int(losses), int(ties)])
    return rows


def davidson(rows, items, advantage):
    """Davidson's model as a log-linear one (Fienberg & Larntz 1976): Poisson counts of the three outcomes of every
    ordered pair, with a free mean per pair. statsmodels gives worths, ν, γ and the errors of ln π under Σ ln π = 0."""
    design, counts = [], []
    for number, (first, second, wins, losses, ties) in enumerate(rows):
        for outcome, count in ((0, wins), (1, losses), (2, ties)):
            worths = numpy.zeros(items)
            if outcome == 2:
                worths[first] = worths[second] = 0.5
            else:
                worths[(first, second)[outcome]] = 1
            pair = numpy.zeros(len(rows))
            pair[number] = 1
            extra = [float(outcome == 2)] + ([float(outcome == 0)] if advantage else [])
            design.append(numpy.concatenate([worths[:-1] - worths[-1], extra, pair]))
            counts.append(count)
    fit = statsmodels.api.GLM(counts, numpy.array(design), family=statsmodels.api.families.Poisson()).fit(tol=1e-14, maxiter=200)
    basis = numpy.vstack([numpy.eye(items - 1), -numpy.ones(items - 1)])
    covariance = basis @ fit.cov_params()[: items - 1, : items - 1] @ basis.T
    return {"worths": basis @ fit.params[: items - 1], "errors": numpy.sqrt(numpy.diag(covariance)), "tie": math.exp(fit.params[items - 1]),
            "tie_log_error": fit.bse[items - 1], "advantage": math.exp(fit.params[items]) if advantage else NAN}


def rao_kupper(rows, items, advantage):
    """No package fits it: minus the log-likelihood as Rao & Kupper write it, minimised by SciPy; errors from second
    derivatives by complex steps."""
    rows = numpy.asarray(rows)
    basis = numpy.vstack([numpy.eye(items - 1), -numpy.ones(items - 1)])

    def minus(x):
        worth = numpy.exp(basis @ x[: items - 1])
        theta = numpy.exp(x[items - 1])
        gamma = numpy.exp(x[items]) if advantage else 1.0
        first, second = gamma * worth[rows[:, 0]], worth[rows[:, 1]]
        win, loss = first / (first + theta * second), second / (theta * first + second)
        tie = (theta**2 - 1) * first * second / ((first + theta * second) * (theta * first + second))
        return -(rows[:, 2] * numpy.log(win) + rows[:, 3] * numpy.log(loss) + rows[:, 4] * numpy.log(tie)).sum()

    x = numpy.zeros(items + (1 if advantage else 0))
    x[items - 1] = 0.3
    for _ in range(60):  # Newton's method on numerical derivatives, from SciPy's rough minimum
        if _ == 0:
            x = scipy.optimize.minimize(minus, x, method="Nelder-Mead", options={"maxiter": 4000, "xatol": 1e-4, "fatol": 1e-6}).x
        gradient = statsmodels.tools.numdiff.approx_fprime_cs(x, minus)
        hessian = statsmodels.tools.numdiff.approx_hess_cs(x, minus)
        x = x - numpy.linalg.solve(hessian, numpy.ravel(gradient))
    covariance = numpy.linalg.inv(hessian)
    worths = basis @ covariance[: items - 1, : items - 1] @ basis.T
    return {"worths": basis @ x[: items - 1], "errors": numpy.sqrt(numpy.diag(worths)), "tie": math.exp(x[items - 1]),
            "tie_log_error": math.sqrt(covariance[items - 1, items - 1]), "advantage": math.exp(x[items]) if advantage else NAN}


def bradley_terry(rows, items):
    """choix knows neither ties nor half votes: every vote counts twice, a tie once each way, which leaves the maximum
    where it is."""
    data = []
    for first, second, wins, losses, ties in rows:
        data += [(first, second)] * (2 * wins + ties) + [(second, first)] * (2 * losses + ties)
    worths = choix.opt_pairwise(items, data, method="Newton-CG", tol=1e-12)
    return {"worths": worths - worths.mean()}


def rankings(rng):
    out = []
    for items, votes, ties, advantage in ((2, 12, 0.4, 0.3), (3, 6, 0.6, 0), (4, 8, 0.5, 0.5), (5, 5, 1.0, -0.4), (8, 10, 0.3, 0.2), (10, 4, 0.8, 0.3)):
        rows = counts_of(rng, items, votes, ties, advantage)
        out.append({"items": items, "rows": rows, "model": "bradley-terry", "advantage": False, **bradley_terry(rows, items)})
        for asked in (False, True):
            out.append({"items": items, "rows": rows, "model": "davidson", "first": asked, **davidson(rows, items, asked)})
            out.append({"items": items, "rows": rows, "model": "rao-kupper", "first": asked, **rao_kupper(rows, items, asked)})
    # Not connected: 0 always beats 1 and 2. Half a tie for every pair, a quarter in each order.
    rows = [[0, 1, 5, 0, 0], [1, 2, 2, 1, 1], [0, 2, 4, 0, 0]]
    penalised = rows + [[a, b, 0, 0, 0.25] for a, b in itertools.permutations(range(3), 2)]
    out.append({"items": 3, "rows": rows, "model": "davidson", "first": False, "penalised": True, **davidson(penalised, 3, False)})
    return out


# --- bootstrap -------------------------------------------------------------------------------------------------------


def bootstraps(rng):
    """SciPy's own replicates and jackknife, so that only the interval is compared."""
    out = []
    for n, statistic, name in ((12, numpy.mean, "mean"), (30, numpy.mean, "mean"), (25, numpy.median, "median"), (15, numpy.std, "std"), (40, numpy.var, "var")):
        x = rounded(rng.gamma(2, 1.5, n), 2)
        bca = scipy.stats.bootstrap((x,), statistic, n_resamples=199, method="BCa", random_state=rng, axis=0)
        values = bca.bootstrap_distribution
        percentile = scipy.stats.bootstrap((x,), statistic, n_resamples=0, bootstrap_result=bca, method="percentile", axis=0)
        jackknife = [statistic(numpy.delete(x, i)) for i in range(n)]
        out.append({"statistic": name, "estimate": statistic(x), "replicates": values, "jackknife": jackknife,
                    "bca": list(bca.confidence_interval), "percentile": list(percentile.confidence_interval)})
    return out


def label_errors(rng):
    out = []
    for n in (1, 6, 40, 120):
        labels = rng.integers(0, 3, n)
        predicted = rounded(numpy.clip(labels + rng.normal(0, 0.6, n), 0, 2), 1)
        weights = numpy.array([n / (labels == label).sum() for label in labels])
        out.append({"predicted": predicted, "labels": labels, "mae": sklearn.metrics.mean_absolute_error(labels, predicted),
                    "balanced_mae": sklearn.metrics.mean_absolute_error(labels, predicted, sample_weight=weights),
                    "weighted_f1": sklearn.metrics.f1_score(labels, numpy.round(predicted), average="weighted"),
                    "sd": predicted.std(), "sample_sd": predicted.std(ddof=1) if n > 1 else NAN})
    return out


def main():
    rng = numpy.random.default_rng(20260214)
    document = {
        "made_with": {name: importlib.metadata.version(name) for name in
                      ("numpy", "scipy", "scikit-learn", "statsmodels", "krippendorff", "irrCAC", "choix")},
        "wilcoxon": wilcoxon_cases(rng),
        "mann_whitney": mann_whitney_cases(rng),
        "binomial": binomials(),
        "mcnemar": mcnemars(),
        "t_test": t_cases(rng),
        "correlation": correlation_cases(rng),
        "many_tests": many_tests(rng),
        "judgements": judgements(rng),
        "reliability": reliabilities(rng),
        "agreement": agreements(rng),
        "cohen": cohens(rng),
        "ranking": rankings(rng),
        "bootstrap": bootstraps(rng),
        "label_errors": label_errors(rng),
    }
    with open(sys.argv[1], "w", encoding="utf-8") as out:
        json.dump(plain(document), out, indent=None, separators=(",", ":"), allow_nan=False)
        out.write("\n")
    cases = {name: len(part) for name, part in document.items() if name != "made_with"}
    print(cases, sum(cases.values()))


if __name__ == "__main__":
    main()
