import { expect, it } from "vitest";
import { readGiftLink, readUpi } from "./gift-details";

it("takes a gift list's page over https and refuses what could mislead", () => {
  expect(readGiftLink(" shop.example/list ")).toEqual({ ok: true, value: "https://shop.example/list" });
  for (const text of [
    "http://shop.example/list",
    "javascript:alert(1)",
    "https://shop.example@evil.example/",
    "list",
    "",
  ])
    expect(readGiftLink(text).ok, text).toBe(false);
});

it("takes a UPI id by its shape, and none", () => {
  expect(readUpi(" anjali.rohan@okbank ")).toEqual({ ok: true, value: "anjali.rohan@okbank" });
  expect(readUpi(" ")).toEqual({ ok: true, value: null });
  for (const text of ["anjali", "anjali@", "a b@bank", "anjali@bank.com", "<b>@bank"])
    expect(readUpi(text).ok, text).toBe(false);
});
