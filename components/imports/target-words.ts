import { TARGETS, type Target } from "@/lib/imports/rules/targets";

/** What a column may be, as a family would say it. */
export const targetWords: Record<Target, string> = {
  full: "Guest's name",
  given: "First name",
  family: "Surname",
  household: "Family (household)",
  phone: "Phone",
  dialCode: "Country code of the phone",
  email: "E-mail",
  side: "Side",
  adults: "How many adults",
  children: "How many children",
  tags: "Tags",
  address: "Address",
  notes: "Notes",
  language: "Language",
  diet: "Food",
  ageBand: "Adult or child",
  ignore: "Leave out",
};

export const targetOptions = TARGETS.map((value) => ({ value, label: targetWords[value] }));
