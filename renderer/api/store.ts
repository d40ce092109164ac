// A value that screens watch: the smallest store that React can subscribe to.
import { useSyncExternalStore } from "react";

export interface Store<Value> {
  read(): Value;
  set(value: Value): void;
  watch(seen: () => void): () => void;
}

export function makeStore<Value>(first: Value): Store<Value> {
  let value = first;
  const watchers = new Set<() => void>();
  return {
    read: () => value,
    set(next) {
      value = next;
      for (const seen of watchers) seen();
    },
    watch(seen) {
      watchers.add(seen);
      return () => watchers.delete(seen);
    },
  };
}

export const useStore = <Value>(store: Store<Value>): Value => useSyncExternalStore(store.watch, store.read);
