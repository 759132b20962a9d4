import type { ComponentChildren } from "preact";

import { common } from "../text/en/common";

export interface Column<T> {
  key: string;
  head: string;
  cell: (row: T) => ComponentChildren;
  /** Numbers stand at the right. */
  numeric?: boolean;
  /** The API's `order` that sorts by this column, where it has one; the head is then a button. */
  order?: string;
  /** The cell that names the row. */
  names?: boolean;
}

interface Props<T> {
  /** Says what the table holds, for those who do not see it. */
  caption: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  order?: string | undefined;
  onOrder?: (order: string) => void;
  /** Marks the row that is selected elsewhere on the page. */
  selected?: string | null;
}

function Head<T>({ column, order, onOrder }: { column: Column<T> } & Pick<Props<T>, "order" | "onOrder">) {
  const wanted = column.order;
  const sorted = wanted !== undefined && wanted === order;
  const sort = wanted === undefined ? undefined : sorted ? (wanted === "oldest" ? "ascending" : "descending") : "none";
  return (
    <th scope="col" class={column.numeric ? "numeric" : undefined} aria-sort={sort}>
      {wanted !== undefined && onOrder ? (
        <button type="button" class="plain" onClick={() => onOrder(wanted)} title={common("sortBy", { column: column.head })}>
          {column.head}
          {sorted && <span aria-hidden="true"> {wanted === "oldest" ? "↑" : "↓"}</span>}
        </button>
      ) : (
        column.head
      )}
    </th>
  );
}

/** A table that scrolls by keyboard where it is too wide, and whose heads sort by what the API can sort. */
export function DataTable<T>({ caption, columns, rows, rowKey, order, onOrder, selected }: Props<T>) {
  return (
    <div class="table-frame" role="region" aria-label={caption} tabIndex={0}>
      <table>
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.key} column={column} order={order} {...(onOrder ? { onOrder } : {})} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const key = rowKey(row);
            return (
              <tr key={key} data-key={key} class={key === selected ? "selected" : undefined}>
                {columns.map((column) => {
                  const Cell = column.names ? "th" : "td";
                  return (
                    <Cell key={column.key} {...(column.names ? { scope: "row" } : {})} class={column.numeric ? "numeric" : undefined}>
                      {column.cell(row)}
                    </Cell>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
