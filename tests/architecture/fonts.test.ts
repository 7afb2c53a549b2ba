import { existsSync, globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

it("has every font file that a stylesheet names", () => {
  const named = globSync("{app,components}/**/*.css").flatMap((sheet) =>
    [...readFileSync(sheet, "utf8").matchAll(/url\("?(\/fonts\/[^")]+)/g)].map(
      ([, file]) => `${sheet}: ${file}`,
    ),
  );
  expect(named.length).toBeGreaterThan(8);
  expect(named.filter((one) => !existsSync(`public${one.split(": ")[1]}`))).toEqual([]);
});
