"""Byzantine-robust aggregation by byzfl (PyPI), for tests/golden/oracle-aggregators.json.

    pip install byzfl numpy
    python tests/oracle/learning_aggregators.py > tests/golden/oracle-aggregators.json

byzfl's MultiKrum averages n - f updates where the paper proves n - f - 2, and it has no Bulyan: both are computed here by the formulas of the papers.
"""
import json
from importlib.metadata import version
import numpy as np
import byzfl

rng = np.random.default_rng(7)
cases = []
for n, d, f in [(7, 3, 1), (11, 5, 2), (15, 4, 3), (23, 8, 5), (11, 2, 0)]:
    honest = rng.normal(1, 0.3, (n - f, d))
    bad = rng.normal(-4, 2, (f, d))
    updates = np.vstack([honest, bad])[rng.permutation(n)]
    # Plain definitions in numpy, written from the papers.
    dist = ((updates[:, None] - updates[None]) ** 2).sum(-1)
    scores = np.sort(dist, axis=1)[:, 1 : n - f - 1].sum(1)
    multi = np.argsort(scores, kind="stable")[: n - f - 2]
    case = {
        "updates": updates.tolist(),
        "attackers": f,
        "byzfl": {
            "mean": byzfl.Average()(updates).tolist(),
            "median": byzfl.Median()(updates).tolist(),
            "trimmed-mean": byzfl.TrMean(f=f)(updates).tolist(),
            "krum": byzfl.Krum(f=f)(updates).tolist(),
        },
        "formulas": {
            "krum-scores": scores.tolist(),
            "multi-krum": updates[multi].mean(0).tolist(),
        },
    }
    if n >= 4 * f + 3:
        left = list(range(n))
        chosen = []
        for _ in range(n - 2 * f):
            sub = dist[np.ix_(left, left)]
            m = max(1, len(left) - f - 2)
            s = np.sort(sub, axis=1)[:, 1 : 1 + m].sum(1)
            chosen.append(left.pop(int(np.argmin(s))))
        kept = updates[chosen]
        med = np.median(kept, axis=0)
        beta = n - 4 * f
        near = np.argsort(np.abs(kept - med), axis=0, kind="stable")[:beta]
        case["formulas"]["bulyan"] = np.take_along_axis(kept, near, 0).mean(0).tolist()
    cases.append(case)
print(json.dumps({"meta": {"byzfl": version("byzfl"), "numpy": np.__version__}, "cases": cases}, indent=1))
