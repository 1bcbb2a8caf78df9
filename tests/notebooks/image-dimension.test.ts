import { proveNotebook } from "../support/prove-notebook";

proveNotebook("image-dimension");
