"""Checkpoints with random weights in the layouts in which CLIP and the scorers on it are published, made with the
authors' packages: openai/CLIP (clip-anytorch), open_clip inside hpsv2, transformers. Sizes are arguments, so that the
same code writes the small files of tests/data/clip and the full-size ones of parity.py.
"""
import json
import pathlib

import torch


def stir(module, seed, gain=1.0):
    """Random parameters of a size at which pictures and texts differ visibly in the result."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, parameter in module.named_parameters():
            if parameter.dim() == 0:
                continue
            noise = torch.empty_like(parameter).normal_(generator=generator)
            if parameter.dim() == 1:
                is_scale = name.endswith("weight")
                parameter.copy_(noise * 0.2 + (1.0 if is_scale else 0.0))
            elif "embedding" in name:
                parameter.copy_(noise * 0.2)
            else:
                fan_in = parameter[0].numel()
                parameter.copy_(noise * gain / fan_in**0.5)
    return module


def openai_clip(sizes, seed):
    """An openai/CLIP network in single precision."""
    import clip.model

    network = clip.model.CLIP(
        embed_dim=sizes["embed"], image_resolution=sizes["image"], vision_layers=sizes["vision_layers"],
        vision_width=sizes["vision_width"], vision_patch_size=sizes["patch"], context_length=77, vocab_size=49408,
        transformer_width=sizes["text_width"], transformer_heads=sizes["text_heads"],
        transformer_layers=sizes["text_layers"])
    return stir(network, seed).float().eval()


def hps_clip(sizes, seed):
    """The open_clip network of hpsv2: exact GELU."""
    from hpsv2.src.open_clip.model import CLIP, CLIPTextCfg, CLIPVisionCfg

    vision = CLIPVisionCfg(layers=sizes["vision_layers"], width=sizes["vision_width"], head_width=sizes["head_width"],
                           patch_size=sizes["patch"], image_size=sizes["image"])
    text = CLIPTextCfg(width=sizes["text_width"], heads=sizes["text_heads"], layers=sizes["text_layers"])
    network = CLIP(sizes["embed"], vision, text, quick_gelu=False, output_dict=True)
    return stir(network, seed).eval()


def hugging_face_clip(sizes, seed, activation):
    from transformers import CLIPConfig, CLIPModel

    shared = {"hidden_act": activation, "layer_norm_eps": 1e-5}
    config = CLIPConfig(
        text_config={"hidden_size": sizes["text_width"], "intermediate_size": 4 * sizes["text_width"],
                     "num_hidden_layers": sizes["text_layers"], "num_attention_heads": sizes["text_heads"],
                     "projection_dim": sizes["embed"], "eos_token_id": 2, **shared},
        vision_config={"hidden_size": sizes["vision_width"], "intermediate_size": 4 * sizes["vision_width"],
                       "num_hidden_layers": sizes["vision_layers"], "num_attention_heads": sizes["vision_heads"],
                       "image_size": sizes["image"], "patch_size": sizes["patch"], "projection_dim": sizes["embed"],
                       **shared},
        projection_dim=sizes["embed"])
    return stir(CLIPModel(config), seed).eval()


def vocabulary_file():
    import open_clip

    return pathlib.Path(open_clip.__file__).parent / "bpe_simple_vocab_16e6.txt.gz"


def give_hpsv2_its_vocabulary():
    """The wheel of hpsv2 1.2.0 lacks the file that it reads."""
    import hpsv2

    target = pathlib.Path(hpsv2.__file__).parent / "src" / "open_clip" / "bpe_simple_vocab_16e6.txt.gz"
    if not target.exists():
        target.write_bytes(vocabulary_file().read_bytes())


def write_tokenizer(folder):
    """vocab.json, merges.txt and the like for CLIPProcessor, from the same vocabulary."""
    import gzip

    from open_clip.tokenizer import bytes_to_unicode
    from transformers import CLIPImageProcessor, CLIPProcessor, CLIPTokenizerFast

    folder.mkdir(parents=True, exist_ok=True)
    merges = gzip.open(vocabulary_file()).read().decode().split("\n")[1 : 49152 - 256 - 2 + 1]
    symbols = list(bytes_to_unicode().values())
    vocabulary = symbols + [s + "</w>" for s in symbols] + ["".join(m.split()) for m in merges]
    vocabulary += ["<|startoftext|>", "<|endoftext|>"]
    (folder / "vocab.json").write_text(json.dumps({token: i for i, token in enumerate(vocabulary)}))
    (folder / "merges.txt").write_text("#version: 0.2\n" + "\n".join(merges) + "\n")
    tokenizer = CLIPTokenizerFast(str(folder / "vocab.json"), str(folder / "merges.txt"), model_max_length=77,
                                  bos_token="<|startoftext|>", eos_token="<|endoftext|>", pad_token="<|endoftext|>",
                                  unk_token="<|endoftext|>")
    return tokenizer, CLIPImageProcessor, CLIPProcessor


def processor(folder, size):
    """CLIPProcessor as laion/CLIP-ViT-H-14-laion2B-s32B-b79K and openai/clip-vit-large-patch14 configure it."""
    tokenizer, image_processor, whole = write_tokenizer(folder)
    return whole(image_processor(size={"shortest_edge": size}, crop_size={"height": size, "width": size}), tokenizer)


def linear_heads(embed, seed, hidden=(1024, 128, 64, 16)):
    """State dicts of the aesthetic predictors' heads, v1 and v2."""
    generator = torch.Generator().manual_seed(seed)

    def layer(outputs, inputs):
        return torch.empty(outputs, inputs).normal_(generator=generator) / inputs**0.5

    v1 = {"weight": 10 * layer(1, embed), "bias": torch.tensor([5.0])}
    widths = [embed, *hidden, 1]
    v2 = {}
    for number, inputs, outputs in zip([0, 2, 4, 6, 7], widths, widths[1:]):
        v2[f"layers.{number}.weight"] = 2 * layer(outputs, inputs)
        v2[f"layers.{number}.bias"] = layer(1, outputs)[0]
    return v1, v2
