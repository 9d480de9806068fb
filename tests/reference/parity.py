"""Full-size random checkpoints in the published layouts, scored by the authors' code and by dissensus-cli.

Usage: parity.py CLI WORKFOLDER [--only ID,…] [--pictures N] [--report FILE]
The files, 10 GB, and what the authors' code gives are kept in WORKFOLDER. Exit code 1 when a tolerance is exceeded.
"""
import argparse
import datetime
import gc
import hashlib
import importlib.metadata
import json
import pathlib
import platform
import subprocess
import sys

import numpy
import torch
from PIL import Image

import clip_files
import clip_scores

VIT_L = {"embed": 768, "image": 224, "patch": 14, "vision_layers": 24, "vision_width": 1024, "vision_heads": 16,
         "text_layers": 12, "text_width": 768, "text_heads": 12, "head_width": 64}
VIT_H = {"embed": 1024, "image": 224, "patch": 14, "vision_layers": 32, "vision_width": 1280, "vision_heads": 16,
         "text_layers": 24, "text_width": 1024, "text_heads": 16, "head_width": 80}

PROMPTS = [
    "a photo of a cat",
    "A painting of an ocean with clouds and birds, day time, low depth field effect",
    "😀🎉 emoji party 👩‍👩‍👧",
    "你好世界，一只猫坐在垫子上",
    " ".join(f"word{i}" for i in range(200)),
    "&lt;b&gt;bold&lt;/b&gt; &amp;amp; &quot;entities&quot;",
    "“curly quotes” and ‘single ones’, it’s done — really…",
    "don't WE'LL they're 3.14159 x10^5",
    "ＦＵＬＬ　ｗｉｄｔｈ ﬁne ligatures café naïve",
    "  spaced\tout\n\ntext <|endoftext|> after the end",
]

# Specification: cosines 1e-5, scaled scores 1e-3, aesthetic heads in proportion.
TOLERANCE = {"cosine": 1e-5, "scaled": 1e-3, "head": 1e-4}


def paint(width, height, seed):
    generator = numpy.random.default_rng(seed)
    y, x = numpy.mgrid[0:height, 0:width]
    waves = [128 + 90 * numpy.sin(x / (11 + 7 * c) + seed) * numpy.cos(y / (17 - 3 * c)) + generator.normal(0, 12, x.shape)
             for c in range(3)]
    return Image.fromarray(numpy.clip(numpy.stack(waves, -1), 0, 255).astype("uint8"))


