import type { Got } from "../../api/types";
import { DataTable } from "../../parts/DataTable";
import { CountryName } from "../../parts/Names";
import { Days } from "../../parts/Time";
import { number } from "../../text/numbers";
import { days } from "../../text/times";
import { sectorName } from "../../text/en/actors";
import { t } from "../../text/en/actor";
import type { Actor } from "./reviewing";

type Form = Got<"/actors/{id}/history">["forms"][number];

const WIDE = 96;

const stamp = (iso: string): number => Date.parse(iso.slice(0, 10));

/** When a form is seen, as a line between the first and the last day on which any is. */
function Seen({ form, from, to }: { form: Form; from: number; to: number }) {
  if (!form.first || !form.last) return <Days start={null} end={null} />;
  const at = (iso: string) => 3 + ((stamp(iso) - from) / Math.max(1, to - from)) * (WIDE - 6);
  const [start, end] = [at(form.first), at(form.last)];
  return (
    <span class="form-seen">
      <svg viewBox={`0 0 ${WIDE} 10`} width={WIDE} height="10" role="img" aria-label={t("seenBar", { days: days(form.first, form.last) })}>
        <path class="form-axis" d={`M0 5H${WIDE}`} />
        <path class="form-line" d={`M${start} 5H${Math.max(end, start + 0.1)}`} />
      </svg>
      <Days start={form.first} end={form.last} />
    </span>
  );
}

/** The names under which reports present an actor, with the roles that go with them, over time. */
export function Forms({ actor, forms }: { actor: Actor; forms: readonly Form[] }) {
  const stamps = forms.flatMap((form) => [form.first, form.last]).filter((each) => each !== null).map(stamp);
  const [from, to] = [Math.min(...stamps), Math.max(...stamps)];
  const why = new Map(actor.members.map((member) => [member.form, member.why]));
  return (
    <DataTable
      caption={t("formsCaption")}
      rows={forms}
      rowKey={(form) => form.form}
      columns={[
        { key: "name", head: t("head_name"), names: true, cell: (form) => <bdi>{form.name}</bdi> },
        {
          key: "roles",
          head: t("head_roles"),
          cell: (form) => (form.roles.length ? <bdi>{form.roles.join(", ")}</bdi> : <span class="quiet">{t("noRoles")}</span>),
        },
        { key: "sectors", head: t("head_sectors"), cell: (form) => form.sectors.map(sectorName).join(", ") },
        { key: "country", head: t("head_country"), cell: (form) => form.country && <CountryName code={form.country} /> },
        { key: "seen", head: t("head_seen"), cell: (form) => <Seen form={form} from={from} to={to} /> },
        { key: "reports", head: t("head_reports"), numeric: true, cell: (form) => number(form.reports) },
        { key: "why", head: t("head_why"), cell: (form) => <bdi class="quiet">{why.get(form.form)}</bdi> },
      ]}
    />
  );
}
