"""Writes tests/golden/oracle-image-topology.json: topology and skeletons of sets of cells as other programs see them.

Needs scikit-image==0.25.2, skan==0.12.2, porespy==3.2.0, numpy==2.4.6, pillow==13.0.0. Run from the repository's root.

The sets are golden images (black = set) and patterns from formulas in integers, the same as in the test that reads this file.
Skeletons of curves are given as rows of hexadecimal digits, so that the graph can be compared on the very same cells.
"""
import json
from pathlib import Path

import numpy as np
import porespy
import skan
from PIL import Image
from skimage.measure import euler_number, label, perimeter_crofton
from skimage.morphology import skeletonize

golden = Path("tests/golden/fractals")
porespy.settings.tqdm["disable"] = True


def plane(ny, nx, belongs):
    y, x = np.mgrid[:ny, :nx]
    return belongs(x, y)


def space(nz, ny, nx, belongs):
    z, y, x = np.mgrid[:nz, :ny, :nx]
    return belongs(x, y, z)


patterns = {
    "scatter 30 %": plane(61, 83, lambda x, y: (x * 73 + y * 151 + x * y * 31) % 97 < 29),
    "scatter 60 %": plane(61, 83, lambda x, y: (x * 73 + y * 151 + x * y * 31) % 97 < 58),
    "net": plane(101, 121, lambda x, y: (x % 20 < 5) | (y % 24 < 5)),
    "rings": plane(128, 128, lambda x, y: ((x - 64) ** 2 + (y - 61) ** 2) // 300 % 3 == 0),
    "cross": plane(
        121,
        131,
        lambda x, y: ((abs(3 * (x - 65) + 2 * (y - 60)) <= 14) | (abs(x - 65 - 3 * (y - 60)) <= 12)) & (abs(x - 65) < 55) & (abs(y - 60) < 50),
    ),
    "fork": plane(
        121,
        121,
        lambda x, y: ((abs(x - 60) <= 3) & (y >= 58) & (y < 110))
        | ((abs(x - 60 - (y - 60)) <= 4) & (y <= 60) & (y > 15))
        | ((abs(x - 60 + (y - 60)) <= 4) & (y <= 60) & (y > 15)),
    ),
    "blobs": plane(96, 96, lambda x, y: (x * x + 2 * y * y + x * y) // 40 % 5 < 3),
    "scatter in space 20 %": space(17, 19, 23, lambda x, y, z: (x * 73 + y * 151 + z * 37 + x * y * 31 + y * z * 17) % 97 < 19),
    "scatter in space 60 %": space(17, 19, 23, lambda x, y, z: (x * 73 + y * 151 + z * 37 + x * y * 31 + y * z * 17) % 97 < 58),
    "scaffold": space(34, 37, 40, lambda x, y, z: ((x % 12 < 4).astype(int) + (y % 11 < 4) + (z % 10 < 4)) >= 2),
    "shell": space(31, 31, 31, lambda x, y, z: abs((x - 15) ** 2 + (y - 15) ** 2 + (z - 15) ** 2 - 120) < 45),
    "ring in space": space(15, 41, 41, lambda x, y, z: (abs((x - 20) ** 2 + (y - 20) ** 2 - 200) < 70) & (abs(z - 7) <= 2)),
}
images = ["dla", "percolation", "koch-boundary", "sierpinski-carpet", "vicsek", "apollonian", "random-0.3", "disc", "line"]


def digits(mask):
    return [row.tobytes().hex() for row in np.packbits(mask.reshape(-1, mask.shape[-1]), axis=-1)]


def graph(skeleton):
    """What skan finds. Ends: cells with one neighbour in its graph."""
    traced = skan.Skeleton(skeleton)
    around = traced.degrees
    return {"ends": int((around == 1).sum()), "length": float(traced.path_lengths().sum())}


def facts(mask, with_skeleton):
    reach = {"faces": 1, "all": mask.ndim}
    found = {
        "shape": list(mask.shape),
        "cells": int(mask.sum()),
        "euler": {name: int(euler_number(mask, connectivity=c)) for name, c in reach.items()},
        "components": {name: int(label(mask, connectivity=c).max()) for name, c in reach.items()},
    }
    if mask.ndim == 2:
        found["perimeterCrofton"] = float(perimeter_crofton(mask, directions=4))
    skeleton = skeletonize(mask).astype(bool)
    lee = skeletonize(mask, method="lee").astype(bool)
    found["skeletonCells"] = {"default": int(skeleton.sum()), "lee": int(lee.sum())}
    if with_skeleton:
        found["skeleton"] = {"rows": digits(skeleton), **graph(skeleton)}
    return found


def box_counts(mask):
    edges = [2, 4, 8, 16, 32]
    return {"edges": edges, "counts": [int(n) for n in porespy.metrics.boxcount(mask, bins=edges).count]}


# Where cells are scattered, what skan calls an end depends on how it breaks up clusters of junctions.
curves = {"net", "rings", "cross", "fork", "scaffold", "ring in space"}
values = {name: facts(mask, with_skeleton=name in curves) for name, mask in patterns.items()}
for name in images:
    mask = np.asarray(Image.open(golden / f"{name}.png").convert("L")) < 128
    values[f"{name}.png"] = {**facts(mask, with_skeleton=False), "boxCount": box_counts(mask)}
meta = {
    "script": "tests/oracle/image_topology.py",
    "versions": {"scikit-image": "0.25.2", "skan": "0.12.2", "porespy": "3.2.0", "numpy": "2.4.6", "pillow": "13.0.0"},
    "notes": "boxCount: PoreSpy counts boxes that hold both set and background, on a grid from the frame's first cell.",
}
Path("tests/golden/oracle-image-topology.json").write_text(json.dumps({"meta": meta, "values": values}, ensure_ascii=False, indent=1) + "\n")
