#!/usr/bin/env python3
"""Preprocessing of decoded pictures on one core: the program's beside the authors', by turns in one run, in processor time.

usage: bench_preprocess.py BINFOLDER [--report FILE]

"clip" is resize, crop and normalisation here, and Pillow's resize and crop alone there; with torchvision installed its whole
transform is shown as well. "hps" is float resize, padding and normalisation beside torchvision's resize alone.
Pillow >= 10; torchvision 0.26 if at hand. Linux: the process is tied to one core.
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

os.environ["OMP_NUM_THREADS"] = "1"

import PIL
from PIL import Image

SIZE = 224
PICTURES = ((900, 900, 25), (4000, 3000, 7))


def median_ms(repeats, work):
    times = []
    for _ in range(repeats + 1):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1e3)
    return statistics.median(times[1:])


def pillow(image):
    short = min(image.size)
    resized = image.resize(tuple(int(SIZE * side / short) for side in image.size), Image.BICUBIC)
    left, top = ((side - SIZE) // 2 for side in resized.size)
    return resized.crop((left, top, left + SIZE, top + SIZE))


def peers(image):
    """Name, our figure it stands beside, callable."""
    yield f"Pillow {PIL.__version__}, resize and crop", "clip_ms", lambda: pillow(image)
    try:
        import torch
        import torchvision
        from torchvision.transforms import CenterCrop, Compose, InterpolationMode, Normalize, Resize, ToTensor
        from torchvision.transforms import functional
    except ImportError:
        return
    torch.set_num_threads(1)
    whole = Compose([Resize(SIZE, interpolation=InterpolationMode.BICUBIC), CenterCrop(SIZE), ToTensor(),
                     Normalize((0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711))])
    yield f"torchvision {torchvision.__version__}, CLIP's whole transform", "clip_ms", lambda: whole(image)
    tensor = ToTensor()(image)
    scale = SIZE / max(image.size)
    to = [round(side * scale) for side in reversed(image.size)]
    yield f"torchvision {torchvision.__version__}, float resize", "hps_ms", lambda: functional.resize(
        tensor, to, InterpolationMode.BICUBIC, antialias=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("programs", type=pathlib.Path)
    parser.add_argument("--report", type=pathlib.Path)
    options = parser.parse_args()
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    rows = []
    for width, height, repeats in PICTURES:
        image = Image.frombytes("RGB", (width, height), bytes((i * 7919 >> 5) & 255 for i in range(width * 3)) * height)
        program = [str(options.programs / "dissensus-preprocess-bench"), str(width), str(height), str(repeats)]
        for name, key, work in peers(image):
            ours = json.loads(subprocess.run(program, check=True, capture_output=True).stdout)[key]
            theirs = median_ms(repeats, work)
            rows.append({"picture": f"{width} x {height}", "ours_ms": ours, "peer": name, "theirs_ms": theirs, "times": theirs / ours})
            print(f"{width} x {height}: {ours:.2f} ms, {name} {theirs:.2f} ms: {theirs / ours:.1f} x", file=sys.stderr)
    print(json.dumps(rows, indent=1))
    if options.report:
        options.report.write_text("\n".join(["| picture | ours | peer | its figure | faster |", "|---|---|---|---|---|"] + [
            f"| {r['picture']} | {r['ours_ms']:.2f} ms | {r['peer']} | {r['theirs_ms']:.2f} ms | {r['times']:.1f} x |" for r in rows]) + "\n")


main()
