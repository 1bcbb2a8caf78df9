"""Tries what speaks to AWS on another implementation of it: moto, which answers as S3 and as Secrets Manager do, on this machine.

    pip install "moto[server,s3,secretsmanager]"
    npm ci && npm run build
    python tests/oracle/aws_services.py

The unit test of the stores runs against a bucket of moto's, and `mfn config check` reads a secret of its Secrets Manager. Moto checks no signatures.
The exit code is 1 where something is not as it should be.
"""

import json
import os
import subprocess

import boto3
from moto.server import ThreadedMotoServer

SECRET = "postgres://mfn:hunter2@db/mfn"


def main() -> int:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    keys = {"AWS_ACCESS_KEY_ID": "id", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_REGION": "us-east-1"}
    os.environ.update(keys)
    boto3.client("s3", endpoint_url=address, region_name="us-east-1").create_bucket(Bucket="lab")
    boto3.client("secretsmanager", endpoint_url=address, region_name="us-east-1").create_secret(
        Name="mfn/prod", SecretString=json.dumps({"database_url": SECRET})
    )
    faults = []

    stores = ["npx", "vitest", "run", "tests/server/artefacts/stores.test.ts"]
    if subprocess.run(stores, env={**os.environ, "MFN_TEST_S3_ENDPOINT": address}, check=False).returncode != 0:
        faults.append("the stores do not pass on moto's bucket")

    def check(reference: str) -> subprocess.CompletedProcess[str]:
        env = {**os.environ, "AWS_ENDPOINT_URL": address, "MFN_DATABASE_URL": reference}
        return subprocess.run(["node", "cli/mfn.mjs", "config", "check"], env=env, capture_output=True, text=True, check=False)

    known = check("aws:mfn/prod#database_url")
    if known.returncode != 0 or "aws:mfn/prod#database_url" not in known.stdout:
        faults.append(f"the secret is not read: {known.stdout}{known.stderr}")
    if "hunter2" in known.stdout + known.stderr:
        faults.append("the secret is shown")
    unknown = check("aws:mfn/none#database_url")
    if unknown.returncode == 0 or "ResourceNotFoundException" not in unknown.stderr:
        faults.append(f"a secret that is none is not told: {unknown.stdout}{unknown.stderr}")

    server.stop()
    print("\n".join(faults) or "as it should be: the bucket and the secret")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
