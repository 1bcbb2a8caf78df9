"""Near-minimax (Chebyshev) coefficients of src/core/field/elementary-coefficients.ts. Needs mpmath==1.3.0.

Prints each list lowest power first, then the largest error of the rounded polynomial relative to the whole function
(log2), so that a change of degree can be judged.
"""
import mpmath as mp

mp.mp.dps = 60


def fit(name, f, a, b, terms, weight):
    """f on [a, b] by `terms` coefficients; weight(x) turns the error of f into a relative error of the whole function."""
    rounded = [float(c) for c in reversed(mp.chebyfit(f, [a, b], terms))]
    worst = max(abs((mp.polyval(list(reversed(rounded)), x) - f(x)) * weight(x)) for x in mp.linspace(a, b, 400))
    print(f"{name} // 2^{float(mp.log(worst, 2)):.1f}\n  " + ", ".join(map(repr, rounded)))


def sloped(f, series):
    """f with its limit at 0, where the quotient cannot be formed."""
    return lambda x: series if x == 0 else f(x)


half_ln2 = mp.log(2) / 2 * (1 + mp.mpf(2) ** -20)
quarter_pi = mp.pi / 4 * (1 + mp.mpf(2) ** -20)
z_log = ((mp.sqrt(2) - 1) / (mp.sqrt(2) + 1)) ** 2 * (1 + mp.mpf(2) ** -18)

fit("exp", sloped(lambda r: (mp.exp(r) - 1 - r - r**2 / 2) / r**3, mp.mpf(1) / 6), -half_ln2, half_ln2, 10, lambda r: r**3 / mp.exp(r))
fit("sin", sloped(lambda z: (mp.sin(mp.sqrt(z)) / mp.sqrt(z) - 1) / z, -mp.mpf(1) / 6), 0, quarter_pi**2, 7, lambda z: z)
fit("cos", sloped(lambda z: (mp.cos(mp.sqrt(z)) - 1 + z / 2) / z**2, mp.mpf(1) / 24), 0, quarter_pi**2, 6, lambda z: z**2 / mp.cos(mp.sqrt(z)))
log_tail = sloped(lambda z: (2 * mp.atanh(mp.sqrt(z)) / mp.sqrt(z) - 2) / z, mp.mpf(2) / 3)
fit("log", log_tail, 0, z_log, 7, lambda z: z / 2)
pow_tail = sloped(lambda z: (log_tail(z) - mp.mpf(2) / 3) / z, mp.mpf(2) / 5)
fit("pow", pow_tail, 0, z_log, 8, lambda z: z**2 / 2)


def parts(name, value, bits):
    """value as a sum of doubles, each but the last with `bits` significant bits."""
    out = []
    for _ in range(len(bits)):
        keep = bits[len(out)]
        exponent = mp.floor(mp.log(value, 2)) + 1
        step = mp.mpf(2) ** (exponent - keep)
        part = mp.floor(value / step) * step if keep < 53 else mp.mpf(float(value))
        out.append(float(part))
        value -= part
    print(name + "\n  " + ", ".join(map(repr, out)))


parts("ln2", mp.log(2), [40, 53])
parts("pi/2", mp.pi / 2, [33, 33, 33, 53])
parts("2/3", mp.mpf(2) / 3, [53, 53])
print(repr(float(1 / mp.log(2))), repr(float(2 / mp.pi)))
