import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { freePort, startEmbedded } from "@/db/embedded";
import { migrateDatabase } from "@/db/migrate";
import { SIMULATED_TWILIO } from "@/db/seed/demo";
import { reloadEnv } from "@/lib/platform/env";
import { googleEnv } from "@/simulator/google-env";
import { placesEnv } from "@/simulator/places-env";
import { ensureBuild } from "./build";
import { type Child, Children } from "./children";
import type { Progress } from "./progress";
import { type LocalSecrets, localSecrets } from "./secrets";
import { startGoogle, startPlaces } from "./stand-ins";
import { StackError, waitFor } from "./wait-for";

export interface StackOptions {
  home: string;
  /** Preferred port of the web server; another free one is taken only where `strictPort` is not set. */
  port: number;
  strictPort: boolean;
  simulatorPort: number;
  tickSeconds: number;
  mode: "production" | "development";
  progress: Progress;
  /** Faster, and not safe against a power cut: for tests and throw-away demos. */
  throwAway?: boolean;
  logLevel?: string;
  onLog?: (name: string, line: string) => void;
}

export interface Stack {
  appUrl: string;
  simulatorUrl: string;
  env: Record<string, string>;
  ownerUrl: string;
  adminUrl: string;
  /** Children by name; `web` can be killed and started again. */
  web(): Child;
  startWeb(): Promise<void>;
  tick(): Promise<void>;
  stop(): Promise<void>;
  /** Resolves with a sentence when a child ends by itself. */
  broken: Promise<string>;
}

