"use client";

import { Search, X } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useEffect, useId, useRef, useState, useTransition } from "react";
import { hrefWith } from "@/components/shared/url-params";
import { usePlainKey } from "@/components/shared/use-plain-key";
import { inputLook } from "@/components/ui/input-look";
import { Kbd } from "@/components/ui/kbd";
import { Spinner } from "@/components/ui/spinner";
import { cn } from "@/lib/kernel/class-names";

export type SearchBoxProps = {
  /** What is searched: "Search guests by name or number". Said, not shown as a placeholder only. */
  label: string;
  placeholder?: string;
  param?: string;
  /** Searches that page on Enter, from anywhere. Without it, the list of this page follows the typing. */
  target?: string;
  clearLabel?: string;
  className?: string;
};

/** `/` goes to the page's own search where there is one, else to the one of the shell. */
function isFirstInLine(input: HTMLInputElement | null): boolean {
  const seen = [...document.querySelectorAll<HTMLInputElement>("input[data-search]")].filter(
    (one) => one.offsetParent,
  );
  return (seen.find((one) => one.dataset.search === "page") ?? seen[0]) === input;
}

export function SearchBox(props: SearchBoxProps) {
  const { label, placeholder, param = "q", target, clearLabel = "Clear the search", className } = props;
  const router = useRouter();
  const pathname = usePathname();
  const search = useSearchParams();
  const inUrl = target ? "" : (search.get(param) ?? "");
  const [text, setText] = useState(inUrl);
  const [sent, setSent] = useState(inUrl);
  const [pending, start] = useTransition();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();

  // The address changed by other means (back, a chip): the field follows it, never the other way round.
  if (inUrl !== sent && !pending) {
    setSent(inUrl);
    setText(inUrl);
  }

  const go = (value: string) => {
    setSent(value);
    start(() =>
      router.replace(hrefWith(pathname, search.toString(), { [param]: value.trim() }), { scroll: false }),
    );
  };

  useEffect(() => {
    if (target || text === sent) return;
    const timer = setTimeout(() => go(text), 250);
    return () => clearTimeout(timer);
  });

  usePlainKey((event) => {
    if (event.key !== "/" || !isFirstInLine(input.current)) return;
    event.preventDefault();
    input.current?.focus();
    input.current?.select();
  });

  const kept = target
    ? []
    : [...search].filter(([key]) => key !== param && key !== "page" && key !== "after");
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is not yet known to every browser in use
    <form
      role="search"
      aria-label={label}
      action={target ?? pathname}
      className={cn("relative min-w-0", className)}
      data-print="hide"
    >
      {kept.map(([key, value]) => (
        <input key={`${key}=${value}`} type="hidden" name={key} value={value} />
      ))}
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 start-3 my-auto size-5 text-muted"
      />
      <input
        ref={input}
        id={id}
        name={param}
        type="search"
        data-search={target ? "shell" : "page"}
        enterKeyHint="search"
        autoComplete="off"
        placeholder={placeholder ?? label}
        aria-keyshortcuts="/"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape" && text) setText("");
        }}
        className={cn(
          inputLook,
          "peer h-11 truncate ps-10 pe-11 [&::-webkit-search-cancel-button]:appearance-none",
        )}
      />
      {pending ? <Spinner className="absolute inset-y-0 end-3 my-auto text-muted" /> : null}
      {text && !pending ? (
        <button
          type="button"
          aria-label={clearLabel}
          className="absolute inset-y-0 end-0 flex w-11 items-center justify-center rounded-md text-muted hover:text-ink"
          onClick={() => {
            setText("");
            input.current?.focus();
          }}
        >
          <X aria-hidden="true" className="size-5" />
        </button>
      ) : null}
      {text ? null : (
        <Kbd className="pointer-events-none absolute inset-y-0 end-3 my-auto hidden lg:inline-flex lg:peer-focus:hidden">
          /
        </Kbd>
      )}
    </form>
  );
}
