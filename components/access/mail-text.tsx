const ADDRESS = /(https?:\/\/\S+)/;

/** A plain mail with its addresses as links. */
export function MailText({ text }: { text: string }) {
  const parts = text.split(ADDRESS);
  return (
    <p className="whitespace-pre-wrap break-words">
      {parts.map((part, index) =>
        index % 2 === 1 ? (
          <a key={part} href={part} className="break-all text-accent-text underline underline-offset-4">
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </p>
  );
}
