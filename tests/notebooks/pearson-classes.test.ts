import { proveNotebook } from "../support/prove-notebook";

proveNotebook("pearson-classes");
