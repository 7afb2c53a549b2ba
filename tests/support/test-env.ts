import path from "node:path";

/** The environment of tests: everything the app demands, nothing that is secret. */
export const TEST_ENV = {
  NODE_ENV: "test",
  PARINAYA_EMBEDDED: "1",
  APP_URL: "http://127.0.0.1:1",
  DATABASE_APP_URL: "postgres://nobody@127.0.0.1:1/none",
  AUTH_SECRET: "test-auth-secret-that-is-long-enough",
  CRON_SECRET: "test-cron-secret-that-is-long-enough",
  FINGERPRINT_KEY: `k1:${"ab".repeat(32)}`,
  META_ACCESS_TOKEN: "test-access-token-that-is-long-enough",
  META_APP_SECRETS: "test-app-secret-0001",
  META_VERIFY_TOKEN: "test-verify-token-01",
  TWILIO_ACCOUNT_SID: "AC00000000000000000000000000000001",
  TWILIO_AUTH_TOKENS: "test-twilio-token-0001",
  META_GRAPH_URL: "http://127.0.0.1:1",
  OBJECT_STORE_DIR: path.join(process.cwd(), ".parinaya", "test", "objects"),
  LOG_LEVEL: process.env.TEST_LOG ?? "silent",
  DRAIN_ON_COMMIT: "0",
  REFRESH_GATHER_MS: "5",
} as const;
