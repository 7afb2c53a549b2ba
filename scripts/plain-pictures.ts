import { mkdir, writeFile } from "node:fs/promises";
import { pictureDrawer } from "@/lib/adapters/pictures/draw";
import { LOOKS } from "@/lib/website/types";

/** Draws the pictures that stand in where none is drawn: `node scripts/node.mjs scripts/plain-pictures.ts`, and commit them. */
await mkdir("public/pictures", { recursive: true });
for (const look of LOOKS) {
  const ask = { look, language: "en", over: null, title: [], date: null, photo: null } as const;
  const { wide, square } = await pictureDrawer.draw(ask);
  await writeFile(`public/pictures/${look}-wide.jpg`, wide);
  await writeFile(`public/pictures/${look}-square.jpg`, square);
}
