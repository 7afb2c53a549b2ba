import { expect, it } from "vitest";
import { mapHeader } from "@/lib/imports/rules/columns";
import { draftFromRow } from "@/lib/imports/rules/row";
import { addsOf } from "@/lib/imports/rules/row-adds";

const map = mapHeader(["Name", "Phone", "Email"]);
const draft = (phone: string, email = "") => {
  if (!map.ok) throw new Error("the headings are not understood");
  return draftFromRow(["Asha", phone, email], map, { homeCountry: "IN" });
};
const phone = (value: string) => ({ kind: "phone" as const, value });

it.each([
  ["the same number", draft("98765 00001"), [phone("+919876500001")], 0, 0],
  ["a second number", draft("98765 00001 / 98765 00002"), [phone("+919876500001")], 1, 0],
  ["an e-mail", draft("98765 00001", "A@example.com"), [phone("+919876500001")], 0, 1],
  [
    "the e-mail they have",
    draft("", "A@example.com"),
    [{ kind: "email" as const, value: "a@example.com" }],
    0,
    0,
  ],
  ["a number as WhatsApp writes it", draft("+52 1 55 1234 5678"), [phone("+525512345678")], 0, 0],
  ["nothing to be known by", draft(""), [], 0, 0],
])("counts what is new of %s", (_what, row, contacts, phones, emails) => {
  expect(addsOf(row, contacts)).toEqual({ phones, emails });
});
