import type { components, paths } from "./schema";

/** The records of the API by their names in docs/api.md's schema. */
export type Schemas = components["schemas"];
export type Incident = Schemas["Incident"];
export type Event = Schemas["Event"];
export type Statement = Schemas["Statement"];
export type Reading = Schemas["Reading"];
export type Span = Schemas["SpanPart"];

/** One page of a list. */
export interface Page<T> {
  rows: T[];
  cursor: string | null;
}

type Short<P> = P extends `/api/v1${infer Rest}` ? Rest : never;
type Long<S extends string> = `/api/v1${S}` & keyof paths;
type Operation<S extends string, M extends "get" | "post" | "delete"> = paths[Long<S>][M & keyof paths[Long<S>]];
type With<M extends string> = { [P in keyof paths]: M extends keyof paths[P] ? (paths[P][M] extends { responses: object } ? P : never) : never }[keyof paths];

/** Paths as callers write them: without /api/v1, with the names of their parts in braces. */
export type GetPath = Short<With<"get">>;
export type PostPath = Short<With<"post">>;
export type DeletePath = Short<With<"delete">>;

type Bodies<R> = { [C in keyof R]: C extends 200 | 201 | 202 ? R[C] extends { content: { "application/json": infer B } } ? B : never : never }[keyof R];
type AnswerOf<O> = O extends { responses: infer R } ? Bodies<R> : never;
type QueryOf<O> = O extends { parameters: { query?: infer Q } } ? NonNullable<Q> : never;
type PartsOf<O> = O extends { parameters: { path: infer P } } ? P : never;

/** What a GET of this path answers. */
export type Got<S extends GetPath> = AnswerOf<Operation<S, "get">>;
/** What a POST to this path answers. */
export type Posted<S extends PostPath> = AnswerOf<Operation<S, "post">>;
/** What a DELETE of this path answers. */
export type Deleted<S extends DeletePath> = AnswerOf<Operation<S, "delete">>;
/** The body that a POST to this path takes. */
export type Sent<S extends PostPath> = Operation<S, "post"> extends { requestBody: { content: { "application/json": infer B } } } ? B : never;

type Parts<P> = [P] extends [never] ? { path?: undefined } : { path: { [K in keyof P]: string } };
type Query<Q> = [Q] extends [never] ? { query?: undefined } : { query?: Q };
/** What a GET is asked with: the parts of its path, and its query. */
export type Asked<S extends GetPath> = Parts<PartsOf<Operation<S, "get">>> & Query<QueryOf<Operation<S, "get">>>;
/** The parts of the path of a DELETE. */
export type Named<S extends DeletePath> = Parts<PartsOf<Operation<S, "delete">>>;

/** The lists of the API, which answer page by page. */
export type ListPath = { [S in GetPath]: Got<S> extends { rows: unknown[]; cursor: string | null } ? S : never }[GetPath];
/** One row of a list. */
export type Row<S extends ListPath> = Got<S> extends { rows: (infer R)[] } ? R : never;
