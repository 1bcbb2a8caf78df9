"""Writes tests/golden/oracle-membrane.json: membranes by other means than ours.

GHK currents and potentials by mpmath in 50 digits, straight from the textbook form; Hodgkin-Huxley, FitzHugh-Nagumo, cells with pumps, and
calcium-dependent plasticity by scipy's Radau (LSODA where said) with rtol 1e-10, written out from the papers' equations.
Needs numpy==2.4.6, scipy==1.17.1, mpmath==1.4.1.
"""
import json
from pathlib import Path

import numpy as np
from mpmath import mp, mpf
from scipy.integrate import solve_ivp

mp.dps = 50
R, F = mpf("8.31446261815324"), mpf("96485.33212331001")
r_gas, faraday = float(R), float(F)


# --- constant field -------------------------------------------------------------------------------------------------------------------
def current(ion, v, kelvin):
    """uA/cm2 for P in cm/s and mol/L, the quotient of exponentials as it stands in Goldman's paper."""
    z, inside, outside, p = (mpf(x) for x in ion)
    x = z * v * F / (R * kelvin)
    if x == 0:
        return 1000 * F * p * z * (inside - outside)
    return 1000 * p * z**2 * (v * F**2 / (R * kelvin)) * (inside - outside * mp.exp(-x)) / (1 - mp.exp(-x))


def reversal(ions, kelvin):
    f = lambda v: sum(current(ion, v, kelvin) for ion in ions)
    lo, hi = mpf(-3), mpf(3)
    for _ in range(190):
        mid = (lo + hi) / 2
        lo, hi = (mid, hi) if f(mid) < 0 else (lo, mid)
    return lo


rng = np.random.default_rng(9)
mixtures = []
for _ in range(40):
    count = int(rng.integers(1, 6))
    ions = [[int(rng.choice([-2, -1, 1, 2, 3])), float(10 ** rng.uniform(-7, 0)), float(10 ** rng.uniform(-7, 0)), float(10 ** rng.uniform(-3, 0))] for _ in range(count)]
    celsius = float(rng.uniform(0, 60))
    kelvin = mpf(celsius + 273.15)
    volts = [float(v) for v in rng.uniform(-0.3, 0.3, 3)] + [0.0, 1e-12, -1e-7]
    mixtures.append(
        dict(
            ions=ions,
            kelvin=float(kelvin),
            reversal=float(reversal(ions, kelvin)),
            volts=volts,
            currents=[[float(current(ion, mpf(v), kelvin)) for ion in ions] for v in volts],
        )
    )
bernoulli = [[x, float(mpf(x) / mp.expm1(mpf(x)) if x else 1)] for x in [0.0, 1e-300, 1e-17, -1e-9, 1e-5, -0.01, 0.3, -0.9, 1.0, -1.5, 7.0, -40.0, 500.0, -700.0, 700.0]]
slope = lambda x: mp.diff(lambda y: y / mp.expm1(y), x) if x else mpf("-0.5")
bernoulli_slopes = [[x, float(slope(mpf(x)))] for x in [0.0, 1e-6, -0.01, 0.3, -0.49, 0.51, -2.0, 10.0, -30.0]]


# --- Hodgkin and Huxley, modern sign --------------------------------------------------------------------------------------------------
def over(x):
    return 1.0 if abs(x) < 1e-7 else x / -np.expm1(-x)


def rates(v):
    return dict(
        m=(over((v + 40) / 10), 4 * np.exp(-(v + 65) / 18)),
        h=(0.07 * np.exp(-(v + 65) / 20), 1 / (1 + np.exp(-(v + 35) / 10))),
        n=(0.1 * over((v + 55) / 10), 0.125 * np.exp(-(v + 65) / 80)),
    )


def ionic(v, m, h, n):
    return np.array([120 * m**3 * h * (v - 50), 36 * n**4 * (v + 77), 0.3 * (v + 54.387)])


def gates(y, v, speed):
    return [speed * (a * (1 - x) - b * x) for x, (a, b) in zip(y, rates(v).values())]


def pieces(f, y, knots, times, method="Radau", hold=None):
    """Integrates from knot to knot; returns the states at `times`, after a jump where one falls on a knot."""
    out = np.zeros((len(times), len(y)))
    y = np.array(y, float)
    for a, b in zip(knots[:-1], knots[1:]):
        if hold:
            y = hold(a, y)
        last = b == knots[-1]
        inside = [i for i, t in enumerate(times) if a <= t < b or (last and t == b)]
        sol = solve_ivp(f(a), (a, b), y, method=method, rtol=1e-10, atol=1e-12, t_eval=np.unique([times[i] for i in inside] + [b]))
        for i in inside:
            out[i] = sol.y[:, np.searchsorted(sol.t, times[i])]
        y = sol.y[:, -1]
    return out


start = [-65] + [a / (a + b) for a, b in rates(-65.0).values()]
times = [float(t) for t in np.arange(0, 50.5, 0.5)]


