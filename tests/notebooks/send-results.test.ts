import { proveNotebook } from "../support/prove-notebook";

proveNotebook("send-results");
