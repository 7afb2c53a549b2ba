import { parseArgs } from "node:util";

import type { Config, Faults, Identity } from "./types";

/** What `startSimulator` takes; everything has a default. */
export interface SimulatorOptions extends Partial<Identity> {
  port?: number;
  webhookUrl?: string;
  twilioWebhookUrl?: string;
  seed?: number;
  /** Folder of the journal; without it nothing outlives the process. */
  dataDir?: string;
}

export const DEFAULT_PORT = 4010;

export function defaultConfig(options: SimulatorOptions): Config {
  return {
    webhookUrl: options.webhookUrl ?? "",
    seed: options.seed ?? 1,
    weights: {
      yes_tap: 38,
      yes_digit: 10,
      yes_fewer: 12,
      no_tap: 9,
      no_digit: 3,
      no_word: 2,
      maybe_tap: 5,
      maybe_word: 2,
      yes_word: 4,
      changes_mind: 5,
      stop: 1,
      silent: 7,
      no_whatsapp: 2,
    },
    timings: { sent: [20, 80], delivered: [50, 300], read: [50, 500], reply: [300, 1500] },
    throughputPerSecond: 80,
    batchMax: 50,
    concurrency: 8,
    latencyMs: 0,
    backoffCapMs: 5000,
    webhookTimeoutMs: 10_000,
    approvalMs: 500,
    blockUsMarketing: true,
    twilioWebhookUrl: options.twilioWebhookUrl ?? "",
    twilioPerSecond: 80,
    twilioUserIdField: "ExternalUserId",
    twilioListsByDay: false,
  };
}

export function noFaults(): Faults {
  return {
    rates: {},
    webhooks: {
      duplicate: 0,
      disorder: 0,
      delayMs: [0, 0],
      withhold: false,
      phoneless: 0,
      lostStatuses: 0,
      lostMessages: 0,
    },
  };
}

export function identityOf(options: SimulatorOptions): Identity {
  return {
    phoneNumberId: options.phoneNumberId ?? "100000000000001",
    wabaId: options.wabaId ?? "200000000000001",
    displayNumber: options.displayNumber ?? "+911234567890",
    appSecret: options.appSecret ?? "sim-app-secret",
    accessToken: options.accessToken ?? "sim-access-token",
    verifyToken: options.verifyToken ?? "sim-verify-token",
    twilioAccountSid: options.twilioAccountSid ?? "AC00000000000000000000000000000001",
    twilioAuthToken: options.twilioAuthToken ?? "sim-twilio-token",
    twilioNumber: options.twilioNumber ?? "+911234567891",
  };
}

function whole(name: string, value: string): number {
  const n = Number(value);
  if (!Number.isInteger(n) || n < 0) throw new Error(`${name} must be a whole number, not "${value}"`);
  return n;
}

/** Options of the command line; a flag wins over its variable. */
export function readOptions(argv: string[], env: NodeJS.ProcessEnv): SimulatorOptions {
  const flag = { type: "string" } as const;
  const { values } = parseArgs({
    args: argv,
    options: {
      port: flag,
      "webhook-url": flag,
      "app-secret": flag,
      "access-token": flag,
      "verify-token": flag,
      "phone-number-id": flag,
      "waba-id": flag,
      "display-number": flag,
      "twilio-webhook-url": flag,
      "twilio-account-sid": flag,
      "twilio-auth-token": flag,
      "twilio-number": flag,
      seed: flag,
      data: flag,
    },
  });
  const port = values.port ?? env.SIM_PORT;
  const seed = values.seed ?? env.SIM_SEED;
  return {
    port: port ? whole("port", port) : DEFAULT_PORT,
    seed: seed ? whole("seed", seed) : 1,
    webhookUrl: values["webhook-url"] ?? env.SIM_WEBHOOK_URL,
    appSecret: values["app-secret"] ?? env.SIM_APP_SECRET,
    accessToken: values["access-token"] ?? env.SIM_ACCESS_TOKEN,
    verifyToken: values["verify-token"] ?? env.SIM_VERIFY_TOKEN,
    phoneNumberId: values["phone-number-id"] ?? env.SIM_PHONE_NUMBER_ID,
    wabaId: values["waba-id"] ?? env.SIM_WABA_ID,
    displayNumber: values["display-number"] ?? env.SIM_DISPLAY_NUMBER,
    twilioWebhookUrl: values["twilio-webhook-url"] ?? env.SIM_TWILIO_WEBHOOK_URL,
    twilioAccountSid: values["twilio-account-sid"] ?? env.SIM_TWILIO_ACCOUNT_SID,
    twilioAuthToken: values["twilio-auth-token"] ?? env.SIM_TWILIO_AUTH_TOKEN,
    twilioNumber: values["twilio-number"] ?? env.SIM_TWILIO_NUMBER,
    dataDir: values.data ?? env.SIM_DATA,
  };
}
