import { migrateDatabase } from "@/db/migrate";

/** `npm run migrate`: the deploy step. Needs the owner's direct address; makes the app's role with the given password. */
async function main(): Promise<void> {
  const ownerUrl = process.env.DATABASE_URL;
  if (!ownerUrl)
    throw new Error("DATABASE_URL is missing: the database owner's direct (not pooled) address.");
  const appPassword = process.env.DATABASE_APP_URL
    ? decodeURIComponent(new URL(process.env.DATABASE_APP_URL).password)
    : undefined;
  await migrateDatabase({
    ownerUrl,
    ...(appPassword ? { appPassword } : {}),
    log: (line) => process.stderr.write(`  ${line}\n`),
  });
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
