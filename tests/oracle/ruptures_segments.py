"""Writes tests/golden/oracles/ruptures.json: costs of segments and best divisions by ruptures, every sample a candidate (jump=1).

Needs ruptures==1.1.10, numpy==2.4.6, scipy==1.17.1.
"""
import json
from pathlib import Path

import numpy as np
import ruptures as rpt
from ruptures.costs import CostAR, CostL2, CostRank, CostRbf
from scipy.spatial.distance import pdist, squareform


class UnclippedRbf(CostRbf):
    """Without the clipping of gamma d^2 to at least 0.01, which takes neighbours closer than a tenth of the width for that far apart."""

    @property
    def gram(self):
        return np.exp(-self.gamma * squareform(pdist(self.signal, metric="sqeuclidean")))


def steps(seed, n, spread=1.0):
    rng = np.random.Generator(np.random.Philox(seed))
    levels = rng.normal(0, 1.5, 6)
    return np.round(levels[(np.arange(n) * 6) // n] + spread * rng.standard_normal(n), 3)


n = 90
x = steps(1, n)
segments = [(2, 20), (15, 60), (30, 90), (61, 75)]
gamma = 0.4
costs = {"mean": CostL2(), "rank": CostRank(), "ar": CostAR(order=1), "rbf": CostRbf(gamma=gamma), "rbfUnclipped": UnclippedRbf(gamma=gamma)}
found = {"made": f"tests/oracle/ruptures_segments.py, ruptures {rpt.version.__version__}", "x": x.tolist(), "gamma": gamma, "segments": segments, "costs": {}, "best": {}}
for name, cost in costs.items():
    cost.fit(x.reshape(-1, 1).copy())
    found["costs"][name] = [float(np.squeeze(cost.error(*segment))) for segment in segments]
    if name != "ar":
        search = rpt.Dynp(custom_cost=cost, min_size=2, jump=1).fit(x.reshape(-1, 1))
        found["best"][name] = [search.predict(n_bkps=changes)[:-1] for changes in (1, 2, 3, 5)]

total = lambda series, bkps, penalty: float(sum(CostL2().fit(series).error(a, b) for a, b in zip([0, *bkps[:-1]], bkps)) + penalty * (len(bkps) - 1))
penalties = []
for min_size in (1, 2, 8):
    for penalty in (2.0, 6.0, 12.0):
        bkps = [int(b) for b in rpt.Pelt(model="l2", min_size=min_size, jump=1).fit(x.reshape(-1, 1)).predict(pen=penalty)]
        penalties.append({"minLength": min_size, "penalty": penalty, "at": bkps[:-1], "total": total(x.reshape(-1, 1), bkps, penalty)})
found["pelt"] = penalties

# Pelt drops a start as soon as it loses, though with a shortest segment it may still win: the first series on which its answer is not the best.
for seed in range(2, 400):
    y = steps(seed, 40).reshape(-1, 1)
    bkps = [int(b) for b in rpt.Pelt(model="l2", min_size=8, jump=1).fit(y).predict(pen=1.0)]
    reached = total(y, bkps, 1.0)
    exact = min(total(y, rpt.Dynp(model="l2", min_size=8, jump=1).fit(y).predict(n_bkps=k), 1.0) for k in range(1, 5))
    exact = min(exact, total(y, [40], 1.0))
    if exact < reached - 1e-6:
        found["pruned"] = {"x": y.ravel().tolist(), "minLength": 8, "penalty": 1.0, "pelt": reached, "best": exact}
        break
print({k: v for k, v in found.items() if k not in ("x",)})
(Path(__file__).resolve().parent.parent / "golden" / "oracles" / "ruptures.json").write_text(json.dumps(found, default=lambda v: v.item()) + "\n")
