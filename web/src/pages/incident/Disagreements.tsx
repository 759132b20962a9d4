import type { Incident, Schemas } from "../../api/types";
import { SpanLink } from "../../parts/SpanLink";
import { Day } from "../../parts/Time";
import { t } from "../../text/en/incident";
import { Few, Sayer } from "./Names";
import { fieldName, speakers, spot, valueName } from "./saying";

type Disagreement = Schemas["DisagreementPart"];
type Kind = Disagreement["kind"];

// two arrows against each other, and one that leads on
const SHAPES: Readonly<Record<Kind, string>> = {
  contradiction: "M1 7h4V4l4 4-4 4V9H1zM15 7v2h-3v3L8.500 8 12 4v3z",
  correction: "M1 7h8V3l6 5-6 5V9H1z",
};

function How({ kind }: { kind: Kind }) {
  return (
    <span class={`incident-how incident-${kind}`} title={t(`${kind}Help`)}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d={SHAPES[kind]} />
      </svg>
      {t(kind)}
    </span>
  );
}

interface OneValue {
  field: string;
  value: Schemas["ValuePart"];
  who: ReadonlyMap<string, string>;
}

function Value({ field, value, who }: OneValue) {
  const first = value.evidence[0];
  const told = <bdi>{valueName(field, value.value)}</bdi>;
  return (
    <li class="incident-value">
      <p class="incident-value-told">
        {first ? (
          <SpanLink report={first.report} span={first.span}>
            {told}
          </SpanLink>
        ) : (
          told
        )}
      </p>
      <p class="quiet small">
        {value.first ? t.rich("valueSince", { day: <Day iso={value.first} /> }) : t("valueUndated")}
      </p>
      <ul class="incident-sayers">
        <Few of={value.evidence} most={4}>
          {(each) => (
            <li key={spot(each)}>
              <Sayer evidence={each} by={who.get(spot(each))} />
            </li>
          )}
        </Few>
      </ul>
    </li>
  );
}

/** The contested fields, a row each: how they differ, and the competing values beside each other. */
export function Disagreements({ incident }: { incident: Incident }) {
  const who = speakers(incident);
  const { disagreements } = incident;
  // what stands against each other comes before what was set right, and the dead before all else
  const rank = ({ kind, field }: Disagreement) => (kind === "correction" ? 2 : 0) + (field === "killed" ? 0 : 1);
  const rows = [...disagreements].sort((a, b) => rank(a) - rank(b));
  if (rows.length === 0) return <p class="quiet">{t(incident.contested ? "deniedOnly" : "disagreementsNone")}</p>;
  return (
    <div class="table-frame" role="region" aria-label={t("disagreements")} tabIndex={0}>
      <table class="incident-disagreements">
        <caption class="unseen">{t("disagreements")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("field")}</th>
            <th scope="col">{t("values")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.field} ${row.kind}`} data-field={row.field}>
              <th scope="row">
                <span class="incident-field">{fieldName(row.field)}</span>
                <How kind={row.kind} />
              </th>
              <td>
                <ul class={`incident-values incident-values-${row.kind}`}>
                  {row.values.map((value) => (
                    <Value key={value.value} field={row.field} value={value} who={who} />
                  ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
