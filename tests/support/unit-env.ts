import fc from "fast-check";
import { TEST_ENV } from "./test-env";

Object.assign(process.env, TEST_ENV);

// The long form of the property tests (`npm run proof -- rules`) asks for more cases, under a seed that can be repeated.
const { FAST_CHECK_RUNS, FAST_CHECK_SEED } = process.env;
if (FAST_CHECK_RUNS)
  fc.configureGlobal({
    numRuns: Number(FAST_CHECK_RUNS),
    ...(FAST_CHECK_SEED ? { seed: Number(FAST_CHECK_SEED) } : {}),
  });
