"""How often `byteprism guess` is right: raw pictures made from those of Debian packages, and files that are none.

    python3 guess_corpus.py make FOLDER                 needs apt-get, dpkg-deb and ImageMagick; about 150 MB of packages
    python3 guess_corpus.py score FOLDER PROGRAM        prints the shares, for the half that was tuned on and the other

Every picture is cut and scaled at random and stored in nine formats, with a header of random length, odd widths, and in
half of the cases padded rows. A picture belongs to one half with all its files. A guess is right when its stride is.
"""
import concurrent.futures
import json
import pathlib
import re
import subprocess
import sys
import zlib

import numpy as np

PACKAGES = """ukui-wallpapers mate-backgrounds gnome-user-docs kicad-doc-en mu-editor-doc grass-doc xplanet-images
cimg-doc mricron-data python-matplotlib-data python3-scipy""".split()

# Which pictures of the packages belong to which class, and how many of each pattern are taken.
PICTURES = {
    "photo": [("mate-backgrounds/**/nature/*.jpg", 12), ("mate-backgrounds/**/Elephants.jpg", 1),
              ("ukui-wallpapers/**/desert.png", 1), ("ukui-wallpapers/**/city.png", 1),
              ("ukui-wallpapers/**/goldfish.png", 1), ("ukui-wallpapers/**/calla.png", 1),
              ("ukui-wallpapers/**/the-mouse.jpg", 1), ("python-matplotlib-data/**/grace_hopper.jpg", 1),
              ("cimg-doc/**/postcard*.jpg", 8)],
    "ui": [("kicad-doc-en/**/en/images/*.png", 14), ("gnome-user-docs/**/C/gnome-help/figures/*.png", 8),
           ("mu-editor-doc/**/*.png", 6)],
    "science": [("grass-doc/**/html/*.png", 44), ("grass-doc/**/html/*.jpg", 10), ("xplanet-images/**/*.jpg", 2)],
}
ENCODINGS = "gray gray16le grayf32le rgb565le bgr24 bgra yuyv422 nv12 yuv420p".split()
LEAST_SIDE = 64


def fetch(folder):
    debs = folder / "debs"
    debs.mkdir(parents=True, exist_ok=True)
    if not list(debs.glob("*.deb")):
        subprocess.run(["apt-get", "download", "-qq", *PACKAGES], cwd=debs, check=True)
    for deb in debs.glob("*.deb"):
        target = folder / "packages" / deb.name.split("_")[0]
        if not target.exists():
            target.mkdir(parents=True)
            subprocess.run(["dpkg-deb", "-x", deb, target], check=True)
    return folder / "packages"


