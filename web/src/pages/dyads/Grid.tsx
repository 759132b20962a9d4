import { useRef, useState } from "preact/hooks";

import type { Got } from "../../api/types";
import { number } from "../../text/numbers";
import { t } from "../../text/en/dyads";
import { type Chosen, countOf } from "./classes";

type Dyads = Got<"/dyads">;
type Actor = Dyads["actors"][number];

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

/** Name a pair as it stands in the address. */
export const pairOf = (actor: string, recipient: string): string => `${actor},${recipient}`;

// few events differ more from one another than many, so that shades go with the root
const shade = (n: number, most: number): number => (n === 0 ? 0 : Math.max(1, Math.ceil(Math.sqrt(n / most) * SHADES)));

interface CellProps {
  actor: Actor;
  recipient: Actor;
  n: number;
  most: number;
  /** Whether it takes the focus when the grid is entered. */
  current: boolean;
  selected: boolean;
  onOpen: () => void;
  onFocus: () => void;
}

function Cell({ actor, recipient, n, most, current, selected, onOpen, onFocus }: CellProps) {
  return (
    <td
      role="gridcell"
      class={`dyad shade-${shade(n, most)}`}
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

function useMoves(size: number, open: (row: number, column: number) => void) {
  const [at, setAt] = useState<readonly [number, number]>([0, 0]);
  const body = useRef<HTMLTableSectionElement>(null);
  const within = (value: number) => Math.min(size - 1, Math.max(0, value));
  const current = [within(at[0]), within(at[1])] as const;
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLTableCellElement) || event.target.getAttribute("role") !== "gridcell") return;
    const move = MOVES[event.key];
    if (event.key === "Enter" || event.key === " ") open(...current);
    else if (!move) return;
    event.preventDefault();
    if (!move) return;
    const next = [within(current[0] + move[0]), within(current[1] + move[1])] as const;
    setAt(next);
    const cell = body.current?.rows[next[0]]?.querySelectorAll<HTMLElement>("[role=gridcell]")[next[1]];
    cell?.focus();
    cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  return { current, setAt, body, onKeyDown };
}

function Heads({ actors }: { actors: readonly Actor[] }) {
  return (
    <thead>
      <tr>
        <td class="dyad-corner">{t("corner")}</td>
        {actors.map((actor) => (
          <th key={actor.id} scope="col" title={actor.name}>
            <bdi class="dyad-head">{actor.name}</bdi>
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** A matrix of who acts on whom; the arrow keys go from cell to cell. */
export function Grid({ data, chosen, pair, onPair }: Props) {
  const { actors } = data;
  const counts = new Map(data.rows.map((row) => [pairOf(row.actor, row.recipient), countOf(row.events, row.quads, chosen)]));
  const count = (actor: Actor, recipient: Actor) => counts.get(pairOf(actor.id, recipient.id)) ?? 0;
  const most = Math.max(1, ...counts.values());
  const open = (row: number, column: number) => {
    const [actor, recipient] = [actors[row], actors[column]];
    if (actor && recipient && count(actor, recipient) > 0) onPair(pairOf(actor.id, recipient.id));
  };
  const { current, setAt, body, onKeyDown } = useMoves(actors.length, open);
  return (
    <div class="table-frame dyad-frame">
      <table role="grid" aria-label={t("grid")} aria-readonly onKeyDown={onKeyDown} class="dyad-grid">
        <Heads actors={actors} />
        <tbody ref={body}>
          {actors.map((actor, row) => (
            <tr key={actor.id}>
              <th scope="row">
                <a href={`/actors/${actor.id}`}>
                  <bdi>{actor.name}</bdi>
                </a>
              </th>
              {actors.map((recipient, column) => (
                <Cell
                  key={recipient.id}
                  actor={actor}
                  recipient={recipient}
                  n={count(actor, recipient)}
                  most={most}
                  current={row === current[0] && column === current[1]}
                  selected={pair === pairOf(actor.id, recipient.id)}
                  onFocus={() => setAt([row, column])}
                  onOpen={() => open(row, column)}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
