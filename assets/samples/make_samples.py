#!/usr/bin/env python3
"""Makes the sample files beside it, from nothing but arithmetic. Run it again and they are the same, byte for byte.

picture.bmp      24-bit BMP, 201 x 149; its rows of 603 bytes are padded to 604 and stored from the bottom up
frame.rgb565     a raw frame without a header: 160 x 120, 16-bit RGB565 little-endian, rows padded to 384 bytes
tone.wav         half a second of 16-bit stereo sound at 22,050 Hz: a falling tone left, a rising one right
packets.bin      big-endian packets as a recorder keeps them: magic, lengths, counters, a payload
array.npy        a NumPy array of shape (48, 64) and type '<f4': a wave on water
"""
import math
import pathlib
import struct

HERE = pathlib.Path(__file__).resolve().parent


def clamp(value):
    return max(0, min(255, round(value)))


def landscape(x, y, width, height):
    """A sun over hills at dusk: the colour of one pixel as (red, green, blue)."""
    u, v = x / width, y / height
    hills = [0.62 + 0.08 * math.sin(7 * u + 0.6) + 0.03 * math.sin(19 * u),
             0.76 + 0.06 * math.sin(5 * u + 2.4) + 0.02 * math.sin(23 * u + 1),
             0.90 + 0.04 * math.sin(9 * u + 4.0)]
    colours = [(88, 62, 112), (52, 44, 92), (24, 26, 58)]
    for hill, colour in reversed(list(zip(hills, colours))):
        if v > hill:
            glow = 1 + 0.35 * (v - hill)
            return tuple(clamp(c * glow) for c in colour)
    distance = math.hypot((u - 0.68) * width / height, v - 0.38)
    sky = (40 + 205 * v, 58 + 96 * v, 128 + 20 * v)
    if distance < 0.13:
        return (255, 226, 150)
    halo = max(0.0, 1 - distance / 0.55) ** 2
    return tuple(clamp(c + halo * h) for c, h in zip(sky, (120, 84, 20)))


def picture(width=201, height=149):
    stride = (3 * width + 3) // 4 * 4
    rows = b""
    for y in reversed(range(height)):
        row = b"".join(bytes(reversed(landscape(x, y, width, height))) for x in range(width))
        rows += row.ljust(stride, b"\0")
    header = struct.pack("<2sIHHI", b"BM", 54 + len(rows), 0, 0, 54)
    header += struct.pack("<IiiHHIIiiII", 40, width, height, 1, 24, 0, len(rows), 2835, 2835, 0, 0)
    return header + rows


def frame(width=160, height=120, stride=384):
    rows = b""
    for y in range(height):
        row = b""
        for x in range(width):
            bar = x * 8 // width
            red, green, blue = ((bar >> 1) & 1) ^ 1, ((bar >> 2) & 1) ^ 1, (bar & 1) ^ 1
            light = 1.0 if y < 80 else x / (width - 1)
            if y >= 100:
                red = green = blue = 1
            row += struct.pack("<H", round(31 * red * light) << 11 | round(63 * green * light) << 5
                               | round(31 * blue * light))
        rows += row.ljust(stride, b"\xcd")
    return rows


def tone(rate=22050, seconds=0.5):
    count = int(rate * seconds)
    left = right = 0.0
    samples = b""
    for i in range(count):
        t = i / count
        left += 2 * math.pi * (880 - 660 * t) / rate
        right += 2 * math.pi * (220 + 660 * t) / rate
        fade = math.sin(math.pi * t) ** 0.5
        samples += struct.pack("<hh", round(20000 * fade * math.sin(left)), round(20000 * fade * math.sin(right)))
    fmt = struct.pack("<HHIIHH", 1, 2, rate, rate * 4, 4, 16)
    body = b"WAVE" + b"fmt " + struct.pack("<I", len(fmt)) + fmt + b"data" + struct.pack("<I", len(samples)) + samples
    return b"RIFF" + struct.pack("<I", len(body)) + body


def packets(count=24):
    data = b""
    for number in range(count):
        text = b"sensor %02d: %5.1f C" % (number % 4, 20 + 5 * math.sin(number / 3))
        payload = struct.pack(">fB", 20 + 5 * math.sin(number / 3), number % 4) + text
        data += struct.pack(">I H H", 305419896, 1024 + number, 2048)
        data += struct.pack(">HQ", len(payload), 1_700_000_000_000_000_000 + number * 250_000_000) + payload
    return data


def array(height=48, width=64):
    values = b""
    for y in range(height):
        for x in range(width):
            distance = math.hypot(x - 22, y - 20) / 3
            values += struct.pack("<f", math.cos(distance) * math.exp(-distance / 7))
    header = "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }" % (height, width)
    header = header.ljust(128 - 10 - 1) + "\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode() + values


if __name__ == "__main__":
    for name, data in [("picture.bmp", picture()), ("frame.rgb565", frame()), ("tone.wav", tone()),
                       ("packets.bin", packets()), ("array.npy", array())]:
        (HERE / name).write_bytes(data)
