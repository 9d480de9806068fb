"""Speed of the scorers beside the authors' code: both sides in one run, the same files, pictures and threads.

Usage: bench_scorers.py BINFOLDER WORKFOLDER [--only PART,…] [--repeats N] [--report FILE]
Parts: towers, jobs, many, load, shared. Checkpoints of full size with random weights are made in WORKFOLDER once (11 GB)
and kept. Each time is the median of N after one that does not count. Prints JSON, and lines for people on standard
error.
"""
import argparse
import itertools
import json
import os
import pathlib
import statistics
import struct
import subprocess
import sys
import time

THREADS = 2
os.environ.setdefault("OMP_NUM_THREADS", str(THREADS))

import cbor2
import torch
from PIL import Image

import clip_files
from parity import VIT_H, VIT_L, paint

AS_STARTED = {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"} # as Dissensus starts its scorer
MAGIC = b"\x89DSF"


class Worker:
    """dissensus-scorer, spoken to as docs/scorer-protocol.md says."""

    def __init__(self, program, weights=None, models=None, dtype=None):
        environment = dict(os.environ, **AS_STARTED)
        if models:
            environment["DISSENSUS_MODELS"] = str(models)
        self.process = subprocess.Popen([str(program), "--threads", str(THREADS)], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, env=environment)
        self.id = 0
        hello = {"type": "hello", "protocol": 1, "device": "cpu"}
        if weights:
            hello["weights"] = {scorer: str(path) for scorer, path in weights.items()}
        if dtype:
            hello["dtype"] = dtype
        self.hello = self.ask(hello)

    def ask(self, message):
        self.id += 1
        body = cbor2.dumps({**message, "id": self.id})
        self.process.stdin.write(MAGIC + struct.pack("<I", len(body)) + body)
        self.process.stdin.flush()
        head = self.process.stdout.read(8)
        answer = cbor2.loads(self.process.stdout.read(struct.unpack("<I", head[4:])[0]))
        if answer["type"] == "error":
            raise RuntimeError(answer["message"])
        return answer

    def score(self, scorers, pictures, prompts, known=None):
        items = [{"key": str(i), "data": data} for i, data in enumerate(pictures)]
        if known:
            items = [{"key": str(i), "features": [features]} for i, features in enumerate(known)]
        texts = [{"key": str(i), "text": text} for i, text in enumerate(prompts)]
        answer = self.ask({"type": "score", "scorers": scorers, "pictures": items, "texts": texts, "embeddings": True})
        for item in answer["items"]:
            if "error" in item:
                raise RuntimeError(item["error"]["message"])
        return answer

    def peak(self):
        """Largest resident memory so far, in bytes."""
        for line in open(f"/proc/{self.process.pid}/status"):
            if line.startswith("VmHWM"):
                return int(line.split()[1]) * 1024
        return 0

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def median(work, repeats):
    times = []
    for number in range(repeats + 1):
        start = time.perf_counter()
        work(number)
        if number > 0:
            times.append(time.perf_counter() - start)
    return statistics.median(times)


def say(text):
    print(text, file=sys.stderr, flush=True)


class Files:
    """Full-size checkpoints, made when they are first needed; those of parity.py serve, too."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def made(self, name, make):
        path = self.folder / name
        if not path.exists():
            say(f"making {path} …")
            make(path)
        return path

    def clip_l(self):
        def make(path):
            network = clip_files.openai_clip(VIT_L, 1)
            torch.save({n: t.half() if t.dim() > 1 else t for n, t in network.state_dict().items()}, path)
        return self.made("ViT-L-14.pt", make)

    def narrow_clip(self):
        sizes = dict(VIT_L, patch=56, vision_layers=1, vision_width=64, vision_heads=1, text_layers=1, text_width=64,
                     text_heads=1)
        return self.made("narrow.pt", lambda path: torch.save(clip_files.openai_clip(sizes, 7).state_dict(), path))

    def clip_l_hf(self):
        def make(path):
            clip_files.hugging_face_clip(VIT_L, 4, "quick_gelu").save_pretrained(path)
            clip_files.processor(path, 224).save_pretrained(path)
        return self.made("clip-vit-large-patch14", make)

    def hps_v1(self):
        return self.made("hpc.pt", lambda path: torch.save(
            {"state_dict": clip_files.openai_clip(VIT_L, 2).state_dict()}, path))

    def hps_v21(self):
        clip_files.give_hpsv2_its_vocabulary()

        def make(path):
            network = clip_files.hps_clip(VIT_H, 6)
            torch.save({"state_dict": {n: t.half() for n, t in network.state_dict().items()}}, path)
        return self.made("HPS_v2.1_compressed.pt", make)

    def pickscore(self):
        def make(path):
            clip_files.hugging_face_clip(VIT_H, 5, "gelu").save_pretrained(path, max_shard_size="10GB")
            clip_files.processor(path, 224).save_pretrained(path)
        return self.made("PickScore_v1", make)

    def laion(self, version):
        def make(path):
            path.mkdir()
            os.link(self.clip_l(), path / "ViT-L-14.pt")
            name = ["sa_0_4_vit_l_14_linear.pth", "sac+logos+ava1-l14-linearMSE.pth"][version - 1]
            torch.save(clip_files.linear_heads(768, 3)[version - 1], path / name)
        return self.made(f"laion-v{version}", make)


class Authors:
    """The scorers as their READMEs call them. Each method gives a function of (pictures, prompts)."""

    def __init__(self, files):
        self.files = files

    @staticmethod
    def unit(x):
        return x / x.norm(dim=-1, keepdim=True)

    def clip_l(self, path=None):
        import clip

        model, preprocess = clip.load(str(path or self.files.clip_l()), device="cpu")

        @torch.no_grad()
        def run(pictures, prompts, batch=8):
            images = []
            for some in itertools.batched(pictures, batch) if hasattr(itertools, "batched") else chunks(pictures, batch):
                pixels = torch.stack([preprocess(Image.open(p)) for p in some])
                images.append(self.unit(model.encode_image(pixels)))
            texts = self.unit(model.encode_text(clip.tokenize(prompts, truncate=True)))
            return (torch.cat(images) @ texts.T).tolist()
        return run

    def hps_v1(self):
        import clip

        model, preprocess = clip.load(str(self.files.clip_l()), device="cpu")
        model.load_state_dict(torch.load(self.files.hps_v1(), map_location="cpu")["state_dict"])

        @torch.no_grad()
        def run(pictures, prompts):
            images = self.unit(model.encode_image(torch.stack([preprocess(Image.open(p)) for p in pictures])))
            return (images @ self.unit(model.encode_text(clip.tokenize(prompts))).T).tolist()
        return run

    def hps_v21(self):
        import hpsv2.img_score

        path = str(self.files.hps_v21())
        # LAION's weights, which it would download first, are replaced by the checkpoint's at each call.
        make = hpsv2.img_score.create_model_and_transforms
        hpsv2.img_score.create_model_and_transforms = lambda name, _, **more: make(name, None, **more)

        def run(pictures, prompts):
            return [hpsv2.img_score.score([str(p) for p in pictures], prompt, cp=path) for prompt in prompts]
        return run

    def pickscore(self):
        from transformers import AutoModel, AutoProcessor

        path = str(self.files.pickscore())
        processor = AutoProcessor.from_pretrained(path)
        model = AutoModel.from_pretrained(path).eval()

        @torch.no_grad()
        def run(pictures, prompts):
            scores = []
            for prompt in prompts: # the README's calc_probs
                images = processor(images=[Image.open(p) for p in pictures], padding=True, truncation=True,
                                   max_length=77, return_tensors="pt")
                texts = processor(text=prompt, padding=True, truncation=True, max_length=77, return_tensors="pt")
                image = self.unit(model.get_image_features(**images))
                text = self.unit(model.get_text_features(**texts))
                scores.append((model.logit_scale.exp() * (text @ image.T)[0]).tolist())
            return scores
        return run

    def laion_v2(self):
        import clip

        model, preprocess = clip.load(str(self.files.clip_l()), device="cpu")
        head = torch.load(next(self.files.laion(2).glob("*.pth")))
        names = sorted({n.rsplit(".", 1)[0] for n in head}, key=lambda n: int(n.split(".")[1]))

        @torch.no_grad()
        def run(pictures, prompts):
            x = self.unit(model.encode_image(torch.stack([preprocess(Image.open(p)) for p in pictures])))
            for name in names:
                x = torch.nn.functional.linear(x, head[name + ".weight"], head[name + ".bias"])
            return x.tolist()
        return run


def chunks(items, length):
    return [items[i : i + length] for i in range(0, len(items), length)]


def write_pictures(folder, count):
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{i}.jpg" for i in range(count)]
    for number, file in enumerate(files):
        if not file.exists():
            paint(768, 768, number).save(file, quality=90)
    return files


class Bench:
    def __init__(self, options):
        self.bin = options.bin
        self.repeats = options.repeats
        self.files = Files(options.folder / "weights")
        self.authors = Authors(self.files)
        self.pictures = write_pictures(options.folder / "pictures", 64)
        self.bytes = [file.read_bytes() for file in self.pictures]
        self.result = {}

    def worker(self, weights=None, **more):
        return Worker(self.bin / "dissensus-scorer", weights, **more)

    def towers(self):
        """Each tower's rate beside the matching matrix product's, in dissensus-scorer-bench; the authors' beside it."""
        run = subprocess.run([str(self.bin / "dissensus-scorer-bench"), "--threads", str(THREADS), "--device", "cpu",
                              "--repeats", str(self.repeats)], stdout=subprocess.PIPE, check=True,
                             env=dict(os.environ, **AS_STARTED))
        self.result["towers"] = json.loads(run.stdout)
        rows = []
        for name, network in [("vit-l", clip_files.openai_clip(VIT_L, 1)), ("vit-h", clip_files.hps_clip(VIT_H, 6))]:
            with torch.no_grad():
                for batch in (1, 8):
                    pixels = torch.randn(batch, 3, 224, 224)
                    seconds = median(lambda _: network.encode_image(pixels), self.repeats)
                    rows.append({"model": name, "tower": "image", "dtype": "fp32", "batch": batch,
                                 "per_second": batch / seconds})
                    say(f"authors' {name} image tower, batch {batch}: {batch / seconds:.2f}/s")
        self.result["authors_towers"] = rows

    def jobs(self):
        """Two pictures under two prompts, model loaded. Prompts are new each time: nothing is remembered."""
        rows = self.result["jobs"] = []
        for scorer, weights, authors in [
            ("clip-l", self.files.clip_l(), self.authors.clip_l), ("hps-v1", self.files.hps_v1(), self.authors.hps_v1),
            ("laion-v2", self.files.laion(2), self.authors.laion_v2),
            ("pickscore", self.files.pickscore(), self.authors.pickscore),
            ("hps-v2.1", self.files.hps_v21(), self.authors.hps_v21),
        ]:
            worker = self.worker({scorer: weights})
            prompts = [] if scorer.startswith("laion") else ["a photo of a cat in the rain, number {}", "an oil painting of {} boats"]
            ours = median(lambda i: worker.score([scorer], self.bytes[:2], [p.format(i) for p in prompts]), self.repeats)
            peak = worker.peak()
            worker.close()
            run = authors()
            theirs = median(lambda i: run(self.pictures[:2], [p.format(i) for p in prompts]), self.repeats)
            del run
            rows.append({"scorer": scorer, "seconds": ours, "authors_seconds": theirs, "times_faster": theirs / ours,
                         "peak_bytes": peak})
            say(f"2 x 2 {scorer}: {ours:.2f} s, authors {theirs:.2f} s, {theirs / ours:.2f} x; peak {peak / 2**30:.2f} GiB")

    def many(self):
        """64 pictures under one prompt."""
        repeats = max(1, self.repeats // 5)
        worker = self.worker({"clip-l": self.files.clip_l()})
        ours = median(lambda i: worker.score(["clip-l"], self.bytes, [f"a photo of {i} cats"]), repeats)
        worker.close()
        run = self.authors.clip_l()
        theirs = median(lambda i: run(self.pictures, [f"a photo of {i} cats"]), repeats)
        # All but the towers: the same with a network of next to no work.
        worker = self.worker({"clip-l": self.files.narrow_clip()})
        outside = median(lambda i: worker.score(["clip-l"], self.bytes, [f"a photo of {i} cats"]), self.repeats)
        worker.close()
        row = {"scorer": "clip-l", "pictures": len(self.pictures), "seconds": ours, "authors_seconds": theirs,
               "times_faster": theirs / ours, "seconds_outside_the_towers": outside,
               "share_outside_the_towers": outside / ours}
        self.result["many"] = row
        say(f"64 pictures, clip-l: {ours:.1f} s, authors {theirs:.1f} s, {row}")

    def load(self):
        """From nothing to the first score, file in the page cache."""
        path = self.files.clip_l_hf()
        models = self.files.folder / "models"
        if not (models / "clip-l" / "model.json").exists():
            subprocess.run([str(self.bin / "dissensus-cli"), "scorers", "install", "clip-l", "--from", str(path)],
                           check=True, env={**os.environ, "DISSENSUS_MODELS": str(models)}, stdout=subprocess.DEVNULL)

        def ours(_):
            worker = self.worker(models=models)
            worker.score(["clip-l"], self.bytes[:1], ["a photo of a cat"])
            self.peak = worker.peak()
            worker.close()

        code = (f"import torch; torch.set_num_threads({THREADS})\n"
                "from transformers import CLIPModel, CLIPProcessor\nfrom PIL import Image\n"
                f"m = CLIPModel.from_pretrained({str(path)!r}); p = CLIPProcessor.from_pretrained({str(path)!r})\n"
                f"with torch.no_grad(): print(m(**p(text=['a photo of a cat'], images=Image.open({str(self.pictures[0])!r}),"
                " return_tensors='pt', padding=True)).logits_per_image)")
        mine = median(ours, self.repeats)
        theirs = median(lambda _: subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL,
                                                 stderr=subprocess.DEVNULL), self.repeats)
        size = sum(f.stat().st_size for f in path.glob("*.safetensors"))
        self.result["load"] = {"seconds": mine, "authors_seconds": theirs, "share": mine / theirs,
                               "peak_bytes": self.peak, "weights_bytes": size}
        say(f"load to first score: {mine:.2f} s, authors {theirs:.2f} s, {mine / theirs:.2f}; peak "
            f"{self.peak / 2**30:.2f} GiB for {size / 2**30:.2f} GiB of weights")

    def shared(self):
        """Three scorers on one tower; a further prompt on known features."""
        weights = {"clip-l": self.files.clip_l(), "laion-v1": self.files.laion(1), "laion-v2": self.files.laion(2)}
        worker = self.worker(weights)
        eight = self.bytes[:8]
        alone = median(lambda i: worker.score(["clip-l"], eight, [f"{i} cats"]), self.repeats)
        three = median(lambda i: worker.score(list(weights), eight, [f"{i} dogs"]), self.repeats)
        answer = worker.score(["clip-l"], eight, ["a cat"])
        known = [e["features"] for e in answer["embeddings"] if "picture" in e]
        further = median(lambda i: worker.score(["clip-l"], [], [f"a further prompt, number {i}"], known), self.repeats)
        worker.close()
        self.result["shared"] = {"clip_l_seconds": alone, "with_laion_v1_v2_seconds": three, "share": three / alone,
                                 "further_prompt_seconds": further}
        say(f"8 pictures: clip-l {alone:.2f} s, with laion-v1 and laion-v2 {three:.2f} s ({three / alone:.3f}); "
            f"a further prompt {1000 * further:.0f} ms")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bin", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--only", default="towers,jobs,many,load,shared")
    parser.add_argument("--repeats", type=int, default=5)
    options = parser.parse_args()
    torch.set_num_threads(THREADS)
    bench = Bench(options)
    try:
        for part in options.only.split(","):
            getattr(bench, part)()
    finally: # what was measured before a part failed counts
        print(json.dumps(bench.result, indent=1))


if __name__ == "__main__":
    main()
