"""Scores as the authors' code gives them, in single precision on the CPU."""
import numpy
import torch
from PIL import Image


def unit(features):
    return features / features.norm(dim=-1, keepdim=True)


@torch.no_grad()
def openai(network, pictures, prompts, size):
    """openai/CLIP's way: clip.tokenize with truncate, its transform, cosines. Also HPS v1 (evaluate_hps.py)."""
    import clip
    from clip.clip import _transform

    transform = _transform(size)
    images = torch.cat([unit(network.encode_image(transform(Image.open(p)).unsqueeze(0))) for p in pictures])
    texts = torch.cat([unit(network.encode_text(clip.tokenize([t], truncate=True))) for t in prompts])
    return (images @ texts.T).double().numpy(), images


@torch.no_grad()
def hugging_face(model, processor, pictures, prompts):
    """Cosines and their scale, as transformers' CLIPProcessor and CLIPModel are called by PickScore's README."""
    images = []
    for picture in pictures:
        pixels = processor(images=Image.open(picture), return_tensors="pt")
        images.append(unit(model.get_image_features(**pixels)))
    texts = []
    for prompt in prompts:
        ids = processor(text=prompt, padding=True, truncation=True, max_length=77, return_tensors="pt")
        texts.append(unit(model.get_text_features(**ids)))
    images = torch.cat(images)
    return (images @ torch.cat(texts).T).double().numpy(), float(model.logit_scale.exp()), images


@torch.no_grad()
def hps(network, pictures, prompts, size):
    """hpsv2's img_score.py, with pictures that its own transform refuses converted to RGB first."""
    from hpsv2.src.open_clip import get_tokenizer
    from hpsv2.src.open_clip.transform import image_transform

    transform = image_transform(size, is_train=False, resize_longest_max=True)
    tokenizer = get_tokenizer("ViT-H-14")
    opened = [transform(Image.open(picture).convert("RGB")).unsqueeze(0) for picture in pictures]
    images = torch.cat([network.encode_image(pixels, normalize=True) for pixels in opened])
    texts = torch.cat([network.encode_text(tokenizer([t]), normalize=True) for t in prompts])
    return (images @ texts.T).double().numpy()


def aesthetic(images, head):
    """v1 is one linear layer, v2 several without anything between them; on embeddings of unit length."""
    values = images
    names = sorted({name.rsplit(".", 1)[0] for name in head if "." in name}, key=lambda n: int(n.split(".")[1]))
    if not names:
        return (values @ head["weight"].T + head["bias"])[:, 0].double().numpy()
    for name in names:
        values = values @ head[name + ".weight"].T + head[name + ".bias"]
    return numpy.asarray(values[:, 0].double())
