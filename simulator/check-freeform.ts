import { GraphError } from "./graph-error";
import { isFields } from "./http";
import { listOf } from "./templates";
import type { Button, Fields } from "./types";

/** What an accepted free-form call says. */
export interface FreeCall {
  text: string;
  buttons: Button[];
  listed: boolean;
}

/** A text field that must be there and must not be longer than `max`. */
function bounded(value: unknown, where: string, max: number): string {
  if (typeof value !== "string" || value.trim() === "") {
    throw new GraphError(131008, `Parameter ${where} is missing or empty`);
  }
  if ([...value].length > max) {
    throw new GraphError(131009, `Parameter ${where} is longer than ${max} characters`);
  }
  return value;
}

function optional(value: unknown, where: string, max: number): string {
  return value === undefined ? "" : bounded(value, where, max);
}

function unique(buttons: Button[], where: string): void {
  if (new Set(buttons.map((b) => b.id)).size < buttons.length) {
    throw new GraphError(131009, `${where}: ids must be unique`);
  }
}

/** Checks the `text` object of a call. */
export function checkText(value: unknown): FreeCall {
  if (!isFields(value)) throw new GraphError(131008, "Required parameter 'text' is missing");
  const text = value.body;
  if (typeof text === "string" && [...text].length > 4096) {
    throw new GraphError(100, "Param text['body'] must be at most 4096 characters long.");
  }
  return { text: bounded(text, "text.body", 4096), buttons: [], listed: false };
}

/** Checks the `interactive` object of a call. */
export function checkInteractive(value: unknown): FreeCall {
  if (!isFields(value)) throw new GraphError(131008, "Required parameter 'interactive' is missing");
  const body = bounded(isFields(value.body) ? value.body.text : undefined, "interactive.body.text", 1024);
  if (value.footer !== undefined) {
    bounded(isFields(value.footer) ? value.footer.text : undefined, "interactive.footer.text", 60);
  }
  const action = value.action;
  if (!isFields(action)) throw new GraphError(131008, "Parameter interactive.action is missing");
  if (value.type === "button") return { text: body, buttons: replyButtons(action), listed: false };
  if (value.type === "list") {
    if (value.header !== undefined) listHeader(value.header);
    return { text: body, buttons: listRows(action), listed: true };
  }
  throw new GraphError(131009, `interactive.type "${String(value.type)}" is not one the simulator knows`);
}

function replyButtons(action: Fields): Button[] {
  const given = listOf(action.buttons);
  if (given.length < 1 || given.length > 3) {
    throw new GraphError(131009, `Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3`);
  }
  const buttons = given.map((b, i) => {
    const where = `interactive.action.buttons[${i}]`;
    if (b.type !== "reply" || !isFields(b.reply))
      throw new GraphError(131009, `${where}: type must be reply`);
    return {
      id: bounded(b.reply.id, `${where}.reply.id`, 256),
      title: bounded(b.reply.title, `${where}.reply.title`, 20),
    };
  });
  unique(buttons, "interactive.action.buttons");
  if (new Set(buttons.map((b) => b.title)).size < buttons.length) {
    throw new GraphError(131009, "interactive.action.buttons: titles must be unique");
  }
  return buttons;
}

function listHeader(header: unknown): void {
  if (!isFields(header) || header.type !== "text") {
    throw new GraphError(131009, "interactive.header of a list must be of type text");
  }
  bounded(header.text, "interactive.header.text", 60);
}

function listRows(action: Fields): Button[] {
  bounded(action.button, "interactive.action.button", 20);
  const sections = listOf(action.sections);
  if (sections.length < 1 || sections.length > 10) {
    throw new GraphError(131009, "interactive.action.sections: 1 to 10 sections are allowed");
  }
  const rows: Button[] = [];
  sections.forEach((section, s) => {
    const where = `interactive.action.sections[${s}]`;
    if (sections.length > 1) bounded(section.title, `${where}.title`, 24);
    else optional(section.title, `${where}.title`, 24);
    listOf(section.rows).forEach((row, r) => {
      const description = optional(row.description, `${where}.rows[${r}].description`, 72);
      rows.push({
        id: bounded(row.id, `${where}.rows[${r}].id`, 200),
        title: bounded(row.title, `${where}.rows[${r}].title`, 24),
        ...(description ? { description } : {}),
      });
    });
  });
  if (rows.length < 1 || rows.length > 10) {
    throw new GraphError(131009, `Total row count exceed max allowed count: 10 (given ${rows.length})`);
  }
  unique(rows, "interactive.action.sections");
  return rows;
}
