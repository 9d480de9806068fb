#!/usr/bin/env python3
"""Writes docs/reproduction.md: what the paper publishes beside what this program computes from the published files.

usage: reproduce.py DISSENSUS_CLI AAS_FOLDER OUTPUT

Runs the commands that it prints, and nothing else: every number in the column "here" comes out of dissensus-cli.
The published numbers are those of arXiv 2512.11883 and of its authors' repositories. Exit code 1 when one of them
differs in a printed digit.
"""

import json
import pathlib
import subprocess
import sys
import tempfile
from decimal import Decimal

GENERATORS = [  # name in the paper, name in the files, delta HPSv2, delta HPSv3, HPSv3 after, delta ImageReward
    ("Flux Dev", "flux_dev", "-0.035", "-3.165", "9.070", "-0.319"),
    ("DanceFlux", "dance_flux", "-0.018", "-1.105", "12.782", "-0.201"),
    ("PrefFlux", "grpo_flux", "-0.032", "-2.771", "10.211", "-0.278"),
    ("Flux Krea", "flux_krea", "-0.041", "-4.372", "7.705", "-0.425"),
    ("SD3.5M", "stable_diffusion_3.5_medium", "-0.027", "-5.175", "6.537", "-0.409"),
    ("SD3.5M-PickScore", "sd3_medium_grpo", "-0.023", "-2.781", "10.680", "-0.198"),
    ("Nano Banana", "nano-banana", "-0.073", "-9.351", "2.742", "-0.855"),
]
SHARES = [("Nano Banana", "nano-banana", "0.147"), ("Flux Krea", "flux_krea", "0.430"), ("Flux Dev", "flux_dev", "0.397"),
          ("PrefFlux", "grpo_flux", "0.457"), ("SD3.5M-PickScore", "sd3_medium_grpo", "0.550"),
          ("SD3.5M", "stable_diffusion_3.5_medium", "0.390"), ("DanceFlux", "dance_flux", "0.610")]
EMOTIONS = [("anger", "0.190", "-0.9009"), ("fear", "0.320", "-0.4938"), ("sad", "0.440", "-0.2884")]
COMPARISONS = [  # A, B, scorer, n, W+, z, r, p one-sided
    ("dance_flux", "flux_dev", "hps-v3", "300", "43601", "13.982", "0.8073", "9.98e-45"),
    ("sd3_medium_grpo", "stable_diffusion_3.5_medium", "hps-v3", "300", "40766", "12.097", "0.6984", "5.47e-34"),
    ("grpo_flux", "flux_dev", "hps-v3", "300", None, None, "0.325", "8.84e-09"),
    ("dance_flux", "flux_dev", "hps-v2.1", "300", None, None, "0.848", "4.29e-49"),
    ("sd3_medium_grpo", "stable_diffusion_3.5_medium", "hps-v2.1", "300", None, None, "0.814", "1.97e-45"),
    ("dance_flux", "flux_dev", "imagereward", "298", None, None, "0.454", "2.43e-15"),
    ("sd3_medium_grpo", "stable_diffusion_3.5_medium", "imagereward", "300", None, None, "0.651", "9.28e-30"),
]
JUDGED_DIMENSIONS = ("background,clarity,color aesthetic,color brightness,detail realism,detail refinement,emotion,"
                     "lighting distinction,main object,object pairing,richness")


class Program:
    """dissensus-cli in a folder of its own; commands are remembered as they are shown."""

    def __init__(self, cli, folder, aas):
        self.cli, self.folder, self.aas = cli, folder, aas

    def run(self, *arguments):
        words = [str(self.aas / a[4:]) if a.startswith("aas/") else a for a in arguments]
        done = subprocess.run([self.cli, *words, "--json"], cwd=self.folder, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"dissensus-cli {' '.join(arguments)}: {done.stderr.strip()}")
        return json.loads(done.stdout)


class Page:
    def __init__(self):
        self.lines, self.different = [], []

    def text(self, *lines):
        self.lines += [*lines, ""]

    def commands(self, *lines):
        self.text("```", *(f"dissensus-cli {line}" for line in lines), "```")

    def table(self, head, rows):
        self.text("| " + " | ".join(head) + " |", "|" + "---|" * len(head), *("| " + " | ".join(r) + " |" for r in rows))

    def pair(self, what, published, value):
        """The published text, and ours in as many digits; remembers a difference."""
        if published is None:
            return "", f"{value:.6g}"
        ours = same_digits(published, value)
        if ours != published:
            self.different.append(f"{what}: published {published}, computed {value!r}")
        return published, ours


def same_digits(published, value):
    if "e" in published:
        return f"{value:.{len(published.split('e')[0].split('.')[1])}e}"
    return f"{value:.{-Decimal(published).as_tuple().exponent}f}"


def by(rows, **keys):
    return next(row for row in rows if all(row[key] == value for key, value in keys.items()))


