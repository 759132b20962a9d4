import { useApi } from "../api/use";
import { Time } from "../parts/Time";
import { t } from "../text/en/reading";
import { Each, Fact } from "./Facts";

/** What reviewers decided of a record, where it has a verdict. */
export function Reviews({ id, verdict }: { id: string; verdict: string | null }) {
  const { data } = useApi("/reviews", verdict === null ? null : { query: { id } });
  if (verdict === null) return null;
  return (
    <Fact name={t("review")}>
      {data ? (
        <Each of={data.rows}>
          {(review) => (
            <>
              {t.rich("reviewed", {
                verdict: t(`verdict_${review.verdict}`),
                author: <bdi>{review.author}</bdi>,
                at: <Time at={review.at} />,
              })}
              {review.note && <p dir="auto">{review.note}</p>}
            </>
          )}
        </Each>
      ) : (
        t.maybe(`verdict_${verdict}`)
      )}
    </Fact>
  );
}
