import { proveNotebook } from "../support/prove-notebook";

proveNotebook("mfn-model");
