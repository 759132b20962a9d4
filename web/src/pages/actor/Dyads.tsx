import type { Got } from "../../api/types";
import { useApi } from "../../api/use";
import { DataTable } from "../../parts/DataTable";
import { Failure } from "../../parts/Failure";
import { Loading } from "../../parts/Loading";
import { Quads } from "../../parts/Quads";
import { number } from "../../text/numbers";
import { t } from "../../text/en/actor";

type Dyad = Got<"/dyads">["rows"][number];

const MOST = 12;

interface Side {
  id: string;
  /** The side on which this actor stands. */
  side: "actor" | "recipient";
}

function Pairs({ rows, side, title }: { rows: readonly Dyad[]; side: Side["side"]; title: string }) {
  const other = (row: Dyad) => (side === "actor" ? { id: row.recipient, name: row.recipient_name } : { id: row.actor, name: row.actor_name });
  return (
    <DataTable
      caption={title}
      rows={rows}
      rowKey={(row) => `${row.actor} ${row.recipient}`}
      columns={[
        {
          key: "other",
          head: t("head_other"),
          names: true,
          cell: (row) => (
            <a href={`/actors/${other(row).id}`}>
              <bdi>{other(row).name}</bdi>
            </a>
          ),
        },
        {
          key: "events",
          head: t("head_events"),
          numeric: true,
          cell: (row) => (
            <a
              href={`/dyads?pair=${row.actor},${row.recipient}`}
              aria-label={`${number(row.events)}. ${t("openPair", { pair: `${row.actor_name} → ${row.recipient_name}` })}`}
            >
              {number(row.events)}
            </a>
          ),
        },
        { key: "incidents", head: t("head_incidents"), numeric: true, cell: (row) => number(row.incidents) },
        { key: "killed", head: t("head_killed"), numeric: true, cell: (row) => (row.killed === null ? "" : number(row.killed)) },
        { key: "quads", head: t("head_quads"), cell: (row) => <Quads quads={row.quads} /> },
      ]}
    />
  );
}

function OneSide({ id, side }: Side) {
  const query = side === "actor" ? { actor: id, limit: MOST } : { recipient: id, limit: MOST };
  const { data, error, loading, reload } = useApi("/dyads", { query });
  const title = t(side === "actor" ? "actsOn" : "actedOnBy");
  return (
    <section>
      <h3>{title}</h3>
      {loading && !data && <Loading />}
      {error && <Failure error={error} retry={reload} />}
      {data && data.rows.length === 0 && <p class="quiet">{t(side === "actor" ? "noActsOn" : "noActedOnBy")}</p>}
      {data && data.rows.length > 0 && <Pairs rows={data.rows} side={side} title={title} />}
      {data?.left_off && <p class="quiet small">{t("moreDyads")}</p>}
    </section>
  );
}

/** On whom an actor acts, and who acts on it. */
export function Dyads({ id }: { id: string }) {
  return (
    <section>
      <h2>{t("dyads")}</h2>
      <div class="actor-dyads">
        <OneSide id={id} side="actor" />
        <OneSide id={id} side="recipient" />
      </div>
    </section>
  );
}
