import type { Panel } from "../panels/define";
import { useWorkbenchStore } from "../state/use-workbench";
import { ErrorBoundary } from "./error-boundary";
import { t } from "../ui/text";

/** What a panel shows; what fails in it is told in its place. */
export function PanelBody({ panel }: { panel: Panel }) {
  const store = useWorkbenchStore();
  const Body = panel.body;
  return (
    <ErrorBoundary name={t(panel.title)} facts={() => ({ spec: store.getState().spec })}>
      <Body />
    </ErrorBoundary>
  );
}
