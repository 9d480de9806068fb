#!/usr/bin/env python3
"""Golden values of the scorers without weights, from their definitions, with numpy and Pillow only.

usage: picture_statistics.py OUT.json              pictures made by formula (the program makes the same ones)
       picture_statistics.py OUT.json FOLDER       the pictures below FOLDER, known by name and SHA-256

numpy >= 1.24, Pillow >= 10. Everything is computed in float64 and as whole arrays, unlike the program.
"""
import hashlib
import json
import pathlib
import sys

import numpy as np
from PIL import Image


def pattern(h, w):
    y, x, c = np.indices((h, w, 3), dtype=np.int64)
    return (7 * x + 13 * y + 29 * c + 3 * ((x * y) % 31)) & 255


def gradient(h, w):
    y, x, c = np.indices((h, w, 3), dtype=np.int64)
    return np.where(c == 0, x * 255 // max(w - 1, 1), np.where(c == 1, y * 255 // max(h - 1, 1), 128))


def noise(h, w):
    """Top byte of an integer hash of the index."""
    x = (np.arange(h * w * 3, dtype=np.uint64) * 2654435761 + 2246822519) & 0xFFFFFFFF
    x ^= x >> 15
    x = (x * 2246822519) & 0xFFFFFFFF
    x ^= x >> 13
    x = (x * 3266489917) & 0xFFFFFFFF
    x ^= x >> 16
    return (x >> 24).astype(np.int64).reshape(h, w, 3)


def flat(r, g, b):
    return lambda h, w: np.broadcast_to(np.array([r, g, b], dtype=np.int64), (h, w, 3))


KINDS = {"pattern": pattern, "gradient": gradient, "noise": noise, "black": flat(0, 0, 0), "white": flat(255, 255, 255),
         "orange": flat(240, 120, 7)}
CASES = [("pattern", 300, 400), ("gradient", 64, 48), ("noise", 97, 101), ("black", 20, 30), ("white", 20, 30),
         ("orange", 33, 17), ("pattern", 768, 768), ("noise", 700, 1100), ("gradient", 1300, 900), ("pattern", 513, 1027),
         ("noise", 3, 3), ("noise", 2, 5), ("noise", 1, 1), ("gradient", 3, 2048)]


def area_matrix(n, m):
    """m x n: row i averages the samples that the interval [i, i+1) * n/m covers, by the length covered."""
    edges = np.arange(m + 1) * (n / m)
    k = np.arange(n)
    low = np.maximum(edges[:-1, None], k[None, :])
    high = np.minimum(edges[1:, None], k[None, :] + 1)
    return np.clip(high - low, 0, None) / (n / m)


def sharpness(luma):
    h, w = luma.shape
    side = max(h, w)
    if side > 512:
        nh, nw = (max(1, int(np.floor(s * 512 / side + 0.5))) for s in (h, w))
        luma = area_matrix(h, nh) @ luma @ area_matrix(w, nw).T
    if min(luma.shape) < 3:
        return None
    c = luma[1:-1, 1:-1]
    laplacian = luma[:-2, 1:-1] + luma[2:, 1:-1] + luma[1:-1, :-2] + luma[1:-1, 2:] - 4 * c
    return float(laplacian.var())


def statistics(rgb):
    r, g, b = (rgb[..., i].astype(np.float64) for i in range(3))
    rg, yb = r - g, (r + g) / 2 - b
    luma = 0.299 * r + 0.587 * g + 0.114 * b
    high, low = rgb.max(axis=2).astype(np.float64), rgb.min(axis=2)
    return {"colorfulness": float(np.sqrt(rg.var() + yb.var()) + 0.3 * np.sqrt(rg.mean() ** 2 + yb.mean() ** 2)),
            "sharpness": sharpness(luma),
            "contrast": float((luma / 255).std()),
            "exposure": float((luma / 255).mean()),
            "saturation": float(np.divide(high - low, high, out=np.zeros_like(high), where=high > 0).mean())}


def main():
    out = pathlib.Path(sys.argv[1])
    if len(sys.argv) == 2:
        cases = [{"kind": kind, "height": h, "width": w, **statistics(KINDS[kind](h, w))} for kind, h, w in CASES]
    else:
        folder = pathlib.Path(sys.argv[2])
        cases = []
        for file in sorted(p for p in folder.rglob("*") if p.suffix in (".png", ".jpg")):
            rgb = np.asarray(Image.open(file).convert("RGB")).astype(np.int64)
            cases.append({"file": file.relative_to(folder).as_posix(),
                          "sha256": hashlib.sha256(file.read_bytes()).hexdigest(), **statistics(rgb)})
    text = "[\n  " + ",\n  ".join(json.dumps(case) for case in cases) + "\n]"
    out.write_text((text if len(sys.argv) == 2 else f'{{"pictures": {text}}}') + "\n")


main()
