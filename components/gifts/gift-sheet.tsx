"use client";

import { useState } from "react";
import { FamilyCombo, type Giver } from "@/components/gifts/family-combo";
import { giftsWords, moneyOf } from "@/components/gifts/words";
import { useUndoable } from "@/components/guests/use-undoable";
import { FileDrop } from "@/components/shared/file-drop";
import { counted } from "@/components/shared/fill-words";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { FieldError } from "@/components/ui/field-parts";
import type { PreviewRow, SheetPreview } from "@/lib/gifts/rules/preview";

const MOST_BYTES = 1024 * 1024;
const rowsWords = (n: number) => counted(n, { one: "row", many: "rows" });

/** A list of gifts: what fits a family exactly is ready, the rest waits for somebody to say whose it is. */
export function GiftSheet({ weddingId }: { weddingId: string }) {
  const { act, busy } = useUndoable(weddingId);
  const [sheet, setSheet] = useState<SheetPreview>();
  const [chosen, setChosen] = useState<Record<string, Giver>>({});
  const [error, setError] = useState<string>();
  const [added, setAdded] = useState<number>();
  const read = async (file: File | undefined) => {
    setSheet(undefined);
    setChosen({});
    setError(undefined);
    setAdded(undefined);
    if (!file) return;
    const answer = await fetch(`/api/weddings/${weddingId}/gifts/sheet`, {
      method: "POST",
      body: file,
    }).catch(() => null);
    const body = (await answer?.json().catch(() => null)) as (SheetPreview & { title?: string }) | null;
    if (answer?.ok && body) setSheet(body);
    else setError(body?.title ?? "There is no connection at the moment. Please choose the file again.");
  };
  const open = sheet?.rows.filter((row) => !row.known && !row.problem) ?? [];
  const ready = open.flatMap((row) => {
    const giver =
      chosen[row.key] ?? (row.match ? { unitId: row.match.unitId, name: row.match.family } : null);
    return giver ? [{ row, giver }] : [];
  });
  const bring = async () => {
    setError(undefined);
    const notes = sheet?.kind === "notes";
    const rows = ready.map(({ row, giver }) => ({
      ...row.facts,
      key: row.key,
      unitId: giver.unitId,
      ...(giver.unitId ? {} : { giver: giver.name }),
    }));
    const done = await act<{ added: number }>(
      [{ command: notes ? "gifts.import-notes" : "gifts.import", input: { rows } }],
      (value) => `${giftsWords(value.added)} added`,
    );
    if (!done.ok) return setError(done.message);
    setAdded(done.value.added);
    setSheet(undefined);
  };
  return (
    <div className="grid gap-6">
      <FileDrop
        name="sheet"
        label="The list, as CSV"
        accept=".csv,text/csv"
        maxBytes={MOST_BYTES}
        help="The first line names the columns: Family, Phone, Amount, What, Function, Date. For what was given at earlier weddings: Family, Occasion, Year, Direction (given or received), Amount, What."
        onFiles={(files) => void read(files[0])}
      />
      <FieldError id="sheet-error">{error}</FieldError>
      {added === undefined ? null : (
        <p role="status" className="rounded-md border border-line bg-surface px-4 py-3">
          {giftsWords(added)} {added === 1 ? "was" : "were"} added. The same list again changes nothing.
        </p>
      )}
      {sheet ? (
        <Card>
          <CardHeader
            title={sheet.kind === "notes" ? "Given before" : "Gifts of this wedding"}
            sentence={summary(sheet, open.filter((row) => row.match).length)}
          />
          <CardBody>
            <Unclear
              weddingId={weddingId}
              rows={open.filter((row) => !row.match)}
              mayName={sheet.kind === "gifts"}
              chosen={chosen}
              onChoose={(key, giver) => setChosen({ ...chosen, [key]: giver })}
            />
            <Problems rows={sheet.rows.filter((row) => row.problem)} />
          </CardBody>
          <CardFooter>
            <Button
              variant="primary"
              loading={busy}
              disabled={ready.length === 0}
              onClick={() => void bring()}
            >
              Bring in {rowsWords(ready.length)}
            </Button>
            {open.length > ready.length ? (
              <span className="text-muted text-sm">
                {rowsWords(open.length - ready.length)} {open.length - ready.length === 1 ? "stays" : "stay"}{" "}
                out, and can be brought in later.
              </span>
            ) : null}
          </CardFooter>
        </Card>
      ) : null}
    </div>
  );
}

function summary(sheet: SheetPreview, exact: number): string {
  const known = sheet.rows.filter((row) => row.known).length;
  return [
    `${rowsWords(exact)} ${exact === 1 ? "fits a family" : "fit families"} by number or by the whole name.`,
    known > 0
      ? `${rowsWords(known)} ${known === 1 ? "is" : "are"} in the book already or were taken out of it.`
      : "",
    sheet.ignored.length > 0 ? `Nothing is taken from: ${sheet.ignored.join(", ")}.` : "",
  ]
    .filter(Boolean)
    .join(" ");
}

const saysWords = ({ says }: PreviewRow): string =>
  [moneyOf(says.amount, says.currency), says.what, says.occasion, says.function].filter(Boolean).join(", ") ||
  "an envelope";

function Unclear(props: {
  weddingId: string;
  rows: readonly PreviewRow[];
  mayName: boolean;
  chosen: Record<string, Giver>;
  onChoose: (key: string, giver: Giver) => void;
}) {
  if (props.rows.length === 0) return <p className="text-muted">Every other row is clear.</p>;
  return (
    <section aria-labelledby="unclear">
      <h3 id="unclear" className="font-medium">
        Whose are these {props.rows.length.toLocaleString("en-IN")}?
      </h3>
      <ul className="mt-2 divide-y divide-line">
        {props.rows.map((row) => (
          <UnclearRow key={row.key} {...props} row={row} giver={props.chosen[row.key] ?? null} />
        ))}
      </ul>
    </section>
  );
}

function UnclearRow({
  weddingId,
  row,
  giver,
  mayName,
  onChoose,
}: {
  weddingId: string;
  row: PreviewRow;
  giver: Giver | null;
  mayName: boolean;
  onChoose: (key: string, giver: Giver) => void;
}) {
  const [text, setText] = useState(row.family);
  const [cleared, setCleared] = useState(false);
  return (
    <li className="grid items-end gap-x-4 gap-y-1 py-3 sm:grid-cols-2">
      <p className="min-w-0 self-center">
        <span className="break-words font-medium">{row.family}</span>
        <span className="tabular block text-muted text-sm">
          Row {row.line}: {saysWords(row)}
        </span>
      </p>
      <FamilyCombo
        weddingId={weddingId}
        label={`Family of row ${row.line}`}
        text={text}
        giver={cleared ? null : giver}
        mayName={mayName}
        onText={(next) => {
          setText(next);
          setCleared(true);
        }}
        onGiver={(next) => {
          setText(next.name);
          setCleared(false);
          onChoose(row.key, next);
        }}
      />
    </li>
  );
}

function Problems({ rows }: { rows: readonly PreviewRow[] }) {
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="problems" className="mt-4">
      <h3 id="problems" className="font-medium">
        {rowsWords(rows.length)} cannot be read
      </h3>
      <ul className="mt-1 list-disc ps-5 text-sm">
        {rows.slice(0, 50).map((row) => (
          <li key={row.key}>
            Row {row.line}
            {row.family ? `, ${row.family}` : ""}: {row.problem}
          </li>
        ))}
      </ul>
    </section>
  );
}
