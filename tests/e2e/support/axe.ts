import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";

const AXE = readFile("node_modules/axe-core/axe.min.js", "utf8");

/** What stands against WCAG 2.2 AA on this page as it is now, and whether it scrolls sideways. */
export async function violations(of: Page, where: string): Promise<string[]> {
  // Under a bar that stays while the page is moved, nothing has its size.
  await of.evaluate(() => window.scrollTo(0, 0));
  const wide = await of.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  // Half faded in, nothing has the contrast it will have.
  await of.evaluate(() => {
    for (const one of document.getAnimations())
      if (one.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY) one.finish();
  });
  await of.evaluate(await AXE);
  const ids = await of.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(
          context: unknown,
          options: unknown,
        ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
      };
    };
    const { violations } = await axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
      // To name what passes takes longer than to find what fails.
      resultTypes: ["violations"],
      preload: false,
    });
    return violations.map((one) => `${one.id}: ${one.nodes[0]?.html.slice(0, 140)}`);
  });
  return [...ids.map((id) => `${where} ${id}`), ...(wide ? [`${where} scrolls sideways`] : [])];
}
