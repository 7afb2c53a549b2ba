/** The parts of a day as people name them, and what stands after the digits; from 4, 12, 16, 18 and 20 o'clock. */
type Day = [morning: string, noon: string, late: string, evening: string, night: string, after?: string];

/** Where a clock is not told by am and pm. Intl has such words too, but neither their endings nor their place. */
const DAYS: Readonly<Record<string, Day>> = {
  hi: ["सुबह", "दोपहर", "शाम", "शाम", "रात", "बजे"],
  mr: ["सकाळी", "दुपारी", "दुपारी", "संध्याकाळी", "रात्री", "वा."],
  gu: ["સવારે", "બપોરે", "સાંજે", "સાંજે", "રાત્રે"],
  pa: ["ਸਵੇਰੇ", "ਦੁਪਹਿਰੇ", "ਸ਼ਾਮੀਂ", "ਸ਼ਾਮੀਂ", "ਰਾਤੀਂ", "ਵਜੇ"],
  bn: ["সকাল", "দুপুর", "বিকেল", "সন্ধ্যা", "রাত"],
  ta: ["காலை", "மதியம்", "மாலை", "மாலை", "இரவு"],
  te: ["ఉదయం", "మధ్యాహ్నం", "సాయంత్రం", "సాయంత్రం", "రాత్రి"],
  kn: ["ಬೆಳಿಗ್ಗೆ", "ಮಧ್ಯಾಹ್ನ", "ಸಂಜೆ", "ಸಂಜೆ", "ರಾತ್ರಿ"],
  ml: ["രാവിലെ", "ഉച്ചയ്ക്ക്", "വൈകിട്ട്", "വൈകിട്ട്", "രാത്രി"],
  ur: ["صبح", "دوپہر", "شام", "شام", "رات", "بجے"],
};

const partAt = (hour: number): 0 | 1 | 2 | 3 | 4 =>
  hour < 4 || hour >= 20 ? 4 : hour < 12 ? 0 : hour < 16 ? 1 : hour < 18 ? 2 : 3;

/** "7:00 pm", "शाम 7:00 बजे": an instant by the clock of a zone, as a reader of this locale says it. */
export function clockTime(at: string, zone: string, locale: string): string {
  const date = new Date(at);
  const day = DAYS[locale.split("-")[0] ?? ""];
  const said = new Intl.DateTimeFormat(locale, {
    hour: "numeric",
    minute: "2-digit",
    hour12: true,
    timeZone: zone,
  });
  if (!day) return said.format(date).replace(/\s+/g, " ");
  const hour = new Intl.DateTimeFormat("en", { hour: "2-digit", hourCycle: "h23", timeZone: zone }).format(
    date,
  );
  const digits = said
    .formatToParts(date)
    .filter(({ type }) => type === "hour" || type === "minute")
    .map(({ value }) => value)
    .join(":");
  return [day[partAt(Number(hour))], digits, day[5]].filter(Boolean).join(" ");
}