def generation_table(page, stats, warnings):
    page.text("## Generation models (table \"gen\")")
    page.text("Δ = mean of r(I_a, p_o) − r(I_o, p_o) over 300 prompts, AA = mean r(I_a, p_o). Seven of the ten models are "
              "among the files.")
    page.commands("import paper.dissensus aas/scores/benchmark", "stats paper.dissensus --what deltas --json")
    rows = []
    for name, key, hps2, hps3, after, reward in GENERATORS:
        cells = [name]
        # The paper's Nano Banana value of HPSv2 is from before 24 failed pictures were made anew.
        old = "-before-regeneration" if key == "nano-banana" else ""
        for scorer, column, published in (("import:hps-v2.1" + old, "mean_delta", hps2), ("import:hps-v3", "mean_delta", hps3),
                                          ("import:hps-v3", "mean_after", after), ("import:imagereward", "mean_delta", reward)):
            value = by(stats["deltas"], generator=key, scorer=scorer)[column]
            published, ours = page.pair(f"{name} {scorer} {column}", published, value)
            cells.append(f"{published} / {ours} ({value:.4f})")
        rows.append(cells)
    page.table(["model", "ΔHPSv2 paper / here", "ΔHPSv3", "HPSv3 AA", "ΔImageReward"], rows)
    new = by(stats["deltas"], generator="nano-banana", scorer="import:hps-v2.1")["mean_delta"]
    page.pair("Nano Banana, regenerated", "-0.0753", new)
    page.text(f"Nano Banana's ΔHPSv2 is that of `import:hps-v2.1-before-regeneration`: the paper uses the scores from before "
              f"24 failed pictures were made anew. With the regenerated pictures it is {new:.4f}. The import says so:")
    page.text(*(f"> {warning}\n>" for warning in warnings))


def share_table(page, stats):
    page.text("## How often HPSv3 picks the anti-aesthetic picture",
              "", "Share of prompts with r(I_a, p_a) > r(I_o, p_a), strictly.")
    page.commands("stats paper.dissensus --what deltas --scorer hps-v3 --json")
    rows = []
    for name, key, published in SHARES:
        value = by(stats["deltas"], generator=key, scorer="import:hps-v3")["share_prefers_distorted"]
        rows.append([name, *page.pair(f"{name} share", published, value)])
    page.table(["model", "published", "here"], rows)


def large_table(page, program):
    program.run("study", "create", "large.dissensus")
    program.run("import", "large.dissensus", "aas/scores/sd35_large")
    rows = program.run("stats", "large.dissensus", "--what", "deltas")["deltas"]
    page.text("## Stable Diffusion 3.5 Large", "",
              "The files at the head of the authors' repository; 180 of their 300 rows. Not one of the paper's ten models.")
    page.commands("import large.dissensus aas/scores/sd35_large", "stats large.dissensus --what deltas --json")
    table = []
    for scorer, column, published in (("import:hps-v3", "share_prefers_distorted", "0.2833"),
                                      ("import:hps-v2.1", "share_prefers_distorted", "0.6222"),
                                      ("import:imagereward", "share_prefers_distorted", "0.7722"),
                                      ("import:hps-v3", "mean_delta", "-4.6266")):
        table.append([scorer, column, *page.pair(f"SD3.5 Large {scorer} {column}", published, by(rows, scorer=scorer)[column])])
    page.table(["scorer", "column", "published", "here"], table)


def comparison_table(page, program):
    page.text("## Aligned against base (table \"align_p\")", "",
              "Paired Wilcoxon signed-rank test on r(I_a, p_o) over prompts, one-sided, zeros dropped, normal approximation "
              "without continuity correction, r = z/√n. The paper prints r with the sign of base − aligned.")
    rows = []
    for a, b, scorer, n, w, z, r, p in COMPARISONS:
        found = program.run("stats", "paper.dissensus", "--what", "compare", "--compare", a, b, "--scorer", scorer)["compare"]
        row = by(found, scorer=f"import:{scorer}")
        what = f"{a} > {b}, {scorer}"
        cells = [f"{a} > {b}", scorer]
        for published, value in ((n, row["n"]), (w, row["w_plus"]), (z, row["z"]), (r, row["r"]), (p, row["p_greater"])):
            published, ours = page.pair(what, published, value)
            cells.append(f"{published} / {ours}" if published else f"{ours}")
        rows.append(cells)
    page.commands(*dict.fromkeys(f"stats paper.dissensus --what compare --compare {a} {b} --json" for a, b, *_ in COMPARISONS))
    page.table(["A > B", "scorer", "n published / here", "W+", "z", "r", "p one-sided"], rows)


def emotion_table(page, program):
    program.run("study", "create", "emotion.dissensus")
    program.run("import", "emotion.dissensus", "aas/scores/emotion_bias")
    rows = program.run("stats", "emotion.dissensus", "--what", "emotions")["emotions"]
    page.text("## Emotion bias (table \"emotion\"), HPSv3", "",
              "Share of 100 pairs in which the edited face scores higher than the happy one under the same prompt.")
    page.commands("import emotion.dissensus aas/scores/emotion_bias", "stats emotion.dissensus --what emotions --json")
    table = []
    for emotion, accuracy, difference in EMOTIONS:
        row = by(rows, emotion=emotion)
        table.append([emotion, *page.pair(emotion, accuracy, row["accuracy"]),
                      f"{row['low']:.3f} … {row['high']:.3f}",
                      *page.pair(emotion, difference, row["mean_difference"])])
    page.table(["emotion", "published", "here", "Wilson 95 %", "mean difference, published", "here"], table)


