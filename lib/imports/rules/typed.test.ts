import { describe, expect, it } from "vitest";
import { typedDraft } from "@/lib/imports/rules/typed";

const typed = (name: string, phone?: string) => typedDraft({ batchId: "b", name, phone }, "IN");

describe("a guest typed by hand", () => {
  it.each(["Mr. & Mrs. Kapoor", "Kapoor + 2", "Ramesh & Sunita"])("is called as typed: %s", (name) => {
    const { draft, problem } = typed(name, "9825012345");
    expect([draft.name.full, draft.adults, problem]).toEqual([name, undefined, null]);
  });
  it("whose number stands in the name has it as a number", () => {
    const { draft, problem } = typed("Ramesh 98250 12345");
    expect([draft.name.full, draft.phones[0]?.e164, problem]).toEqual(["Ramesh", "+919825012345", null]);
  });
  it("is refused with a number that cannot be one", () => {
    expect(typed("Ramesh", "98250").problem).toMatch(/too short/);
  });
});
