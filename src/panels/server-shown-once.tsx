import { useState } from "react";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { t } from "../ui/text";

/** A secret that is shown this once, to be copied. */
export function ShownOnce({ label, secret, onDone }: { label: string; secret: string; onDone(): void }) {
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = () =>
    navigator.clipboard.writeText(secret).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <Notice tone="note">
      <p>{t("{{label}}, shown this once:", { label })}</p>
      <code className="server-secret" data-testid="shown-once">
        {secret}
      </code>
      <div className="server-ways">
        <Button onClick={() => void copy()}>{copied ? t("Copied") : t("Copy")}</Button>
        <Button look="plain" onClick={onDone}>
          {t("I have kept it")}
        </Button>
      </div>
      {copied === false && <p>{t("This browser does not let the page copy; select the text and copy it by hand.")}</p>}
    </Notice>
  );
}