def hh(stimulus, celsius=6.3):
    speed = 3 ** ((celsius - 6.3) / 10)
    return lambda t, y: [stimulus(t) - ionic(*y).sum(), *gates(y[1:], y[0], speed)]


axon = dict(
    times=times,
    step=pieces(lambda a: hh(lambda t: 10.0 if 5 <= a < 45 else 0.0), start, [0, 5, 45, 50], times, "LSODA").tolist(),
    ramp=pieces(lambda a: hh(lambda t: t * 0.4), start, [0, 50], times).tolist(),
    warm=pieces(lambda a: hh(lambda t: 20.0, 16.3), start, [0, 50], times).tolist(),
)
clamp_level = lambda a: -10.0 if 10 <= a < 30 else -65.0
clamped = pieces(
    lambda a: lambda t, y: [0.0, *gates(y[1:], y[0], 1.0)], start, [0, 10, 30, 50], times, hold=lambda a, y: np.array([clamp_level(a), *y[1:]])
)
axon["clamped"] = clamped.tolist()
axon["clampedCurrents"] = [ionic(*y).tolist() for y in clamped]

# --- FitzHugh and Nagumo --------------------------------------------------------------------------------------------------------------
fhn_times = [float(t) for t in range(0, 201, 4)]
fhn = lambda t, y: [y[0] - y[0] ** 3 / 3 - y[1] + 0.5, (y[0] + 0.7 - 0.8 * y[1]) / 12.5]
fitzhugh = dict(times=fhn_times, states=pieces(lambda a: fhn, [-1.1994, -0.6243], [0, 200], fhn_times).tolist())


# --- cells with pumps -----------------------------------------------------------------------------------------------------------------
def ghk(z, inside, outside, p, volts, kelvin):
    """uA/cm2; concentrations in mol/L."""
    x = z * volts * faraday / (r_gas * kelvin)
    return 1000 * faraday * p * z * (inside * over(x) - outside * over(-x))


def sodium_pump(u, nai, nao, ko, largest=1.5):
    sigma = (np.exp(nao / 67.3) - 1) / 7
    return largest / (1 + 0.1245 * np.exp(-0.1 * u) + 0.0365 * sigma * np.exp(-u)) / (1 + (10 / nai) ** 1.5) * ko / (ko + 1.5)


def exchanger(u, nai, nao, cai, cao):
    eta = 0.35
    return 2000 / (87.5**3 + nao**3) / (1.38 + cao) / (1 + 0.1 * np.exp((eta - 1) * u)) * (np.exp(eta * u) * nai**3 * cao - np.exp((eta - 1) * u) * nao**3 * cai)


def proton_flux(u, kelvin, hi, ho):
    e = (-50e3 + r_gas * kelvin * np.log(ho / hi)) / (r_gas * kelvin)
    return 200 * (1 - np.exp(e - u)) / (1 + np.exp(-0.3 * faraday / (r_gas * kelvin) - u))


def cell(ions, kelvin, active, bath, water=None):
    """State V (mV), w (um), amounts inside, amounts in the bath (nmol/cm2); `active` gives pump currents by ion in uA/cm2."""
    k = len(ions)
    inside0, outside0 = np.array([i["in"] for i in ions]), np.array([i["out"] for i in ions])
    bound = np.array([1 + i.get("bound", 0) for i in ions])
    z = np.array([i["z"] for i in ions])
    lack = outside0.sum() - inside0.sum()
    x_in, x_out = max(0, lack) * 0.1 * 5, max(0, -lack) * 0.1 * bath

    def f(t, y):
        v, w, n_in, n_out = y[0], y[1], y[2 : 2 + k], y[2 + k :]
        c_in, c_out = n_in / (0.1 * w * bound), n_out / (0.1 * (5 + bath - w))
        i = np.array([ghk(z[j], c_in[j] / 1e3, c_out[j] / 1e3, ions[j]["p"], v / 1e3, kelvin) for j in range(k)])
        i = i + active(v / 1e3 * faraday / (r_gas * kelvin), c_in, c_out)
        flux = -i / z / faraday * 1e3
        dw = 0.0
        if water:
            dw = water * 18 * 1e-2 * ((c_in.sum() + x_in / (0.1 * w)) - (c_out.sum() + x_out / (0.1 * (5 + bath - w))))
        return np.concatenate([[-1e3 * i.sum(), dw], flux, -flux])

    return f, np.concatenate([inside0 * bound * 0.5, outside0 * 0.1 * bath])


def solve_cell(rest, f, amounts, times):
    size = np.concatenate([[1, 0.1], np.maximum(1e-9, amounts)])
    return solve_ivp(f, (0, times[-1]), np.concatenate([[rest, 5.0], amounts]), method="Radau", rtol=1e-10, atol=1e-12 * size, t_eval=times).y.T.tolist()


