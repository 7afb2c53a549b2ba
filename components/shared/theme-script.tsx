import { themeScript } from "@/components/shared/theme";

/** In <head> of the root layout, with `suppressHydrationWarning` on <html>. */
export function ThemeScript({ nonce }: { nonce?: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, and it must run before the first paint
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: themeScript }} />;
}
