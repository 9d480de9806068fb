"""Writes tests/data/clip: small checkpoints in the published layouts, pictures of every kind, and what the authors'
code makes of them. Environment: see environment.sh. Usage: tiny_clip.py [FOLDER]
"""
import json
import pathlib
import sys
import tempfile

import numpy
import torch
from PIL import Image

import clip_files
import clip_scores

PROMPTS = [
    "a photo of a cat",
    "A painting of an ocean, day time; low depth of field",
    "😀 emoji and 你好",
    "café naïve — “quoted” &lt;b&gt; &amp;amp; x",
    " ".join(f"word{i}" for i in range(200)),
]


def pictures(folder):
    """PNG of every mode, portrait and landscape, and sizes at which the two croppings differ."""
    folder.mkdir(parents=True, exist_ok=True)
    generator = numpy.random.default_rng(7)

    def paint(width, height):
        y, x = numpy.mgrid[0:height, 0:width]
        waves = [128 + 100 * numpy.sin(x / (5 + c) + y / (9 - c) + c) + generator.normal(0, 6, x.shape) for c in range(3)]
        return Image.fromarray(numpy.clip(numpy.stack(waves, -1), 0, 255).astype("uint8"))

    made = {
        "landscape.png": paint(90, 60),
        "portrait.png": paint(57, 83),
        "small.png": paint(23, 31),
        "odd.png": paint(59, 56),
        "square.png": paint(56, 56),
        "grey.png": paint(70, 64).convert("L"),
        "palette.png": paint(64, 80).quantize(64),
    }
    alpha = paint(80, 66).convert("RGBA")
    alpha.putalpha(Image.fromarray((numpy.indices((66, 80)).sum(0) * 2 % 256).astype("uint8")))
    made["alpha.png"] = alpha
    for name, picture in made.items():
        picture.save(folder / name, optimize=True)
    return [folder / name for name in sorted(made)]


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "tests/data/clip")
    files = pictures(folder / "pictures")
    scores = {"prompts": PROMPTS, "pictures": [f.name for f in files], "scores": {}}

    # OpenAI's layout, in half precision as published. Its text tower is narrower than a published head, so that a
    # config.json says how many there are: the vocabulary alone takes half a megabyte.
    sizes = {"embed": 24, "image": 56, "patch": 14, "vision_layers": 2, "vision_width": 64, "text_layers": 2,
             "text_width": 4, "text_heads": 2, "head_width": 64}
    network = clip_files.openai_clip(sizes, 1)
    state = {name: tensor.half() for name, tensor in network.state_dict().items()}
    (folder / "openai").mkdir(parents=True, exist_ok=True)
    torch.save({"state_dict": state}, folder / "openai" / "weights.pt")
    for name, activation in [("openai", "quick_gelu"), ("hps", "gelu")]:
        shared = {"num_hidden_layers": 2, "hidden_act": activation}
        config = {
            "text_config": {"hidden_size": 4, "intermediate_size": 16, "num_attention_heads": 2, **shared},
            "vision_config": {"hidden_size": 64, "intermediate_size": 256, "num_attention_heads": 1, **shared},
        }
        (folder / name).mkdir(exist_ok=True)
        (folder / name / "config.json").write_text(json.dumps(config, indent=1) + "\n")
    upcast = {name: tensor.float() for name, tensor in state.items()}
    network.load_state_dict(upcast)
    cosines, images = clip_scores.openai(network, files, PROMPTS, sizes["image"])
    scores["scores"]["clip-l openai"] = scores["scores"]["hps-v1 openai"] = cosines.tolist()

    heads = clip_files.linear_heads(sizes["embed"], 3, (32, 16, 8, 4))
    for name, head in zip(["laion-v1", "laion-v2"], heads):
        torch.save(head, folder / f"{name}.pth")
        scores["scores"][f"{name} openai"] = clip_scores.aesthetic(images, head).tolist()

    clip_files.give_hpsv2_its_vocabulary()
    hps = clip_files.hps_clip(sizes, 1)
    hps.load_state_dict(upcast)
    scores["scores"]["hps-v2 hps"] = scores["scores"]["hps-v2.1 hps"] = clip_scores.hps(hps, files, PROMPTS, sizes["image"]).tolist()

    # Hugging Face's layout: separate queries, keys, values; sizes and activation in config.json.
    hf = {"embed": 16, "image": 56, "patch": 14, "vision_layers": 2, "vision_width": 48, "vision_heads": 4,
          "text_layers": 2, "text_width": 4, "text_heads": 2}
    model = clip_files.hugging_face_clip(hf, 4, "gelu").half()
    model.save_pretrained(folder / "hf", safe_serialization=True)
    model = model.float()
    with tempfile.TemporaryDirectory() as temporary:
        processor = clip_files.processor(pathlib.Path(temporary), hf["image"])
        cosines, scale, _ = clip_scores.hugging_face(model, processor, files, PROMPTS)
    scores["scores"]["clip-l hf"] = cosines.tolist()
    scores["scores"]["pickscore hf"] = (scale * cosines).tolist()

    (folder / "scores.json").write_text(json.dumps(scores, indent=1, ensure_ascii=False) + "\n")
    print(sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()), "bytes in", folder)


main()
