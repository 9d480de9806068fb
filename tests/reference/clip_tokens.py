#!/usr/bin/env python3
"""Token ids of texts by the authors' tokenizers: OpenAI's, open_clip's, Hugging Face's fast one.

usage: clip_tokens.py OUT.json

clip-anytorch 2.6.0, open-clip-torch 3.3.0, ftfy 6.3.1, transformers 4.45.2 (with what they need). The vocabulary is
open_clip's own; Hugging Face's two files are made of it. Texts are kept where ftfy finds no mojibake to repair, which the
program leaves out; the script stops where that is not so.
"""
import gzip
import json
import pathlib
import sys
import tempfile

import ftfy
import open_clip
from clip.clip import tokenize as openai_tokenize
from clip.simple_tokenizer import SimpleTokenizer as OpenAiTokenizer
from open_clip.tokenizer import SimpleTokenizer as OpenClipTokenizer
from transformers import CLIPTokenizerFast

WORDS = ("painting of an ocean with clouds and birds day time low depth field effect ancient harbour sailors mending nets "
         "under copper lanterns while a storm gathers beyond the lighthouse").split()

TEXTS = [
    "a photo of a cat", "A photo of a CAT!!", "hello world, it's 2024", "  spaced\tout\n\ntext ", "café naïve — “quoted”",
    "&lt;b&gt; &amp;amp; x", "😀 emoji", "你好", "3.14159 x10^5", "don't WE'LL they're",
    "", " ", "a", "!", "\n", "...", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "supercalifragilisticexpialidocious",
    "👩🏽‍🚀 floats 👨‍👩‍👧‍👦 🏳️‍🌈 🇩🇪", "🎨🖌️ painted❤️‍🔥", "🫠🫡🦤", "キャンバスに描かれた富士山", "한국의 전통 가옥", "한국의 (decomposed jamo)", "北京的秋天，红叶和古塔。",
    "مدينة قديمة عند الغروب", "עיר עתיקה", "старый город на закате", "Παλιά πόλη: ΟΔΥΣΣΕΥΣ ΜΕΓΑΣ", "ΣΑΣ Σ ΑΣ", "İstanbul'da ISPARTA ığdır", "GROSSE STRASSE ẞ ß",
    "हिन्दी में चित्र", "ภาพวาดวัดไทย", "Việt Nam phố cổ",
    "&eacute;t&eacute; &mdash; &hellip; &nbsp;x", "&EACUTE;COLE &NTILDE; &nTILDE; &SZLIG;", "&#233;&#xE9;&#XE9; &#233 &#xe9", "&#128; &#x9f; &#0; &#xD800; &#x110000; &#1114112;", "&ampamp; &notit; &notin; &lt &gt",
    "&amp;amp;amp;lt;b&amp;gt;", "<p>&eacute; &amp; stays?</p>", "line one &amp; two\n<b>&amp;</b>\nthree &amp;amp;", "&CounterClockwiseContourIntegral; &fjlig; &bne; &nvlt;", "&unknown; &; & &x; &#; &#x; &#12ab;", "&#59; &semi; &#x3b", "&GTRSIM; &FRAC12; &frac12;", "AT&T R&D Q&A&copy&reg2",
    "‘single’ “double” ‚low‛ „low‟ ʼn ŉ", "it’s the artist’s “best”", "don‘t can’t WON’T", "«guillemets» ‹single›", "ＦＵＬＬ　ｗｉｄｔｈ ｆ／１．８", "ﾊﾝｶｸ ｶﾀｶﾅ ￦￡", "ﬁre ﬂower oﬀice aﬃne ﬄ ﬅ ﬆ", "Ĳsselmeer ĳ Ǆ ǅ ǆ Ǉ ǈ ǉ Ǌ ǋ ǌ Ǳ ǲ ǳ",
    "nul\x00bell\x07tab\tvt\x0bff\x0cdel\x7fesc\x1b", "\x1b[31mred\x1b[0m \x1b[1;4mbold\x1b[ rest", "\ufeffbom inside\ufeff text", "soft\u00adhyphen zero\u200bwidth \u200djoin\u200c", "\u202aembed\u202c \u2066isolate\u2069 \u206adeprecated\u206f", "\ufff9anno\ufffatated\ufffb obj\ufffc rep\ufffd",
    "\x1c\x1d\x1e\x1f fs gs", "line\r\nbreaks\rof\u2028every\u2029kind\x0b.", "nbsp\u00a0thin\u2009em\u2003ideographic\u3000space\u1680ogham\u205fmath", "a\u180eb mongolian",
    "e\u0301 decomposed vs é composed, Å Å Å", "q\u0323\u0307 q\u0307\u0323 order", "①②③ ½ ⅷ Ⅷ ² ₂ ٣ ४ 五", "x² + y² = z², 10⁻³, ∑ √ ∞ ≠ ≈", "1234567890 12,345.67 1e-5 0x1F 4k 8K", "$100 €50 £30 ¥20 ₿1",
    "it'ſ ſhip 'ſt <|ſtartoftext|>", "''s 's's '''s 'd've 'LL 'Re", "'s", "n't o'clock rock'n'roll 'tis y'all'd've", "\u212a \u212b \u2126 Kelvin",
    "a <|endoftext|> b", "A <|EndOfText|> B <|STARTOFTEXT|>", "x!<|endoftext|>!", "(<|startoftext|>", "a<|endoftext|>b<|endoftext|>", "<start_of_text> a <end_of_text>", "!<END_OF_TEXT>!", "<|endoftext|", "<| endoftext |>", "&lt;|endoftext|&gt;",
    "C++ & C# (v2.0) [tag:1.3], {a|b}, (masterpiece:1.4), <lora:x:0.8>, --ar 16:9 --v 5", "https://example.org/a_b-c?d=e&f=g#h", "snake_case camelCase kebab-case path/to/file.png", "ñandú piñata jalapeño façade Zoë Łódź Kraków Dvořák Ångström", "½ cup — 20 °C · 5′ 6″", "tilde ~ caret ^ pipe | back\\slash `tick`",
    "𝓯𝓪𝓷𝓬𝔂 𝕥𝕖𝕩𝕥 ℌℑ", "𐍈𐌰 gothic 𓀀 hieroglyph", "ZWJ\u200d seq\ufe0f vs\ufe0e", "mixed中文and英文words", "Ω≈ç√∫˜µ≤", "Lorem ipsum dolor sit amet, consectetur adipiscing elit.",
    " ".join(WORDS[i % len(WORDS)] for i in range(200)), " ".join(WORDS[i % len(WORDS)] for i in range(75)), " ".join(["a"] * 75), " ".join(["a"] * 76), "antidisestablishmentarianism" * 40, "ab" * 300 + " " + "!?" * 200, "猫" * 60,
]


