import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

const make = () => ({
  AUTH_SECRET: randomBytes(32).toString("base64url"),
  CRON_SECRET: randomBytes(32).toString("base64url"),
  FINGERPRINT_KEY: `k1:${randomBytes(32).toString("hex")}`,
  META_ACCESS_TOKEN: randomBytes(32).toString("base64url"),
  META_APP_SECRETS: randomBytes(24).toString("hex"),
  META_VERIFY_TOKEN: randomBytes(16).toString("hex"),
  TWILIO_AUTH_TOKENS: randomBytes(16).toString("hex"),
  APP_DATABASE_PASSWORD: randomBytes(24).toString("hex"),
});

export type LocalSecrets = ReturnType<typeof make>;

/** Embedded mode makes its own secrets once and keeps them beside the data, readable by this user alone. */
export async function localSecrets(home: string): Promise<LocalSecrets> {
  const file = path.join(home, "secrets.json");
  await mkdir(home, { recursive: true });
  if (existsSync(file)) return { ...make(), ...(JSON.parse(await readFile(file, "utf8")) as LocalSecrets) };
  const secrets = make();
  await writeFile(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return secrets;
}
