import { get } from "../../api/client";
import { type FilterName, filtersIn } from "../../parts/filters";
import { baseOf, type Query } from "./use";

export const FIELDS = [
  "text",
  "since",
  "until",
  "type",
  "country",
  "contested",
  "actor",
  "modality",
  "near",
  "radius_km",
  "outlet",
  "box",
  "report",
] as const satisfies readonly FilterName[];
export const ORDER = ["order"] as const;
export const ORDERS = ["newest", "oldest", "sources"] as const;
export type Order = (typeof ORDERS)[number];
const ROWS = 30;

type Modality = NonNullable<Query["modality"]>;
type Read = ReturnType<typeof filtersIn<(typeof FIELDS)[number]>>;

/** Read the order of the list. */
export const orderOf = (told: string | undefined): Order => ORDERS.find((each) => each === told) ?? "newest";

/** Give the filters as the API takes them. */
export function queryOf({ filters, query }: Read): Query {
  const modality = filters.modality as Modality | undefined;
  return { ...query, ...(modality ? { modality } : {}) };
}

/** Give what is asked of the list. */
export const listQuery = (query: Query, order: Order) => ({ ...query, order, limit: ROWS });

/** Ask for what the address names while the page is not drawn yet; the page takes these answers. */
export function askEarly(): void {
  if (location.pathname !== "/") return;
  const told = Object.fromEntries(new URLSearchParams(location.search));
  const query = queryOf(filtersIn(FIELDS, told));
  const asked = [get("/situation", { query: baseOf(query) }), get("/incidents", { query: listQuery(query, orderOf(told.order)) })];
  // what goes wrong is said by the page, which asks for the same
  for (const each of asked) each.catch(() => undefined);
}
