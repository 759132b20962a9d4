import type { Incident, Schemas } from "../../api/types";
import { DataTable } from "../../parts/DataTable";
import { t } from "../../text/en/incident";
import { Few, Sayer } from "./Names";
import { once, spot } from "./saying";

type Said = Schemas["ResponsibilityPart"];
type Kind = Said["kind"];

interface Named {
  /** None where it is denied that it happened at all. */
  actor: string | null;
  said: Readonly<Record<Kind, readonly Said[]>>;
}

function named(actor: string | null, all: readonly Said[]): Named {
  const of = (kind: Kind) => once(all.filter((each) => each.kind === kind), (each) => `${each.by} ${each.evidence.outlet} ${spot(each.evidence)}`);
  return { actor, said: { told: of("told"), accused: of("accused"), claimed: of("claimed"), denied: of("denied") } };
}

/** Put together who is named, those who are denied or claim it first, then by how many accuse them. */
function namedOf(incident: Incident): Named[] {
  const byActor = new Map<string, Said[]>();
  for (const each of incident.responsibility) {
    const key = each.actor === null ? "" : each.actor.toLocaleLowerCase();
    byActor.set(key, [...(byActor.get(key) ?? []), each]);
  }
  const weight = ({ actor, said }: Named) =>
    (actor === null ? 10_000 : 0) + 100 * (said.denied.length + said.claimed.length) + 10 * said.accused.length + said.told.length;
  return [...byActor.values()].map((all) => named(all[0]?.actor ?? null, all)).sort((a, b) => weight(b) - weight(a));
}

function Sayers({ said }: { said: readonly Said[] }) {
  if (said.length === 0) return <span class="quiet">{t("nobodySays")}</span>;
  return (
    <ul class="incident-sayers">
      <Few of={said} most={3}>
        {(each) => (
          <li key={spot(each.evidence)}>
            <Sayer evidence={each.evidence} by={each.kind === "told" ? undefined : each.by} />
          </li>
        )}
      </Few>
    </ul>
  );
}

/** Who accuses whom, who denies it and who claims it; each with its words. */
export function Blame({ incident }: { incident: Incident }) {
  const rows = namedOf(incident);
  if (rows.length === 0) return <p class="quiet">{t("blameNone")}</p>;
  const heads: readonly (readonly [Kind, string])[] = [
    ["accused", t("accused")],
    ["denied", t("denied")],
    ["claimed", t("claimed")],
    ["told", t("toldBy")],
  ];
  const used = heads.filter(([kind]) => rows.some((row) => row.said[kind].length > 0));
  return (
    <div class="incident-blame">
      <DataTable
        caption={t("blame")}
        rows={rows}
        rowKey={(row) => row.actor ?? ""}
        columns={[
          {
            key: "actor",
            head: t("blameActor"),
            names: true,
            cell: (row) => (row.actor === null ? <em>{t("blameAll")}</em> : <bdi class="incident-named">{row.actor}</bdi>),
          },
          ...used.map(([kind, head]) => ({ key: kind, head, cell: (row: Named) => <Sayers said={row.said[kind]} /> })),
        ]}
      />
    </div>
  );
}
