"""Fuzzes a running server with requests made from its own OpenAPI description: whatever is sent, it must not answer 5xx.

    pip install schemathesis
    mfn serve --port 8321
    python tests/oracle/fuzz_api.py http://127.0.0.1:8321 "$API_KEY" --seconds 300

Requests go to this machine alone. What ends the session or the key that the fuzzing itself uses is left out. The exit code is 1 where a call
answered 5xx, or where nothing was asked at all.
"""

import argparse
import json
import random
import sys
import time
import urllib.parse
from collections import Counter

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings, strategies


def is_meant(answer) -> bool:
    """Whether a status from 500 on says, on purpose, that something is switched off here or took too long; anything else is a fault."""
    return answer.status_code == 503 and answer.json().get("code") == "server/refused"


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("url")
    arguments.add_argument("key")
    arguments.add_argument("--seconds", type=float, default=300)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--examples", type=int, default=20, help="requests of one call in one round")
    given_arguments = arguments.parse_args()
    host = urllib.parse.urlparse(given_arguments.url).hostname
    if host not in ("127.0.0.1", "localhost", "::1"):
        raise SystemExit("only a server of this machine is fuzzed")

    schema = schemathesis.openapi.from_url(f"{given_arguments.url}/api/openapi.json")
    operations = [result.ok() for result in schema.get_all_operations()]
    end = time.monotonic() + given_arguments.seconds
    statuses: Counter = Counter()
    asked: Counter = Counter()
    faults: dict = {}
    headers = {"X-API-Key": given_arguments.key}
    order = random.Random(given_arguments.seed)
    rounds = 0
    while time.monotonic() < end:
        order.shuffle(operations)
        for operation in operations:
            if time.monotonic() >= end:
                break
            fuzz(operation, headers, given_arguments, rounds, end, statuses, asked, faults)
        rounds += 1
    report = {
        "operations": len(operations),
        "asked": sum(asked.values()),
        "neverAsked": sorted(set(f"{o.method.upper()} {o.path}" for o in operations) - set(asked)),
        "rounds": rounds,
        "statuses": dict(sorted(statuses.items())),
        "faults": list(faults.values()),
    }
    print(json.dumps(report, indent=2))
    return 1 if faults or not asked else 0


def fuzz(operation, headers, arguments, rounds, end, statuses, asked, faults) -> None:
    name = f"{operation.method.upper()} {operation.path}"

    def asking(cases):
        @seed(arguments.seed + rounds)
        @settings(max_examples=arguments.examples, deadline=None, database=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck))
        @given(case=cases)
        def ask(case) -> None:
            if time.monotonic() >= end:
                return
            try:
                answer = case.call(headers=headers, timeout=30)
            except Exception as error:  # a connection that broke off is a fault too, a request that cannot be sent is none
                text = repr(error)
                if "Connection" in text and "Timeout" not in text:
                    faults.setdefault((name, "connection"), {"call": name, "status": None, "error": text[:300]})
                statuses[f"{type(error).__name__}, {name}"] += 1
                return
            asked[name] += 1
            statuses[str(answer.status_code)] += 1
            if answer.status_code >= 500 and not is_meant(answer):
                faults.setdefault((name, answer.status_code), {"call": name, "status": answer.status_code, "curl": case.as_curl_command()[:1500], "answer": answer.text[:500]})

        return ask

    try:
        asking(operation.as_strategy(generation_mode=mode(rounds)))()
    except Exception:  # a pattern that Python does not know
        try:
            asking(anything(operation))()
        except Exception as error:
            statuses[f"not generated, {name}: {error!r}"[:200]] += 1


def anything(operation):
    """Requests of one call with any JSON at all for a body."""
    leaf = strategies.none() | strategies.booleans() | strategies.integers() | strategies.floats(allow_nan=False, allow_infinity=False) | strategies.text(max_size=40)
    keys = strategies.sampled_from(["name", "email", "password", "role", "scopes", "token", "expires", "id", "__proto__"]) | strategies.text(max_size=10)
    bodies = strategies.recursive(leaf, lambda inner: strategies.lists(inner, max_size=4) | strategies.dictionaries(keys, inner, max_size=6), max_leaves=12)
    word = strategies.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789-_", min_size=1, max_size=40)
    names = [part.strip("{}") for part in operation.path.split("/") if part.startswith("{")]
    return strategies.builds(
        lambda body, places: operation.Case(path_parameters=dict(zip(names, places)), body=body, media_type="application/json"),
        bodies,
        strategies.lists(word, min_size=len(names), max_size=len(names)),
    )


def mode(rounds: int):
    """Requests that the description allows, and every second round ones that it does not."""
    return schemathesis.GenerationMode.POSITIVE if rounds % 2 == 0 else schemathesis.GenerationMode.NEGATIVE


if __name__ == "__main__":
    sys.exit(main())