def load_rgb(path):
    out = subprocess.run(["convert", f"{path}[0]", "-background", "white", "-alpha", "remove", "-resize", "1600x1600>",
                          "-strip", "-depth", "8", "ppm:-"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout
    match = re.match(rb"P6\s+(?:#.*\n)*(\d+)\s+(\d+)\s+255\s", out)
    width, height = map(int, match.groups())
    pixels = out[match.end():]
    return np.frombuffer(pixels, "u1")[:width * height * 3].reshape(height, width, 3)


def brain_slices(packages):
    """Slices of a measured volume, as 8 bit gray."""
    import gzip
    data = gzip.open(next(packages.glob("mricron-data/**/ch2.nii.gz"))).read()
    shape = np.frombuffer(data, "<i2", 4, 40)[1:4]
    volume = np.frombuffer(data[352:], "u1", int(shape.prod())).reshape(shape[::-1])
    for cut in (volume[60], volume[100], volume[:, 110], volume[:, :, 80]):
        yield np.repeat(cut[..., None], 3, axis=2)


def synthetic(random):
    """Pictures as instruments give them: terrain, a spectrogram, points of light, a phantom with noise."""
    def terrain(size):
        field = np.fft.ifft2(np.fft.fft2(random.normal(size=(size, size))) /
                             (1e-3 + np.hypot(*np.meshgrid(np.fft.fftfreq(size), np.fft.fftfreq(size)))) ** 1.8).real
        return (field - field.min()) / np.ptp(field)
    def spectrogram(size):
        t = np.arange(size * 256) / 8000
        wave = np.sin(2 * np.pi * (300 + 200 * np.sin(t)) * t) + .3 * random.normal(size=t.size)
        power = np.abs(np.fft.rfft(wave.reshape(size, 256) * np.hanning(256), axis=1))
        return np.clip(np.log1p(power) / 5, 0, 1).T
    def lights(size):
        y, x = np.mgrid[:size, :size]
        sky = .05 * random.random((size, size))
        for _ in range(120):
            cx, cy, s, a = random.random(4)
            sky += a * np.exp(-((x - cx * size) ** 2 + (y - cy * size) ** 2) / (2 * (.8 + 3 * s) ** 2))
        return np.clip(sky, 0, 1)
    def phantom(size):
        y, x = np.mgrid[-1:1:size * 1j, -1:1:size * 1j]
        body = .2 * ((x / .7) ** 2 + (y / .9) ** 2 < 1) + .3 * (((x - .2) / .2) ** 2 + (y / .4) ** 2 < 1)
        return np.clip(body + .4 * (((x + .3) / .15) ** 2 + ((y - .3) / .2) ** 2 < 1) +
                       random.normal(0, .04, (size, size)), 0, 1)
    for make, size in ((terrain, 512), (terrain, 900), (spectrogram, 700), (lights, 600), (phantom, 512), (lights, 900)):
        gray = (make(size) * 255).astype("u1")
        yield np.repeat(gray[..., None], 3, axis=2)


def pictures(folder, packages):
    """(class, name, half, pixels); the halves alternate."""
    random = np.random.default_rng(1)
    for kind, patterns in PICTURES.items():
        found = []
        for pattern, count in patterns:
            paths = sorted({path.resolve() for path in packages.glob(pattern) if path.stat().st_size > 12_000})
            step = max(1, len(paths) // count)
            found += [(path.name, path) for path in paths[::step][:count]]
        loaded = [(name, load_rgb(path)) for name, path in found]
        if kind == "science":
            loaded += [(f"brain{i}", cut) for i, cut in enumerate(brain_slices(packages))]
            loaded += [(f"made{i}", picture) for i, picture in enumerate(synthetic(random))]
        loaded = [(name, pixels) for name, pixels in loaded if min(pixels.shape[:2]) >= 100]
        for i, (name, pixels) in enumerate(loaded):
            yield kind, name, "tuning" if i % 2 == 0 else "held-out", pixels


def resampled(pixels, random):
    """A random part of the picture, made smaller by a whole number where that leaves enough."""
    factor = int(random.choice([k for k in (1, 1, 2, 3) if min(pixels.shape[:2]) // k >= 100]))
    height, width = (side // factor * factor for side in pixels.shape[:2])
    small = pixels[:height, :width].reshape(height // factor, factor, width // factor, factor, 3).mean(axis=(1, 3))
    height, width = small.shape[:2]
    w = int(random.integers(max(LEAST_SIDE, width // 3), width + 1))
    h = int(random.integers(max(LEAST_SIDE, height // 3), height + 1))
    x, y = int(random.integers(0, width - w + 1)), int(random.integers(0, height - h + 1))
    return small[y:y + h, x:x + w]


def planes_of(pixels, encoding, random):
    """The rows of each plane, as bytes."""
    r, g, b = (pixels[..., i] for i in range(3))
    height, width = r.shape
    luma = .299 * r + .587 * g + .114 * b
    if encoding == "gray":
        return [luma.round().astype("u1")]
    if encoding == "gray16le":
        return [np.clip(luma * 16 + random.normal(0, 4, luma.shape), 0, 4095).astype("<u2")]
    if encoding == "grayf32le":
        return [(luma / 255).astype("<f4")]
    if encoding == "rgb565le":
        red, green, blue = (channel.astype("<u2") for channel in (r, g, b))
        return [(red >> 3 << 11 | green >> 2 << 5 | blue >> 3).astype("<u2")]
    if encoding == "bgr24":
        return [np.stack([b, g, r], 2).round().astype("u1")]
    if encoding == "bgra":
        return [np.stack([b, g, r, np.full_like(r, 255)], 2).round().astype("u1")]
    y = (16 + luma * 219 / 255).round().astype("u1")
    u, v = 128 + (b - luma) * .4957 * 224 / 255 * 1.138, 128 + (r - luma) * .6269 * 224 / 255 * 1.138
    odd = ((0, height % 2), (0, width % 2))
    wide = [np.pad(plane, ((0, 0), odd[1]), mode="edge") for plane in (y, u, v)]
    if encoding == "yuyv422":
        chroma = [plane.reshape(height, -1, 2).mean(2).clip(0, 255).round().astype("u1") for plane in wide[1:]]
        return [np.stack([wide[0][:, ::2], chroma[0], wide[0][:, 1::2], chroma[1]], 2)]
    tall = [np.pad(plane, odd, mode="edge") for plane in (u, v)]
    chroma = [plane.reshape(plane.shape[0] // 2, 2, -1, 2).mean((1, 3)).clip(0, 255).round().astype("u1")
              for plane in tall]
    return [y, *chroma] if encoding == "yuv420p" else [y, np.stack(chroma, 2)]


def encoded(pixels, encoding, random):
    """(bytes, stride, height): the rows padded to a multiple of a power of two in half of the cases."""
    planes = [plane.reshape(plane.shape[0], -1).view("u1") for plane in planes_of(pixels, encoding, random)]
    alignment = int(random.choice([1, 1, 1, 4, 16, 64, 256]))
    stride = -(-planes[0].shape[1] // alignment) * alignment
    data = b""
    for plane in planes:
        half = encoding == "yuv420p" and plane is not planes[0]
        target = (stride + 1) // 2 if half else stride
        target = max(target, plane.shape[1])
        data += np.pad(plane, ((0, 0), (0, target - plane.shape[1]))).tobytes()
    return data, stride, planes[0].shape[0]


def header(random):
    length = int(random.choice([0, 0, 16, 54, 128, 512, int(random.integers(1, 4096))]))
    words = random.integers(0, 256, length, "u1") * (random.random(length) < .3)
    return words.astype("u1").tobytes()


def make_files(job):
    folder, kind, name, half, pixels = job
    rows = []
    for encoding in ENCODINGS:
        random = np.random.default_rng(zlib.crc32(f"{kind} {name} {encoding}".encode()))
        cut = resampled(pixels, random)
        data, stride, height = encoded(cut, encoding, random)
        front = header(random)
        tail = bytes(random.integers(0, 256, int(random.integers(1, 3000)), "u1")) if random.random() < .3 else b""
        path = f"{zlib.crc32((kind + name + encoding).encode()):08x}".translate(str.maketrans("0123456789", "ghijklmnop"))
        (folder / "files" / path).write_bytes(front + data + tail)
        rows.append({"file": path, "class": kind, "half": half, "picture": name, "pixels": encoding, "stride": stride,
                     "width": cut.shape[1], "height": height, "offset": len(front)})
    return rows


def non_images():
    random = np.random.default_rng(3)
    def cut(path):
        return path.read_bytes()[:2_000_000]
    system = pathlib.Path("/usr")
    for kind, paths in (("elf", [*sorted(system.glob("bin/*")), *sorted(system.glob("lib/x86_64-linux-gnu/*.so.*"))]),
                        ("gzip", sorted(system.glob("share/doc/*/*.gz")) + sorted(system.glob("share/man/man*/*.gz"))),
                        ("text", sorted(system.glob("include/**/*.h")) + sorted(system.glob("lib/python3/**/*.py")))):
        magic = {"elf": b"\x7fELF", "gzip": b"\x1f\x8b", "text": b""}[kind]
        paths = [path for path in paths if path.is_file() and not path.is_symlink() and path.stat().st_size > 8000 and
                 cut(path).startswith(magic)]
        different = list({path.read_bytes(): path for path in reversed(paths)}.values())[::-1]  # copies count once
        for i, path in enumerate(different[::max(1, len(different) // 60)][:60]):
            yield kind, f"{kind}{i}", "tuning" if i % 2 == 0 else "held-out", cut(path)
    for i in range(60):
        size = int(random.integers(8000, 2_000_000))
        yield "random", f"random{i}", "tuning" if i % 2 == 0 else "held-out", random.bytes(size)


def make(folder):
    (folder / "files").mkdir(parents=True, exist_ok=True)
    jobs = ((folder, *picture) for picture in pictures(folder, fetch(folder)))
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        rows = [row for part in pool.map(make_files, jobs) for row in part]
    for kind, name, half, data in non_images():
        path = name.translate(str.maketrans("0123456789", "ghijklmnop"))
        (folder / "files" / path).write_bytes(data)
        rows.append({"file": path, "class": kind, "half": half, "picture": name})
    (folder / "corpus.json").write_text(json.dumps(rows, indent=0))


def score(folder, program, show):
    rows = json.loads((folder / "corpus.json").read_text())

    def guess(row):
        out = subprocess.run([program, "guess", folder / "files" / row["file"], "--json"], stdout=subprocess.PIPE).stdout
        return json.loads(out)["candidates"]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for row, candidates in zip(rows, pool.map(guess, rows)):
            row["candidates"] = candidates
    for half in ("tuning", "held-out"):
        print(f"== {half}")
        for kind in ("photo", "ui", "science"):
            print_images(kind, [row for row in rows if row["class"] == kind and row["half"] == half])
        for kind in ("elf", "gzip", "text", "random"):
            part = [row for row in rows if row["class"] == kind and row["half"] == half]
            false = sum(bool(row["candidates"]) for row in part)
            print(f"{kind:8} {len(part):4} files   taken for pictures {100 * false / len(part):5.1f} %")
        print_calibration([row for row in rows if row["half"] == half])
    for row in rows if show else ():
        print_row(row)


def right(row, candidate, *keys):
    """Of formats that differ in the order of red and blue alone, `guess` names one."""
    same = {**candidate, "pixels": {"rgb24": "bgr24"}.get(candidate["pixels"], candidate["pixels"])}
    return all(same[key] == row.get(key) for key in ("stride", *keys))


def print_images(kind, rows):
    def share(test):
        return f"{100 * sum(map(test, rows)) / len(rows):5.1f}"
    first = [row["candidates"][:1] for row in rows]
    print(f"{kind:8} {len(rows):4} files   top-1 {share(lambda r: any(right(r, c) for c in r['candidates'][:1]))} %"
          f"   top-5 {share(lambda r: any(right(r, c) for c in r['candidates'][:5]))} %"
          f"   found {share(lambda r: bool(r['candidates']))} %"
          f"   format {share(lambda r: any(right(r, c, 'pixels') for c in r['candidates'][:1]))} %"
          f"   width {share(lambda r: any(right(r, c, 'width') for c in r['candidates'][:1]))} %"
          f"   offset {share(lambda r: any(right(r, c, 'offset') for c in r['candidates'][:1]))} %")
    for encoding in ENCODINGS:
        part = [row for row in rows if row["pixels"] == encoding]
        good = sum(any(right(row, c) for c in row["candidates"][:1]) for row in part)
        print(f"    {encoding:10} {good:3}/{len(part)}", end="\n" if encoding == ENCODINGS[-1] else "")


def print_calibration(rows):
    candidates = [(c["confidence"], right(row, c, "pixels")) for row in rows for c in row["candidates"]]
    for low in (0, .05, .2, .4, .6, .8, .9):
        high = {0: .05, .05: .2, .2: .4, .4: .6, .6: .8, .8: .9, .9: 1.01}[low]
        part = [ok for confidence, ok in candidates if low <= confidence < high]
        if part:
            print(f"    confidence {low:.2f} to {min(high, 1):.2f}: {100 * sum(part) / len(part):5.1f} % of {len(part)} right")


def print_row(row):
    best = row["candidates"][0] if row["candidates"] else None
    wrong = "stride" in row and not (best and right(row, best)) or "stride" not in row and best
    if wrong:
        print(row["half"], row["class"], row["picture"], row["file"], row.get("pixels"), row.get("width"),
              row.get("height"), "stride", row.get("stride"), "guessed",
              [(c["stride"], c["pixels"], c["confidence"]) for c in row["candidates"][:5]])


if __name__ == "__main__":
    folder = pathlib.Path(sys.argv[2])
    if sys.argv[1] == "make":
        make(folder)
    else:
        score(folder, sys.argv[3], "--wrong" in sys.argv)
