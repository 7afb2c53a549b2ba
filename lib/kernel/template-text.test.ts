import { expect, it } from "vitest";
import { measureOf } from "./template-text";

it("counts what stands around the places of a text, and how often each is filled", () => {
  expect(measureOf("Dear {{2}}, {{ 1 }} and {{2}} 🎉")).toEqual({ fixed: 5 + 2 + 5 + 2, times: [1, 2] });
  expect(measureOf("Plain")).toEqual({ fixed: 5, times: [] });
});
