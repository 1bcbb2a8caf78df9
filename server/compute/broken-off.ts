import { WorkbenchError } from "../../src/core/errors";

/** The answer (503) to whoever asked for what took longer than a call may. */
export const tookTooLong = (seconds: number): WorkbenchError =>
  Object.assign(
    new WorkbenchError(
      "server/refused",
      [],
      `this took longer than ${seconds} s and was broken off (MFN_CALL_SECONDS); ask for less, or submit it as a job`,
      {
        limit: seconds,
      },
    ),
    { statusCode: 503 },
  );
