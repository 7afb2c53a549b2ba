import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const DOMAINS = [
  "access",
  "audit",
  "weddings",
  "guests",
  "imports",
  "events",
  "audience",
  "invitations",
  "messaging",
  "compliance",
  "rsvp",
  "reports",
  "exports",
  "website",
  "cards",
  "gifts",
  "privacy",
];
const ALLOWED =
  /^(types|rules|policy|inputs|topics|ports|queries|loaders|actions)\.ts$|^(rules|queries|loaders)\/[a-z0-9-]+\.ts$|^commands\/[a-z]+(-[a-z]+)*\.ts$/;
const BANNED = /(^|\/)(index|utils|helpers|service)\.tsx?$/;
const EXEMPT_FROM_SIZE = /\.test\.tsx?$|^db\/schema\/|^db\/seed\/guest-names\.ts$|^tests\//;
const MAX_LINES = 300;

function walk(dir: string): string[] {
  return readdirSync(dir).flatMap((name) => {
    const full = path.join(dir, name);
    return statSync(full).isDirectory() ? walk(full) : [full];
  });
}

const misnamed = (files: readonly string[]): string[] =>
  files.filter((file) => {
    const [, domain, ...rest] = file.split("/");
    if (file.endsWith(".test.ts")) return false;
    if (["kernel", "platform", "adapters"].includes(domain!)) return BANNED.test(file);
    return !DOMAINS.includes(domain!) || !ALLOWED.test(rest.join("/"));
  });

const tooLong = (files: readonly { file: string; lines: number }[]): string[] =>
  files
    .filter(({ file, lines }) => lines > MAX_LINES && !EXEMPT_FROM_SIZE.test(file))
    .map(({ file, lines }) => `${file}: ${lines}`);

const sources = ["app", "components", "lib", "db", "jobs", "simulator", "scripts", "bench"]
  .flatMap((dir) => walk(dir))
  .filter((file) => /\.(ts|tsx|mjs)$/.test(file));

describe("the closed vocabulary", () => {
  it("names every file of a domain by it", () =>
    expect(misnamed(sources.filter((file) => file.startsWith("lib/")))).toEqual([]));
  it("has no barrel and no drawer", () => expect(sources.filter((file) => BANNED.test(file))).toEqual([]));
  it("sees planted ones", () => {
    expect(
      misnamed([
        "lib/guests/helpers.ts",
        "lib/nonsense/rules.ts",
        "lib/guests/commands/DoIt.ts",
        "lib/kernel/utils.ts",
        "lib/guests/rules/fine.ts",
      ]),
    ).toHaveLength(4);
  });
});

describe("sizes", () => {
  it("keeps files short", () =>
    expect(
      tooLong(sources.map((file) => ({ file, lines: readFileSync(file, "utf8").split("\n").length }))),
    ).toEqual([]));
  it("sees a planted long one", () =>
    expect(tooLong([{ file: "lib/guests/rules/epic.ts", lines: 301 }])).toHaveLength(1));
});

/** SWR itself keeps an answer for two seconds, so that what asks each second would be late by two. */
describe("what a screen asks for again and again", () => {
  const asksBareSwr = (source: string) => /from "swr"/.test(source) && /refreshInterval/.test(source);
  it("goes through one hook", () =>
    expect(sources.filter((file) => asksBareSwr(readFileSync(file, "utf8")))).toEqual([
      "components/shared/use-live.ts",
    ]));
});

/** What was found dangerous in these versions is written in docs/DEPLOY.md; `npm audit` is no substitute where it cannot run. */
const MINIMUM: Record<string, string> = {
  next: "16.4.6",
  react: "19.3.0",
  "react-dom": "19.3.0",
  "next-auth": "4.24.15",
  nodemailer: "7.0.7",
  "pg-boss": "12.35.0",
  "drizzle-orm": "0.45.0",
  zod: "4.6.0",
  pg: "8.23.0",
};
const EXACT = { "pg-boss": "12.35.0" };

const older = (version: string, minimum: string): boolean => {
  const [a, b] = [version, minimum].map((text) => text.split(".").map(Number));
  for (let i = 0; i < 3; i++) if (a![i] !== b![i]) return a![i]! < b![i]!;
  return false;
};

describe("versions", () => {
  const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
    packages: Record<string, { version?: string; resolved?: string }>;
  };
  const versionOf = (name: string) => lock.packages[`node_modules/${name}`]?.version ?? "0.0.0";
  it("are not older than the ones with known fixes", () =>
    expect(Object.entries(MINIMUM).filter(([name, minimum]) => older(versionOf(name), minimum))).toEqual([]));
  it("pins what must not move", () =>
    expect(Object.fromEntries(Object.keys(EXACT).map((name) => [name, versionOf(name)]))).toEqual(EXACT));
  it("names no registry in the lockfile", () =>
    expect(Object.values(lock.packages).filter((one) => one.resolved?.startsWith("http"))).toEqual([]));
  it("sees an old one", () => expect(older("16.3.7", "16.4.6")).toBe(true));
});

describe("writes", () => {
  const all = sources.filter(
    (file) => /^(app|components|lib|jobs)\//.test(file) && !file.endsWith(".test.ts"),
  );
  const writes = (source: string): boolean =>
    /(?:tx|db\(\))\s*\.\s*(insert|update|delete)\(|sql`[^`]*\b(insert into|update|delete from)\s/i.test(
      source,
    );
  const DOORS =
    /^lib\/[^/]+\/commands\/|^lib\/platform\/(command|owned-command|inbox|rate-limit|auth-adapter|session|boss)\.ts$|^lib\/adapters\/mail\/|^lib\/rsvp\/queries\.ts$|^jobs\/run-job\.ts$/;
  it("go through a command; the platform's own stores are the listed exceptions", () => {
    expect(all.filter((file) => writes(readFileSync(file, "utf8")) && !DOORS.test(file))).toEqual([]);
  });
  it("would see one elsewhere", () =>
    expect(writes("await tx.execute(sql`update guest_units set name = 'x'`)")).toBe(true));
});
