import { parquetReadObjects } from "hyparquet";

/** The rows of a Parquet file. */
export const readParquet = (bytes: Uint8Array): Promise<Record<string, unknown>[]> => parquetReadObjects({ file: new Uint8Array(bytes).buffer });