def judge_table(page, program):
    program.run("study", "create", "judge.dissensus")
    program.run("import", "judge.dissensus", "aas/scores/judge_validation")
    command = ["stats", "judge.dissensus", "--what", "judges", "--judge-dimensions", JUDGED_DIMENSIONS]
    row = by(program.run(*command)["judges"], dimension=None)
    page.text("## The per-dimension judge", "",
              "743 pictures × 18 dimensions; labels are sign + 1; F1 and accuracy of the expected value rounded half to even. "
              "The authors' correlation of sums sums the judge over all 18 dimensions and the labels over the 11 used ones; "
              "`--judge-dimensions` does the same.")
    page.commands("import judge.dissensus aas/scores/judge_validation",
                  f"stats judge.dissensus --what judges --judge-dimensions '{JUDGED_DIMENSIONS}' --json")
    table = []
    for name, column, published in (("MAE", "mae", "0.307388"), ("WMAE", "wmae", "0.367830"),
                                    ("weighted F1", "weighted_f1", "0.731906"), ("accuracy", "accuracy", "0.740242"),
                                    ("Pearson of sums", "pearson", "0.624374"), ("Spearman of sums", "spearman", "0.618221")):
        table.append([name, *page.pair(name, published, row[column])])
    page.table(["measure", "published", "here"], table)


def gallery_table(page, program):
    page.text("## Galleries of the project page", "", "Gap = counterpart − picture, both under the anti-aesthetic prompt.")
    lines, table = [], []
    for name, kind, scorer, n, gap, share in (("bench", "generated", "hps-v3", "7", "10.177", "0"),
                                              ("bench", "generated", "hps-v2.1", "7", None, "0"),
                                              ("bench", "generated", "imagereward", "7", None, None),
                                              ("real", "photograph", "hps-v3", "10", "19.534", "0")):
        study = f"{name}.dissensus"
        if not (program.folder / study).exists():
            program.run("study", "create", study)
            program.run("import", study, f"aas/{name}")
            lines += [f"import {study} aas/{name}", f"stats {study} --what gaps --json"]
        row = by(program.run("stats", study, "--what", "gaps")["gaps"], scorer=f"import:{scorer}", kind=kind)
        what = f"{name} {scorer}"
        picks = round(row["share_prefers_distorted"] * row["n"])
        page.pair(what, "3" if scorer == "imagereward" else share, picks)
        table.append([name, scorer, page.pair(what, n, row["n"])[1], " / ".join(x for x in page.pair(what, gap, row["mean_gap"]) if x),
                      f"{picks} of {row['n']}"])
    program.run("study", "create", "lapis.dissensus")
    program.run("import", "lapis.dissensus", "aas/lapis")
    lines += ["import lapis.dissensus aas/lapis", "stats lapis.dissensus --what means --json"]
    row = by(program.run("stats", "lapis.dissensus", "--what", "means")["means"], scorer="import:hps-v3")
    page.commands(*lines)
    page.table(["gallery", "scorer", "pairs", "mean gap, published / here", "picture preferred"], table)
    published, ours = page.pair("lapis", "-2.639", row["mean"])
    page.text(f"LAPIS paintings: mean HPSv3 of {row['n']} paintings {published} / {ours}.")


def main():
    cli, aas, output = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve(), pathlib.Path(sys.argv[3])
    page = Page()
    page.text("# Reproduction of the paper's numbers", "",
              "arXiv 2512.11883. Every table was computed by the commands above it, from the files that the authors "
              "published and that lie under `aas/`; nothing here is written by hand: `./dev reproduce` writes this page, and "
              "fails when a printed digit differs. Studies are made with `dissensus-cli study create NAME.dissensus` first.")
    with tempfile.TemporaryDirectory() as folder:
        program = Program(cli, pathlib.Path(folder), aas)
        program.run("study", "create", "paper.dissensus")
        warnings = program.run("import", "paper.dissensus", "aas/scores/benchmark")["warnings"]
        stats = program.run("stats", "paper.dissensus", "--what", "deltas")
        generation_table(page, stats, warnings)
        share_table(page, stats)
        large_table(page, program)
        comparison_table(page, program)
        emotion_table(page, program)
        judge_table(page, program)
        gallery_table(page, program)
    page.text("## What cannot be reproduced from these files", "",
              "The judge's columns (J, AA of J), BLIP, the table of reward models against the LLM's labels, the social-critique "
              "tests, means over all photographs and paintings, and three of the ten models with the duplicated block: their rows "
              "are not in the files.")
    output.write_text("\n".join(page.lines).rstrip() + "\n", encoding="utf-8")
    if page.different:
        sys.exit("\n".join(["these numbers differ from the published ones:", *page.different]))
    print(f"wrote {output}: every printed digit is the published one")


main()
