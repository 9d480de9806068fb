"""dissensus-scorer on a CUDA device beside itself on the CPU: the same random full-size checkpoint, the same pictures and
prompts, through the worker's protocol (docs/scorer-protocol.md). Needs torch, transformers, numpy and Pillow only.

Usage: cuda_scorer.py SCORER WORKFOLDER [--device cuda:0] [--pictures 1024]
Prints JSON: per number type the largest difference from fp32 on the CPU and the rate on the device, with pictures that
lie where the worker can read them, with one request in work instead of two, and with a quarter of the pictures sent
through the pipe; then how the worker answers while another program holds nearly all of the device's memory. Exit code 1 when a tolerance
is exceeded.
"""
import argparse
import hashlib
import io
import json
import pathlib
import struct
import subprocess
import sys
import time

import numpy
import torch
from PIL import Image

import clip_files

SIZES = {
    "clip-l": ({"embed": 768, "image": 224, "patch": 14, "vision_layers": 24, "vision_width": 1024, "vision_heads": 16,
                "text_layers": 12, "text_width": 768, "text_heads": 12}, "quick_gelu"),
    "pickscore": ({"embed": 1024, "image": 224, "patch": 14, "vision_layers": 32, "vision_width": 1280,
                   "vision_heads": 16, "text_layers": 24, "text_width": 1024, "text_heads": 16}, "gelu"),
}
# Largest |cosine - cosine| from fp32 on the CPU. TF32 is off, so that fp32 differs by the order of sums only.
TOLERANCES = {"fp32": 1e-5, "fp16": 2e-3, "bf16": 8e-3}
EACH = 96  # pictures of a message: of this size as many as Dissensus sends at once (64 MiB)
MAGIC = b"\x89DSF"


def head(major, value):
    for code, limit, form in ((24, 1 << 8, ">B"), (25, 1 << 16, ">H"), (26, 1 << 32, ">I"), (27, 1 << 64, ">Q")):
        if value < 24:
            return bytes([major << 5 | value])
        if value < limit:
            return bytes([major << 5 | code]) + struct.pack(form, value)
    raise ValueError(value)


def to_cbor(value):
    if isinstance(value, bool):
        return b"\xf5" if value else b"\xf4"
    if value is None:
        return b"\xf6"
    if isinstance(value, int):
        return head(0, value)
    if isinstance(value, bytes):
        return head(2, len(value)) + value
    if isinstance(value, str):
        return head(3, len(value.encode())) + value.encode()
    if isinstance(value, list):
        return head(4, len(value)) + b"".join(map(to_cbor, value))
    return head(5, len(value)) + b"".join(to_cbor(k) + to_cbor(v) for k, v in value.items())


def from_cbor(data):
    def read(at):
        major, low = data[at] >> 5, data[at] & 31
        at += 1
        if major == 7 and low > 24:
            form, size = {25: (">e", 2), 26: (">f", 4), 27: (">d", 8)}[low]
            return struct.unpack_from(form, data, at)[0], at + size
        if low >= 24:
            size = 1 << (low - 24)
            low, at = int.from_bytes(data[at : at + size], "big"), at + size
        if major == 0:
            return low, at
        if major == 1:
            return -1 - low, at
        if major in (2, 3):
            text = bytes(data[at : at + low])
            return (text if major == 2 else text.decode()), at + low
        if major == 4:
            items = []
            for _ in range(low):
                item, at = read(at)
                items.append(item)
            return items, at
        if major == 5:
            items = {}
            for _ in range(low):
                key, at = read(at)
                items[key], at = read(at)
            return items, at
        return {20: False, 21: True}.get(low), at

    return read(0)[0]


