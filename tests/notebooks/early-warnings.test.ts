import { proveNotebook } from "../support/prove-notebook";

proveNotebook("early-warnings");
