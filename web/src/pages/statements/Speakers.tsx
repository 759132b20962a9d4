import type { Row } from "../../api/types";
import { DataTable } from "../../parts/DataTable";
import { CountryName } from "../../parts/Names";
import { STANCE_MARKS, stanceName } from "../../parts/stances";
import { Days } from "../../parts/Time";
import { number } from "../../text/numbers";
import { common } from "../../text/en/common";
import { t } from "../../text/en/statements";
import "./statements.css";

type Speaker = Row<"/speakers">;

function Stances({ speaker }: { speaker: Speaker }) {
  return (
    <ul class="stance-counts">
      {speaker.stances.map(({ stance, statements }) => (
        <li key={stance}>
          <svg class={`stance-mark tone-${STANCE_MARKS[stance].tone}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d={STANCE_MARKS[stance].path} fill-rule="evenodd" />
          </svg>{" "}
          {stanceName(stance)} <span class="number">{number(statements)}</span>
        </li>
      ))}
    </ul>
  );
}

/** Speakers with the number of their statements of each stance. */
export function Speakers({ rows }: { rows: readonly Speaker[] }) {
  return (
    <DataTable
      caption={t("speakersCaption")}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: "speaker",
          head: t("head_speaker"),
          names: true,
          cell: (row) => (
            <a href={`/speakers/${row.id}`}>
              <bdi>{row.name}</bdi>
            </a>
          ),
        },
        { key: "kind", head: t("head_kind"), cell: (row) => common(`actor_${row.kind}`) },
        { key: "country", head: t("head_country"), cell: (row) => row.country && <CountryName code={row.country} /> },
        { key: "statements", head: t("head_statements"), numeric: true, cell: (row) => number(row.statements) },
        { key: "stances", head: t("head_stances"), cell: (row) => <Stances speaker={row} /> },
        { key: "claims", head: t("head_claims"), numeric: true, cell: (row) => number(row.claims) },
        { key: "denies", head: t("head_denies"), numeric: true, cell: (row) => number(row.denies) },
        { key: "days", head: t("head_days"), cell: (row) => <Days start={row.first} end={row.last} /> },
      ]}
    />
  );
}
