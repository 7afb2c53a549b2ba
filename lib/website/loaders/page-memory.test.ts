import { expect, it } from "vitest";
import { recallPage, rememberPage } from "./page-memory";

it("keeps pages in memory, and makes room for new ones where they were asked for longest ago", () => {
  rememberPage("hindi", "<p>नमस्ते</p>", "hi");
  const kept = recallPage("hindi")!;
  expect([Buffer.from(kept.body).toString(), kept.language]).toEqual(["<p>नमस्ते</p>", "hi"]);
  const large = "x".repeat(1024 * 1024);
  for (let i = 0; i < 60; i++) {
    rememberPage(`page-${i}`, large, "en");
    expect(recallPage("hindi")).not.toBeNull();
  }
  const held = Array.from({ length: 60 }, (_, i) => recallPage(`page-${i}`)).filter(Boolean).length;
  expect(held).toBe(31);
  expect(recallPage("page-59")).not.toBeNull();
  expect(recallPage("page-0")).toBeNull();
});