class Worker:
    def __init__(self, program, device, dtype, weights, *options):
        self.process = subprocess.Popen([program, *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.number = 0
        self.hello = self.ask(type="hello", protocol=1, client="cuda_scorer.py", device=device, dtype=dtype,
                              weights=weights)

    def ask(self, **request):
        self.send(**request)
        return self.answer()

    def send(self, **request):
        self.number += 1
        payload = to_cbor({"id": self.number, **request})
        self.process.stdin.write(MAGIC + struct.pack("<I", len(payload)) + payload)
        self.process.stdin.flush()

    def answer(self):
        start = self.process.stdout.read(8)
        assert start[:4] == MAGIC, start
        answer = from_cbor(memoryview(self.process.stdout.read(struct.unpack("<I", start[4:])[0])))
        if answer["type"] == "error":
            raise RuntimeError(f"{answer['code']}: {answer['message']}")
        return answer

    def send_pictures(self, scorer, pictures, prompts):
        """Pictures are bytes, or pairs of a path and the hash of what lies there."""
        items = [{"data": picture} if isinstance(picture, bytes) else {"path": picture[0], "sha256": picture[1]}
                 for picture in pictures]
        self.send(type="score", scorers=[scorer],
                  pictures=[{"key": str(i), **item} for i, item in enumerate(items)],
                  texts=[{"key": str(i), "text": text} for i, text in enumerate(prompts)])

    def score(self, scorer, pictures, prompts):
        self.send_pictures(scorer, pictures, prompts)
        return self.answer()["items"]

    def stream(self, scorer, pictures, prompts, each):
        """As Dissensus asks: one message is computed while the next is on its way."""
        messages = [pictures[i : i + each] for i in range(0, len(pictures), each)]
        for i, message in enumerate(messages):
            self.send_pictures(scorer, message, prompts)
            if i > 0:
                yield from self.answer()["items"]
        yield from self.answer()["items"]

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def values(items):
    wrong = [item["error"] for item in items if "error" in item]
    if wrong:
        raise RuntimeError(wrong[0])
    return numpy.array([item["value"] for item in items])


def pictures(count, side):
    random = numpy.random.default_rng(3)
    y, x = numpy.mgrid[0:side, 0:side]
    for i in range(count):
        waves = [128 + 90 * numpy.sin(x / (9 + i % 31 + 7 * c) + y / (17 - c) + i) for c in range(3)]
        pixels = numpy.stack(waves, -1) + random.normal(0, 12, (side, side, 1))
        encoded = io.BytesIO()
        Image.fromarray(numpy.clip(pixels, 0, 255).astype("uint8")).save(encoded, "JPEG", quality=90)
        yield encoded.getvalue()


def in_files(encoded, folder):
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for i, data in enumerate(encoded):
        path = folder.resolve() / f"{i}.jpg"
        path.write_bytes(data)
        files.append((str(path), hashlib.sha256(data).hexdigest()))
    return files


def rate(worker, scorer, pictures, prompts):
    """Pictures a second, after a run that does not count: the median of three."""
    seconds = []
    for _ in range(4):
        started = time.perf_counter()
        values(list(worker.stream(scorer, pictures, prompts, EACH)))
        seconds.append(time.perf_counter() - started)
    return len(pictures) / sorted(seconds[1:])[1]


def main():
    options = argparse.ArgumentParser()
    options.add_argument("scorer")
    options.add_argument("folder", type=pathlib.Path)
    options.add_argument("--device", default="cuda:0")
    options.add_argument("--pictures", type=int, default=1024)
    options = options.parse_args()
    small, large = list(pictures(12, 640)), list(pictures(32, 1024))
    files = in_files(large, options.folder / "pictures")
    files = (files * (options.pictures // len(files) + 1))[: options.pictures]
    large = (large * (options.pictures // len(large) + 1))[: options.pictures // 4]
    prompts = ["a photo of a cat", "an oil painting of the sea, muted colours", "你好", "deliberately out of focus"]
    report, good = {}, True
    for scorer, (sizes, activation) in SIZES.items():
        folder = options.folder / scorer
        folder.mkdir(parents=True, exist_ok=True)
        network = clip_files.hugging_face_clip(sizes, 5, activation)
        network.save_pretrained(folder)
        scale = float(network.logit_scale.detach().exp()) if scorer == "pickscore" else 1.0
        del network
        weights = {scorer: str(folder)}
        worker = Worker(options.scorer, "cpu", "fp32", weights)
        expected = values(worker.score(scorer, small, prompts)) / scale
        worker.close()
        if scorer == "clip-l":
            first = expected[:1]
        report[scorer] = {"spread_of_cosines": float(expected.std())}
        for dtype, tolerance in TOLERANCES.items():
            worker = Worker(options.scorer, options.device, dtype, weights)
            got = values(worker.score(scorer, small, prompts)) / scale
            some = files[: len(files) // 4] if dtype == "fp32" else files  # slower, and less to overlap
            read, sent = rate(worker, scorer, some, prompts[:1]), rate(worker, scorer, large, prompts[:1])
            status = worker.ask(type="status")
            worker.close()
            worker = Worker(options.scorer, options.device, dtype, weights, "--requests", "1")
            alone = rate(worker, scorer, some, prompts[:1])
            worker.close()
            difference = float(abs(got - expected).max())
            good &= difference <= tolerance
            report[scorer][dtype] = {
                "largest_difference_of_cosines": difference, "tolerance": tolerance,
                "pictures_per_second_1024_jpeg": read, "pictures_per_second_one_request": alone,
                "pictures_per_second_sent": sent, "device": worker.hello["device"],
                "weights_bytes": status.get("weights_bytes"), "threads": status["threads"]}

    # Nearly all memory is somebody else's: smaller batches, or one clear line; never the end of the worker. A new worker
    # each time, for memory that a worker holds already is its own.
    for left in (6 << 30, 2560 << 20, 2 << 30, 1 << 30):
        free, _ = torch.cuda.mem_get_info()
        hog = torch.empty(max(free - left, 1), dtype=torch.uint8, device=options.device)
        worker = Worker(options.scorer, options.device, "fp32", {"clip-l": str(options.folder / "clip-l")})
        items = worker.score("clip-l", large[:128], prompts[:1])
        errors = sorted({item["error"]["code"] for item in items if "error" in item})
        messages = sorted({item["error"]["message"] for item in items if "error" in item})
        del hog
        torch.cuda.empty_cache()
        again = values(worker.score("clip-l", small[:1], prompts[:1]))
        worker.close()
        difference = float(abs(again - first).max())
        report.setdefault("short_of_memory", []).append(
            {"left_mb": left >> 20, "scored": sum("value" in item for item in items), "errors": errors,
             "messages": messages, "difference_once_memory_is_back": difference})
        good &= set(errors) <= {"device.memory"} and difference < 1e-5
    report["gpu"] = torch.cuda.get_device_name()
    report["passed"] = bool(good)
    json.dump(report, sys.stdout, indent=1)
    print()
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
