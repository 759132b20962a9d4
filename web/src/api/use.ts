import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

import { address, forget, get, keptAnswer } from "./client";
import { ApiProblem } from "./problem";
import { onToken } from "./token";
import type { Asked, GetPath, Got, ListPath, Row } from "./types";

/** An answer of the API as a component sees it; `data` stays while the next one loads. */
export interface Loaded<T> {
  data: T | undefined;
  error: ApiProblem | undefined;
  loading: boolean;
  /** Ask the server again. */
  reload: () => void;
}

interface State {
  url: string | null;
  data: unknown;
  error: ApiProblem | undefined;
  loading: boolean;
}

/** Give what went wrong as a problem that can be shown. */
export function problemFrom(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  return new ApiProblem("unreadable", error instanceof Error ? error.message : String(error), 0);
}

/** Ask a path of the API whenever what is asked changes; `null` for `asked` asks nothing. */
export function useApi<S extends GetPath>(path: S, asked: Asked<S> | null): Loaded<Got<S>> {
  const url = asked === null ? null : address(path, asked);
  const [again, setAgain] = useState(0);
  const [state, setState] = useState<State>({ url: null, data: undefined, error: undefined, loading: false });
  const latest = useRef({ path, asked });
  latest.current = { path, asked };

  useEffect(() => onToken(() => setAgain((count) => count + 1)), []);
  // before anything is drawn, so that the desk answers while the page is drawn
  useLayoutEffect(() => {
    const { path: now, asked: with_ } = latest.current;
    if (url === null || with_ === null) {
      setState({ url: null, data: undefined, error: undefined, loading: false });
      return;
    }
    const calling = new AbortController();
    setState((old) => ({ url, data: keptAnswer(url) ?? old.data, error: undefined, loading: true }));
    get(now, with_, calling.signal).then(
      (data) => {
        if (!calling.signal.aborted) setState({ url, data, error: undefined, loading: false });
      },
      (error: unknown) => {
        if (calling.signal.aborted) return;
        setState((old) => ({ url, data: old.data, error: problemFrom(error), loading: false }));
      },
    );
    return () => calling.abort();
  }, [url, again]);

  const reload = useCallback(() => {
    forget();
    setAgain((count) => count + 1);
  }, []);
  const fresh = state.url === url;
  return {
    data: (url === null ? undefined : state.data) as Got<S> | undefined,
    error: fresh ? state.error : undefined,
    loading: url !== null && (!fresh || state.loading),
    reload,
  };
}

/** A list of the API as far as it was loaded. */
export interface Listed<T> {
  rows: T[];
  /** Whether the server said that there are no rows. */
  none: boolean;
  error: ApiProblem | undefined;
  loading: boolean;
  /** Load the next page; undefined after the last. */
  more: (() => void) | undefined;
  reload: () => void;
}

interface Later {
  url: string | null;
  rows: unknown[];
  cursor: string | null;
  loading: boolean;
  error: ApiProblem | undefined;
}

const NOTHING: Later = { url: null, rows: [], cursor: null, loading: false, error: undefined };

/** Ask a list of the API page by page; `null` for `asked` asks nothing. */
export function useList<S extends ListPath>(path: S, asked: Asked<S> | null): Listed<Row<S>> {
  const first = useApi(path, asked);
  const url = asked === null ? null : address(path, asked);
  const [later, setLater] = useState<Later>(NOTHING);
  const page = first.data as { rows: unknown[]; cursor: string | null } | undefined;
  const begun = later.url === url && !first.loading;
  const cursor = begun ? later.cursor : (page?.cursor ?? null);
  const busy = begun && later.loading;
  const current = useRef(url);
  current.current = url;

  const more = useCallback(() => {
    if (asked === null || cursor === null || busy) return;
    const rows = begun ? later.rows : [];
    setLater({ url, rows, cursor, loading: true, error: undefined });
    const next = { ...asked, query: { ...asked.query, cursor } } as Asked<S>;
    get(path, next).then(
      (answer) => {
        const got = answer as { rows: unknown[]; cursor: string | null };
        if (current.current !== url) return;
        setLater({ url, rows: [...rows, ...got.rows], cursor: got.cursor, loading: false, error: undefined });
      },
      (error: unknown) => setLater({ url, rows, cursor, loading: false, error: problemFrom(error) }),
    );
  }, [path, asked, url, cursor, busy, begun, later]);
  const reload = useCallback(() => {
    setLater(NOTHING);
    first.reload();
  }, [first.reload]);

  const rows = [...(page?.rows ?? []), ...(begun ? later.rows : [])] as Row<S>[];
  const error = first.error ?? (begun ? later.error : undefined);
  const loading = first.loading || busy;
  return {
    rows,
    none: rows.length === 0 && !loading && !error,
    error,
    loading,
    more: cursor === null ? undefined : more,
    reload,
  };
}
