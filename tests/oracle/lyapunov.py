"""Writes tests/golden/oracle-lyapunov.json: the largest Lyapunov exponent of the Kuramoto-Sivashinsky equation on a ring of 22.

By another method than ours: the linearised equation beside the field itself (no twin), in 64 independent runs at once, integrating
factor and the classical Runge-Kutta method of order 4 in Fourier space. Needs numpy==2.4.6.
"""
import json
from pathlib import Path

import numpy as np

length, cells, h, runs = 22.0, 48, 0.05, 64
settle, follow, every = 4000, 60000, 40
k = 2 * np.pi / length * np.arange(cells // 2 + 1)
kept = np.arange(cells // 2 + 1) < cells / 3
half = np.exp((k**2 - k**4) * h / 2)


def rest(w):
    """-d/dx of u^2/2 for the field, of u v for the tangent; products free of aliases by the 2/3 rule."""
    u, v = np.fft.irfft(w, n=cells)
    return -1j * k * kept * np.fft.rfft(np.stack([u * u / 2, u * v]))


def step(w):
    k1 = rest(w)
    a = half * (w + h / 2 * k1)
    k2 = rest(a)
    b = half * w + h / 2 * k2
    k3 = rest(b)
    c = half * (half * w + h * k3)
    k4 = rest(c)
    return half * half * w + h / 6 * (half * half * k1 + 2 * half * (k2 + k3) + k4)


def norm(w):
    return np.sqrt((np.fft.irfft(w[1], n=cells) ** 2).sum(axis=-1))


rng = np.random.Generator(np.random.Philox(1))
w = np.fft.rfft(rng.standard_normal((2, runs, cells))) * kept
w[:, :, 0] = 0
growth = np.zeros(runs)
for n in range(1, settle + follow + 1):
    w = step(w)
    if n % every == 0:
        size = norm(w)
        w[1] /= size[:, None]
        if n > settle:
            growth += np.log(size)
exponents = growth / (follow * h)
value, error = float(exponents.mean()), float(exponents.std(ddof=1) / np.sqrt(runs))
print(value, error)
found = {"made": f"tests/oracle/lyapunov.py, numpy {np.__version__}", "kuramotoSivashinsky22": {"exponent": value, "standardError": error}}
(Path(__file__).resolve().parent.parent / "golden" / "oracle-lyapunov.json").write_text(json.dumps(found) + "\n")
