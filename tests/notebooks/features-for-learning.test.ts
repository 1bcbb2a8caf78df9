import { proveNotebook } from "../support/prove-notebook";

proveNotebook("features-for-learning");
