"""Writes tests/golden/spectral.json: fields of stiff equations on periodic grids, by another method than ours. Needs numpy==2.4.6.

Integrating factor and the classical Runge-Kutta method of order 4 in Fourier space, without de-aliasing, on grids that
resolve the fields to rounding, with steps so small that halving them changes less than 2e-10: an error near 1e-11.
"""
import json
from pathlib import Path

import numpy as np


class Grid:
    """A periodic box of n[i] cells and length[i] along each axis, C order, last axis x."""

    def __init__(self, n, length):
        self.axes = [np.arange(c) * l / c for c, l in zip(n, length)]
        self.x = np.meshgrid(*self.axes, indexing="ij")[::-1]
        waves = [2 * np.pi * np.fft.fftfreq(c, l / c) for c, l in zip(n, length)]
        self.k = np.meshgrid(*waves, indexing="ij")[::-1]
        self.k2 = sum(k * k for k in self.k)

    def gradient(self, u):
        return [np.fft.ifftn(1j * k * np.fft.fftn(u)).real for k in self.k]

    def divergence_hat(self, flux):
        return sum(1j * k * np.fft.fftn(f) for k, f in zip(self.k, flux))


def solve(u, linear, rest, end, steps):
    """u_t = L u + N(u); `linear` L of each mode, `rest` the transform of N of a real field; lists of fields."""
    h = end / steps
    half = [np.exp(l * h / 2) for l in linear]
    v = [np.fft.fftn(f) for f in u]
    real = lambda w: [np.fft.ifftn(f).real for f in w]
    for _ in range(steps):
        k1 = rest(real(v))
        a = [e * (f + h / 2 * k) for e, f, k in zip(half, v, k1)]
        k2 = rest(real(a))
        b = [e * f + h / 2 * k for e, f, k in zip(half, v, k2)]
        k3 = rest(real(b))
        c = [e * (e * f + h * k) for e, f, k in zip(half, v, k3)]
        k4 = rest(real(c))
        v = [e * e * f + h / 6 * (e * e * p + 2 * e * (q + r) + s) for e, f, p, q, r, s in zip(half, v, k1, k2, k3, k4)]
    return real(v)


def case(name, n, length, make, end, steps, stride):
    grid = Grid(n, length)
    start, linear, rest = make(grid)
    fine = solve(start, linear, rest, end, steps)
    coarse = solve(start, linear, rest, end, steps // 2)
    change = max(np.abs(a - b).max() for a, b in zip(fine, coarse))
    outer = sum((np.abs(k) * l >= 2 * np.pi * c / 3) & (c > 1) for k, c, l in zip(grid.k[::-1], n, length)) > 0
    edge = max(np.abs(np.fft.fftn(f) / f.size)[outer].max() for f in fine)
    print(name, "change by halving", change, "outer modes", edge, "largest", max(np.abs(f).max() for f in fine))
    assert change < 2e-10 and edge < 1e-10
    sampled = [f[tuple(slice(None, None, stride if c > 1 else 1) for c in n)].ravel().tolist() for f in fine]
    return {"shape": n, "length": length, "time": end, "stride": stride, "values": sampled}


def kuramoto_sivashinsky(g):
    (x, _), (k, _) = g.x, g.k
    u = np.cos(x / 16) * (1 + np.sin(x / 16))
    return [u], [k**2 - k**4], lambda v: [-0.5j * k * np.fft.fftn(v[0] ** 2)]


def swift_hohenberg(g):
    x, y = g.x
    u = 0.3 * np.cos(x) + 0.2 * np.sin(y + x) + 0.1 * np.cos(2 * y)
    return [u], [0.3 - (1 - g.k2) ** 2], lambda v: [np.fft.fftn(v[0] ** 2 - v[0] ** 3)]


def nonlinear_diffusion(g):
    x, y = g.x
    u = 1 + 0.4 * np.cos(x) * np.sin(y)

    def rest(v):
        gradient = g.gradient(v[0])
        return [g.divergence_hat([v[0] * d for d in gradient])]

    return [u], [-0.5 * g.k2], rest


def chemotaxis(g):
    """Cells u that follow c up its gradient; c diffuses, decays and is made by u."""
    x, y = g.x
    u = 1 + 0.1 * np.cos(x) + 0.05 * np.sin(2 * y)
    c = 1 + 0 * x

    def rest(v):
        gradient = g.gradient(v[1])
        return [-g.divergence_hat([1.5 * v[0] * d for d in gradient]), np.fft.fftn(v[0])]

    return [u, c], [-0.2 * g.k2, -g.k2 - 1], rest


def allen_cahn_3d(g):
    """With a global feedback that holds the mean near 0.1."""
    x, y, z = g.x
    u = 0.3 * np.cos(x) + 0.2 * np.sin(y) * np.cos(z) + 0.1
    return [u], [1 - 0.2 * g.k2], lambda v: [np.fft.fftn(-(v[0] ** 3) - 2 * (v[0].mean() - 0.1))]


tau = 2 * np.pi
cases = {
    "kuramoto-sivashinsky": case("kuramoto-sivashinsky", [1, 512], [1.0, 16 * tau], kuramoto_sivashinsky, 20, 64000, 8),
    "swift-hohenberg": case("swift-hohenberg", [48, 48], [tau, tau], swift_hohenberg, 5, 12000, 6),
    "nonlinear-diffusion": case("nonlinear-diffusion", [48, 48], [tau, tau], nonlinear_diffusion, 0.5, 3000, 6),
    "chemotaxis": case("chemotaxis", [64, 64], [tau, tau], chemotaxis, 2, 4000, 8),
    "allen-cahn-3d": case("allen-cahn-3d", [48, 48, 48], [tau, tau, tau], allen_cahn_3d, 1.5, 500, 12),
}
meta = {"made": "tests/oracle/spectral.py, numpy " + np.__version__, "values": "by case: every stride-th cell along each axis, a list a species"}
path = Path(__file__).resolve().parent.parent / "golden" / "spectral.json"
path.write_text(json.dumps({"meta": meta, "values": cases}) + "\n")
