import { readFile } from "../src/connectors/index";
import { offer } from "../src/engine/thread-calls";

offer({ readFile: async (...args: Parameters<typeof readFile>) => readFile(...args) });
