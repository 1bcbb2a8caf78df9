"""Asks a running server over gRPC with another implementation (grpcio), finding the services by reflection, and prints the hashes of the last
state: they are those that `mfn run --json` prints of the same spec.

    MFN_GRPC_PORT=8322 npx mfn serve
    pip install grpcio grpcio-reflection protobuf
    python tests/oracle/grpc_client.py 127.0.0.1:8322 mfn_... spec.json
"""

import hashlib
import sys
from pathlib import Path

import grpc
from google.protobuf.descriptor_pool import DescriptorPool
from google.protobuf.message_factory import GetMessageClass
from grpc_reflection.v1alpha.proto_reflection_descriptor_database import ProtoReflectionDescriptorDatabase


def main() -> None:
    address, key, spec = sys.argv[1:]
    channel = grpc.insecure_channel(address, options=[("grpc.max_receive_message_length", 64 * 1024 * 1024)])
    services = ProtoReflectionDescriptorDatabase(channel)
    print(*services.get_services())
    method = DescriptorPool(services).FindServiceByName("mfn.v1.Runs").FindMethodByName("Simulate")
    request, answer = GetMessageClass(method.input_type), GetMessageClass(method.output_type)
    simulate = channel.unary_stream("/mfn.v1.Runs/Simulate", request_serializer=request.SerializeToString, response_deserializer=answer.FromString)
    for frame in simulate(request(spec_json=Path(spec).read_text()), metadata=[("x-api-key", key)]):
        print(frame.step, list(frame.shape), {name: hashlib.sha256(field.values).hexdigest() for name, field in frame.fields.items()})


main()
