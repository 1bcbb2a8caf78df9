"""Writes tests/golden/oracle-masses.json: masses in windows and boxes of the golden images by SciPy's filters and NumPy's
reshaping. Needs numpy==2.4.6, scipy==1.17.1, pillow==13.0.0.
"""
import json
from pathlib import Path

import numpy as np
from PIL import Image
from scipy.ndimage import uniform_filter

golden = Path(__file__).parent.parent / "golden"


def black_set(name):
    cells = np.asarray(Image.open(golden / "fractals" / name).convert("L")) < 128
    rows, columns = np.where(cells.any(axis=1))[0], np.where(cells.any(axis=0))[0]
    return cells[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def mean_masses(cells, radii):
    """Mean mass in windows of half-width r around the cells that keep away from the frame by the largest r."""
    away = max(radii)
    centres = cells[away:-away, away:-away]
    masses = []
    for r in radii:
        window = np.rint(uniform_filter(cells.astype(float), 2 * r + 1, mode="constant") * (2 * r + 1) ** 2)
        masses.append(float(window[away:-away, away:-away][centres].mean()))
    return masses


def log_masses(cells, edges):
    """Mean of ln m over pairs of a cell and a box within the frame that holds it."""
    means = []
    table = np.pad(cells.astype(np.int64).cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    for s in edges:
        m = table[s:, s:] - table[:-s, s:] - table[s:, :-s] + table[:-s, :-s]
        m = m[m > 0]
        means.append(float((m * np.log(m)).sum() / m.sum()))
    return means


def moments(field, edges, orders):
    """ln sum p^q over the boxes that tile a field whose sides are powers of two."""
    rows = []
    for s in edges:
        p = field.reshape(field.shape[0] // s, s, field.shape[1] // s, s).sum(axis=(1, 3)).ravel() / field.sum()
        p = p[p > 0]
        rows.append([float(np.log((p**q).sum())) for q in orders])
    return rows


images = {}
for name in ["percolation", "dla", "koch-boundary"]:
    cells = black_set(f"{name}.png")
    radii = list(range(1, max(cells.shape) // 8 + 1))
    edges = list(range(1, max(cells.shape) // 8 + 1))
    images[name] = {"radii": radii, "meanMass": mean_masses(cells, radii), "edges": edges, "logMass": log_masses(cells, edges)}

surface = np.fromfile(golden / "fractals" / "fbm-0.5.u16", dtype="<u2").reshape(256, 256).astype(float)
edges, orders = [1, 2, 4, 8, 16, 32, 64], [-5, -2.5, -1, 0, 0.5, 1, 2, 3.5, 5]
text = json.dumps(
    {
        "meta": {"script": "tests/oracle/masses.py", "numpy": np.__version__},
        "images": images,
        "surface": {"file": "fbm-0.5.u16", "edges": edges, "orders": orders, "logZ": moments(surface, edges, orders)},
    }
)
(golden / "oracle-masses.json").write_text(text + "\n")
