"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useId, useSyncExternalStore } from "react";
import { readTheme, type Theme, themeCookie } from "@/components/shared/theme";
import { cn } from "@/lib/kernel/class-names";

export type ThemeSwitchProps = {
  label?: string;
  words?: Partial<Record<Theme, string>>;
  className?: string;
};

const english: Record<Theme, string> = { system: "Auto", light: "Light", dark: "Dark" };
const signs = { system: Monitor, light: Sun, dark: Moon };
const order: readonly Theme[] = ["system", "light", "dark"];
const changed = "themechange";

function subscribe(listener: () => void): () => void {
  window.addEventListener(changed, listener);
  return () => window.removeEventListener(changed, listener);
}

function choose(theme: Theme): void {
  const age = theme === "system" ? 0 : 31_536_000;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and older Safari
  document.cookie = `${themeCookie}=${theme}; path=/; max-age=${age}; samesite=lax`;
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  window.dispatchEvent(new Event(changed));
}

export function ThemeSwitch({ label = "Light or dark", words, className }: ThemeSwitchProps) {
  const theme = useSyncExternalStore<Theme>(
    subscribe,
    () => readTheme(document.documentElement.dataset.theme),
    () => "system",
  );
  const say = { ...english, ...words };
  const name = useId();
  return (
    <fieldset className={cn("inline-flex rounded-md border border-line bg-sunken p-0.5", className)}>
      <legend className="sr-only">{label}</legend>
      {order.map((one) => {
        const Sign = signs[one];
        return (
          <label
            key={one}
            className={cn(
              "flex h-10 min-w-11 flex-1 cursor-pointer items-center justify-center gap-1.5 rounded-sm px-2 text-muted text-sm hover:text-ink",
              "has-checked:bg-surface has-checked:text-ink has-checked:outline has-checked:outline-line-strong",
              "has-focus-visible:outline-2 has-focus-visible:outline-focus",
            )}
          >
            <input
              type="radio"
              name={name}
              className="sr-only"
              checked={theme === one}
              onChange={() => choose(one)}
            />
            <Sign aria-hidden="true" className="size-4" />
            {say[one]}
          </label>
        );
      })}
    </fieldset>
  );
}
