import { cn } from "@/lib/kernel/class-names";

export type MessagePreviewProps = { text: string; buttons?: readonly string[]; className?: string };

/** A message as it stands in the chat of a guest. */
export function MessagePreview({ text, buttons = [], className }: MessagePreviewProps) {
  return (
    <div className={cn("max-w-md rounded-md border border-line bg-ground", className)}>
      <p className="whitespace-pre-wrap break-words p-3" dir="auto">
        {text}
      </p>
      {buttons.map((button) => (
        <p key={button} className="border-line border-t px-3 py-2 text-center font-medium text-accent-text">
          {button}
        </p>
      ))}
    </div>
  );
}
