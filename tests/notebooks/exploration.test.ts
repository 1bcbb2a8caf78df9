import { proveNotebook } from "../support/prove-notebook";

proveNotebook("exploration");
