import { ApiProblem, problemOf } from "./problem";
import { askForToken, onToken, token } from "./token";
import type { Asked, Deleted, DeletePath, GetPath, Got, Named, Posted, PostPath, Sent } from "./types";

const PREFIX = "/api/v1";
// answers kept in memory; the one asked for longest ago goes first
const KEPT = 200;
// and how large they may be together, in bytes as they came: what a large desk answers is megabytes
const MOST_BYTES = 12_000_000;
const sizes = new WeakMap<object, number>();
const answers = new Map<string, unknown>();
const running = new Map<string, Promise<unknown>>();
// counts the writes, so that what was asked before one is not kept after it
let writes = 0;

type Values = Readonly<Record<string, unknown>>;

/** Give the address of a path: its parts put in, and what of the query is set. */
export function address(path: string, asked: { path?: object | undefined; query?: object | undefined } = {}): string {
  const parts = (asked.path ?? {}) as Values;
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(parts[name] ?? "")));
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries((asked.query ?? {}) as Values)) {
    if (value !== undefined && value !== null && value !== "") query.set(name, String(value));
  }
  const told = query.toString();
  return `${PREFIX}${filled}${told && "?"}${told}`;
}

async function send(method: string, url: string, body?: unknown, signal?: AbortSignal): Promise<unknown> {
  const headers: Record<string, string> = { Accept: "application/json" };
  const secret = token();
  if (secret !== null) headers.Authorization = `Bearer ${secret}`;
  const init: RequestInit = { method, headers, credentials: "omit", cache: "no-store", signal: signal ?? null };
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
    init.body = JSON.stringify(body);
  }
  let answer: Response;
  try {
    answer = await fetch(url, init);
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiProblem("unreachable", "", 0);
  }
  if (!answer.ok) {
    const problem = await problemOf(answer);
    if (answer.status === 401) askForToken();
    throw problem;
  }
  try {
    const got: unknown = await answer.json();
    if (typeof got === "object" && got !== null) sizes.set(got, Number(answer.headers.get("Content-Length")) || 0);
    return got;
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiProblem("unreadable", `HTTP ${answer.status}`, answer.status);
  }
}

const sizeOf = (answer: unknown): number => (typeof answer === "object" && answer !== null ? (sizes.get(answer) ?? 0) : 0);

function keep(url: string, answer: unknown): void {
  answers.delete(url);
  answers.set(url, answer);
  let bytes = 0;
  for (const each of answers.values()) bytes += sizeOf(each);
  for (const [oldest, each] of answers) {
    if (oldest === url || (answers.size <= KEPT && bytes <= MOST_BYTES)) break;
    answers.delete(oldest);
    bytes -= sizeOf(each);
  }
}

/** Give the kept answer of an address, if there is one. */
export const keptAnswer = (url: string): unknown => answers.get(url);

/** Forget every kept answer; the next request asks the server. */
export function forget(): void {
  writes += 1;
  answers.clear();
  running.clear();
}
onToken(forget);

/** GET an address: from memory where it is kept, else from the server, once for all who ask at the same time. */
export function fetchKept(url: string): Promise<unknown> {
  if (answers.has(url)) return Promise.resolve(answers.get(url));
  const under = running.get(url);
  if (under) return under;
  const before = writes;
  const asked = send("GET", url)
    .then((answer) => {
      if (before === writes) keep(url, answer);
      return answer;
    })
    .finally(() => {
      if (running.get(url) === asked) running.delete(url);
    });
  running.set(url, asked);
  return asked;
}

/**
 * GET a path and keep its answer in memory; a `signal` makes it a request of its own that can be called off, unless
 * the same is being asked for already.
 */
export async function get<S extends GetPath>(path: S, asked: Asked<S>, signal?: AbortSignal): Promise<Got<S>> {
  const url = address(path, asked);
  if (!signal || answers.has(url) || running.has(url)) return (await fetchKept(url)) as Got<S>;
  const before = writes;
  const answer = await send("GET", url, undefined, signal);
  if (before === writes) keep(url, answer);
  return answer as Got<S>;
}

/** POST to a path; what was kept is forgotten, unless the request keeps nothing (`/read`). */
export async function post<S extends PostPath>(path: S, body: Sent<S>, signal?: AbortSignal): Promise<Posted<S>> {
  try {
    return (await send("POST", address(path), body, signal)) as Posted<S>;
  } finally {
    if (path !== "/read") forget();
  }
}

/** DELETE what a path names; what was kept is forgotten. */
export async function del<S extends DeletePath>(path: S, named: Named<S>, signal?: AbortSignal): Promise<Deleted<S>> {
  try {
    return (await send("DELETE", address(path, named), undefined, signal)) as Deleted<S>;
  } finally {
    forget();
  }
}
