import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { Agent } from "node:http";
import path from "node:path";
import { raw } from "./raw";

/** Where Next keeps what it drew. */
const CACHES = [".next/server/app/site", ".next/server/route-cache", ".next/cache"];

export async function cachedFiles(): Promise<string[]> {
  const found = await Promise.all(
    CACHES.map(async (folder) => {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
      return entries.filter((one) => one.isFile()).map((one) => path.join(one.parentPath, one.name));
    }),
  );
  return found.flat().sort();
}

/** Each cached file with its name, as one text. */
export const readCached = async (): Promise<{ file: string; text: string }[]> =>
  Promise.all(
    (await cachedFiles()).map(async (file) => ({
      file,
      text: `${file}\n${await readFile(file, "latin1")}\n${await readFile(file, "utf8")}`,
    })),
  );

/** Addresses nobody was given, half of them of weddings, half of households: how many did not answer 404. */
export async function guess(n: number, at = 16): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: at });
  let left = n;
  let opened = 0;
  const one = async () => {
    while (left-- > 0) {
      const random = randomBytes(16);
      const address =
        left % 2 === 0
          ? `/w/x${random.toString("hex").slice(0, 8 + (left % 20))}`
          : `/g/${random.toString("base64url")}`;
      if ((await raw(address, { agent })).status !== 404) opened++;
    }
  };
  await Promise.all(Array.from({ length: at }, one));
  agent.destroy();
  return opened;
}
