import type { Incident, Reading, Row } from "../../api/types";
import { useApi, useList } from "../../api/use";
import { KindMark } from "../../parts/KindMark";
import { Loading } from "../../parts/Loading";
import { More } from "../../parts/More";
import { Day, Days, Time } from "../../parts/Time";
import { webAddress } from "../../parts/web";
import { Each, Fact } from "../../reading/Facts";
import { settings } from "../../state/settings";
import { common } from "../../text/en/common";
import { t } from "../../text/en/report";

function languageName(code: string): string {
  try {
    return new Intl.DisplayNames([settings().language], { type: "language" }).of(code) ?? code;
  } catch {
    // not a code that the browser takes
    return code;
  }
}

type Account = Incident["accounts"][number];

/** Find reports that are told to be copies of this one, or of which it is one. */
function copies(incidents: readonly Incident[], id: string): Account[] {
  const found = new Map<string, Account>();
  for (const { accounts } of incidents) {
    const group = accounts.find((each) => each.report === id)?.group;
    for (const each of accounts) if (each.group === group && each.report !== id) found.set(each.report, each);
  }
  return [...found.values()];
}

function Published({ report }: { report: Reading["report"] }) {
  const { date, basis } = report.published;
  if (date === null) return <>{t("publishedUnknown")}</>;
  return (
    <>
      <Day iso={date} /> <span class="quiet small">({t(`basis_${basis}`)})</span>
    </>
  );
}

function Version({ of: { id, version, added }, here }: { of: Row<"/reports">; here: boolean }) {
  const name = t("versionOf", { n: version });
  return (
    <>
      {here ? <strong>{name}</strong> : <a href={`/reports/${encodeURIComponent(id)}`}>{name}</a>}{" "}
      <span class="quiet small">
        {here ? t("versionHere") : t.rich("versionAdded", { time: <Time at={added} /> })}
      </span>
    </>
  );
}

function Origin({ id, report, others }: { id: string; report: Reading["report"]; others: readonly Account[] }) {
  const { data: head } = useApi("/reports/{id}", { path: { id } });
  const several = head && (head.version > 1 || !head.current);
  const versions = useApi("/reports/{id}/versions", several ? { path: { id } } : null).data?.rows ?? [];
  const original = webAddress(report.url);
  return (
    <dl class="facts">
      <Fact name={t("outlet")}>
        <bdi>{report.outlet ?? common("unnamedOutlet")}</bdi>
      </Fact>
      <Fact name={t("published")}>
        <Published report={report} />
      </Fact>
      <Fact name={t("byline")}>{report.byline && <bdi>{report.byline}</bdi>}</Fact>
      <Fact name={t("language")}>{languageName(report.language)}</Fact>
      <Fact name={t("fetched")}>{head && <Time at={head.added} />}</Fact>
      <Fact name={t("version")}>
        {versions.length > 1 && <Each of={versions}>{(each) => <Version of={each} here={each.id === id} />}</Each>}
      </Fact>
      <Fact name={original ? t("original") : t("source")}>
        {original ? (
          <a href={original} rel="noreferrer noopener" target="_blank" title={t("openOriginal")}>
            <bdi>{original}</bdi>
          </a>
        ) : (
          <bdi>{report.source}</bdi>
        )}
      </Fact>
      <Fact name={t("copies")}>
        {others.length > 0 && (
          <Each of={others}>
            {(each) => (
              <>
                <a href={`/reports/${encodeURIComponent(each.report)}`}>
                  <bdi>{t("copyOf", { title: each.title ?? common("untitled"), outlet: each.outlet ?? common("unnamedOutlet") })}</bdi>
                </a>
                {each.joined && <span class="quiet small"> ({each.joined})</span>}
              </>
            )}
          </Each>
        )}
      </Fact>
      {head && !head.current && <p class="notice">{t("superseded")}</p>}
    </dl>
  );
}

/** Where a report comes from, and the incidents that it tells. */
export function Head({ id, reading }: { id: string; reading: Reading }) {
  const list = useList("/incidents", { query: { report: id } });
  return (
    <div class="report-head">
      <Origin id={id} report={reading.report} others={copies(list.rows, id)} />
      <section aria-label={t("incidents")}>
        <h2>{t("incidents")}</h2>
        {list.loading && list.rows.length === 0 && <Loading />}
        {!list.loading && !list.error && list.rows.length === 0 && <p class="quiet">{t("noIncidents")}</p>}
        <ul class="rows report-incidents">
          {list.rows.map((incident) => (
            <li key={incident.id}>
              <KindMark type={incident.type} named />{" "}
              <a href={`/incidents/${encodeURIComponent(incident.id)}`} dir="auto">
                {incident.title}
              </a>{" "}
              <span class="quiet small">
                <Days start={incident.start} end={incident.end} /> · {t("sources", { n: incident.sources })}
              </span>{" "}
              {incident.disagreements.length > 0 && <span class="chip">{t("contested")}</span>}
            </li>
          ))}
        </ul>
        {(list.more || list.error) && <More list={list} />}
      </section>
    </div>
  );
}
