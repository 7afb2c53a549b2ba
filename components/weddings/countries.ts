import type { SelectOption } from "@/components/ui/select";

/** Where Indian families live, the most frequent first; the rest of the world keeps its country code in the number. */
export const COUNTRIES: readonly SelectOption[] = [
  { value: "IN", label: "India (+91)" },
  { value: "AE", label: "United Arab Emirates (+971)" },
  { value: "US", label: "United States (+1)" },
  { value: "CA", label: "Canada (+1)" },
  { value: "GB", label: "United Kingdom (+44)" },
  { value: "AU", label: "Australia (+61)" },
  { value: "SG", label: "Singapore (+65)" },
  { value: "NZ", label: "New Zealand (+64)" },
  { value: "NP", label: "Nepal (+977)" },
  { value: "MU", label: "Mauritius (+230)" },
  { value: "ZA", label: "South Africa (+27)" },
  { value: "KE", label: "Kenya (+254)" },
  { value: "MY", label: "Malaysia (+60)" },
  { value: "DE", label: "Germany (+49)" },
  { value: "SA", label: "Saudi Arabia (+966)" },
  { value: "QA", label: "Qatar (+974)" },
  { value: "KW", label: "Kuwait (+965)" },
  { value: "OM", label: "Oman (+968)" },
  { value: "BH", label: "Bahrain (+973)" },
];
