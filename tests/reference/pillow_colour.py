"""Checksums of Pillow's conversions between modes over every pair of a value and its ink or alpha: the golden values of
tests/core/reward/tst_pillowcolour.cpp. Usage: pillow_colour.py (needs Pillow)."""
import zlib

from PIL import Image, __version__

SIDE = 256
PLACES = range(SIDE * SIDE)


def crc(image):
    return f"{zlib.crc32(image.tobytes()):#010x}"


def four(*channels):
    """An interleaved picture of 65,536 pixels; a channel is a function of the place."""
    return bytes(channel(i) & 255 for i in PLACES for channel in channels)


colour = (lambda i: i, lambda i: 5 * i + 3, lambda i: 255 - (i & 255))
print("Pillow", __version__)
rgba = Image.frombytes("RGBA", (SIDE, SIDE), four(*colour, lambda i: i >> 8))
print("premultiplied  ", crc(rgba.convert("RGBa")))
rgba = Image.frombytes("RGBa", (SIDE, SIDE), four(*colour, lambda i: i >> 8))
print("unpremultiplied", crc(rgba.convert("RGBA").convert("RGB")))
cmyk = Image.frombytes("CMYK", (SIDE, SIDE), four(*colour, lambda i: i >> 8))
print("cmykToRgb      ", crc(cmyk.convert("RGB")))
grey = Image.frombytes("I;16", (SIDE, SIDE), b"".join(i.to_bytes(2, "little") for i in PLACES))
print("grey16ToRgb    ", crc(grey.convert("RGB")))
