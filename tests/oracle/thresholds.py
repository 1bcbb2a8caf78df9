"""Thresholds of scikit-image on small fields, for tests/core/metrics/thresholds.test.ts.

Run: python tests/oracle/thresholds.py   (writes tests/golden/oracle-thresholds.json)

Versions: Python 3.11, numpy 2.4.6, scipy 1.17.1, scikit-image 0.26.0

Otsu and triangle are taken from a histogram of 256 bins. A local mean is taken over an odd window; at the border scikit-image
repeats the edge or mirrors it where ours takes the part of the window inside, so `inside` is computed here from scipy's sums of
values and of ones with zeros beyond the border.
"""

import json
import pathlib

import numpy as np
from scipy import ndimage
from skimage.filters import apply_hysteresis_threshold, threshold_local, threshold_otsu, threshold_triangle

rng = np.random.default_rng(7)
ny, nx = 24, 31
y, x = np.mgrid[0:ny, 0:nx]


def field(values):
    return np.round(np.asarray(values, dtype=float), 6)


blobs = sum(np.exp(-((y - cy) ** 2 + (x - cx) ** 2) / 8) for cy, cx in [(5, 6), (12, 20), (18, 9), (20, 27)])
fields = {
    "two-heaps": field(np.where((x // 6 + y // 5) % 2 == 0, 0.2, 0.7) + rng.normal(0, 0.05, (ny, nx))),
    "bright-spots": field(blobs + rng.exponential(0.05, (ny, nx))),
    "dark-spots": field(2 - blobs - rng.exponential(0.05, (ny, nx))),
    "slope": field(0.02 * x + 0.03 * y + (rng.random((ny, nx)) < 0.2) * 0.4),
}
cubes = {"volume": field(ndimage.gaussian_filter(rng.normal(size=(8, 9, 10)), 1.2))}


def inside(image, window):
    size = (window,) * image.ndim
    ones = ndimage.uniform_filter(np.ones_like(image), size, mode="constant")
    return ndimage.uniform_filter(image, size, mode="constant") / ones


def runs(mask):
    return "".join("1" if cell else "0" for cell in mask.ravel())


out = []
for name, image in {**fields, **cubes}.items():
    low, high = np.quantile(image, [0.7, 0.93])
    low, high = float(np.round(low, 6)), float(np.round(high, 6))
    window = 7 if image.ndim == 2 else 3
    entry = {
        "name": name,
        "shape": list(image.shape),
        "values": image.ravel().tolist(),
        "otsu": float(threshold_otsu(image, nbins=256)),
        "triangle": float(threshold_triangle(image, nbins=256)),
        "hysteresis": {"low": low, "high": high, "mask": runs(apply_hysteresis_threshold(image, low, high))},
        "adaptive": {"window": window, "offset": 0.02, "mask": runs(image > inside(image, window) - 0.02)},
    }
    if image.ndim == 2:
        half = window // 2
        local = threshold_local(image, window, method="mean", offset=0.02)
        entry["adaptive"]["skimageInterior"] = runs((image > local)[half:-half, half:-half])
    out.append(entry)

background = {
    "shape": [ny, nx],
    "values": fields["slope"].ravel().tolist(),
    "radius": 4,
    # A flat square of edge 2·4 + 1, only the part of it inside the field counting.
    "opening": ndimage.grey_dilation(
        ndimage.grey_erosion(fields["slope"], size=9, mode="constant", cval=np.inf), size=9, mode="constant", cval=-np.inf
    ).ravel().tolist(),
}
coefficients = np.linalg.lstsq(np.stack([np.ones(nx * ny), y.ravel(), x.ravel()], axis=1), fields["slope"].ravel(), rcond=None)[0]
background["plane"] = coefficients.tolist()

path = pathlib.Path(__file__).parent.parent / "golden" / "oracle-thresholds.json"
path.write_text(json.dumps({"fields": out, "background": background}, separators=(",", ":")) + "\n")
