"use client";

import { TextareaField, TextField } from "@/components/ui/text-field";
import { useDesk, written } from "@/components/website-desk/desk-context";
import { GUEST_LANGUAGES, inLanguage, type Words } from "@/lib/kernel/languages";
import { languageName } from "@/lib/website/rules/draft-words";

export type WordsFieldProps = {
  label: string;
  words: Words;
  onChange: (words: Words) => void;
  maxLength: number;
  help?: string;
  /** What is read where this language has no words, whatever others have. */
  otherwise?: string;
  optional?: boolean;
  /** Several lines; how many are shown at first. */
  rows?: number;
};

/** A text in the language that is written in. Where it has none, it says what its readers see instead. */
export function WordsField(props: WordsFieldProps) {
  const { label, words, onChange, maxLength, help, otherwise, optional, rows } = props;
  const { language } = useDesk();
  const instead = inLanguage(words, language);
  const borrowed = otherwise
    ? `Where it is left empty, they read: “${short(otherwise)}”`
    : instead && instead.language !== language
      ? `Who reads ${languageName(language)} sees the ${languageName(instead.language)} words: “${short(instead.text)}”`
      : help;
  const field = {
    label,
    lang: language,
    dir: GUEST_LANGUAGES[language].dir,
    value: words[language] ?? "",
    maxLength,
    autoComplete: "off",
    onChange: (event: { target: { value: string } }) =>
      onChange(written(words, language, event.target.value)),
    ...(borrowed ? { help: borrowed } : {}),
    ...(optional ? { optional } : {}),
  };
  return rows ? <TextareaField {...field} rows={rows} /> : <TextField {...field} />;
}

const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 57).toWellFormed()}…` : text);
