/** What a command says it did. `payload` (before, after, hash of a bulk's rows) can be erased later; the rest cannot. */
export interface AuditEntry {
  action: string;
  entity: string;
  entityId?: string;
  /** How many rows a bulk act touched. */
  count?: number;
  payload?: unknown;
}
