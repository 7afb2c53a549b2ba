"use client";

import { FileUp } from "lucide-react";
import { type ReactNode, useEffect, useEffectEvent, useId, useRef, useState } from "react";
import { fill } from "@/components/shared/fill-words";
import { FieldError, FieldHelp } from "@/components/ui/field-parts";
import { cn } from "@/lib/kernel/class-names";

export type FileDropProps = {
  name: string;
  label: ReactNode;
  /** ".csv,.vcf" */
  accept?: string;
  maxBytes?: number;
  multiple?: boolean;
  required?: boolean;
  help?: ReactNode;
  error?: string;
  onFiles?: (files: File[]) => void;
  words?: Partial<FileDropWords>;
  className?: string;
};

export type FileDropWords = { choose: string; drop: string; tooLarge: string; max: string; change: string };

const english: FileDropWords = {
  choose: "Choose a file",
  drop: "or drop it here",
  change: "Choose another",
  max: "Up to {size}.",
  tooLarge: "{name} is {size}; the limit is {max}. Split it, or leave out the columns that are not needed.",
};

export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1).replace(/\.0$/, "")} MB`;
}

/** The input itself covers the box: a drop, a tap and the keyboard all reach it, with or without script. */
export function FileDrop(props: FileDropProps) {
  const { name, label, accept, maxBytes, help, error, onFiles } = props;
  const say = { ...english, ...props.words };
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [files, setFiles] = useState<File[]>([]);
  const taken = useRef<readonly File[]>([]);
  const [over, setOver] = useState(false);
  const large = maxBytes === undefined ? undefined : files.find((file) => file.size > maxBytes);
  const max = fileSize(maxBytes ?? 0);
  const trouble = large ? fill(say.tooLarge, { name: large.name, size: fileSize(large.size), max }) : error;

  const take = (list: FileList | null) => {
    const chosen = [...(list ?? [])];
    // Chosen before the script was there, it is told twice: by the field itself, and by the event that was kept.
    if (chosen.length > 0 && chosen.every((file, index) => file === taken.current[index])) return;
    taken.current = chosen;
    setFiles(chosen);
    setOver(false);
    const tooLarge = chosen.find((file) => maxBytes !== undefined && file.size > maxBytes);
    input.current?.setCustomValidity(
      tooLarge ? fill(say.tooLarge, { name: tooLarge.name, size: fileSize(tooLarge.size), max }) : "",
    );
    if (!tooLarge) onFiles?.(chosen);
  };

  // A file chosen before the page's script was there must not be lost.
  const takeEarly = useEffectEvent(() => {
    if (input.current?.files?.length) take(input.current.files);
  });
  useEffect(() => takeEarly(), []);

  return (
    <div className={cn("min-w-0", props.className)}>
      <label htmlFor={id} className="mb-1.5 block font-medium">
        {label}
      </label>
      <div
        className={cn(
          "relative flex min-h-32 flex-col items-center justify-center gap-1 rounded-md border-2 border-line-strong border-dashed bg-surface p-4 text-center transition-colors",
          "hover:bg-sunken has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2",
          over && "border-accent bg-accent-soft",
          trouble && "border-rose",
        )}
      >
        <FileUp aria-hidden="true" className="size-6 text-muted" />
        {files.length === 0 ? (
          <span>
            <span className="font-medium text-accent-text underline underline-offset-4">{say.choose}</span>{" "}
            {say.drop}
          </span>
        ) : (
          <>
            {files.map((file) => (
              <span key={file.name} className="max-w-full break-words">
                <span className="font-medium">{file.name}</span>{" "}
                <span className="tabular text-muted">{fileSize(file.size)}</span>
              </span>
            ))}
            <span className="text-accent-text text-sm underline underline-offset-4">{say.change}</span>
          </>
        )}
        <input
          ref={input}
          id={id}
          type="file"
          name={name}
          accept={accept}
          multiple={props.multiple}
          required={props.required}
          aria-describedby={`${id}-help ${id}-error`}
          aria-invalid={trouble ? true : undefined}
          onChange={(event) => take(event.target.files)}
          onDragEnter={() => setOver(true)}
          onDragLeave={() => setOver(false)}
          onDrop={() => setOver(false)}
          className="absolute inset-0 size-full cursor-pointer opacity-0"
        />
      </div>
      <FieldHelp id={`${id}-help`}>
        {help || maxBytes ? (
          <>
            {help} {maxBytes ? fill(say.max, { size: max }) : null}
          </>
        ) : null}
      </FieldHelp>
      <FieldError id={`${id}-error`}>{trouble}</FieldError>
    </div>
  );
}
