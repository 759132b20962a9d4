import type { Schemas } from "../../api/types";
import { useApi } from "../../api/use";
import { Count } from "../../parts/Count";
import { DataTable } from "../../parts/DataTable";
import { Failure } from "../../parts/Failure";
import { Loading } from "../../parts/Loading";
import { Time } from "../../parts/Time";
import { t } from "../../text/en/queue";

type Told = Schemas["Health"];
const COUNTED = ["reports", "versions", "events", "statements", "incidents", "actors", "rejected"] as const;
// a tick, an exclamation mark, and a cross
const SHAPES: Record<Told["checks"][number]["state"], string> = {
  ok: "m2.500 8.500 4 4 7-9",
  warn: "M8 2v8M8 12.500V14",
  fail: "m3 3 10 10M13 3 3 13",
};

function Checks({ checks }: { checks: Told["checks"] }) {
  return (
    <DataTable
      caption={t("checks")}
      rows={checks}
      rowKey={(check) => check.name}
      columns={[
        { key: "name", head: t("name"), names: true, cell: (check) => t.maybe(`check_${check.name}`) ?? check.name },
        {
          key: "state",
          head: t("state"),
          cell: (check) => (
            <span class={`queue-state queue-state-${check.state}`}>
              <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                <path d={SHAPES[check.state]} />
              </svg>{" "}
              {t(`state_${check.state}`)}
            </span>
          ),
        },
        { key: "found", head: t("found"), cell: (check) => check.found },
        { key: "todo", head: t("todo"), cell: (check) => check.todo || t("nothingToDo") },
      ]}
    />
  );
}

function Sizes({ health }: { health: Told }) {
  return (
    <dl class="queue-sizes">
      {COUNTED.map((name) => (
        <div key={name}>
          <dt>{t(`count_${name}`)}</dt>
          <dd>
            <Count n={health.counts[name]} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Versions({ health }: { health: Told }) {
  return (
    <dl class="queue-fields">
      <dt>{t("lastReport")}</dt>
      <dd>{health.last_added ? <Time at={health.last_added} /> : t("never")}</dd>
      <dt>{t("jobs")}</dt>
      <dd>{t("jobCounts", health.jobs)}</dd>
      <dt>{t("tocsin")}</dt>
      <dd>{health.tocsin}</dd>
      <dt>{t("model")}</dt>
      <dd>{health.model ? `${health.model} ${health.model_version ?? ""}` : t("modelNone")}</dd>
      <dt>{t("stages")}</dt>
      <dd>{health.stages.replaceAll("=", " ").replaceAll(/ (?=[a-z])/g, ", ")}</dd>
      <dt>{t("database")}</dt>
      <dd>{health.database}</dd>
      <dt>{t("tables")}</dt>
      <dd>{health.tables}</dd>
    </dl>
  );
}

/** How the desk is: what it needs, how much it keeps, and which versions work on it. */
export function Health() {
  const { data, error, loading, reload } = useApi("/health", {});
  return (
    <>
      {loading && !data && <Loading />}
      {error && <Failure error={error} retry={reload} />}
      {data && (
        <div class="queue-health">
          <section>
            <h2>{t("checks")}</h2>
            <p class="quiet small">{t("checksHelp")}</p>
            <Checks checks={data.checks} />
          </section>
          <section>
            <h2>{t("size")}</h2>
            <Sizes health={data} />
          </section>
          <section>
            <h2>{t("versions")}</h2>
            <Versions health={data} />
          </section>
        </div>
      )}
    </>
  );
}
