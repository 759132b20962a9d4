import "./queue.css";

import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";

import { useApi } from "../../api/use";
import { PageHead } from "../../parts/PageHead";
import { Tabs } from "../../parts/Tabs";
import { Time } from "../../parts/Time";
import { t } from "../../text/en/queue";
import { AddMany } from "./AddMany";
import { CameIn } from "./CameIn";
import { FlagList } from "./FlagList";
import { Health } from "./Health";
import { JobList } from "./JobList";
import { RejectedList } from "./RejectedList";
import { ReviewList } from "./ReviewList";

const TABS = ["came", "rejected", "flags", "jobs", "reviews", "health"] as const;
type TabKey = (typeof TABS)[number];

function Panel({ tab, writes }: { tab: TabKey; writes: boolean }) {
  if (tab === "rejected") return <RejectedList />;
  if (tab === "flags") return <FlagList writes={writes} />;
  if (tab === "jobs") return <JobList />;
  if (tab === "reviews") return <ReviewList writes={writes} />;
  if (tab === "health") return <Health />;
  return <CameIn />;
}

/** What came in, what was left out, what is being worked on, what was decided, and how the desk is. */
export default function Page() {
  const { query, route } = useLocation();
  const [adding, setAdding] = useState(false);
  const health = useApi("/health", {}).data;
  const tab = TABS.find((each) => each === query.tab) ?? "came";
  const writes = health?.writes ?? true;
  return (
    <>
      <PageHead title={t("title")}>
        {health && (
          <p class="queue-size quiet">
            {t("reports", { n: health.counts.reports })}
            {health.last_added && <> · {t.rich("lastIn", { time: <Time at={health.last_added} /> })}</>}
          </p>
        )}
        {writes && (
          <button type="button" class="queue-add" aria-haspopup="dialog" onClick={() => setAdding(true)}>
            {t("add")}
          </button>
        )}
      </PageHead>
      <Tabs
        label={t("tabs")}
        tabs={TABS.map((key) => ({ key, label: t(`tab_${key}`) }))}
        chosen={tab}
        // filters of one tab mean nothing on another
        onChoose={(key) => route(key === "came" ? "/queue" : `/queue?tab=${key}`)}
      >
        <Panel key={tab} tab={tab} writes={writes} />
      </Tabs>
      {adding && <AddMany onClose={() => setAdding(false)} />}
    </>
  );
}
