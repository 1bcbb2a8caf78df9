"""Writes tests/golden/oracles/blocks-and-divergence.json: block lengths by arch, and Kantz's divergence from its definition in numpy.

Needs arch==8.0.0, numpy==2.4.6. No package on PyPI has Kantz's estimator: what stands here is his formula, written with arrays and none of our code.
"""
import json
from pathlib import Path

import numpy as np
from arch.bootstrap import optimal_block_length

rng = np.random.Generator(np.random.Philox(11))


def autoregression(memory: float, n: int) -> np.ndarray:
    x = np.zeros(n)
    x[0] = rng.standard_normal()
    for t in range(1, n):
        x[t] = memory * x[t - 1] + rng.standard_normal()
    return np.round(x, 4)


blocks = []
for memory in (0.3, 0.6, 0.9):
    x = autoregression(memory, 400)
    # The third column is for overlapping blocks of one length that wrap around: that of the circular bootstrap, the same to leading order.
    blocks.append({"memory": memory, "x": x.tolist(), "length": float(optimal_block_length(x)["circular"].iloc[0])})

henon = np.zeros((1200, 2))
for t in range(1, 1200):
    henon[t] = 1 - 1.4 * henon[t - 1, 0] ** 2 + henon[t - 1, 1], 0.3 * henon[t - 1, 0]
x = np.round(henon[200:, 0], 7)
standard = (x - x.mean()) / x.std()
theiler, ahead, rank = 3, 12, 10
states = np.stack([standard[:-1], standard[1:]], axis=1)
count = len(states) - ahead
states = states[:count]
far = np.abs(np.subtract.outer(np.arange(count), np.arange(count))) > theiler
distances = np.abs(states[:, None, :] - states[None, :, :]).max(axis=2)
looked = range(0, count, max(1, count // 300))
radii = sorted(np.sort(distances[i][far[i] & (distances[i] > 0)])[rank - 1] for i in looked)
radius = radii[len(radii) // 2]
near = far & (distances < radius)
used = [i for i in range(count) if near[i].sum() >= 3]
curve = []
for k in range(ahead + 1):
    future = standard[1 + k : 1 + k + count]
    curve.append(float(np.mean([np.log(np.mean(np.abs(future[i] - future[near[i]]))) for i in used])))
document = {"made": "tests/oracle/blocks_and_divergence.py", "blocks": blocks, "henon": {"x": x.tolist(), "theiler": theiler, "radius": float(radius), "curve": curve}}
print([b["length"] for b in blocks], radius, curve)
(Path(__file__).resolve().parent.parent / "golden" / "oracles" / "blocks-and-divergence.json").write_text(json.dumps(document) + "\n")
