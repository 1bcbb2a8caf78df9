"""Writes tests/golden/oracles/slopes.json: costs of straight lines and best divisions into them by ruptures, every sample a candidate (jump=1).

Needs ruptures==1.1.10, numpy==2.4.6. Its cost "linear" is the regression of the first column on the others: here on time and a constant.
"""
import json
from pathlib import Path

import numpy as np
import ruptures as rpt
from ruptures.costs import CostLinear

rng = np.random.Generator(np.random.Philox(21))
n = 80
time = np.arange(n)
level = np.where(time < 25, 0.2 * time, np.where(time < 55, 5 - 0.15 * (time - 25), -2 + 0.05 * (time - 55)))
x = np.round(level + 0.4 * rng.standard_normal(n), 3)
signal = np.stack([x, time, np.ones(n)], axis=1)
cost = CostLinear().fit(signal)
segments = [(0, 80), (3, 21), (20, 60), (57, 63)]
best = []
for changes in range(5):
    ends = rpt.Dynp(custom_cost=CostLinear(), min_size=5, jump=1).fit_predict(signal, n_bkps=changes) if changes else [n]
    # The residual as a number, whatever shape lstsq gives it.
    best.append({"changePoints": [int(end) for end in ends[:-1]], "cost": float(sum(np.sum(cost.error(a, b)) for a, b in zip([0, *ends[:-1]], ends)))})
document = {
    "made": "tests/oracle/slope_segments.py, ruptures 1.1.10",
    "x": x.tolist(),
    "costs": [{"from": a, "to": b, "cost": float(np.sum(cost.error(a, b)))} for a, b in segments],
    "best": best,
}
print(document["costs"], best)
(Path(__file__).resolve().parent.parent / "golden" / "oracles" / "slopes.json").write_text(json.dumps(document) + "\n")
