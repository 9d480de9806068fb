"""Speed of CLIP's towers in plain torch, built as openai/CLIP and open_clip build them (nn.MultiheadAttention in
residual blocks): for machines that have nothing but torch, a GPU server for example. Beside dissensus-scorer-bench.

Usage: bench_towers.py [--device cuda:0] [--dtypes fp32,fp16,autocast] [--batches 1,8,64,128] [--repeats 5]
fp16 is openai/CLIP's way on CUDA (weights of products in fp16, layer norm in fp32), autocast is HPSv2's. Prints JSON.
"""
import argparse
import contextlib
import json
import statistics
import sys
import time

import torch
from torch import nn

SIZES = {
    "vit-l": {"vision": (1024, 24, 16), "text": (768, 12, 12), "embed": 768, "quick_gelu": True},
    "vit-h": {"vision": (1280, 32, 16), "text": (1024, 24, 16), "embed": 1024, "quick_gelu": False},
}


class LayerNorm(nn.LayerNorm):
    """In single precision whatever comes in."""

    def forward(self, x):
        return super().forward(x.float()).type(x.dtype)


class QuickGelu(nn.Module):
    def forward(self, x):
        return x * torch.sigmoid(1.702 * x)


class Block(nn.Module):
    def __init__(self, width, heads, activation, mask):
        super().__init__()
        self.attention = nn.MultiheadAttention(width, heads)
        self.norm1, self.norm2 = LayerNorm(width), LayerNorm(width)
        self.mlp = nn.Sequential(nn.Linear(width, 4 * width), activation(), nn.Linear(4 * width, width))
        self.mask = mask

    def forward(self, x):
        y = self.norm1(x)
        mask = None if self.mask is None else self.mask.to(device=x.device, dtype=x.dtype)
        x = x + self.attention(y, y, y, need_weights=False, attn_mask=mask)[0]
        return x + self.mlp(self.norm2(x))


class Tower(nn.Module):
    def __init__(self, width, layers, heads, embed, activation, tokens, causal):
        super().__init__()
        mask = torch.full((tokens, tokens), float("-inf")).triu_(1) if causal else None
        self.position = nn.Parameter(torch.randn(tokens, width) * 0.02)
        self.blocks = nn.Sequential(*[Block(width, heads, activation, mask) for _ in range(layers)])
        self.norm = LayerNorm(width)
        self.projection = nn.Parameter(torch.randn(width, embed) * width**-0.5)

    def run(self, x):
        x = (x + self.position.to(x.dtype)).permute(1, 0, 2) # tokens first, as openai/CLIP
        return self.blocks(x).permute(1, 0, 2)


class ImageTower(Tower):
    def __init__(self, width, layers, heads, embed, activation):
        super().__init__(width, layers, heads, embed, activation, 257, False)
        self.conv = nn.Conv2d(3, width, 14, 14, bias=False)
        self.first = nn.Parameter(torch.randn(width))
        self.before = LayerNorm(width)

    def forward(self, pixels):
        x = self.conv(pixels.type(self.conv.weight.dtype)).flatten(2).permute(0, 2, 1)
        first = self.first.to(x.dtype).expand(x.shape[0], 1, -1)
        x = torch.cat([first, x], 1)
        x = self.before(x + self.position.to(x.dtype)).permute(1, 0, 2)
        x = self.blocks(x).permute(1, 0, 2)
        return self.norm(x[:, 0]) @ self.projection.to(x.dtype)


class TextTower(Tower):
    def __init__(self, width, layers, heads, embed, activation):
        super().__init__(width, layers, heads, embed, activation, 77, True)
        self.tokens = nn.Embedding(49408, width)

    def forward(self, ids):
        x = self.tokens(ids).to(self.projection.dtype)
        x = self.norm(self.run(x))
        return x[torch.arange(x.shape[0]), ids.argmax(-1)] @ self.projection


def half(module):
    for part in module.modules():
        if isinstance(part, (nn.Linear, nn.Conv2d)):
            part.half()
        if isinstance(part, nn.MultiheadAttention):
            part.half()
    module.projection.data = module.projection.data.half()
    return module


def seconds(work, repeats, device):
    times = []
    for number in range(repeats + 1):
        if device.type == "cuda":
            torch.cuda.synchronize()
        start = time.perf_counter()
        work()
        if device.type == "cuda":
            torch.cuda.synchronize()
        if number:
            times.append(time.perf_counter() - start)
    return statistics.median(times)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--device", default="cuda:0" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--dtypes", default="fp32,fp16,autocast" if torch.cuda.is_available() else "fp32")
    parser.add_argument("--batches", default="1,8,64,128" if torch.cuda.is_available() else "1,8")
    parser.add_argument("--models", default="vit-l,vit-h")
    parser.add_argument("--repeats", type=int, default=5)
    options = parser.parse_args()
    device = torch.device(options.device)
    rows = []
    for model in options.models.split(","):
        sizes = SIZES[model]
        activation = QuickGelu if sizes["quick_gelu"] else nn.GELU
        for dtype in options.dtypes.split(","):
            with torch.device(device):
                towers = {"image": ImageTower(*sizes["vision"], sizes["embed"], activation).eval(),
                          "text": TextTower(*sizes["text"], sizes["embed"], activation).eval()}
            for name, tower in towers.items():
                if dtype == "fp16":
                    half(tower)
                context = torch.autocast(device.type, torch.float16) if dtype == "autocast" else contextlib.nullcontext()
                for batch in map(int, options.batches.split(",")):
                    data = (torch.randn(batch, 3, 224, 224, device=device) if name == "image"
                            else torch.randint(1, 49000, (batch, 77), device=device))
                    with torch.inference_mode(), context:
                        time_taken = seconds(lambda: tower(data), options.repeats, device)
                    rows.append({"model": model, "tower": name, "dtype": dtype, "batch": batch,
                                 "per_second": batch / time_taken})
                    print(rows[-1], file=sys.stderr, flush=True)
            del towers
    name = torch.cuda.get_device_name(device) if device.type == "cuda" else "cpu"
    print(json.dumps({"device": name, "torch": torch.__version__, "towers": rows}, indent=1))


main()