def hugging_face():
    with gzip.open(pathlib.Path(open_clip.__file__).parent / "bpe_simple_vocab_16e6.txt.gz") as file:
        merges = file.read().decode().split("\n")[1:48895]
    # The byte symbols in the order of their ids.
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    symbols = [chr(b) for b in printable] + [chr(256 + i) for i in range(256 - len(printable))]
    tokens = [*symbols, *(s + "</w>" for s in symbols), *("".join(m.split()) for m in merges), "<|startoftext|>", "<|endoftext|>"]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "vocab.json").write_text(json.dumps({t: i for i, t in enumerate(tokens)}))
        (folder / "merges.txt").write_text("#version: 0.2\n" + "\n".join(merges) + "\n")
        return CLIPTokenizerFast(vocab_file=str(folder / "vocab.json"), merges_file=str(folder / "merges.txt"))


def main():
    openai, open_clip_tokenizer, fast = OpenAiTokenizer(), OpenClipTokenizer(), hugging_face()
    cases = []
    for text in TEXTS:
        if ftfy.fix_text(text) != ftfy.fix_text(text, fix_encoding=False):
            sys.exit(f"ftfy repairs mojibake in {text!r}")
        long = len(openai.encode(text)) + 2 > 77
        sequences = {"openai": openai_tokenize([text], truncate=True)[0].tolist(),
                     "openclip": open_clip_tokenizer([text])[0].tolist(),
                     "huggingface": fast(text, padding="max_length", truncation=True, max_length=77)["input_ids"]}
        try:
            openai_tokenize([text])
            if long:
                sys.exit("expected an error")
        except RuntimeError:
            if not long:
                raise
        cases.append({"text": text, "openai": openai.encode(text), "openclip": open_clip_tokenizer.encode(text),
                      "huggingface": fast(text)["input_ids"][1:-1], "sequences": sequences if long or text in ("", "a photo of a cat") else None})
    lines = ",\n".join(json.dumps({k: v for k, v in case.items() if v is not None}, separators=(",", ":")) for case in cases)
    pathlib.Path(sys.argv[1]).write_text('{"texts":[\n' + lines + "\n]}\n")
    print(len(cases), "texts")


main()
