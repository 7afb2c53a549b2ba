import { readFileSync } from "node:fs";
import { it } from "vitest";
import { readReply } from "@/lib/rsvp/rules/reading";

const events = [
  ["g", "Ganesh Puja"],
  ["h", "Haldi"],
  ["m", "Mehendi"],
  ["s", "Sangeet Night"],
  ["b", "Baraat"],
  ["w", "Wedding"],
  ["r", "Reception"],
  ["l", "Farewell Brunch"],
].map(([eventId, name]) => ({ eventId: eventId!, name: name! }));
it("probe", () => {
  for (const t of readFileSync("/tmp/probe.txt", "utf8").split("\n").filter(Boolean)) {
    const r = readReply(t.replaceAll("\\n", "\n"), { events, today: "2026-11-21" });
    console.log(`${(r.kind === "unread" ? "   .  " : "READ  ") + t}  => ${JSON.stringify(r)}`);
  }
});
