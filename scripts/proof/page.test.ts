import { expect, it } from "vitest";
import { sectionsOf } from "./page";

it("finds a page's sections, whatever stands in them", () => {
  const page = "# Proof\n\nIntro.\n\n## kill\n\nsays ## nothing.\n\n| a |\n\n## storm\n\nText.\n";
  expect([...sectionsOf(page)]).toEqual([
    ["## kill", "## kill\n\nsays ## nothing.\n\n| a |"],
    ["## storm", "## storm\n\nText."],
  ]);
  expect(sectionsOf("").size).toBe(0);
});
