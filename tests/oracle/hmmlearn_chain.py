"""Writes tests/golden/oracles/hmmlearn.json: likelihood, posterior and most probable path of Gaussian hidden Markov models with fixed parameters.

Needs hmmlearn==0.3.3, numpy==2.4.6, scipy==1.17.1.
"""
import json
from pathlib import Path

import hmmlearn
import numpy as np
from hmmlearn.hmm import GaussianHMM

rng = np.random.Generator(np.random.Philox(11))
cases = []
for start, transition, means, variances, n in [
    ([0.5, 0.5], [[0.95, 0.05], [0.1, 0.9]], [[0.0], [2.0]], [[1.0], [0.5]], 120),
    ([0.2, 0.3, 0.5], [[0.9, 0.05, 0.05], [0.1, 0.8, 0.1], [0.02, 0.08, 0.9]], [[-1, 0], [0, 1], [2, 0.5]], [[0.3, 1], [1, 0.2], [0.5, 0.5]], 90),
]:
    model = GaussianHMM(n_components=len(start), covariance_type="diag")
    model.startprob_, model.transmat_ = np.array(start), np.array(transition)
    model.means_, model.covars_ = np.array(means, float), np.array(variances, float)
    # Draws that fit the model badly on purpose, so that the decisions are not all easy.
    x = np.round(model.means_[(np.arange(n) // 17) % len(start)] + rng.standard_normal((n, len(means[0]))), 3)
    cases.append({
        "start": start, "transition": transition, "means": means, "variances": variances, "channels": x.T.tolist(),
        "logLikelihood": float(model.score(x)), "path": model.predict(x).tolist(), "posterior0": model.predict_proba(x)[:, 0].tolist(),
    })
found = {"made": f"tests/oracle/hmmlearn_chain.py, hmmlearn {hmmlearn.__version__}", "cases": cases}
(Path(__file__).resolve().parent.parent / "golden" / "oracles" / "hmmlearn.json").write_text(json.dumps(found) + "\n")
