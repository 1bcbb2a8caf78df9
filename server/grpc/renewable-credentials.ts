import type { SecureContextOptions } from "node:tls";
import { ServerCredentials } from "@grpc/grpc-js";

/** A certificate that can be renewed while the server runs, which those of `createSsl` cannot: new connections get the new one, those there are go on. */
export class RenewableCredentials extends ServerCredentials {
  constructor(context: SecureContextOptions) {
    super({}, context);
  }
  renew(context: SecureContextOptions): void {
    this.updateSecureContextOptions(context);
  }
  override _equals(other: ServerCredentials): boolean {
    return this === other;
  }
}
