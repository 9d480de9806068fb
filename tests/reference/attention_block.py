#!/usr/bin/env python3
"""Golden output of one pre-norm transformer block, with numpy in float64: proves that the libtorch that was set up computes.

usage: attention_block.py OUT.json

x -> x + proj(attention(norm1(x))) -> x + fc2(gelu(fc1(norm2(x)))); attention is causal; gelu is the one with erf.
Tensors are filled by a hash of their number and the element's index, as in the C++ side. numpy >= 1.24.
"""
import json
import math
import pathlib
import sys

import numpy as np

BATCH, TOKENS, WIDTH, HEADS, HIDDEN = 2, 6, 32, 4, 64


def fill(t, shape, amplitude=0.3):
    j = np.arange(math.prod(shape), dtype=np.uint64)
    x = (j * 2654435761 + (t + 1) * 2246822519) & 0xFFFFFFFF
    x ^= x >> 15
    x = (x * 2246822519) & 0xFFFFFFFF
    x ^= x >> 13
    x = (x * 3266489917) & 0xFFFFFFFF
    x ^= x >> 16
    return (amplitude * (x / 2.0**32 - 0.5)).astype(np.float32).astype(np.float64).reshape(shape)


def layer_norm(x, weight, bias):
    mean, var = x.mean(-1, keepdims=True), x.var(-1, keepdims=True)
    return (x - mean) / np.sqrt(var + 1e-5) * weight + bias


def gelu(x):
    return 0.5 * x * (1 + np.vectorize(math.erf)(x / math.sqrt(2)))


def split(x):
    return x.reshape(BATCH, TOKENS, HEADS, WIDTH // HEADS).transpose(0, 2, 1, 3)


def main():
    x = fill(1000, (BATCH, TOKENS, WIDTH), 4)
    y = layer_norm(x, 1 + fill(0, (WIDTH,)), fill(1, (WIDTH,)))
    q, k, v = (split(y @ fill(2 + i, (WIDTH, WIDTH)).T + fill(5 + i, (WIDTH,))) for i in range(3))
    scores = q @ k.transpose(0, 1, 3, 2) / math.sqrt(WIDTH // HEADS)
    scores = np.where(np.tril(np.ones((TOKENS, TOKENS), dtype=bool)), scores, -np.inf)
    weights = np.exp(scores - scores.max(-1, keepdims=True))
    weights /= weights.sum(-1, keepdims=True)
    joined = (weights @ v).transpose(0, 2, 1, 3).reshape(BATCH, TOKENS, WIDTH)
    x = x + joined @ fill(8, (WIDTH, WIDTH)).T + fill(9, (WIDTH,))
    y = layer_norm(x, 1 + fill(10, (WIDTH,)), fill(11, (WIDTH,)))
    x = x + gelu(y @ fill(12, (HIDDEN, WIDTH)).T + fill(13, (HIDDEN,))) @ fill(14, (WIDTH, HIDDEN)).T + fill(15, (WIDTH,))
    rows = ",\n  ".join(json.dumps([round(float(value), 9) for value in row]) for row in x.reshape(-1, WIDTH))
    pathlib.Path(sys.argv[1]).write_text(f"[\n  {rows}\n]\n")


main()
