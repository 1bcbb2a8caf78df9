"""Cell updates a second of MFN v4.1's step in numpy (version B of its engine, periodic, no jitter): mfn_numpy.py N STEPS."""
import json
import sys
import time

import numpy as np


def laplacian(u):
    return np.roll(u, 1, 0) + np.roll(u, -1, 0) + np.roll(u, 1, 1) + np.roll(u, -1, 1) - 4.0 * u


def advance(v, a, h, steps):
    for _ in range(steps):
        v = v + 0.18 * laplacian(v)
        da = 0.1 * laplacian(a) + 0.01 * (a * (1.0 - a) - h)
        dh = 0.05 * laplacian(h) + 0.02 * (a - h)
        a, h = a + da, h + dh
        v = np.clip(np.where(a > 0.75, v + 0.005, v), -0.095, 0.04)
        a, h = np.clip(a, 0.0, 1.0), np.clip(h, 0.0, 1.0)
    return v, a, h


n, steps = int(sys.argv[1]), int(sys.argv[2])
rng = np.random.default_rng(1)
state = (rng.normal(-0.07, 0.005, (n, n)), rng.uniform(0, 0.1, (n, n)), rng.uniform(0, 0.1, (n, n)))
state = advance(*state, 2)
began = time.perf_counter()
advance(*state, steps)
print(json.dumps({"cellUpdatesPerSecond": n * n * steps / (time.perf_counter() - began)}))
