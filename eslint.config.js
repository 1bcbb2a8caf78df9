import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

/** Where threads are started: the page's, those of kernels in the engine's worker, that of cells in their frame, and those in Node. */
const threadStarters = ["src/engine/workers.ts", "src/engine/kernel-threads.ts", "src/notebook/sandbox-frame.ts", "cli/kernel-threads.ts"];
/** Ways of starting a thread, allowed there alone. */
const threads = [
  { selector: "NewExpression[callee.name=/^(Worker|SharedWorker)$/]", message: `Threads are started in ${threadStarters.join(", ")} alone.` },
  {
    selector: "ImportDeclaration[source.value=/^(node:)?worker_threads$/] > ImportSpecifier[imported.name='Worker']",
    message: `Threads are started in ${threadStarters.join(", ")} alone.`,
  },
];
const everywhere = [
  { selector: "ExportDefaultDeclaration", message: "Use a named export: the name is how others find it." },
  {
    selector: "CallExpression[callee.object.name=/^(it|test|describe)$/][callee.property.name=/^(only|skip|todo)$/]",
    message: "Run every test: mend it or remove it.",
  },
];

export default tseslint.config(
  { ignores: ["dist/**", "node_modules/**", "docs/reference/**", "playwright-report/**", "test-results/**"] },
  ...tseslint.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    plugins: { "react-hooks": reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-restricted-syntax": ["error", ...everywhere, ...threads],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
    },
  },
  {
    files: ["src/core/**/*.ts"],
    rules: {
      "no-restricted-properties": ["error", { object: "Math", property: "random", message: "Use the run's generator: src/core/field/philox.ts." }],
      "no-restricted-globals": ["error", { name: "Date", message: "Time is an argument." }],
    },
  },
  { files: threadStarters, rules: { "no-restricted-syntax": ["error", ...everywhere] } },
  { files: ["*.config.ts", "*.config.js", "*.cjs"], rules: { "no-restricted-syntax": "off", "@typescript-eslint/no-require-imports": "off" } },
);
