import { expect, it } from "vitest";
import { toldApart } from "./told-apart";

const rajesh = { name: "Rajesh Sharma", family: "Rajesh Sharma", phone: "+91 98290 12350" };
const both = (other: Partial<Parameters<typeof toldApart>[0]>) => [
  toldApart(rajesh, { ...rajesh, ...other }, true),
  toldApart({ ...rajesh, ...other }, rajesh, false),
];

it("calls two people by what tells them apart, and never both alike", () => {
  expect(both({ name: "राजेश शर्मा" })).toEqual(["Rajesh Sharma", "राजेश शर्मा"]);
  expect(both({ phone: "+91 98290 12351" })).toEqual([
    "Rajesh Sharma, +91 98290 12350",
    "Rajesh Sharma, +91 98290 12351",
  ]);
  expect(both({ phone: null })).toEqual([
    "Rajesh Sharma, +91 98290 12350",
    "Rajesh Sharma, without a number",
  ]);
  expect(both({ family: "Sharma, Kota" })).toEqual([
    "Rajesh Sharma of Rajesh Sharma",
    "Rajesh Sharma of Sharma, Kota",
  ]);
  expect(both({})).toEqual(["Rajesh Sharma, the upper one", "Rajesh Sharma, the lower one"]);
});
