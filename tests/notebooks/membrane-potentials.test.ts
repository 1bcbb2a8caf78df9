import { proveNotebook } from "../support/prove-notebook";

proveNotebook("membrane-potentials");
