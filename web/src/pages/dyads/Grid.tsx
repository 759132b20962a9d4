import { useRef, useState } from "preact/hooks";

import { number } from "../../text/numbers";
import { t } from "../../text/en/dyads";
import type { Chosen } from "./classes";
import { type Actor, countsOf, type Dyads, pairOf, type Side, sideOf } from "./sides";

interface Props {
  data: Dyads;
  chosen: Chosen;
  /** The pair whose events are shown. */
  pair: string;
  onPair: (pair: string) => void;
}

const SHADES = 6;
const MOVES: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, -Infinity],
  End: [0, Infinity],
  PageUp: [-Infinity, 0],
  PageDown: [Infinity, 0],
};

// few events differ more from one another than many, so that shades go with the root
const shade = (n: number, most: number): number => (n === 0 ? 0 : Math.max(1, Math.ceil(Math.sqrt(n / most) * SHADES)));

interface CellProps {
  actor: Actor;
  recipient: Actor;
  n: number;
  most: number;
  /** Whether it takes the focus when the grid is entered. */
  current: boolean;
  /** Whether recipients of another kind begin here. */
  first: boolean;
  selected: boolean;
  onOpen: () => void;
  onFocus: () => void;
}

function Cell({ actor, recipient, n, most, current, first, selected, onOpen, onFocus }: CellProps) {
  return (
    <td
      role="gridcell"
      class={`dyad shade-${shade(n, most)}${first ? " dyad-first" : ""}`}
      tabIndex={current ? 0 : -1}
      aria-selected={selected}
      aria-label={t("cell", { actor: actor.name, recipient: recipient.name, n })}
      title={t("cell", { actor: actor.name, recipient: recipient.name, n })}
      onFocus={onFocus}
      onClick={n > 0 ? onOpen : undefined}
    >
      {n > 0 ? number(n) : ""}
    </td>
  );
}

function useMoves(rows: number, columns: number, open: (row: number, column: number) => void) {
  const [at, setAt] = useState<readonly [number, number]>([0, 0]);
  const table = useRef<HTMLTableElement>(null);
  const within = (value: number, size: number) => Math.min(size - 1, Math.max(0, value));
  const current = [within(at[0], rows), within(at[1], columns)] as const;
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLTableCellElement) || event.target.getAttribute("role") !== "gridcell") return;
    const move = MOVES[event.key];
    if (event.key === "Enter" || event.key === " ") open(...current);
    else if (!move) return;
    event.preventDefault();
    if (!move) return;
    const next = [within(current[0] + move[0], rows), within(current[1] + move[1], columns)] as const;
    setAt(next);
    const row = table.current?.querySelectorAll(".dyad-row")[next[0]];
    const cell = row?.querySelectorAll<HTMLElement>("[role=gridcell]")[next[1]];
    cell?.focus();
    cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  return { current, setAt, table, onKeyDown };
}

function Heads({ columns }: { columns: Side }) {
  return (
    <thead>
      <tr class="dyad-kinds">
        <td class="dyad-corner" />
        {columns.kinds.map(({ kind, actors }) => (
          <th key={kind} scope="colgroup" colSpan={actors.length} class="dyad-first">
            {t(`kind_${kind}`)}
          </th>
        ))}
      </tr>
      <tr>
        <td class="dyad-corner">{t("corner")}</td>
        {columns.actors.map((actor) => (
          <th key={actor.id} scope="col" title={actor.name} class={columns.begins.has(actor.id) ? "dyad-first" : undefined}>
            <bdi class="dyad-head">{actor.name}</bdi>
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** A matrix of who acts on whom, both sides by kind; the arrow keys go from cell to cell. */
export function Grid({ data, chosen, pair, onPair }: Props) {
  const counts = countsOf(data, chosen);
  const [rows, columns] = [sideOf(data, counts, "actor"), sideOf(data, counts, "recipient")];
  const most = Math.max(1, ...counts.values());
  const open = (row: number, column: number) => {
    const [actor, recipient] = [rows.actors[row], columns.actors[column]];
    if (actor && recipient && counts.has(pairOf(actor.id, recipient.id))) onPair(pairOf(actor.id, recipient.id));
  };
  const { current, setAt, table, onKeyDown } = useMoves(rows.actors.length, columns.actors.length, open);
  return (
    <div class="table-frame dyad-frame">
      <table role="grid" aria-label={t("grid")} aria-readonly onKeyDown={onKeyDown} class="dyad-grid" ref={table}>
        <Heads columns={columns} />
        {rows.kinds.map(({ kind, actors }) => (
          <tbody key={kind}>
            <tr class="dyad-kinds">
              <th scope="rowgroup">{t(`kind_${kind}`)}</th>
              <td colSpan={columns.actors.length} />
            </tr>
            {actors.map((actor) => {
              const row = rows.actors.indexOf(actor);
              return (
                <tr key={actor.id} class="dyad-row">
                  <th scope="row">
                    <a href={`/actors/${actor.id}`}>
                      <bdi>{actor.name}</bdi>
                    </a>
                  </th>
                  {columns.actors.map((recipient, column) => (
                    <Cell
                      key={recipient.id}
                      actor={actor}
                      recipient={recipient}
                      n={counts.get(pairOf(actor.id, recipient.id)) ?? 0}
                      most={most}
                      current={row === current[0] && column === current[1]}
                      first={columns.begins.has(recipient.id)}
                      selected={pair === pairOf(actor.id, recipient.id)}
                      onFocus={() => setAt([row, column])}
                      onOpen={() => open(row, column)}
                    />
                  ))}
                </tr>
              );
            })}
          </tbody>
        ))}
      </table>
    </div>
  );
}
