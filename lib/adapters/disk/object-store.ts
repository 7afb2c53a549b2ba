import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { AppError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import type { ObjectStore } from "@/lib/platform/ports";

const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

/** What an upload left half-written when its process was killed; one that is under way is younger. */
async function dropAbandoned(folder: string): Promise<void> {
  const parts = (await readdir(folder)).filter((name) => name.endsWith(".part"));
  for (const name of parts) {
    const file = path.join(folder, name);
    const info = await stat(file).catch(() => undefined);
    if (info && Date.now() - info.mtimeMs > ABANDONED_AFTER_MS) await rm(file, { force: true });
  }
}

/** The embedded default: files under one folder. A half-written file is never visible under its key. */
export function diskStore(root: string): ObjectStore {
  const locate = (key: string): string => {
    if (!/^[a-z0-9][a-z0-9/._-]*$/i.test(key) || key.includes(".."))
      throw new AppError("invalid_input", "Not an object key.");
    return path.join(path.resolve(root), key);
  };
  return {
    async put(key, body) {
      const target = locate(key);
      const partial = `${target}.${newId()}.part`;
      await mkdir(path.dirname(target), { recursive: true });
      await dropAbandoned(path.dirname(target));
      let bytes = 0;
      const count = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          bytes += chunk.length;
          done(null, chunk);
        },
      });
      try {
        await pipeline(body, count, createWriteStream(partial, { mode: 0o600 }));
        await rename(partial, target);
      } catch (error) {
        await rm(partial, { force: true });
        throw error;
      }
      return { bytes };
    },
    async get(key) {
      const file = locate(key);
      const info = await stat(file).catch(() => undefined);
      if (!info) throw new AppError("not_found", "That file is no longer there.");
      return { body: createReadStream(file), bytes: info.size };
    },
    async delete(key) {
      await rm(locate(key), { force: true });
    },
    async *list(folder) {
      const at = locate(folder);
      const names = await readdir(at, { recursive: true }).catch(() => []);
      for (const name of names) {
        if (name.endsWith(".part")) continue;
        const info = await stat(path.join(at, name)).catch(() => undefined);
        if (info?.isFile()) yield { key: folder + name.replaceAll(path.sep, "/"), writtenAt: info.mtime };
      }
    },
  };
}