/** Brings up the whole product on this machine: Postgres, migrations, build, simulator, ticker, web server. */
export async function startStack(options: StackOptions): Promise<Stack> {
  // What was started is ended in the opposite order, at the end as after a failure half-way.
  const undo: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (let end = undo.pop(); end; end = undo.pop()) await end();
  };
  try {
    return await bringUp(options, undo, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function bringUp(
  options: StackOptions,
  undo: (() => Promise<unknown>)[],
  stop: () => Promise<void>,
): Promise<Stack> {
  const { home, progress } = options;
  await claimHome(home);
  undo.push(() => rm(path.join(home, "launcher.pid"), { force: true }));
  const secrets = await localSecrets(home);
  const port = await choosePort(options);
  const simulatorPort = await freePort(options.simulatorPort);
  // Whoever has a Google client of their own reads real contacts; the others get the stand-in's.
  const googlePort = process.env.GOOGLE_CONTACTS_CLIENT_ID ? null : await freePort(simulatorPort + 1);
  const placesPort = process.env.GOOGLE_PLACES_KEY ? null : await freePort((googlePort ?? simulatorPort) + 1);
  const database = await progress.step(
    process.env.DATABASE_URL ? "your Postgres" : "embedded Postgres 18",
    () => openDatabase(home, secrets.APP_DATABASE_PASSWORD, options.throwAway ?? false),
  );
  undo.push(() => database.stop());
  const env = environmentOf(options, {
    secrets,
    appUrl: `http://localhost:${port}`,
    databaseUrl: database.appUrl,
    simulatorPort,
    googlePort,
    placesPort,
  });
  Object.assign(process.env, env);
  reloadEnv();
  // `npm run ops` and `npm run worker` in another terminal find this stack by it.
  await writeFile(path.join(home, "environment.json"), JSON.stringify(env), { mode: 0o600 });
  undo.push(() => rm(path.join(home, "environment.json"), { force: true }));
  await progress.step("migrations", () =>
    migrateDatabase({ ownerUrl: database.ownerUrl, appPassword: database.appPassword }),
  );
  if (options.mode === "production") await progress.step("production build", (log) => ensureBuild(env, log));

  const children = new Children(env, options.onLog ?? (() => undefined));
  undo.push(() => children.stop());
  await progress.step("WhatsApp simulator", () =>
    startSimulator(children, { home, simulatorPort, appUrl: env.APP_URL!, secrets }),
  );
  if (googlePort !== null)
    await progress.step("Google stand-in", () => startGoogle(children, home, googlePort));
  if (placesPort !== null) await progress.step("Places stand-in", () => startPlaces(children, placesPort));
  const startWeb = async () => {
    const args = [
      "node_modules/next/dist/bin/next",
      options.mode === "production" ? "start" : "dev",
      "--port",
      String(port),
      "--hostname",
      "127.0.0.1",
    ];
    const web = children.start("web", args, { NODE_OPTIONS: "--max-old-space-size=1024" });
    await waitFor(`${env.APP_URL}/api/health`, web);
    return web;
  };
  let web = await progress.step("web server", startWeb);
  const tick = async () => {
    const headers = { authorization: `Bearer ${env.CRON_SECRET}` };
    await fetch(`${env.APP_URL}/api/jobs/drain`, {
      method: "POST",
      headers,
      signal: AbortSignal.timeout(10_000),
    }).catch(() => undefined);
  };
  await tick();
  const ticker = setInterval(tick, options.tickSeconds * 1000);
  undo.push(async () => clearInterval(ticker));
  return {
    appUrl: env.APP_URL!,
    simulatorUrl: `http://127.0.0.1:${simulatorPort}`,
    env,
    ownerUrl: database.ownerUrl,
    adminUrl: database.adminUrl,
    web: () => web,
    async startWeb() {
      web = await startWeb();
      await tick();
    },
    tick,
    broken: children.broken,
    stop,
  };
}

interface Facts {
  secrets: LocalSecrets;
  appUrl: string;
  databaseUrl: string;
  simulatorPort: number;
  googlePort: number | null;
  placesPort: number | null;
}

function environmentOf(
  options: StackOptions,
  { secrets, appUrl, databaseUrl, simulatorPort, googlePort, placesPort }: Facts,
): Record<string, string> {
  const { APP_DATABASE_PASSWORD: _, ...shared } = secrets;
  return {
    ...shared,
    PARINAYA_EMBEDDED: "1",
    APP_URL: appUrl,
    NEXTAUTH_URL: appUrl,
    DATABASE_APP_URL: databaseUrl,
    META_GRAPH_URL: `http://127.0.0.1:${simulatorPort}`,
    TWILIO_ACCOUNT_SID: SIMULATED_TWILIO.businessAccountId,
    TWILIO_API_URL: `http://127.0.0.1:${simulatorPort}`,
    TWILIO_CONTENT_URL: `http://127.0.0.1:${simulatorPort}`,
    ...(googlePort === null ? {} : googleEnv(`http://127.0.0.1:${googlePort}`)),
    ...(placesPort === null ? {} : placesEnv(`http://127.0.0.1:${placesPort}`)),
    OBJECT_STORE: "disk",
    OBJECT_STORE_DIR: path.resolve(options.home, "objects"),
    LOG_LEVEL: options.logLevel ?? process.env.LOG_LEVEL ?? "warn",
    NODE_ENV: options.mode,
    NEXT_TELEMETRY_DISABLED: "1",
    // The owner's address stays with the launcher: the app must not hold it.
    DATABASE_URL: "",
  };
}

async function startSimulator(
  children: Children,
  {
    home,
    simulatorPort,
    appUrl,
    secrets,
  }: Omit<Facts, "databaseUrl" | "googlePort" | "placesPort"> & { home: string },
): Promise<void> {
  const args = [
    "--import",
    "tsx",
    "simulator/main.ts",
    "--port",
    String(simulatorPort),
    "--data",
    path.join(home, "simulator"),
  ];
  const simulator = children.start("simulator", args, {
    SIM_WEBHOOK_URL: `${appUrl}/api/webhooks/meta`,
    SIM_APP_SECRET: secrets.META_APP_SECRETS,
    SIM_ACCESS_TOKEN: secrets.META_ACCESS_TOKEN,
    SIM_VERIFY_TOKEN: secrets.META_VERIFY_TOKEN,
    // Twilio asks a webhook once unless its address says otherwise; so an owner must set it too.
    SIM_TWILIO_WEBHOOK_URL: `${appUrl}/api/webhooks/twilio#rc=5&rp=all`,
    SIM_TWILIO_AUTH_TOKEN: secrets.TWILIO_AUTH_TOKENS,
    SIM_TWILIO_ACCOUNT_SID: SIMULATED_TWILIO.businessAccountId,
    SIM_TWILIO_NUMBER: SIMULATED_TWILIO.phoneNumberId,
  });
  await waitFor(`http://127.0.0.1:${simulatorPort}/_sim/health`, simulator);
}

/** Two stacks in one folder would fight over its data. A lock of a process that is gone is taken over. */
async function claimHome(home: string): Promise<void> {
  await mkdir(home, { recursive: true });
  const lock = path.join(home, "launcher.pid");
  if (existsSync(lock)) {
    const pid = Number(await readFile(lock, "utf8"));
    if (pid !== process.pid && isRunning(pid)) {
      throw new StackError(
        `ParinayaOS is running already from ${home} (process ${pid}). Stop it first, or choose another folder with PARINAYA_HOME.`,
      );
    }
  }
  await writeFile(lock, String(process.pid));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function choosePort({ port, strictPort }: StackOptions): Promise<number> {
  const free = await freePort(port);
  if (strictPort && free !== port)
    throw new StackError(`Port ${port} is in use. Stop what uses it, or choose another: PORT=3001 npm start`);
  return free;
}

async function openDatabase(home: string, appPassword: string, throwAway: boolean) {
  const given = process.env.DATABASE_URL;
  if (!given) {
    const server = await startEmbedded(home, { fast: throwAway });
    return server;
  }
  const app = new URL(given);
  app.username = "parinaya_app";
  app.password = appPassword;
  return {
    ownerUrl: given,
    adminUrl: given,
    appUrl: process.env.DATABASE_APP_URL || app.toString(),
    appPassword,
    stop: async () => undefined,
  };
}