def pictures(folder, count, more):
    """At least `count` files: every mode and shape that preprocessing tells apart, then photographs where some lie."""
    folder.mkdir(parents=True, exist_ok=True)
    rgba = paint(400, 300, 1).convert("RGBA")
    rgba.putalpha(Image.fromarray((numpy.indices((300, 400)).sum(0) % 256).astype("uint8")))
    made = {
        "landscape.png": paint(640, 400, 2), "portrait.png": paint(333, 640, 3), "square.png": paint(224, 224, 4),
        "small.png": paint(150, 97, 5), "tiny.png": paint(20, 31, 6), "odd-227.png": paint(227, 224, 7),
        "odd-299.png": paint(299, 224, 8), "odd-231.png": paint(224, 231, 9), "rgba.png": rgba,
        "palette.png": paint(320, 260, 10).quantize(128), "grey.png": paint(300, 280, 11).convert("L"),
        "black-white.png": paint(280, 300, 12).convert("1"), "large.png": paint(1600, 1200, 13),
        "landscape.jpg": paint(800, 500, 14), "portrait.jpg": paint(500, 800, 15),
        "grey.jpg": paint(512, 512, 16).convert("L"), "wide.png": paint(900, 250, 17),
    }
    for name, picture in made.items():
        picture.save(folder / name, **({"quality": 92} if name.endswith("jpg") else {}))
    files = [folder / name for name in sorted(made)]
    found = sorted(f for f in more.rglob("*") if f.suffix.lower() in (".png", ".jpg", ".jpeg", ".webp")) if more else []
    step = max(1, len(found) // max(1, count - len(files)))
    for number, file in enumerate(found[::step][: max(0, count - len(files))]):
        files.append(file)
    for number in range(len(files), count): # no photographs here
        name = folder / f"more-{number}.png"
        paint(300 + 17 * number, 420, number).save(name)
        files.append(name)
    return files


def dissensus(cli, scorer, weights, files, prompts):
    """Values as picture × prompt, or one per picture."""
    words = [str(cli), "score-image", "--json", "--device", "cpu", "--scorer", scorer, "--weights", str(weights)]
    for prompt in prompts:
        words += ["--prompt", prompt]
    run = subprocess.run(words + [str(f) for f in files], capture_output=True, text=True)
    if run.returncode != 0:
        raise SystemExit(f"{scorer}: {run.stderr.strip()}")
    values = numpy.array([row["value"] for row in json.loads(run.stdout)])
    return values.reshape(len(files), -1) if prompts else values


class Cases:
    """One method per published layout: makes the files once, and gives (scorer, layout, kind, weights, expected). What
    the authors' code gives is kept beside them: it takes most of the time and does not change with our program."""

    def __init__(self, folder, files):
        self.folder = folder
        self.files = files
        self.key = hashlib.sha256(repr([(f.name, f.stat().st_size) for f in files] + PROMPTS).encode()).hexdigest()[:12]

    def kept(self, names, compute):
        """Arrays by name, read or computed together."""
        paths = {name: self.folder / f"expected-{name}-{self.key}.npy" for name in names}
        if not all(path.exists() for path in paths.values()):
            for name, values in compute().items():
                numpy.save(paths[name], values)
            gc.collect()
        return {name: numpy.load(path) for name, path in paths.items()}

    def openai(self):
        """ViT-L-14 as openai/CLIP publishes it, and the aesthetic heads on it."""
        path = self.folder / "ViT-L-14.pt"
        heads = dict(zip(["laion-v1", "laion-v2"], clip_files.linear_heads(768, 3)))

        def compute():
            network = clip_files.openai_clip(VIT_L, 1)
            half = {n: t.half() if t.dim() > 1 else t for n, t in network.state_dict().items()}
            torch.save(half, path)
            network.load_state_dict({name: tensor.float() for name, tensor in half.items()})
            cosines, images = clip_scores.openai(network, self.files, PROMPTS, 224)
            return {"clip-l": cosines, **{n: clip_scores.aesthetic(images, head) for n, head in heads.items()}}

        expected = self.kept(["clip-l", *heads], compute)
        yield "clip-l", "OpenAI, fp16", "cosine", path, expected["clip-l"]
        for scorer, name in zip(heads, ["sa_0_4_vit_l_14_linear.pth", "sac+logos+ava1-l14-linearMSE.pth"]):
            folder = self.folder / scorer
            folder.mkdir(exist_ok=True)
            torch.save(heads[scorer], folder / name)
            (folder / path.name).unlink(missing_ok=True)
            (folder / path.name).hardlink_to(path)
            yield scorer, "OpenAI and head", "head", folder, expected[scorer]

    def hps_v1(self):
        """hpc.pt: a dictionary with training state beside 'state_dict'."""
        path = self.folder / "hpc.pt"

        def compute():
            network = clip_files.openai_clip(VIT_L, 2)
            torch.save({"epoch": 1, "optimizer": {"state": {0: {"exp_avg": torch.zeros(1000)}}},
                        "state_dict": network.state_dict()}, path)
            return {"hps-v1": clip_scores.openai(network, self.files, PROMPTS, 224)[0]}

        yield "hps-v1", "OpenAI in training state, fp32", "cosine", path, self.kept(["hps-v1"], compute)["hps-v1"]

    def hugging_face(self):
        path = self.folder / "clip-vit-large-patch14"

        def compute():
            model = clip_files.hugging_face_clip(VIT_L, 4, "quick_gelu")
            model.save_pretrained(path, safe_serialization=True)
            processor = clip_files.processor(path, 224)
            processor.save_pretrained(path)
            return {"clip-l-hf": clip_scores.hugging_face(model, processor, self.files, PROMPTS)[0]}

        expected = self.kept(["clip-l-hf"], compute)["clip-l-hf"]
        yield "clip-l", "Hugging Face, safetensors, fp32", "cosine", path, expected

    def pickscore(self):
        path = self.folder / "PickScore_v1"

        def compute():
            model = clip_files.hugging_face_clip(VIT_H, 5, "gelu")
            with torch.no_grad():
                model.logit_scale.fill_(4.6052)
            model.save_pretrained(path, safe_serialization=True, max_shard_size="10GB")
            processor = clip_files.processor(path, 224)
            processor.save_pretrained(path)
            cosines, scale, _ = clip_scores.hugging_face(model, processor, self.files, PROMPTS)
            return {"pickscore": scale * cosines}

        expected = self.kept(["pickscore"], compute)["pickscore"]
        yield "pickscore", "Hugging Face, safetensors, fp32", "scaled", path, expected

    def hps_v21(self):
        path = self.folder / "HPS_v2.1_compressed.pt"

        def compute():
            clip_files.give_hpsv2_its_vocabulary()
            network = clip_files.hps_clip(VIT_H, 6)
            half = {name: tensor.half() for name, tensor in network.state_dict().items()}
            torch.save({"state_dict": half}, path)
            network.load_state_dict(half)
            return {"hps-v2.1": clip_scores.hps(network, self.files, PROMPTS, 224)}

        yield "hps-v2.1", "open_clip, fp16", "cosine", path, self.kept(["hps-v2.1"], compute)["hps-v2.1"]


def report(rows, files):
    packages = ["torch", "torchvision", "transformers", "open-clip-torch", "clip-anytorch", "hpsv2", "ftfy", "pillow"]
    lines = [
        "# Parity with the authors' code", "",
        "`./dev parity` writes this page. Random weights of the full published sizes, in the published layouts, are "
        "scored by the authors' code in single precision on the CPU and by `dissensus-cli score-image`, on "
        f"{len(files)} pictures (PNG and JPEG; portrait, landscape, smaller than 224, RGBA, palette, grey, black and "
        f"white) × {len(PROMPTS)} prompts (emoji, CJK, 200 words, HTML entities, curly quotes, full width). Published "
        "weights were not at hand: what holds for any weights is shown, not the published values themselves.", "",
        f"On {platform.machine()}, with "
        + ", ".join(f"{name} {importlib.metadata.version(name)}" for name in packages) + ".", "",
        "| scorer | file | values | range of the authors' values | largest difference | tolerance | when, with what |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        lines.append("| {scorer} | {layout} | {count} | {low:.4f} … {high:.4f} | {error:.1e} | {tolerance:.0e} "
                     "| {date}, {version} |".format(**row))
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("cli", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--only", default="openai,hps_v1,hugging_face,hps_v21,pickscore")
    parser.add_argument("--pictures", type=int, default=24)
    parser.add_argument("--photographs", type=pathlib.Path, help="a folder with pictures, read in place")
    parser.add_argument("--report", type=pathlib.Path)
    parser.add_argument("--reference-only", action="store_true", help="make files and expected values, compare nothing")
    options = parser.parse_args()
    torch.manual_seed(0)
    files = pictures(options.folder / "pictures", options.pictures, options.photographs)
    weights = options.folder / "weights"
    weights.mkdir(parents=True, exist_ok=True)
    version = subprocess.run([str(options.cli), "--version"], capture_output=True, text=True).stdout.split("\n")[0]
    rows = []
    kept = weights / f"rows-{len(files)}.json" # of earlier runs with other layouts: the page shows them all
    page = json.loads(kept.read_text()) if kept.exists() else {}
    cases = Cases(weights, files)
    for name in options.only.split(","):
        for scorer, layout, kind, path, expected in getattr(cases, name)():
            if options.reference_only:
                print(scorer, layout, "ready", flush=True)
                continue
            values = dissensus(options.cli, scorer, path, files, [] if kind == "head" else PROMPTS)
            difference = numpy.abs(values - expected)
            row = {"scorer": scorer, "layout": layout, "count": values.size, "low": float(expected.min()),
                   "high": float(expected.max()), "error": float(difference.max()), "tolerance": TOLERANCE[kind],
                   "date": datetime.date.today().isoformat(), "version": version}
            rows.append(row)
            page[f"{scorer}, {layout}"] = row
            kept.write_text(json.dumps(page, indent=1))
            worst = numpy.unravel_index(difference.argmax(), difference.shape)
            print(f"{scorer} ({layout}): {row['count']} values from {row['low']:.4f} to {row['high']:.4f}, largest "
                  f"difference {row['error']:.1e} at {files[worst[0]].name}, tolerance {row['tolerance']:.0e}", flush=True)
    if options.report:
        options.report.write_text(report(list(page.values()), files))
    return 1 if any(not row["error"] <= row["tolerance"] for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
