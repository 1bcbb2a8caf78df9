"""Writes tests/golden/oracles/nolds.json: measures of series by nolds, at settings equal to ours where its definitions allow.

Needs nolds==0.6.2 (0.6.3 does not import on Python 3.11), numpy==2.4.6. Least squares for every line (fit="poly"): the default is a random one.
"""
import json
from pathlib import Path

import nolds
import numpy as np
from nolds.measures import expected_rs, rowwise_chebyshev

rng = np.random.Generator(np.random.Philox(3))
noise = rng.standard_normal(1024)
walkish = np.zeros(1024)
for t in range(1, 1024):
    walkish[t] = 0.7 * walkish[t - 1] + noise[t]
chaos = np.zeros(1000)
chaos[0] = 0.3
for t in range(1, 1000):
    chaos[t] = 4 * chaos[t - 1] * (1 - chaos[t - 1])
series = {"noise": np.round(noise, 4), "autoregression": np.round(walkish, 4), "logistic": np.round(chaos, 7)}

windows = [16, 32, 64, 128]
rs_windows = sorted({int(np.floor(16 * (256 / 16) ** (i / 11) + 0.5)) for i in range(12)})
found = {"made": "tests/oracle/nolds_series.py, nolds 0.6.2", "series": {name: x.tolist() for name, x in series.items()}}
for name in ("noise", "autoregression"):
    x = series[name]
    slope, (_, logs, _) = nolds.dfa(x, nvals=windows, overlap=False, order=1, fit_exp="poly", debug_data=True)
    hurst, (_, log_rs, _) = nolds.hurst_rs(x, nvals=rs_windows, fit="poly", unbiased=False, debug_data=True)
    found[name] = {
        "dfa": {"sizes": windows, "fluctuations": np.exp(logs).tolist()},
        "rescaledRange": {"sizes": rs_windows, "ratios": np.exp(log_rs).tolist(), "value": float(hurst), "expected": [float(expected_rs(n)) for n in rs_windows]},
    }
for name, x in series.items():
    tolerance = 0.2 * np.std(x)
    # Ours counts matches at the tolerance too, and measures it in the deviation over n.
    found.setdefault(name, {})["sampleEntropy"] = {str(m): float(nolds.sampen(x, emb_dim=m, tolerance=tolerance, closed=True)) for m in (2, 3)}
x = series["logistic"]
# The edges of our bins, a fourth of an octave each, in units of the deviation.
radii = [2.0 ** (-k / 4) for k in range(12, 49)]
_, (log_radii, log_shares, _) = nolds.corr_dim(x, 2, rvals=[np.std(x) * r for r in radii], dist=rowwise_chebyshev, fit="poly", debug_data=True)
assert len(log_radii) == len(radii)
found["logistic"]["correlationSum"] = {"radii": radii, "shares": np.exp(log_shares).tolist()}
found["logistic"]["lyapunov"] = float(nolds.lyap_r(x, emb_dim=2, lag=1, min_tsep=2, trajectory_len=6, fit="poly"))
print({name: {k: v for k, v in of.items() if k in ("sampleEntropy", "lyapunov")} for name, of in found.items() if isinstance(of, dict)})
(Path(__file__).resolve().parent.parent / "golden" / "oracles" / "nolds.json").write_text(json.dumps(found) + "\n")
