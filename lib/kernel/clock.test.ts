import { expect, it } from "vitest";
import { clockTime } from "./clock";
import { GUEST_LANGUAGES } from "./languages";

const at = (hour: string, locale: string, zone = "Asia/Kolkata") =>
  clockTime(`2026-12-11T${hour}:00+05:30`, zone, locale);

it("names the part of the day as each language does, by the clock of the place", () => {
  expect(["00:10", "06:00", "12:00", "16:30", "19:00", "20:00"].map((hour) => at(hour, "hi-IN"))).toEqual([
    "रात 12:10 बजे",
    "सुबह 6:00 बजे",
    "दोपहर 12:00 बजे",
    "शाम 4:30 बजे",
    "शाम 7:00 बजे",
    "रात 8:00 बजे",
  ]);
  expect(at("16:30", "bn-IN-u-nu-latn")).toBe("বিকেল 4:30");
  expect(at("19:00", "mr-IN-u-nu-latn")).toBe("संध्याकाळी 7:00 वा.");
  expect(at("19:00", "ur-IN-u-nu-latn")).toBe("شام 7:00 بجے");
  expect(at("19:00", "ta-IN")).toBe("மாலை 7:00");
  expect(at("19:00", "en-IN")).toBe("7:00 pm");
  expect(at("19:00", "hi-IN", "Asia/Dubai")).toBe("शाम 5:30 बजे");
});

it("has its words in every language that is not English, and no Latin letter in them", () => {
  for (const [code, { locale }] of Object.entries(GUEST_LANGUAGES))
    expect(/[a-z]/i.test(at("09:00", locale)), code).toBe(code === "en");
});
