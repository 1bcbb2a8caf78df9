"""Writes tests/golden/oracle-persistence.json: births and deaths by another implementation. Needs gudhi==3.13.0, numpy==2.4.6.

Cubical complexes from values on the vertices (the V-construction), coefficients in the field of two elements. Random fields come
from numpy's Philox generator, rounded to a few levels in some cases so that many values are equal; all are written out.
"""
import json
from pathlib import Path

import gudhi
import numpy as np


def bars(values, periodic):
    if periodic:
        grid = gudhi.PeriodicCubicalComplex(vertices=values, periodic_dimensions=[True] * values.ndim)
    else:
        grid = gudhi.CubicalComplex(vertices=values)
    grid.compute_persistence(homology_coeff_field=2, min_persistence=0)
    found = []
    for dimension in range(values.ndim + (1 if periodic else 0)):
        pairs = grid.persistence_intervals_in_dimension(dimension).reshape(-1, 2)
        finite = sorted(p for p in pairs.tolist() if np.isfinite(p).all() and p[0] < p[1])
        essential = sorted(b for b, d in pairs.tolist() if np.isfinite(b) and not np.isfinite(d))
        found.append({"pairs": finite, "essential": essential})
    return found


def random_field(shape, seed, levels=None):
    values = np.random.Generator(np.random.Philox(seed)).random(shape)
    return np.round(values * levels) if levels else np.round(values, 4)


def waves(shape):
    axes = np.meshgrid(*[np.arange(n) for n in shape], indexing="ij")
    return np.round(sum(np.sin((0.7 + 0.4 * i) * a + i) for i, a in enumerate(axes)) + np.cos(0.31 * axes[0] * axes[-1]), 4)


def holed(shape, seed):
    values = random_field(shape, seed)
    values[np.random.Generator(np.random.Philox(seed + 1)).random(shape) < 0.08] = np.inf
    return values


fields = {
    "random plane": random_field((24, 17), 1),
    "plane of few levels": random_field((20, 21), 2, 5),
    "waves in a plane": waves((30, 22)),
    "one row": random_field((1, 40), 3),
    "two rows": random_field((2, 19), 4),
    "two columns of few levels": random_field((19, 2), 5, 4),
    "plane with holes": holed((21, 23), 6),
    "random volume": random_field((9, 8, 7), 7),
    "volume of few levels": random_field((8, 7, 9), 8, 4),
    "waves in a volume": waves((10, 9, 11)),
    "thin volume": random_field((2, 9, 8), 9),
    "volume with holes": holed((8, 9, 7), 10),
}
cases = [
    {
        "name": name,
        "periodic": periodic,
        "shape": list(values.shape),
        "values": [None if np.isinf(v) else v for v in values.ravel().tolist()],
        "classes": bars(values, periodic),
    }
    for name, values in fields.items()
    for periodic in (False, True)
    if not (periodic and 1 in values.shape)
]
meta = {
    "made": f"tests/oracle/persistence.py, gudhi {gudhi.__version__}, numpy {np.__version__}",
    "classes": "by dimension: pairs [birth, death] of different values, and births of what never dies",
    "values": "C order; null is a vertex left out (infinity)",
}
path = Path(__file__).resolve().parent.parent / "golden" / "oracle-persistence.json"
path.write_text(json.dumps({"meta": meta, "cases": cases}) + "\n")
for case in cases:
    print(case["name"], case["periodic"], [(len(c["pairs"]), len(c["essential"])) for c in case["classes"]])
