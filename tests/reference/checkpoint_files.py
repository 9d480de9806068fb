"""Writes tests/data/checkpoints: tiny CLIP networks and heads in the layouts of the published files, made by the authors'
packages, so that the readers are tested with files that they did not write themselves.

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install torch==2.11.0 torchvision==0.26.0 transformers==4.45.2 \
        clip-anytorch==2.6.0 safetensors==0.8.0
    /tmp/venv/bin/python tests/reference/checkpoint_files.py tests/data/checkpoints

The weights follow a rule (hash of the number of the element and of the key among OpenAI's sorted keys), so that a test
can compute every one of them: see fill() and core/reward/hashfill.h.
"""

import io
import json
import pathlib
import sys
import zipfile

import clip.model
import numpy
import torch
import transformers
from transformers.models.clip import convert_clip_original_pytorch_to_hf as conversion

WIDTH, TEXT_WIDTH, HEADS, EMBED, VOCABULARY, CONTEXT, IMAGE, PATCH = 8, 8, 2, 4, 12, 5, 4, 2


def hash_fill(tensor: int, count: int) -> numpy.ndarray:
    x = numpy.arange(count, dtype=numpy.uint64) * 2654435761 + (tensor + 1) * 2246822519
    x &= 0xFFFFFFFF
    for shift, factor in ((15, 2246822519), (13, 3266489917), (16, 1)):
        x ^= x >> numpy.uint64(shift)
        x = x * numpy.uint64(factor) & numpy.uint64(0xFFFFFFFF)
    return x / 2.0**32 - 0.5


def fill(module: torch.nn.Module) -> None:
    state = module.state_dict()
    for number, key in enumerate(sorted(state)):
        values = 0.3 * hash_fill(number, state[key].numel())
        if state[key].dim() == 1 and key.endswith(".weight"):
            values += 1
        state[key].copy_(torch.from_numpy(values.astype(numpy.float32)).reshape(state[key].shape))


def small_clip() -> clip.model.CLIP:
    """OpenAI's class; its own constructor knows widths of 64 and more only."""
    model = clip.model.CLIP(EMBED, IMAGE, 1, 64, PATCH, CONTEXT, VOCABULARY, TEXT_WIDTH, HEADS, 1)
    model.visual = clip.model.VisionTransformer(IMAGE, PATCH, WIDTH, 1, HEADS, EMBED)
    fill(model)
    return model.eval()


def hugging_face(model: clip.model.CLIP) -> transformers.CLIPModel:
    common = {"num_hidden_layers": 1, "num_attention_heads": HEADS, "hidden_act": "gelu"}
    config = transformers.CLIPConfig(
        text_config={"hidden_size": TEXT_WIDTH, "intermediate_size": 4 * TEXT_WIDTH, "vocab_size": VOCABULARY,
                     "max_position_embeddings": CONTEXT, "eos_token_id": 2, "projection_dim": EMBED, **common},
        vision_config={"hidden_size": WIDTH, "intermediate_size": 4 * WIDTH, "image_size": IMAGE, "patch_size": PATCH,
                       "projection_dim": EMBED, **common},
        projection_dim=EMBED)
    converted = transformers.CLIPModel(config).eval()
    conversion.copy_text_model_and_projection(converted, model)
    conversion.copy_vison_model_and_projection(converted, model)
    converted.logit_scale = model.logit_scale
    return converted


def traced(model: clip.model.CLIP, path: pathlib.Path) -> None:
    """As OpenAI publishes its networks: TorchScript with mixed number types and three numbers as buffers."""
    clip.model.convert_weights(model)
    for name, value in (("input_resolution", IMAGE), ("context_length", CONTEXT), ("vocab_size", VOCABULARY)):
        if hasattr(model, name):
            delattr(model, name)
        model.register_buffer(name, torch.tensor(value))
    picture, text = torch.zeros(1, 3, IMAGE, IMAGE).half(), torch.ones(1, CONTEXT, dtype=torch.int)
    whole = io.BytesIO()
    with torch.no_grad():
        torch.jit.save(torch.jit.trace(model, (picture, text), check_trace=False), whole)
    # Without the code, which is no part of the weights and quotes the packages' sources.
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as target:
        for name in source.namelist():
            if "/code/" not in name:
                target.writestr(zipfile.ZipInfo("small" + name[name.index("/"):]), source.read(name))


def main(folder: pathlib.Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(0)
    heads = json.dumps({"vision_config": {"hidden_size": WIDTH, "intermediate_size": 4 * WIDTH, "num_hidden_layers": 1,
                                          "num_attention_heads": HEADS},
                        "text_config": {"hidden_size": TEXT_WIDTH, "intermediate_size": 4 * TEXT_WIDTH,
                                        "num_hidden_layers": 1, "num_attention_heads": HEADS}})
    (folder / "config.json").write_text(heads + "\n")

    model = small_clip()
    optimizer = torch.optim.AdamW(model.parameters())
    torch.save({"epoch": 3, "name": "small", "state_dict": model.state_dict(), "optimizer": optimizer.state_dict()},
               folder / "training.pt")
    torch.save({"state_dict": {key: value.half() for key, value in model.state_dict().items()}}, folder / "half.pt")
    converted = hugging_face(model)
    converted.save_pretrained(folder / "hub")
    torch.save(converted.state_dict(), folder / "hub.bin")
    traced(small_clip(), folder / "script.pt")

    linear = torch.nn.Linear(EMBED, 1)
    fill(linear)
    torch.save(linear.state_dict(), folder / "linear.pth")
    stack = torch.nn.Module()
    stack.layers = torch.nn.Sequential(torch.nn.Linear(EMBED, 3), torch.nn.Dropout(0.2), torch.nn.Linear(3, 1))
    fill(stack)
    torch.save(stack.state_dict(), folder / "stack.pth")
    torch.save(linear.state_dict(), folder / "legacy.pth", _use_new_zipfile_serialization=False)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
