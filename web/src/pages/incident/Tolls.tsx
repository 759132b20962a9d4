import type { Incident } from "../../api/types";
import { DataTable } from "../../parts/DataTable";
import { figure, whatName } from "../../parts/figures";
import { SpanLink } from "../../parts/SpanLink";
import { Day } from "../../parts/Time";
import { t } from "../../text/en/incident";
import { number } from "../../text/numbers";
import { type Claim, type RollUp, outletOf, spot } from "./saying";
import { TollHistory } from "./TollHistory";
import { TollScale } from "./TollScale";
import { claimsOf, marksOf, reportedDays } from "./tolls";

function Claims({ what, claims }: { what: string; claims: readonly Claim[] }) {
  return (
    <details class="toll-claims">
      <summary class="small">{t("claims", { n: claims.length })}</summary>
      <DataTable
        caption={t("claimsOf", { what: whatName(what) })}
        rows={claims}
        rowKey={(row) => `${spot(row.evidence)} ${row.who} ${row.speaker}`}
        columns={[
          {
            key: "figure",
            head: t("claimFigure"),
            names: true,
            cell: (row) => (
              <SpanLink report={row.evidence.report} span={row.evidence.span}>
                {figure(row)}
              </SpanLink>
            ),
          },
          { key: "who", head: t("claimWho"), cell: (row) => <bdi>{row.who}</bdi> },
          { key: "by", head: t("claimBy"), cell: (row) => <bdi>{row.speaker ?? t("outletItself")}</bdi> },
          { key: "in", head: t("claimIn"), cell: (row) => <bdi>{outletOf(row.evidence)}</bdi> },
          {
            key: "day",
            head: t("claimDay"),
            cell: (row) => (
              <>
                {row.evidence.published && <Day iso={row.evidence.published} />} {row.newer && <span class="chip">{t("claimNewer")}</span>}
              </>
            ),
          },
        ]}
      />
    </details>
  );
}

function Numbers({ rollup }: { rollup: RollUp }) {
  const { low, best, high, cautious } = rollup;
  const ucdp = [
    { name: t("low"), value: low },
    { name: t("best"), value: best },
    { name: t("high"), value: high },
  ];
  return (
    <dl class="toll-numbers">
      <div>
        <dt class="toll-key-best">{t("legendUcdp")}</dt>
        {ucdp.map(({ name, value }) => (
          <dd key={name} class={name === t("best") ? "toll-number-best" : undefined} title={name}>
            {number(value)}
          </dd>
        ))}
      </div>
      <div>
        <dt class="toll-key-cautious">{t("legendAcled")}</dt>
        <dd>{number(cautious)}</dd>
      </div>
    </dl>
  );
}

function Toll({ incident, rollup }: { incident: Incident; rollup: RollUp }) {
  const claims = claimsOf(incident, rollup);
  const drawn = marksOf(claims).length > 1;
  return (
    <section class="toll" data-what={rollup.what}>
      <div class="toll-head">
        <h3>{whatName(rollup.what)}</h3>
        <Numbers rollup={rollup} />
      </div>
      {drawn && (
        <div class="toll-drawn">
          <TollScale rollup={rollup} claims={claims} />
          <TollHistory rollup={rollup} days={reportedDays(rollup, claims)} />
        </div>
      )}
      <Claims what={rollup.what} claims={claims} />
    </section>
  );
}

const ORDER: readonly string[] = ["killed", "casualties", "injured", "missing", "abducted", "arrested", "released", "displaced"];

/** Every kind of figure of an incident: contested ones first, then the dead, the hurt and others. */
export function Tolls({ incident }: { incident: Incident }) {
  const contested = new Set<string>(incident.disagreements.map((each) => each.field));
  const rank = (rollup: RollUp) => (ORDER.indexOf(rollup.what) + 1 || 20) - (contested.has(rollup.what) ? 50 : 0);
  const rows = [...incident.rollups].sort((a, b) => rank(a) - rank(b));
  if (rows.length === 0) return <p class="quiet">{t("figuresNone")}</p>;
  return (
    <div class="tolls">
      {rows.map((rollup) => (
        <Toll key={rollup.what} incident={incident} rollup={rollup} />
      ))}
    </div>
  );
}
