import { z } from "zod";

const secret = z.string().min(24, "must have at least 24 characters");
/** Secrets that are valid side by side during a rotation. An empty one would let anybody sign. */
const rotated = z
  .string()
  .transform((list) => list.split(",").map((one) => one.trim()))
  .refine(
    (all) => all.every((one) => one.length >= 16),
    "must be secrets of at least 16 characters each, comma-separated",
  )
  .transform((all) => all.join(","));
const keyed = z.string().regex(/^[a-z0-9]+:[0-9a-f]{64}$/i, "must look like k1:<64 hex digits>");

/** Everything the app reads from its environment. Each name is documented in docs/DEPLOY.md. */
const schema = z
  .object({
    NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
    /** Set by `npm start` alone: embedded Postgres, demo wedding, one-click sign-in, /dev/mail. */
    PARINAYA_EMBEDDED: z.enum(["0", "1"]).default("0"),
    APP_URL: z.url(),
    DATABASE_APP_URL: z.string().regex(/^postgres(ql)?:\/\//, "must be a postgres:// address"),
    /** Direct (not pooled) address for COPY; the app's own when absent. */
    DATABASE_DIRECT_URL: z
      .string()
      .regex(/^postgres(ql)?:\/\//)
      .optional(),
    DATABASE_DRIVER: z.enum(["pg", "neon"]).default("pg"),
    DATABASE_POOL_MAX: z.coerce.number().int().min(1).max(100).default(10),
    AUTH_SECRET: secret,
    CRON_SECRET: secret,
    /** Key of the Do-Not-Message fingerprints, with its id: k1:<hex>. Losing it loses the list. */
    FINGERPRINT_KEY: keyed,
    /** Keys that tokens of others are stored under, newest first: k2:<hex>,k1:<hex>. FINGERPRINT_KEY is always the last. */
    SEALING_KEYS: z
      .string()
      .transform((list) => list.split(",").map((one) => one.trim()))
      .pipe(z.array(keyed))
      .default([]),
    GOOGLE_CLIENT_ID: z.string().optional(),
    GOOGLE_CLIENT_SECRET: z.string().optional(),
    /** The client that asks for contacts, where it is not the one of the sign-in. */
    GOOGLE_CONTACTS_CLIENT_ID: z.string().optional(),
    GOOGLE_CONTACTS_CLIENT_SECRET: z.string().optional(),
    /** Google's addresses: `/auth`, `/token` and `/revoke`, `/v1/people`. Others only for a stand-in. */
    GOOGLE_OAUTH_URL: z.url().default("https://accounts.google.com/o/oauth2/v2"),
    GOOGLE_TOKEN_URL: z.url().default("https://oauth2.googleapis.com"),
    GOOGLE_PEOPLE_URL: z.url().default("https://people.googleapis.com"),
    /** Looks up the places of invite cards; without it a card shows what its host wrote. */
    GOOGLE_PLACES_KEY: z.string().optional(),
    /** Others only for a stand-in. */
    GOOGLE_PLACES_URL: z.url().default("https://places.googleapis.com"),
    GOOGLE_MAPS_LINKS_URL: z.url().default("https://maps.app.goo.gl"),
    /** 1 shows a place's own photo, credited: only where your agreement with Google allows keeping it. */
    GOOGLE_PLACES_PHOTOS: z.enum(["0", "1"]).default("0"),
    /** How many proxies stand before this server, each adding an address to X-Forwarded-For. */
    TRUSTED_PROXIES: z.coerce.number().int().min(1).max(5).default(1),
    MAIL_SERVER: z.string().optional(),
    MAIL_FROM: z.string().default("ParinayaOS <no-reply@parinaya.local>"),
    META_GRAPH_URL: z.url().default("https://graph.facebook.com"),
    META_GRAPH_VERSION: z
      .string()
      .regex(/^v\d+\.\d+$/)
      .default("v26.0"),
    META_ACCESS_TOKEN: secret,
    /** Comma-separated, newest first; several during a rotation. */
    META_APP_SECRETS: rotated,
    META_VERIFY_TOKEN: z.string().min(16),
    /** The phone number ids that this installation's token may be used for, comma-separated. */
    META_PHONE_NUMBER_IDS: z.string().default(""),
    /** The Twilio account whose numbers weddings may send from, and its tokens: comma-separated, newest first. */
    TWILIO_ACCOUNT_SID: z
      .string()
      .regex(/^AC[0-9a-f]{32}$/, "must look like AC and 32 hex digits")
      .optional(),
    TWILIO_AUTH_TOKENS: rotated.optional(),
    /** The numbers with + that weddings may connect, comma-separated. */
    TWILIO_NUMBERS: z.string().default(""),
    TWILIO_API_URL: z.url().default("https://api.twilio.com"),
    TWILIO_CONTENT_URL: z.url().default("https://content.twilio.com"),
    OBJECT_STORE: z.enum(["disk", "s3"]).default("disk"),
    OBJECT_STORE_DIR: z.string().default(".parinaya/objects"),
    S3_BUCKET: z.string().optional(),
    S3_REGION: z.string().default("auto"),
    S3_ENDPOINT: z.url().optional(),
    S3_ACCESS_KEY_ID: z.string().optional(),
    S3_SECRET_ACCESS_KEY: z.string().optional(),
    SENTRY_DSN: z.url().optional(),
    LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
    MAX_UPLOAD_MB: z.coerce.number().int().min(1).max(1024).default(50),
    /** How long one drain may run; stay under the platform's limit for a function. */
    DRAIN_BUDGET_SECONDS: z.coerce.number().int().min(1).max(780).default(50),
    /** How long replies gather before the numbers are counted anew; a busy moment is counted once. */
    REFRESH_GATHER_MS: z.coerce.number().int().min(0).max(5_000).default(200),
    /** 0 leaves jobs to the worker and the cron alone. */
    DRAIN_ON_COMMIT: z.enum(["0", "1"]).default("1"),
  })
  .superRefine((env, ctx) => {
    const hosted = env.NODE_ENV === "production" && env.PARINAYA_EMBEDDED === "0";
    const need = (name: keyof typeof env, why: string) => {
      if (env[name] === undefined)
        ctx.addIssue({ code: "custom", path: [name], message: `is missing: ${why}` });
    };
    if (hosted) need("MAIL_SERVER", "sign-in links are mailed (smtp://user:password@host:587)");
    if (env.OBJECT_STORE === "s3") {
      for (const name of ["S3_BUCKET", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"] as const)
        need(name, "OBJECT_STORE is s3");
    }
    if (hosted && env.OBJECT_STORE === "disk") {
      ctx.addIssue({
        code: "custom",
        path: ["OBJECT_STORE"],
        message: "must be s3: a hosted instance has no lasting disk",
      });
    }
    if (env.TWILIO_ACCOUNT_SID) need("TWILIO_AUTH_TOKENS", "TWILIO_ACCOUNT_SID is set");
    if (env.TWILIO_AUTH_TOKENS) need("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKENS is set");
    if (env.GOOGLE_CLIENT_ID && !env.GOOGLE_CLIENT_SECRET)
      need("GOOGLE_CLIENT_SECRET", "GOOGLE_CLIENT_ID is set");
    if (env.GOOGLE_CONTACTS_CLIENT_ID && !env.GOOGLE_CONTACTS_CLIENT_SECRET)
      need("GOOGLE_CONTACTS_CLIENT_SECRET", "GOOGLE_CONTACTS_CLIENT_ID is set");
    for (const name of [
      "GOOGLE_OAUTH_URL",
      "GOOGLE_TOKEN_URL",
      "GOOGLE_PEOPLE_URL",
      "GOOGLE_PLACES_URL",
      "GOOGLE_MAPS_LINKS_URL",
      "TWILIO_API_URL",
      "TWILIO_CONTENT_URL",
    ] as const) {
      if (hosted && !env[name].startsWith("https:"))
        ctx.addIssue({ code: "custom", path: [name], message: "must be https: tokens go there" });
    }
  });

export type Env = z.infer<typeof schema>;

/** Reads and checks an environment. Throws one error that names every variable that is missing or wrong. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const filled = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(filled);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const name = issue.path.join(".");
    return `  ${name} ${filled[name] === undefined && issue.code !== "custom" ? "is missing" : issue.message}`;
  });
  throw new Error(
    `ParinayaOS does not start: its environment is not complete.\n${lines.join("\n")}\nSee docs/DEPLOY.md.`,
  );
}

let memo: Env | undefined;

/** The checked environment of this process. */
export function env(): Env {
  memo ??= parseEnv(process.env);
  // next-auth reads its own name for the same thing.
  process.env.NEXTAUTH_URL ??= memo.APP_URL;
  return memo;
}

/** For a launcher that has just written a new environment. */
export function reloadEnv(): void {
  memo = undefined;
  env();
}

export const isEmbedded = (): boolean => env().PARINAYA_EMBEDDED === "1";
