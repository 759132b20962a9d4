import { useEffect, useRef, useState } from "preact/hooks";

import { post } from "../../api/client";
import { ApiProblem } from "../../api/problem";
import type { Reading, Schemas } from "../../api/types";

type Source = Schemas["Source"];

/** What the page is at: nothing yet, reading, what was read (with its source, to keep it), or why it was not. */
export type Doing =
  | { state: "idle" | "stopped" | "discarded" }
  | { state: "reading"; source: Source }
  | { state: "read"; source: Source; reading: Reading }
  | { state: "failed"; problem: ApiProblem };

function problemOf(error: unknown): ApiProblem {
  return error instanceof ApiProblem ? error : new ApiProblem("unreadable", error instanceof Error ? error.message : String(error), 0);
}

/** Read sources, one at a time; reading can be stopped, and ends when the page is left. */
export function useReading(): { doing: Doing; read: (source: Source) => void; stop: () => void; discard: () => void; reset: () => void } {
  const [doing, setDoing] = useState<Doing>({ state: "idle" });
  const calling = useRef<AbortController | undefined>(undefined);
  useEffect(() => () => calling.current?.abort(), []);
  const read = (source: Source) => {
    calling.current?.abort();
    const own = new AbortController();
    calling.current = own;
    setDoing({ state: "reading", source });
    post("/read", source, own.signal).then(
      (reading) => setDoing({ state: "read", source, reading }),
      (error: unknown) => {
        if (!own.signal.aborted) setDoing({ state: "failed", problem: problemOf(error) });
      },
    );
  };
  const stop = () => {
    calling.current?.abort();
    setDoing({ state: "stopped" });
  };
  return { doing, read, stop, discard: () => setDoing({ state: "discarded" }), reset: () => setDoing({ state: "idle" }) };
}

/** Count the seconds that something takes. */
export function useSeconds(running: boolean): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    setSeconds(0);
    if (!running) return undefined;
    const timer = setInterval(() => setSeconds((old) => old + 1), 1000);
    return () => clearInterval(timer);
  }, [running]);
  return seconds;
}
