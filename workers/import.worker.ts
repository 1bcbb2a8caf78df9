import { readFile } from "../src/connectors/index";
import { offer } from "../src/engine/workers";

offer({ readFile: async (...args: Parameters<typeof readFile>) => readFile(...args) });
