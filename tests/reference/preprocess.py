#!/usr/bin/env python3
"""Preprocessed pictures by the authors' code: small files of every mode, and checksums of what comes out.

usage: preprocess.py OUT.json

Pillow 12.3.0 (13.0.0 gives the same), torch 2.11.0, torchvision 0.26.0, transformers 4.45.2, numpy. The files are made by
formula and stored in the JSON as they are, so that the program decodes the same bytes.
"""
import base64
import io
import json
import pathlib
import struct
import sys
import warnings
import zlib

import numpy as np
import torch
from PIL import Image
from torchvision.transforms import CenterCrop, Compose, InterpolationMode, Normalize, Resize, ToTensor
from torchvision.transforms import functional as F
from transformers import CLIPImageProcessor

warnings.simplefilter("ignore")  # palettes with transparency

MEAN, STD = (0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711)
SIZE = 224


def pattern(h, w, channels=3):
    """The specification's fixture, with more contrast between neighbours in the fourth channel."""
    y, x, c = np.indices((h, w, channels), dtype=np.int64)
    return ((7 * x + 13 * y + 29 * c + 3 * ((x * y) % 31)) & 255).astype(np.uint8)


def smooth(h, w, channels=3):
    """Compresses well, so that large pictures stay small files."""
    y, x, c = np.indices((h, w, channels), dtype=np.float64)
    return np.clip(128 + 100 * np.sin((x + 40 * c) / (w / 9 + 1)) * np.cos(y / (h / 7 + 1)), 0, 255).astype(np.uint8)


def grey16(h, w):
    y, x = np.indices((h, w), dtype=np.int64)
    return ((x * 5 + y * 3 + (x * y) % 97) % 400).astype(np.uint16)  # on both sides of 255, where Pillow cuts off


