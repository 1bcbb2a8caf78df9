import { Component, type ErrorInfo, type ReactNode } from "react";
import { toRecord } from "../core/errors";
import { Notice } from "../ui/notice";
import { t } from "../ui/text";

interface ErrorBoundaryProps {
  /** What failed, as a person would call it: "Lab", "Dimension". */
  name: string;
  /** Facts for the report: the spec, the backend. Read only when the report is copied. */
  facts?(): Record<string, unknown>;
  children: ReactNode;
}

interface ErrorBoundaryState {
  error: Error | null;
  stack: string;
  copied: boolean;
}

/** Catches a fault in what it holds. The store is outside and keeps the work; the rest of the page goes on. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: null, stack: "", copied: false };

  static getDerivedStateFromError(error: unknown): Partial<ErrorBoundaryState> {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(_: unknown, info: ErrorInfo): void {
    this.setState({ stack: info.componentStack ?? "" });
  }

  private report(): string {
    const { error, stack } = this.state;
    const facts = {
      part: this.props.name,
      ...toRecord(error),
      place: location.href.split("?")[0],
      browser: navigator.userAgent,
      ...this.props.facts?.(),
    };
    return `${JSON.stringify(facts, null, 2)}\n\n${error?.stack ?? ""}\n${stack}`;
  }

  private async copy(): Promise<void> {
    await navigator.clipboard.writeText(this.report());
    this.setState({ copied: true });
  }

  override render(): ReactNode {
    const { error, copied } = this.state;
    if (!error) return this.props.children;
    return (
      <div className="fault">
        <Notice
          tone="error"
          actions={[
            { label: t("Try again"), onClick: () => this.setState({ error: null, stack: "", copied: false }) },
            { label: copied ? t("Copied") : t("Copy report"), onClick: () => void this.copy().catch(() => undefined) },
          ]}
        >
          <strong>{t("{{name}} stopped working.", { name: this.props.name })}</strong>{" "}
          {t("Your run and settings are kept. {{error}}", { error: error.message })}
        </Notice>
        <details>
          <summary className="dim">{t("Report")}</summary>
          <pre className="fault-report">{this.report()}</pre>
        </details>
      </div>
    );
  }
}
