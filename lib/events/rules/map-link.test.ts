import { expect, it } from "vitest";
import { readMapLink } from "./map-link";

const taken = (text: string) => {
  const read = readMapLink(text);
  return read.ok ? read.url : null;
};

it("takes a link to a map that is known, also out of what a phone shares with it", () => {
  expect(taken("https://maps.app.goo.gl/Ab3")).toBe("https://maps.app.goo.gl/Ab3");
  expect(taken("Rambagh Palace\nhttps://maps.app.goo.gl/Ab3?g_st=iw\n")).toBe(
    "https://maps.app.goo.gl/Ab3?g_st=iw",
  );
  expect(taken("https://www.google.co.in/maps/place/Rambagh+Palace")).toContain("/maps/place/");
  expect(taken("https://maps.google.com/?q=26.89,75.80")).toContain("?q=");
  expect(taken("https://maps.apple.com/place?q=Rambagh")).toContain("apple");
});

it("refuses everything else in words, whatever it looks like", () => {
  for (const text of [
    "http://maps.google.com/?q=1,2",
    "https://google.com/url?q=https://evil.example",
    "https://maps.google.com/url?q=https://evil.example",
    "https://goo.gl/AbC",
    "https://google.com.evil.example/maps/1",
    "https://evil.example/https://maps.app.goo.gl/1",
    "https://maps.app.goo.gl@evil.example/1",
    "https://maps.app.goo.gl:8443/1",
    "javascript:alert(1)//https",
    "Rambagh Palace",
    "",
  ]) {
    const read = readMapLink(text);
    expect(read.ok, text).toBe(false);
    expect(read.ok ? "" : read.message).toMatch(/\.$|https:\/\/$/);
  }
});