def saved(image, kind, **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def png(h, w, bits, colour, rows, *chunks):
    """A PNG that Pillow cannot write. `rows` are packed bytes."""
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", w, h, bits, colour, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + bytes(row) for row in rows), 9)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*c) for c in ((b"IHDR", header), *chunks, (b"IDAT", data), (b"IEND", b"")))


def big_endian(samples):
    return [row.astype(">u2").tobytes() for row in samples.reshape(samples.shape[0], -1)]


def formulas():
    """Pictures that the program makes itself: mode, array."""
    for h, w in ((300, 400), (227, 231), (228, 227), (231, 235), (232, 231), (235, 239), (236, 235), (299, 303), (300, 299), (224, 224),
                 (224, 301), (227, 224), (1, 1), (1, 50), (50, 1), (2, 3), (30, 20), (100, 224), (223, 225), (512, 384), (700, 1100),
                 (3, 600), (448, 1), (40, 400), (900, 900), (1500, 2003)):
        yield "RGB", pattern(h, w)
    for h, w in ((224, 224), (224, 300), (90, 70), (300, 260), (641, 480)):
        yield "RGBA", pattern(h, w, 4)
        yield "CMYK", pattern(h, w, 4)
        yield "I;16", grey16(h, w)


def files():
    """Files that the program decodes."""
    rgb = lambda h, w: Image.fromarray(smooth(h, w))  # noqa: E731
    yield "rgb png", saved(rgb(60, 47), "PNG", optimize=True)
    yield "noisy rgb png", saved(Image.fromarray(pattern(33, 45)), "PNG")
    yield "rgb png with transparent colour", saved(rgb(30, 40), "PNG", transparency=(1, 2, 3))
    yield "rgba png", saved(Image.fromarray(smooth(60, 50, 4)), "PNG")
    yield "noisy rgba png", saved(Image.fromarray(pattern(20, 30, 4)), "PNG")
    yield "opaque rgba png", saved(rgb(50, 30).convert("RGBA"), "PNG")
    yield "grey with alpha png", saved(Image.fromarray(smooth(64, 50, 2), "LA"), "PNG")
    yield "rgba webp", saved(Image.fromarray(smooth(40, 60, 4)), "WEBP", lossless=True, exact=True)
    yield "rgb webp", saved(rgb(50, 40), "WEBP", lossless=True)
    yield "palette png", saved(rgb(120, 150).quantize(60), "PNG")
    yield "palette png 1000x333", saved(rgb(1000, 333).quantize(6), "PNG")
    yield "palette png 16 colours", saved(rgb(75, 33).quantize(16), "PNG", bits=4)
    yield "palette png with transparency", saved(rgb(80, 60).quantize(40), "PNG", transparency=bytes(range(0, 240, 6)))
    yield "palette tiff", saved(rgb(46, 31).quantize(30), "TIFF")
    yield "grey png", saved(Image.fromarray(smooth(77, 99)[..., 0]), "PNG")
    yield "grey png of 4 bits", png(40, 62, 4, 0, pattern(40, 31)[..., 0])
    yield "grey png of 2 bits", png(40, 64, 2, 0, pattern(40, 16)[..., 0])
    yield "black and white png", saved(Image.fromarray(smooth(61, 200)[..., 0]).convert("1"), "PNG")
    yield "black and white tiff", saved(Image.fromarray(smooth(60, 59)[..., 0]).convert("1"), "TIFF", compression="group4")
    yield "grey png of 16 bits", png(60, 47, 16, 0, big_endian(grey16(60, 47)))
    yield "grey tiff of 16 bits", saved(Image.fromarray(grey16(30, 40)), "TIFF", compression="tiff_lzw")
    yield "rgb png of 16 bits", png(23, 25, 16, 2, big_endian(pattern(23, 25).astype(np.uint16) * 256 + 200))
    yield "rgba png of 16 bits", png(23, 25, 16, 6, big_endian(pattern(23, 25, 4).astype(np.uint16) * 256 + 150))
    yield "rgb tiff", saved(rgb(38, 44), "TIFF", compression="tiff_lzw")
    yield "jpeg", saved(rgb(140, 120), "JPEG", quality=90, subsampling=0)
    yield "jpeg 4:2:0", saved(rgb(201, 127), "JPEG", quality=80)
    yield "progressive jpeg", saved(rgb(130, 97), "JPEG", progressive=True)
    yield "grey jpeg", saved(Image.fromarray(smooth(100, 80)[..., 0]), "JPEG")
    yield "cmyk jpeg", saved(Image.fromarray(smooth(70, 60, 4), "CMYK"), "JPEG", quality=85)
    exif = Image.Exif()
    exif[0x0112] = 6
    yield "turned jpeg", saved(rgb(60, 100), "JPEG", exif=exif)


def pictures():
    """Name, what the program makes or reads, picture."""
    for mode, array in formulas():
        h, w = array.shape[:2]
        yield {"name": f"{mode} {h}x{w}", "height": h, "width": w}, Image.fromarray(array, None if mode in ("RGB", "RGBA") else mode)
    for name, data in files():
        image = Image.open(io.BytesIO(data))
        image.load()
        yield {"name": name, "file": base64.b64encode(data).decode()}, image


def torchvision_way(image):
    """clip.load's transform."""
    return Compose([Resize(SIZE, interpolation=InterpolationMode.BICUBIC), CenterCrop(SIZE), lambda i: i.convert("RGB"), ToTensor(),
                    Normalize(MEAN, STD)])(image)


def hugging_face_way(image):
    # Told, because it takes the rows of a picture of height 1 or 3 for channels.
    return CLIPImageProcessor()(image, return_tensors="np", input_data_format="channels_last")["pixel_values"][0]


def hps_way(image, antialias):
    """hpsv2's resize_longest_max after conversion to RGB; nothing for a picture that has no pixels left."""
    tensor = ToTensor()(image.convert("RGB"))
    h, w = tensor.shape[1:]
    scale = SIZE / max(h, w)
    new = [round(h * scale), round(w * scale)]
    if 0 in new:
        return None
    if scale != 1:
        tensor = F.resize(tensor, new, InterpolationMode.BICUBIC, antialias=antialias)
    ph, pw = SIZE - new[0], SIZE - new[1]
    tensor = F.pad(tensor, [pw // 2, ph // 2, pw - pw // 2, ph - ph // 2])
    return Normalize(MEAN, STD)(tensor)


def probes(array):
    """Some values of a tensor that is compared with a tolerance."""
    flat = np.asarray(array, dtype=np.float32).reshape(-1)
    at = [(i * 7919 + 13) % flat.size for i in range(40)]
    return [round(float(flat[i]), 7) for i in at]


def crc(array):
    return zlib.crc32(np.ascontiguousarray(array, dtype="<f4").tobytes())


def main():
    cases = []
    for source, image in pictures():
        case = {**source, "mode": image.mode, "rgb": zlib.crc32(image.convert("RGB").tobytes()),
                "torchvision": crc(torchvision_way(image)), "huggingface": crc(hugging_face_way(image))}
        for key, antialias in (("hps", True), ("hps_plain", False)):
            tensor = hps_way(image, antialias)
            case[key] = None if tensor is None else {"probes": probes(tensor), "sum": float(tensor.double().sum())}
        cases.append(case)
    pathlib.Path(sys.argv[1]).write_text('{"pictures":[\n' + ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases) + "\n]}\n")
    print(len(cases), "pictures")


main()
