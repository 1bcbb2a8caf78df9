"""Writes tests/golden/oracle-ion-field.json: ions between cells by another method than ours.

Nernst-Planck for Na+, K+ and Cl- on a ring, with a potential that what flows in charges, in closed cells: Fourier collocation on 96 points
(spectrally accurate), scipy's Radau with rtol 1e-11. The state at the end is kept at the 16 places that coarser grids share.
Needs numpy==2.4.6, scipy==1.17.1.
"""
import json
from pathlib import Path

import numpy as np
from scipy.integrate import solve_ivp

r_gas, faraday = 8.31446261815324, 96485.33212331001
length, n, duration, celsius, kappa, coupling = 16.0, 96, 40.0, 37.0, 0.05, 0.02
thermal = 1e3 * r_gas * (celsius + 273.15) / faraday
z = np.array([1, 1, -1])
d = coupling * np.array([0.68, 1.0, 1.04])

x = np.arange(n) * length / n
turn = 2 * np.pi / length
start = np.array(
    [
        -70 + 4 * np.sin(turn * x),
        12 + 6 * np.cos(turn * x),
        120 + 40 * np.sin(turn * x) + 10 * np.cos(2 * turn * x),
        40 + 25 * np.cos(turn * x + 1),
    ]
)
waves = 1j * turn * np.fft.fftfreq(n, 1 / n)
waves[n // 2] = 0
matrix = np.real(np.fft.ifft(waves[:, None] * np.fft.fft(np.eye(n), axis=0), axis=0))


def rates(_, flat):
    v, *c = flat.reshape(4, n)
    c = np.array(c)
    slope = matrix @ (v / thermal)
    change = d[:, None] * ((c @ matrix.T + z[:, None] * c * slope) @ matrix.T)
    return np.concatenate([(z @ change) / kappa, change.ravel()])


found = solve_ivp(rates, (0, duration), start.ravel(), method="Radau", rtol=1e-11, atol=1e-11)
end = found.y[:, -1].reshape(4, n)[:, :: n // 16]
out = dict(
    meta=dict(script="tests/oracle/ion_field.py", numpy=np.__version__, scipy="1.17.1"),
    length=length,
    duration=duration,
    celsius=celsius,
    kappa=kappa,
    D=coupling,
    fields=dict(zip(["V", "Na", "K", "Cl"], end.tolist())),
)
path = Path(__file__).parent.parent / "golden" / "oracle-ion-field.json"
path.write_text(json.dumps(out, separators=(",", ":")) + "\n")
