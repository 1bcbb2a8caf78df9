import fc from "fast-check";

/*
 * What is submitted is judged on the same examples wherever it is judged: a property that fails on one draw in a thousand must not
 * refuse a change that has nothing to do with it. New examples are drawn by `npm run test:full`, and by `FAST_CHECK_SEED=… npm run unit`.
 */
fc.configureGlobal({ seed: Number(process.env["FAST_CHECK_SEED"] ?? 20_261) });
