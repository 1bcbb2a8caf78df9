"""Writes tests/golden/elementary.json: exact values of the elementary functions. Needs mpmath==1.3.0.

Arguments and results are doubles as 16 hexadecimal digits, most significant first. Beside each rounded result stands
what rounding left out, in units of its last place, so that a test measures errors finer than one ulp.
"""
import json
import math
import random
import struct
from pathlib import Path

import mpmath as mp

mp.mp.prec = 400
random.seed(20111112)


def bits(x):
    return struct.pack(">d", x).hex()


def value(exact):
    """The nearest double, and (exact − double) in ulp of that double."""
    near = float(exact)
    if math.isinf(near):
        return bits(near), 0.0
    return bits(near), round(float((exact - mp.mpf(near)) / mp.mpf(math.ulp(near))), 4)


def uniform(a, b, n):
    return [random.uniform(a, b) for _ in range(n)]


def spread(low, high, n):
    """Both signs, magnitudes even in their logarithm (powers of two)."""
    return [random.choice((-1, 1)) * 2 ** random.uniform(low, high) for _ in range(n)]


def near_multiples(n):
    """Doubles next to multiples of pi/2, where the reduction cancels most."""
    return [float(k * mp.pi / 2) for k in [1, 2, 3, 4, 5, 573204, 649, 667544] + [random.randrange(6, 667544) for _ in range(n)]]


def unary(f, arguments):
    return [[bits(x), *value(f(mp.mpf(x)))] for x in arguments]


angles = uniform(-4, 4, 120) + uniform(-1000, 1000, 80) + spread(-40, 20, 120) + near_multiples(80)
positive = [abs(x) for x in spread(-1074, 1023, 150)] + uniform(0.7, 1.5, 150) + [1 + x for x in spread(-50, -3, 100)]
pairs = (
    list(zip(uniform(0, 10, 150), uniform(-20, 20, 150)))
    + [(abs(x), y) for x, y in zip(spread(-8, 8, 120), uniform(-80, 80, 120))]
    + [(1 + x, random.choice((-1, 1)) * random.uniform(0, 690) / abs(math.log1p(x))) for x in spread(-45, -2, 100)]
    + [(-x, float(random.randint(-30, 30))) for x in uniform(0.1, 5, 50)]
)
values = {
    "exp": unary(mp.exp, uniform(-1, 1, 150) + uniform(-745, 709.7, 200) + spread(-60, 0, 50)),
    "log": unary(mp.log, positive),
    "sin": unary(mp.sin, angles),
    "cos": unary(mp.cos, angles),
    "tanh": unary(mp.tanh, uniform(-3, 3, 200) + uniform(-21, 21, 100) + spread(-60, 2, 100)),
    "pow": [[bits(x), bits(y), *value(mp.power(mp.mpf(x), mp.mpf(y)))] for x, y in pairs],
}
meta = {"oracle": f"mpmath {mp.__version__}, 400 bits", "made by": "tests/oracle/elementary.py", "layout": "argument(s), result, remainder in ulp"}
rows = ",\n".join(f'"{name}": [\n' + ",\n".join(json.dumps(row) for row in table) + "\n]" for name, table in values.items())
path = Path(__file__).parent.parent / "golden" / "elementary.json"
path.write_text('{"meta": ' + json.dumps(meta) + ',\n"values": {\n' + rows + "\n}}\n")
