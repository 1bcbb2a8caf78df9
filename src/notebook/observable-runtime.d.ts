/** The part of @observablehq/runtime 6 that is used here; the package has no types of its own. */
declare module "@observablehq/runtime" {
  export interface Observer {
    pending?(): void;
    fulfilled?(value: unknown, name: string | null): void;
    /** For what it needs and cannot have, `error` is a RuntimeError with the name of that input. */
    rejected?(error: unknown, name: string | null): void;
  }
  export interface Variable {
    define(name: string, inputs: readonly string[], definition: (...inputs: never[]) => unknown): this;
    delete(): this;
  }
  export interface Module {
    variable(observer?: Observer | boolean): Variable;
  }
  export class RuntimeError extends Error {
    input?: string;
  }
  export class Runtime {
    constructor(builtins?: Record<string, unknown>, global?: (name: string) => unknown);
    module(): Module;
    dispose(): void;
  }
}
