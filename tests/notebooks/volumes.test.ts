import { proveNotebook } from "../support/prove-notebook";

proveNotebook("volumes");
