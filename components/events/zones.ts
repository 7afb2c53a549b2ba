export type ZoneGroups = { often: readonly ZoneOption[]; others: readonly ZoneOption[] };
export type ZoneOption = { value: string; label: string };

const OFTEN: readonly ZoneOption[] = [
  { value: "Asia/Kolkata", label: "India" },
  { value: "Asia/Dubai", label: "Dubai, Abu Dhabi" },
  { value: "Asia/Kathmandu", label: "Nepal" },
  { value: "Asia/Colombo", label: "Sri Lanka" },
  { value: "Asia/Bangkok", label: "Thailand" },
  { value: "Asia/Singapore", label: "Singapore" },
  { value: "Asia/Makassar", label: "Bali" },
  { value: "Indian/Maldives", label: "Maldives" },
  { value: "Europe/London", label: "United Kingdom" },
  { value: "Europe/Rome", label: "Italy" },
  { value: "Europe/Istanbul", label: "Turkey" },
  { value: "America/New_York", label: "New York, Toronto" },
  { value: "America/Chicago", label: "Chicago, Houston" },
  { value: "America/Los_Angeles", label: "California" },
  { value: "Australia/Sydney", label: "Sydney, Melbourne" },
];

const readable = (zone: string): string => zone.replaceAll("_", " ").replace(/\//g, ", ");

/** Made on the server: browsers differ in what they call a zone, and the two lists must be the same. */
export function zoneOptions(): ZoneGroups {
  const known = new Set(OFTEN.map((one) => one.value));
  const others = Intl.supportedValuesOf("timeZone")
    .filter((zone) => !known.has(zone) && zone.includes("/") && zone !== "Asia/Calcutta")
    .map((zone) => ({ value: zone, label: readable(zone) }));
  return { often: OFTEN, others };
}
