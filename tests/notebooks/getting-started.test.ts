import { proveNotebook } from "../support/prove-notebook";

proveNotebook("getting-started");