body = 37 + 273.15
animal = [dict(z=1, p=2e-8, **{"in": 12, "out": 145}), dict(z=1, p=1e-6, **{"in": 140, "out": 5}), dict(z=-1, p=2e-7, **{"in": 8, "out": 150})]


def animal_pump(largest):
    def active(u, ci, co):
        i = sodium_pump(u, ci[0], co[0], co[1], largest)
        return np.array([3 * i, -2 * i, 0])

    return active


cell_times = [float(t) for t in np.linspace(0, 3600, 13)]
pump_leak = dict(times=cell_times)
for name, largest in [("pumping", 1.5), ("stopped", 0.0)]:
    f, amounts = cell(animal, body, animal_pump(largest), 500, 1e-3)
    pump_leak[name] = solve_cell(-75, f, amounts, cell_times)

heart = [
    dict(z=1, p=1e-8, **{"in": 10, "out": 140}),
    dict(z=1, p=1e-6, **{"in": 145, "out": 5.4}),
    dict(z=-1, p=1e-7, **{"in": 9, "out": 150}),
    dict(z=2, p=5e-8, bound=100, **{"in": 0.001, "out": 1.8}),
]


def heart_transport(u, ci, co):
    i = sodium_pump(u, ci[0], co[0], co[1])
    x = exchanger(u, ci[0], co[0], ci[3], co[3])
    # 3 Na in for 1 Ca out is one charge inward a cycle: an outward current x is -x cycles.
    return np.array([3 * i + 3 * x, -2 * i, 0, 1.15 * ci[3] / (ci[3] + 5e-4) - 2 * x])


heart_times = [float(t) for t in np.linspace(0, 60, 13)]
f, amounts = cell(heart, body, heart_transport, 500)
clearance = dict(times=heart_times, states=solve_cell(-80, f, amounts, heart_times))

hypha = [dict(z=1, p=1e-6, **{"in": 180, "out": 25}), dict(z=-1, p=1e-7, **{"in": 10, "out": 26}), dict(z=1, p=1e-3, bound=140000, **{"in": 6.3e-5, "out": 1.6e-3})]
room = 25 + 273.15
f, amounts = cell(hypha, room, lambda u, ci, co: np.array([0, 0, faraday * 1e-6 * proton_flux(u, room, ci[2], co[2])]), 1e5)
fungal = dict(times=heart_times, states=solve_cell(-200, f, amounts, heart_times))


# --- Shouval, Bear and Cooper ---------------------------------------------------------------------------------------------------------
sig = lambda x: 1 / (1 + np.exp(-np.clip(x, -700, 700)))
omega = lambda ca: 0.25 + sig(80 * (ca - 0.55)) - 0.25 * sig(80 * (ca - 0.35))
tau = lambda ca: 0.1 / (0.1e-4 + ca**3) + 1
peak = np.log(50 / 5) * 5 * 50 / 45
scale = 1 / (np.exp(-peak / 50) - np.exp(-peak / 5))


def synapse(pre, post, end):
    """The responses as sums over past spikes; only calcium and the weight are integrated, from spike to spike."""

    def late(t, spikes):
        d = t - np.array(spikes)
        return d[d >= 0]

    def f(a):
        past_pre, past_post = [t for t in pre if t <= a], [t + 2 for t in post if t + 2 <= a]

        def g(t, y):
            d, b = late(t, past_pre), late(t, past_post)
            v = -65 + scale * (np.exp(-d / 50) - np.exp(-d / 5)).sum() + 100 * (0.75 * np.exp(-b / 3) + 0.25 * np.exp(-b / 25)).sum()
            block = 1 / (1 + np.exp(-0.062 * v) / 3.57)
            flow = 0.5 * (1 / 500) * (0.5 * np.exp(-d / 50) + 0.5 * np.exp(-d / 200)).sum() * block * (130 - v)
            return [flow - y[0] / 50, (omega(y[0]) - y[1]) / tau(y[0]) / 1000]

        return g

    knots = sorted({0.0, end, *[t for t in pre if 0 < t < end], *[t + 2 for t in post if 0 < t + 2 < end]})
    return pieces(f, [0, 0.25], knots, [end])[0]


plasticity = []
for interval in [-40, -10, 5, 10, 30, 100]:
    first = max(0.0, -interval - 2.0)
    pre = [first + 1000.0 * i for i in range(5)]
    ca, w = synapse(pre, [t + interval for t in pre], 5000.0)
    plasticity.append(dict(interval=interval, count=5, duration=5000, weight=float(w)))

out = dict(
    mixtures=mixtures,
    bernoulli=bernoulli,
    bernoulliSlopes=bernoulli_slopes,
    axon=axon,
    fitzhugh=fitzhugh,
    pumpLeak=pump_leak,
    clearance=clearance,
    fungal=fungal,
    plasticity=plasticity,
)
path = Path(__file__).parent.parent / "golden" / "oracle-membrane.json"
path.write_text(json.dumps(out, separators=(",", ":")) + "\n")
