import { useEffect, useRef, useState } from "preact/hooks";

/** A value that several components share; `listen` gives back what ends the listening. */
export interface Store<T> {
  get(): T;
  set(value: T): void;
  listen(heard: () => void): () => void;
}

/** Make a store that holds `initial`. */
export function makeStore<T>(initial: T): Store<T> {
  let held = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => held,
    set: (value) => {
      if (Object.is(value, held)) return;
      held = value;
      for (const heard of [...listeners]) heard();
    },
    listen: (heard) => {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
  };
}

/** Give the value of a store, and draw the component anew whenever it changes. */
export function useStore<T>(store: Store<T>): T {
  const [, draw] = useState(0);
  const value = store.get();
  const drawn = useRef(value);
  drawn.current = value;
  useEffect(() => {
    const drawAnew = () => draw((count) => count + 1);
    const end = store.listen(drawAnew);
    // it may have changed between drawing and listening
    if (!Object.is(drawn.current, store.get())) drawAnew();
    return end;
  }, [store]);
  return value;
}
