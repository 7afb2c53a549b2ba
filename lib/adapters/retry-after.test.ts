import { expect, it } from "vitest";
import { secondsToWait } from "./retry-after";

const NOW = Date.parse("2026-11-22T12:00:00Z");
const answer = (said?: string) =>
  new Response(null, { headers: said === undefined ? {} : { "retry-after": said } });

it.each([
  ["7", 7],
  ["0.4", 1],
  ["Sun, 22 Nov 2026 12:01:30 GMT", 90],
  ["Sun, 22 Nov 2026 11:59:00 GMT", undefined],
  ["0", undefined],
  ["soon", undefined],
  [undefined, undefined],
])("reads %s", (said, seconds) => expect(secondsToWait(answer(said), NOW)).toBe(seconds));
