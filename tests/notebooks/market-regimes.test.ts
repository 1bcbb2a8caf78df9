import { proveNotebook } from "../support/prove-notebook";

proveNotebook("market-regimes");
