import { proveNotebook } from "../support/prove-notebook";

proveNotebook("federated-under-attack");
