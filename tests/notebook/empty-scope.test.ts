import { describe, expect, it } from "vitest";
import { emptyScope } from "../../src/notebook/empty-scope";

/** A global object as a worker has it: some names its own, others by way of its prototypes, some of them computed. */
function worker() {
  class EventTarget {
    addEventListener(): string {
      return "listening";
    }
  }
  class WorkerGlobalScope extends EventTarget {
    get performance(): object {
      if (!Object.hasOwn(this, "Math")) throw new TypeError("Illegal invocation");
      return { now: () => 1 };
    }
    get navigator(): object {
      if (!Object.hasOwn(this, "Math")) throw new TypeError("Illegal invocation");
      return {};
    }
    fetch(): string {
      return "fetched";
    }
  }
  class MessagePort {
    postMessage(): void {
      // Goes nowhere.
    }
  }
  const scope = Object.assign(new WorkerGlobalScope(), {
    Math,
    Array,
    setTimeout,
    MessagePort,
    indexedDB: {},
    WebAssembly: {},
    close: () => undefined,
  });
  return { scope: scope as unknown as Record<string, unknown>, MessagePort, WorkerGlobalScope };
}

describe("the global object of a worker for cells", () => {
  it("has the language and nothing else, its own or inherited", () => {
    const { scope } = worker();
    emptyScope(scope);
    for (const name of ["fetch", "indexedDB", "WebAssembly", "close", "navigator", "addEventListener", "MessagePort", "constructor"])
      expect(scope[name], name).toBeUndefined();
    expect([scope["Math"], scope["Array"], scope["setTimeout"]]).toEqual([Math, Array, setTimeout]);
    expect((scope["performance"] as Performance).now()).toBe(1);
  });

  it("cannot be given anything else in place of it", () => {
    const { scope, MessagePort, WorkerGlobalScope } = worker();
    emptyScope(scope);
    for (const name of ["Math", "setTimeout", "fetch", "performance"]) expect(() => (scope[name] = 1), name).toThrow(TypeError);
    expect(() => Object.assign(WorkerGlobalScope.prototype, { fetch: () => 1 })).toThrow(TypeError);
    expect(() => (MessagePort.prototype.postMessage = () => undefined)).toThrow(TypeError);
  });
});
