"""Writes tests/golden/oracle-axon-ions.json: Hodgkin and Huxley's axon whose currents change the concentrations, by scipy.

The equations of 1952 in the modern sign with reversal potentials by Nernst, a sodium pump that depends on sodium inside and potassium
outside, and amounts per area on both sides; written from the papers, with numpy's exp and the quotients as they stand. Radau, rtol 1e-10.
Needs numpy==2.4.6, scipy==1.17.1.
"""
import json
from pathlib import Path

import numpy as np
from scipy.integrate import solve_ivp

r_gas, faraday = 8.31446261815324, 96485.33212331001
inside, outside, z = np.array([55, 400, 37.7]), np.array([440, 16.4, 560]), np.array([1, 1, -1])
width, bath = 0.1, 1.0


def quotient(x):
    return x / -np.expm1(-x) if x else 1.0


def gate_rates(v):
    return [
        (quotient((v + 40) / 10), 4 * np.exp(-(v + 65) / 18)),
        (0.07 * np.exp(-(v + 65) / 20), 1 / (np.exp(-(v + 35) / 10) + 1)),
        (0.1 * quotient((v + 55) / 10), 0.125 * np.exp(-(v + 65) / 80)),
    ]


def axon(stimulus, largest, celsius):
    thermal = 1e3 * r_gas * (celsius + 273.15) / faraday
    speed = 3 ** ((celsius - 6.3) / 10)

    def f(_, y):
        v, m, h, n = y[:4]
        ci, co = y[4:7] / (0.1 * width), y[7:] / (0.1 * bath)
        e = thermal / z * np.log(co / ci)
        current = np.array([120 * m**3 * h + 0.0464, 36 * n**4, 0.3]) * (v - e)
        pump = largest * ci[0] ** 1.5 / (ci[0] ** 1.5 + 30**1.5) * co[1] ** 1.53 / (co[1] ** 1.53 + 3.92**1.53)
        outward = current + np.array([3 * pump, -2 * pump, 0])
        outward[1] -= stimulus
        # uA/cm2 to nmol/(cm2 ms)
        flux = -outward / z / faraday
        gates = [speed * (a * (1 - x) - b * x) for (a, b), x in zip(gate_rates(v), (m, h, n))]
        return np.concatenate([[-outward.sum()], gates, flux, -flux])

    return f


start = np.concatenate([[-65.0], [a / (a + b) for a, b in gate_rates(-65.0)], 0.1 * width * inside, 0.1 * bath * outside])
scale = np.concatenate([[1], [1e-2] * 3, 0.01 * start[4:]])
times = [float(t) for t in range(0, 301, 10)]


def solve(stimulus, largest, celsius=6.3):
    found = solve_ivp(axon(stimulus, largest, celsius), (0, times[-1]), start, method="Radau", rtol=1e-10, atol=1e-12 * scale, t_eval=times)
    return found.y.T.tolist()


out = dict(
    meta=dict(script="tests/oracle/axon_ions.py", numpy=np.__version__, scipy="1.17.1"),
    times=times,
    firing=solve(10.0, 3.41),
    blocked=solve(10.0, 0.0),
    warm=solve(25.0, 3.41, 18.5),
    resting=solve(0.0, 3.41),
)
path = Path(__file__).parent.parent / "golden" / "oracle-axon-ions.json"
path.write_text(json.dumps(out, separators=(",", ":")) + "\n")
