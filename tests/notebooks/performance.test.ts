import { proveNotebook } from "../support/prove-notebook";

proveNotebook("performance");
