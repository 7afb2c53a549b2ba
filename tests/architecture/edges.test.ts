import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import { expect, it } from "vitest";
import config from "@/.dependency-cruiser.mjs";
import { writeSkeleton } from "./skeleton";

const ROOTS = ["app", "components", "lib", "db", "jobs", "simulator"];

async function look(from: string): Promise<ICruiseResult> {
  const { forbidden, options } = config as { forbidden: unknown[]; options: Record<string, unknown> };
  const baseDir = await mkdtemp(path.join(tmpdir(), "parinaya-skeleton-"));
  try {
    await writeSkeleton(from, baseDir, ROOTS);
    const roots = ROOTS.filter((root) => existsSync(path.join(baseDir, root)));
    const result = await cruise(roots, {
      ...options,
      baseDir,
      validate: true,
      ruleSet: { forbidden },
    } as never);
    return result.output as ICruiseResult;
  } finally {
    await rm(baseDir, { recursive: true, force: true });
  }
}

it("holds: no edge points where it may not", async () => {
  const { summary, modules } = await look(process.cwd());
  expect(modules.length).toBeGreaterThan(150);
  expect(summary.violations.map((v) => `${v.rule.name}: ${v.from} → ${v.to}`)).toEqual([]);
});

/** One violation per rule; a rule that stops seeing its own is no rule. */
const PLANTED: [rule: string, file: string, source: string][] = [
  ["no-cycles", "lib/kernel/a.ts", 'import { b } from "./b"; export const a = () => b;'],
  ["no-unresolvable", "lib/kernel/lost.ts", 'import { x } from "./nowhere"; export const y = x;'],
  [
    "kernel-imports-nothing-of-ours",
    "lib/kernel/up.ts",
    'import { env } from "@/lib/platform/env"; export const e = env;',
  ],
  ["rules-are-pure", "lib/guests/rules/impure.ts", 'import { db } from "@/db/client"; export const d = db;'],
  ["topics-are-light", "lib/guests/topics.ts", 'import { db } from "@/db/client"; export const d = db;'],
  [
    "commands-touch-no-network",
    "lib/guests/commands/call-out.ts",
    'import { send } from "@/lib/adapters/meta/provider"; export const s = send;',
  ],
  [
    "queries-only-read",
    "lib/guests/queries.ts",
    'import { write } from "@/lib/guests/commands/call-out"; export const w = write;',
  ],
  [
    "adapters-know-no-domain",
    "lib/adapters/meta/knows.ts",
    'import { q } from "@/lib/guests/queries"; export const k = q;',
  ],
  [
    "only-dispatch-sends",
    "jobs/messaging/shortcut.handler.ts",
    'import { send } from "@/lib/adapters/meta/provider"; export const s = send;',
  ],
  ["pages-compose", "app/x/page.tsx", 'import { db } from "@/db/client"; export default db;'],
  [
    "routes-go-through-commands",
    "app/api/x/route.ts",
    'import { db } from "@/db/client"; export const GET = db;',
  ],
  [
    "components-stay-in-the-browser",
    "components/guests/reads.tsx",
    'import { q } from "@/lib/guests/queries"; export const R = q;',
  ],
  [
    "primitives-know-no-domain",
    "components/ui/knows.tsx",
    'import { r } from "@/lib/guests/rules/impure"; export const K = r;',
  ],
  [
    "links-wait-to-be-reached",
    "components/guests/eager.tsx",
    'import Link from "next/link"; export const L = Link;',
  ],
  [
    "job-definitions-are-light",
    "jobs/guests/heavy.job.ts",
    'import { w } from "@/lib/guests/commands/call-out"; export default w;',
  ],
  [
    "nothing-needs-the-app",
    "lib/platform/needs.ts",
    'import page from "@/app/x/page"; export const p = page;',
  ],
  ["simulator-stands-alone", "simulator/leans.ts", 'import { db } from "@/db/client"; export const d = db;'],
  ["only-session-knows-next-auth", "lib/access/knows.ts", 'import n from "next-auth"; export const a = n;'],
  ["tier-0-looks-down", "lib/access/up.ts", 'import { q } from "@/lib/guests/queries"; export const u = q;'],
  [
    "tier-1-looks-down",
    "lib/guests/up.ts",
    'import { q } from "@/lib/audience/queries"; export const u = q;',
  ],
  ["tier-2-looks-down", "lib/audience/up.ts", 'import { q } from "@/lib/rsvp/queries"; export const u = q;'],
  ["tier-3-looks-down", "lib/rsvp/up.ts", 'import { q } from "@/lib/reports/queries"; export const u = q;'],
];

const GROUND: [file: string, source: string][] = [
  ["lib/kernel/b.ts", 'import { a } from "./a"; export const b = a;'],
  ["lib/platform/env.ts", "export const env = 1;"],
  ["lib/adapters/meta/provider.ts", "export const send = 1;"],
  ["lib/audience/queries.ts", "export const q = 1;"],
  ["lib/rsvp/queries.ts", "export const q = 1;"],
  ["lib/reports/queries.ts", "export const q = 1;"],
  ["db/client.ts", "export const db = 1;"],
  ["node_modules/next-auth/package.json", '{"name":"next-auth","version":"4.0.0","main":"index.js"}'],
  ["node_modules/next-auth/index.js", "module.exports = 1;"],
  ["node_modules/next/package.json", '{"name":"next","version":"16.0.0"}'],
  ["node_modules/next/link.js", "module.exports = 1;"],
];

it("sees every planted violation, each by the rule it breaks", async () => {
  const dir = await mkdtemp(path.join(tmpdir(), "parinaya-edges-"));
  for (const [file, source] of [
    ...GROUND,
    ...PLANTED.map(([, file, source]) => [file, source] as [string, string]),
  ]) {
    await mkdir(path.dirname(path.join(dir, file)), { recursive: true });
    await writeFile(path.join(dir, file), source);
  }
  const { summary } = await look(dir);
  const seen = new Set(summary.violations.map((v) => `${v.rule.name} ${v.from}`));
  expect(PLANTED.filter(([rule, file]) => !seen.has(`${rule} ${file}`))).toEqual([]);
  const ruled = new Set(PLANTED.map(([rule]) => rule));
  expect(
    (config as { forbidden: { name: string }[] }).forbidden
      .map((rule) => rule.name)
      .filter((name) => !ruled.has(name)),
  ).toEqual([]);
});
