import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { recallPage, rememberPage } from "./page-memory";

describe("pages in memory", () => {
  it("go out as the browser takes them", () => {
    rememberPage("a", "<p>नमस्ते</p>", "hi");
    const texts = ["br;q=1.0, gzip", "gzip, deflate", "br;q=0, identity", null].map((accepts) => {
      const { body, encoding, language } = recallPage("a", accepts)!;
      expect(language).toBe("hi");
      const plain =
        encoding === "br" ? brotliDecompressSync(body) : encoding === "gzip" ? gunzipSync(body) : body;
      return [encoding, Buffer.from(plain).toString()];
    });
    expect(texts).toEqual(
      ["br", "gzip", "identity", "identity"].map((encoding) => [encoding, "<p>नमस्ते</p>"]),
    );
    expect(recallPage("b", "br")).toBeNull();
  });
  it("make room, the ones asked for longest ago first", () => {
    const large = "x".repeat(1024 * 1024);
    rememberPage("kept", large, "en");
    for (let i = 0; i < 60; i++) {
      rememberPage(`page-${i}`, large, "en");
      expect(recallPage("kept", null)).not.toBeNull();
    }
    const held = Array.from({ length: 60 }, (_, i) => recallPage(`page-${i}`, null)).filter(Boolean).length;
    expect(held).toBe(31);
    expect(recallPage("page-59", null)).not.toBeNull();
    expect(recallPage("page-0", null)).toBeNull();
  });
});
