import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

const SOURCES = [
  "app",
  "components",
  "lib",
  "db",
  "jobs",
  "public",
  "middleware.ts",
  "instrumentation.ts",
  "next.config.ts",
  "postcss.config.mjs",
  "package-lock.json",
  "tsconfig.json",
];
const STAMP = ".next/parinaya-source.sha256";

async function files(at: string): Promise<string[]> {
  const entries = await readdir(at, { withFileTypes: true }).catch(() => null);
  if (!entries) return existsSync(at) ? [at] : [];
  const nested = await Promise.all(
    entries.map((entry) =>
      entry.isDirectory() ? files(path.join(at, entry.name)) : [path.join(at, entry.name)],
    ),
  );
  return nested.flat();
}

/** A hash over everything the build is made from. */
export async function sourceHash(): Promise<string> {
  const hash = createHash("sha256");
  const names = (await Promise.all(SOURCES.map(files)))
    .flat()
    .filter((name) => !name.endsWith(".test.ts") && !name.includes("bench-floor"))
    .sort();
  for (const name of names)
    hash
      .update(name)
      .update("\0")
      .update(await readFile(name))
      .update("\0");
  return hash.digest("hex");
}

/** Builds for production unless this very source was built already. Throws with the build's last words. */
export async function ensureBuild(env: Record<string, string>, log: (line: string) => void): Promise<void> {
  const hash = await sourceHash();
  const built = await readFile(STAMP, "utf8").catch(() => "");
  if (built === hash && existsSync(".next/BUILD_ID")) return;
  log("building for production (about half a minute, once per version of the source)");
  const words: string[] = [];
  const code = await new Promise<number | null>((resolve) => {
    const child = spawn(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
      env: { ...process.env, ...env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => words.push(chunk.toString()));
    child.once("exit", resolve);
  });
  if (code !== 0) throw new Error(`The build failed.\n${words.join("").split("\n").slice(-40).join("\n")}`);
  await writeFile(STAMP, hash);
}
