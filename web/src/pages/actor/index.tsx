import { useApi } from "../../api/use";
import { Failure } from "../../parts/Failure";
import { Loading } from "../../parts/Loading";
import { PageHead } from "../../parts/PageHead";
import { t } from "../../text/en/actor";

/** One actor with its names. */
export default function Page({ params }: { params: { id: string } }) {
  const { data, error, loading, reload } = useApi("/actors/{id}", { path: { id: params.id } });
  return (
    <>
      <PageHead title={data?.name ?? t("title")} />
      {loading && !data && <Loading />}
      {error && <Failure error={error} retry={reload} />}
      {data && <p dir="auto">{data.variants.join(", ")}</p>}
    </>
  );
}
