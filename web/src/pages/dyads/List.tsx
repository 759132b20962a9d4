import { DataTable } from "../../parts/DataTable";
import { Quads } from "../../parts/Quads";
import { number } from "../../text/numbers";
import { t } from "../../text/en/dyads";
import { type Chosen, countOf } from "./classes";
import { type Dyads, pairOf } from "./sides";

interface Props {
  data: Dyads;
  chosen: Chosen;
  pair: string;
  onPair: (pair: string) => void;
}

function ActorLink({ id, name }: { id: string; name: string }) {
  return (
    <a href={`/actors/${id}`}>
      <bdi>{name}</bdi>
    </a>
  );
}

/** Who acts on whom, pair by pair. */
export function List({ data, chosen, pair, onPair }: Props) {
  const counted = data.rows.map((row) => ({ ...row, n: countOf(row.events, row.quads, chosen) }));
  const rows = counted.filter((row) => row.n > 0).sort((a, b) => b.n - a.n);
  return (
    <DataTable
      caption={t("list")}
      rows={rows}
      rowKey={(row) => pairOf(row.actor, row.recipient)}
      selected={pair}
      columns={[
        { key: "actor", head: t("head_actor"), names: true, cell: (row) => <ActorLink id={row.actor} name={row.actor_name} /> },
        { key: "recipient", head: t("head_recipient"), cell: (row) => <ActorLink id={row.recipient} name={row.recipient_name} /> },
        {
          key: "events",
          head: t("head_events"),
          numeric: true,
          cell: (row) => (
            <button
              type="button"
              class="plain dyad-open"
              aria-label={`${number(row.n)}. ${t("shown", { actor: row.actor_name, recipient: row.recipient_name })}`}
              onClick={() => onPair(pairOf(row.actor, row.recipient))}
            >
              {number(row.n)}
            </button>
          ),
        },
        { key: "incidents", head: t("head_incidents"), numeric: true, cell: (row) => number(row.incidents) },
        { key: "killed", head: t("head_killed"), numeric: true, cell: (row) => (row.killed === null ? "" : number(row.killed)) },
        { key: "quads", head: t("head_quads"), cell: (row) => <Quads quads={row.quads} /> },
      ]}
    />
  );
}
