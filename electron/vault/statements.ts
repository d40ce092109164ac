// Reading and writing through statements that are prepared once per SQL text, and transactions that join.
import type { Connection } from "./connection.ts";
import { withFaces } from "./faces.ts";
import { Refusal } from "#shared/refusal.ts";

export type Value = string | number | bigint | Uint8Array | null;

export interface ReadableVault {
  /** The first row, or undefined. */
  one<T>(sql: string, ...values: Value[]): T | undefined;
  all<T>(sql: string, ...values: Value[]): T[];
  /** Row by row. While rows are still coming nothing can be written: gather first where the loop writes. */
  each<T>(sql: string, ...values: Value[]): IterableIterator<T>;
}

export interface WritableVault extends ReadableVault {
  run(sql: string, ...values: Value[]): { changes: number };
  /**
   * All of `work` or nothing, on the disk when it returns. A call inside another joins it; when the inner one throws,
   * the whole is undone even if the outer catches the error. `work` is synchronous: a promise is refused and undone.
   */
  commit<T>(work: () => T): T;
  /** Whether a commit is running. */
  readonly inside: boolean;
}

/** Statements over an open connection; `readOnly` refuses every write as `vaultReadOnly`. */
export function statementsOf(connection: Connection, path: string, readOnly: boolean): WritableVault {
  const prepared = preparedOnce(connection);
  const transaction = transactionsOf(connection, path);
  const refuseWriting = (): void => {
    if (readOnly) throw new Refusal("vaultReadOnly");
  };
  return {
    one: <T>(sql: string, ...values: Value[]) => withFaces(path, () => prepared(sql).get(...values) as T | undefined),
    all: <T>(sql: string, ...values: Value[]) => withFaces(path, () => prepared(sql).all(...values) as T[]),
    *each<T>(sql: string, ...values: Value[]): IterableIterator<T> {
      const rows = withFaces(path, () => prepared(sql).iterate(...values) as IterableIterator<T>);
      try {
        for (
          let row = withFaces(path, () => rows.next());
          row.done !== true;
          row = withFaces(path, () => rows.next())
        ) {
          yield row.value;
        }
      } finally {
        rows.return?.();
      }
    },
    run(sql, ...values) {
      refuseWriting();
      transaction.expectWhole();
      return withFaces(path, () => ({ changes: prepared(sql).run(...values).changes }));
    },
    commit(work) {
      refuseWriting();
      return transaction.commit(work);
    },
    get inside() {
      return transaction.inside();
    },
  };
}

function preparedOnce(connection: Connection) {
  const known = new Map<string, ReturnType<typeof connection.prepare<Value[]>>>();
  return (sql: string) => {
    const found = known.get(sql);
    if (found !== undefined && !found.busy) return found;
    const made = connection.prepare<Value[]>(sql);
    if (found === undefined) known.set(sql, made); // a busy one is still being stepped through further up
    return made;
  };
}

function transactionsOf(connection: Connection, path: string) {
  let running = false;
  let doomed = false;
  const begin = connection.prepare("BEGIN IMMEDIATE");
  const end = connection.prepare("COMMIT");
  const undo = connection.prepare("ROLLBACK");

  const settled = <T>(work: () => T): T => {
    const result = work();
    if (result instanceof Promise) throw new TypeError("a commit's work must be synchronous");
    return result;
  };
  const joined = <T>(work: () => T): T => {
    try {
      return settled(work);
    } catch (error) {
      doomed = true;
      throw error;
    }
  };
  // A full disk undoes the whole transaction at once: what is written after it would stand alone.
  const expectWhole = (): void => {
    if (running && !connection.inTransaction) throw new Error("this commit was undone already");
  };
  const whole = <T>(work: () => T): T => {
    [running, doomed] = [true, false];
    try {
      const result = settled(work);
      expectWhole();
      if (doomed) throw new Error("this commit cannot hold: a part of it failed");
      withFaces(path, () => end.run());
      return result;
    } catch (error) {
      if (connection.inTransaction) undo.run();
      throw error;
    } finally {
      running = false;
    }
  };

  return {
    inside: (): boolean => running,
    expectWhole,
    commit<T>(work: () => T): T {
      if (running) return joined(work);
      withFaces(path, () => begin.run());
      return whole(work);
    },
  };
}
